#pragma once
// Typing of expressions: from the tree to program expressions, with units checked and the presence of optional values proved.

#include "check/context.hpp"
#include "check/facts.hpp"

namespace barem::check {

/// Where an expression stands: the records around it, or the arguments of a table, and what is known there.
struct surroundings {
    frames around;                              ///< empty: no record
    index table = none;                         ///< the table whose arguments can be named
    facts known;
    index cohort = none, member = none;         ///< in the block of a cohort: which, and the definition; aggregates over the group can stand here
    bool in_group = false;                      ///< the outermost record around is one of the group that is aggregated
    bool constants_only = false;                ///< parameters, names of fields and calls are errors
    index next_element = 1;
};

class expression_checker {
public:
    expression_checker(context& c, surroundings s) : c_(c), s_(std::move(s)) {}

    /// `hint`: the type that a bare literal takes, or the enum of a word; may be null.
    program::expression infer(ast::expression const& e, program::type const* hint = nullptr);
    /// Like infer, then a finding unless the result can be used as `expected`.
    program::expression expect(ast::expression const& e, program::type const& expected, std::string_view role);
    /// A truth that is always there.
    program::expression condition(ast::expression const& e, std::string_view role);

    program::interval interval(ast::interval const& i, program::type const& of);
    void assume(program::expression const& condition, bool holds) { s_.known.assume(c_, condition, holds, s_.around); }
    [[nodiscard]] surroundings& where() { return s_; }

    /// A finding when the value may be absent where a value is needed; its type is then no longer optional.
    void need(program::expression& e);
    /// A finding unless a value of type `found` can be used as `expected`.
    bool assignable(program::type const& found, program::type const& expected, source_span where, std::string_view role);

private:
    friend class call_checker;
    friend class aggregate_checker;
    program::expression unknown(ast::expression const& e) const;
    program::expression infer_kind(ast::expression const& e, program::type const* hint);
    program::expression value_path(ast::expression const& e, program::type const* hint);
    program::expression literal(ast::expression const& e, program::type const* hint);
    program::expression path(ast::expression const& e, program::type const* hint);
    program::expression member_path(ast::expression const& e, std::size_t first, frame at, program::scope scope);
    [[nodiscard]] bool may_be_absent(frame const& at, index m) const;
    bool means_word(ast::expression const& e, program::type const* hint);
    [[nodiscard]] std::string const* value_type_name(std::string const& name) const;
    void no_such_member(index record, ast::name const& name);
    bool reads_outside_group(ast::name const& record, program::scope const& found);
    std::optional<program::expression> word_of(ast::expression const& e, program::type const* hint);
    [[nodiscard]] bool is_rather_a_field(std::string const& name, program::enumeration const& wanted);
    program::expression unknown_name(ast::expression const& e);
    [[nodiscard]] std::string record_by_name(ast::expression const& e) const;
    program::expression negate(ast::expression const& e, program::type const* hint);
    program::expression binary(ast::expression const& e, program::type const* hint);
    program::expression logical(ast::expression const& e, bool conjunction);
    program::expression arithmetic(ast::expression const& e, program::type const* hint);
    program::expression additive(ast::expression const& e, program::expression a, program::expression b);
    program::expression multiplicative(ast::expression const& e, program::expression a, program::expression b);
    program::expression deadline(ast::expression const& e);
    program::expression percent_of(ast::expression const& e, program::type const* hint);
    program::expression comparison(ast::expression const& e);
    program::expression default_value(ast::expression const& e, program::type const* hint);
    program::expression conditional(ast::expression const& e, program::type const* hint);
    program::expression in_interval(ast::expression const& e);
    program::expression in_set(ast::expression const& e);
    program::expression is_given(ast::expression const& e);
    program::expression call(ast::expression const& e, program::type const* hint);

    /// Two operands whose bare literals and words take each other's type.
    std::pair<program::expression, program::expression> pair(ast::expression const& a, ast::expression const& b, program::type const* hint);
    [[nodiscard]] bool wants_hint(ast::expression const& e) const;
    [[nodiscard]] bool is_value_name(std::string const& name) const;

    context& c_;
    surroundings s_;
};

/// Operands moved into a vector; a braced list would copy the trees below them.
template <typename... Expressions>
std::vector<program::expression> operand_list(Expressions&&... operands) {
    std::vector<program::expression> made;
    made.reserve(sizeof...(operands));
    (made.push_back(std::forward<Expressions>(operands)), ...);
    return made;
}

/// Walks a path of record names and lists: `tasks.indicators.contents`, `indicator.contents`, `history`.
struct list_path {
    program::scope origin;
    frame from;                         ///< the record at the origin
    std::vector<index> lists;
    index element = none;               ///< record kind of the elements
    bool found = false;
};

/// deadlines.cpp: the calendar that counts working days in an expression. nullopt after a finding.
std::optional<index> calendar_of(context& c, ast::expression const& e);

/// calls.cpp
program::expression check_call(context& c, expression_checker& x, ast::expression const& e, program::type const* hint);
/// A way of rounding by its name; nullopt after a finding.
std::optional<rounding> check_rounding(context& c, ast::name const& name, std::string_view role);

/// aggregate_calls.cpp
program::expression check_aggregate(context& c, expression_checker& x, ast::expression const& e, program::type const* hint,
                                    program::aggregate_function function);
/// Whether a path is the name of the cohort's record, which stands for the records of the group: `agency` in `count(agency)`.
bool names_group(context const& c, surroundings const& s, ast::expression const& path);

/// The record that a name means at this place: an enclosing record or a parent. nullopt: none.
std::optional<std::pair<frame, program::scope>> find_record(context const& c, frames const& around, std::string const& name);

/// What the parts of the checker of expressions make their nodes with.
inline bool is_number(program::type const& t, index unit) { return t.kind == program::type_kind::number && t.of == unit; }
inline bool known(program::type const& t) { return t.kind != program::type_kind::unknown; }
inline program::expression node(program::expression_kind kind, program::type type, source_span where, std::vector<program::expression> operands) {
    program::expression made;
    made.kind = kind;
    made.type = type;
    made.where = where;
    made.operands = std::move(operands);
    return made;
}

}  // namespace barem::check
