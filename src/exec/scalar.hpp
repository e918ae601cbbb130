#pragma once
// The scalar executor: one record at a time, exact, as plain as it can be. Every other executor must agree with it on everything.
//
// A definition is evaluated when its value is first needed, and once for each record instance (frame). Conditions and choices
// evaluate only what they need, left to right; a failure therefore surfaces only where its value is needed.

#include "exec/cohort.hpp"
#include "exec/decision.hpp"

#include <barem/issue.hpp>
#include <barem/limits.hpp>

namespace barem::exec {

/// By index of program::parameters: one value whatever the date, or absent where values by date hold.
using parameters = std::vector<value>;

[[nodiscard]] parameters initial_parameters(program::program const&);

/// Nodes within one another, over all definitions that are being evaluated: less than 2 MB of stack. Reached only by rule sets made for it.
inline constexpr unsigned max_evaluation_depth = 2'000;

/// What a function returns that could not make a value.
struct no_value {
    operator bool() const { return false; }                 // NOLINT: implicit on purpose
    operator value const*() const { return nullptr; }       // NOLINT
};

/// Functions that return a truth return false when the value could not be made; why() then says why not.
class evaluation {
public:
    /// What is passed must outlive the evaluation.
    evaluation(plan::compiled const& compiled, exec::parameters const& parameters, record_limits const& limits);

    /// Starts on a record; forgets the one before. Frame 0 is the record.
    void begin(record_data const& data, index record);
    /// What is known of the record among the others; it must outlive the evaluation of the record. Without it, the record has no places.
    void join(peers const&);
    /// Forgets the record, which may end now, and what was wrong with it.
    void rest();
    /// Counts steps from zero again.
    void restart_steps() { steps_left_ = limits_.max_steps; }

    [[nodiscard]] bool member(index frame, index member, value& result);
    [[nodiscard]] bool rank_key(index rank, index key, value& result);
    /// What the record brings to an aggregate over its group.
    [[nodiscard]] bool contribution_to(index aggregate, contribution& made);
    /// Whether the condition of an input's `required when` holds.
    [[nodiscard]] bool required(index frame, index member, bool& result);
    /// A table on its own, for an example.
    [[nodiscard]] bool call(index table, std::vector<value> const& arguments, value& result);
    [[nodiscard]] bool evaluate(index node, environment const&, value& result);

    [[nodiscard]] issue const& why() const { return issues_[why_]; }
    [[nodiscard]] exec::frames& frames() { return frames_; }

    // What decided a value: is found by evaluating once more, for nothing of it is kept.
    /// nullopt when nothing is chosen in the definition, or it fails.
    [[nodiscard]] std::optional<decision> decide(index frame, index member);
    /// nullopt when the arguments have no values or are outside their ranges, or a condition of a row fails.
    [[nodiscard]] std::optional<table_hit> decide(plan::node const& look_up, environment const&);
    /// The same for given arguments, one for each.
    [[nodiscard]] std::optional<table_hit> decide(index table, std::vector<value> const& arguments);

    /// The frames of the elements that an aggregate walks, in list order, before any filter.
    [[nodiscard]] std::vector<index> elements(plan::aggregate const&, environment const&);

private:
    // Where the value is: in `room` when it was made now, else where it lives, until the evaluation begins on another record. Null: it
    // could not be made.
    [[gnu::always_inline]] value const* find(index node, environment const&, value& room);
    value const* find_member(index frame, index member, value& room);
    [[gnu::always_inline]] value const* find_definition(index frame, index member, slot&);

