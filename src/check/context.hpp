#pragma once
// What the parts of the checker share: the tree, the program that grows, the findings, and who is called what.

#include "ast/ast.hpp"
#include "check/program.hpp"

#include <barem/limits.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace barem::check {

using program::index;
using program::none;

/// Where the definition of a member stands in the tree.
struct member_source {
    enum class state : std::uint8_t { waiting, running, done } progress = state::waiting;
    ast::input const* input = nullptr;
    ast::let const* let = nullptr;
    ast::classification const* classification = nullptr;
    ast::deductions const* deductions = nullptr;
    ast::rank const* rank = nullptr;
    ast::quota const* quota = nullptr;
    ast::admission const* admission = nullptr;
    index cohort = none;                                               // of a member of a cohort: which
    std::optional<ast::type> declared;
};

/// A member of a record, a table (record == none), or an aggregate over a group (record == group_aggregates).
inline constexpr index group_aggregates = none - 1;
struct definition {
    index record = none, member = none;
    [[nodiscard]] bool is_of_record() const { return record < group_aggregates; }
    friend auto operator<=>(definition const&, definition const&) = default;
};

/// What a definition was seen to build on while it was typed: complete also where a mistake keeps its expression from being made.
struct building {
    std::set<definition> on;
    unsigned levels = 0;                                               // expressions within one another
};

struct context {
    context(ast::rule_set const& t, compile_limits const& l, std::string_view source) : tree(t), limits(l), tree_text(source) {}

    ast::rule_set const& tree;
    compile_limits const& limits;
    std::string_view tree_text;                                        ///< the source
    program::program out;
    std::vector<diagnostic> findings;

    std::unordered_map<std::string, index> units, enums, records, parameters, tables, calendars;
    std::unordered_set<std::string> words;                             // of any enum
    std::vector<std::unordered_map<std::string, index>> members;       // by record
    std::vector<std::vector<member_source>> sources;                   // by record and member
    std::map<definition, building> built;
    building* defining = nullptr;                                      // what is typed now; null: an input, an example
    unsigned definition_depth = 0, levels = 0, levels_before = 0;      // levels_before: of the definitions around this one
    bool depth_reported = false, nesting_sound = true;                 // nesting_sound: records nest, to a depth within the limit

    void builds_on(definition d) { if (defining) defining->on.insert(d); }
    void enter_levels(unsigned n) {
        levels += n;
        if (defining) defining->levels = std::max(defining->levels, levels - levels_before);
    }
    void leave_levels(unsigned n) { levels -= n; }

    // ── findings ──
    diagnostic& add(severity how, std::string code, source_span where, std::string message, std::string label = {});
    diagnostic& error(std::string code, source_span where, std::string message, std::string label = {}) {
        return add(severity::error, std::move(code), where, std::move(message), std::move(label));
    }
    diagnostic& warning(std::string code, source_span where, std::string message, std::string label = {}) {
        return add(severity::warning, std::move(code), where, std::move(message), std::move(label));
    }
    /// The candidate that was probably meant, or empty.
    [[nodiscard]] std::string similar(std::string_view wanted, std::vector<std::string_view> const& candidates);
    /// Asks "did you mean `total`?" of a finding about a name, and proposes to write that. Nothing when no candidate is like it.
    void propose_name(diagnostic& d, std::string_view wanted, std::vector<std::string_view> const& candidates);
    /// Of a word that the enum does not have: a similar one, or all of a few, or nothing.
    void propose_word(diagnostic& d, program::enumeration const& e, std::string_view wanted);
    /// The library in whose text this stands; none: the rule set's own.
    [[nodiscard]] index library_at(source_span where) const;
    /// The finding that definitions build on one another too deep; once for a rule set.
    void report_depth(source_span where);

    // ── types for people ──
    [[nodiscard]] std::string describe(program::type const& t) const;   ///< "points", "a word of `rating`", "a list of task"

    [[nodiscard]] program::member& member(index record, index m) { return out.records[record].members[m]; }
    [[nodiscard]] index find_member(index record, std::string const& name) const;

private:
    std::size_t comparisons_left_ = 500'000;                           // of similar(), so that 10,000 unknown names take no time
};

/// While one of these lives, what is read belongs to a definition. Definitions are typed on demand, within one another.
class while_defining {
public:
    while_defining(context& c, building* d) : c_(c), outer_(c.defining), levels_before_(c.levels_before) {
        c_.defining = d;
        c_.levels_before = c_.levels;
    }
    ~while_defining() {
        c_.defining = outer_;
        c_.levels_before = levels_before_;
    }
    while_defining(while_defining const&) = delete;
    while_defining& operator=(while_defining const&) = delete;

private:
    context& c_;
    building* outer_;
    unsigned levels_before_;
};

program::label to_label(context const&, ast::label const&);
program::notes to_notes(context const&, ast::annotations const&);

/// declarations.cpp: units, enums, shells of records and tables, so that the order of definitions does not matter.
void declare(context&);

/// types.cpp
struct resolved_type {
    program::type type;
    program::range range;
    std::optional<std::uint32_t> decimals;
};
resolved_type resolve_type(context&, ast::type const&, bool lists_allowed);
/// The value of a literal of the given type; nullopt after a finding.
std::optional<value> literal_value(context&, ast::expression const&, program::type const&);
/// How a number that stands with one unit is written where another one is expected: "for an amount in points write `5`"; empty when `e` is no
/// such number.
std::string help_for_number(context&, ast::expression const& e, program::type const& expected);
/// A finding (and false) when the value leaves the range or has too many decimals.
bool check_range(context&, value const&, program::type const&, program::range const&, std::optional<std::uint32_t> decimals, source_span where);
/// `10.5%`, `7 points`, `good`: a value as the language writes it.
std::string write_value(program::program const&, value const&, program::type const&);

/// parameters.cpp: their values; then, when records are known, the date that chooses among them.
void check_parameters(context&);
void check_dating(context&);

/// calls.cpp: whether a call of this name means a function of the language.
bool is_function_name(std::string_view name);

/// calendars.cpp: every day of every calendar.
void check_calendars(context&);

/// The unit of a number: `day` and `working_day` are those of `days` and `working_days`, unless units of these names are declared.
[[nodiscard]] std::optional<index> find_unit(context const&, std::string const& name);

/// members.cpp: types a member on demand, so that the order of definitions does not matter.
void check_member(context&, index record, index member);
void check_records(context&);

/// ranges.cpp: the ranges of inputs that begin or end at other inputs.
void check_input_ranges(context&);

/// tables.cpp
void check_table_headings(context&);
void check_tables(context&);

/// cohorts.cpp: ranks, quotas and admissions.
void check_cohorts(context&);

/// dependencies.cpp: cycles, strata, slots.
void check_dependencies(context&);

/// examples.cpp
void check_examples(context&);

}  // namespace barem::check