    // scalar_nodes.hpp
    value const* make(plan::node const&, environment const&, value& room);
    value const* make_own(plan::node const&, environment const&);
    [[gnu::always_inline]] value const* dispatch(plan::node const&, environment const&, value& room);
    template <index count>
    value const* operate(plan::node const&, environment const&, value& room);
    value const* operate_on_many(plan::node const&, environment const&, value& room);
    [[gnu::always_inline]] bool apply_to(operands, plan::node const&, environment const&, value& result);
    bool missing(plan::node const&, environment const&, operands);
    [[nodiscard]] std::string outside_calendar(plan::node const&, operands) const;
    [[gnu::always_inline]] bool holds(index node, environment const&, bool& result);
    [[gnu::always_inline]] bool read_truth(value const*, environment const&, bool& result);
    bool condition(plan::node const&, environment const&, bool& result);
    bool is_true(index node, environment const&, bool& result);
    template <typename F>
    bool within(environment const&, F evaluate_it);
    bool compared(plan::node const&, environment const&, bool& result);
    bool joined(plan::node const&, environment const&, bool decisive, bool& result);
    bool amount(index node, environment const&, number& result);
    value const* logical(plan::node const&, environment const&, bool decisive, value& room);
    value const* conditional(plan::node const&, environment const&, value& room);
    value const* default_value(plan::node const&, environment const&, value& room);
    value const* field(plan::field_access const&, environment const&, value& room);
    value const* parameter(index which, environment const&);
    index reach(program::scope const&, environment const&) const;
    bool pure(plan::operation, environment const&, value const& a, value const& b, value& result);
    [[nodiscard]] index operand(plan::node const& n, index i) const { return operands_[n.operands.first + i]; }

    // scalar_aggregates.hpp
    bool aggregate(plan::aggregate const&, environment const&, value& result);
    template <typename Aggregate>
    bool contribute(Aggregate const&, environment const& element, contribution& made);
    value const* of_group(index aggregate, environment const&);
    /// Stops, with false, when `visit(frame)` returns false.
    template <typename Visit>
    bool walk(plan::slice lists, index level, index frame, Visit& visit);

    // scalar_tables.hpp
    // Each takes down in `made`, unless it is null, what it decides.
    value const* look_up(plan::node const&, environment const&, table_hit* made, value& room);
    value const* in_table(index table, environment const&, table_hit* made, value& room);
    bool check_arguments(index table, environment const&);
    value const* by_pieces(index table, environment const&, table_hit* made, value& room);
    value const* by_rows(index table, environment const&, table_hit* made, value& room);
    value const* result_of(index node, environment const&, value& room);
    bool row_holds(plan::table const&, index row, environment const&, bool& result);
    bool test_holds(plan::test const&, value const& argument, environment const&, bool& result);
    value const* combine(index table, environment const&, std::span<index const> rows, value& room);
    value const* no_row(index table, environment const&, table_hit* made, value& room);
    [[nodiscard]] std::string describe_call(index table, environment const&) const;

    // scalar_members.hpp
    value const* compute(index frame, index member, plan::member const&, slot&);
    value const* define(plan::member const&, environment const&, decision* made, value& room);
    bool conflict(few<index> const& exceptions, std::vector<value> const& values, environment const&);
    value const* classify(plan::member const&, environment const&, decision* made, value& room);
    value const* whole_quota(plan::member const&, environment const&, value& room);
    value const* admit(plan::admission const&, environment const&, value& room);
    value const* deduct(plan::member const&, environment const&, decision* made, value& room);
    bool apply_row(plan::deduction_row const&, environment const&, applied_deduction&, bool& applies);
    template <typename F>
    auto in_member(index frame, index member, F evaluate_it);

    // failures
    no_value fail(environment const&, std::string_view reason);
    no_value fail_with(index issue) { why_ = issue; return {}; }
    [[gnu::always_inline]] bool step(environment const& env) { return steps_left_-- != 0 || too_many_steps(env); }
    bool too_many_steps(environment const&);
    [[gnu::always_inline]] bool descend(environment const& env) { return depth_ != max_evaluation_depth ? ++depth_ : too_deep(env); }
    bool too_deep(environment const&);

    program::program const& rules_;
    plan::evaluation_tree const& tree_;
    plan::node const* nodes_;                           // these are of the tree
    index const* operands_;
    value const* constants_;
    exec::parameters const& parameters_;
    record_limits limits_;
    exec::frames frames_;
    exec::peers const* peers_ = nullptr;
    std::vector<issue> issues_;
    index why_ = none;
    std::uint64_t steps_left_ = 0;
    unsigned depth_ = 0;
    index begun_ = 0;                                   ///< definitions whose evaluation began
};

}  // namespace barem::exec
