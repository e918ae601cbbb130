#include "plan/lower_expression.hpp"

#include "exec/operations.hpp"
#include "exec/work_calendar.hpp"

#include <barem/limits.hpp>

namespace barem::plan {

using program::expression;
using program::expression_kind;

namespace {

/// The operation of a kind of expression whose operands are its operands; the others have functions of their own.
std::optional<operation> direct(expression_kind kind) {
    switch (kind) {
#define SAME(name) case expression_kind::name: return operation::name;
        SAME(negate) SAME(logical_not) SAME(add) SAME(subtract) SAME(multiply) SAME(divide) SAME(percent_of)
        SAME(date_add_days) SAME(date_subtract_days) SAME(date_difference)
        SAME(days_after) SAME(days_before) SAME(working_days_after) SAME(working_days_before) SAME(working_days_between) SAME(is_working_day)
        SAME(equal) SAME(not_equal) SAME(less) SAME(less_equal) SAME(greater) SAME(greater_equal)
        SAME(logical_and) SAME(logical_or) SAME(conditional) SAME(is_given) SAME(default_value) SAME(in_set)
        SAME(minimum) SAME(maximum) SAME(absolute) SAME(share) SAME(round_places) SAME(round_multiple)
        SAME(make_date) SAME(year_of) SAME(month_of) SAME(day_of) SAME(position_of) SAME(parameter) SAME(argument) SAME(look_up)
        SAME(group_value)
#undef SAME
        default: return std::nullopt;
    }
}

}  // namespace

index expression_lowering::lower(expression const& e) {
    switch (e.kind) {
        case expression_kind::constant: return constant(e.literal, e);
        case expression_kind::field: return field(e);
        case expression_kind::aggregate: return aggregate(e);
        case expression_kind::in_interval: return interval(e);
        case expression_kind::parent: return constant(true, e);         // a record that is around this one is always there
        default: return operate(*direct(e.kind), e);
    }
}

index expression_lowering::add(node made, expression const& origin) {
    made.type = origin.type;
    made.where = origin.where;
    out_.nodes.push_back(made);
    out_.origins.push_back(&origin);
    return static_cast<index>(out_.nodes.size() - 1);
}

slice expression_lowering::list(std::vector<index> const& roots) {
    slice const made{static_cast<index>(out_.operands.size()), static_cast<index>(roots.size())};
    out_.operands.insert(out_.operands.end(), roots.begin(), roots.end());
    return made;
}

index expression_lowering::constant(value v, expression const& e) {
    node made;
    made.operation = operation::constant;
    made.leaf = leaf::constant;
    made.target = static_cast<index>(out_.constants.size());
    out_.constants.push_back(std::move(v));
    return add(made, e);
}

index expression_lowering::operate(operation operation, expression const& e) {
    auto const first_node = out_.nodes.size(), first_operand = out_.operands.size(), first_constant = out_.constants.size();
    std::vector<index> roots;
    for (expression const& operand : e.operands) roots.push_back(lower(operand));
    node made;
    made.operation = operation;
    made.qualifier.mode = e.mode;
    made.target = e.target;
    made.operands = list(roots);
    if (operation == plan::operation::argument) made.leaf = leaf::argument;
    if (counts_working_days(operation)) made.qualifier.calendar = calendar(e.target);
    return fold(add(made, e), first_node, first_operand, first_constant);
}

exec::work_calendar const* expression_lowering::calendar(index which) {
    for (index c = static_cast<index>(out_.calendars.size()); c != p_.calendars.size(); ++c)
        out_.calendars.push_back(std::make_shared<exec::work_calendar const>(p_.calendars[c]));
    return out_.calendars[which].get();
}

index expression_lowering::interval(expression const& e) {
    auto const first_node = out_.nodes.size(), first_operand = out_.operands.size(), first_constant = out_.constants.size();
    program::interval const& in = e.in.front();
    std::vector<index> roots{lower(e.operands.front())};
    for (expression const& low : in.low) roots.push_back(lower(low));
    for (expression const& high : in.high) roots.push_back(lower(high));
    node made;
    made.operation = operation::in_interval;
    made.qualifier.has_low = !in.low.empty();
    made.qualifier.has_high = !in.high.empty();
    made.qualifier.low_closed = in.low_closed;
    made.qualifier.high_closed = in.high_closed;
    made.operands = list(roots);
    return fold(add(made, e), first_node, first_operand, first_constant);
}

/// Replaces a pure operation on constants, everything that was appended since the given sizes, by its value.
index expression_lowering::fold(index root, std::size_t first_node, std::size_t first_operand, std::size_t first_constant) {
    node const made = out_.nodes[root];
    if (!info(made.operation).pure) return root;
    std::vector<value const*> operands;
    for (index i = 0; i != made.operands.count; ++i) {
        node const& operand = out_.nodes[out_.operands[made.operands.first + i]];
        if (operand.operation != operation::constant) return root;
        operands.push_back(&out_.constants[operand.target]);
    }
    value result;
    if (exec::apply(made.operation, {operands.data(), operands.size()}, made.qualifier, record_limits{}.max_number_bits, result) != exec::failure::none) return root;
    expression const& origin = *out_.origins[root];
    out_.nodes.resize(first_node);
    out_.origins.resize(first_node);
    out_.operands.resize(first_operand);
    out_.constants.resize(first_constant);
    return constant(std::move(result), origin);
}

// ── places in records ───────────────────────────────────────────────────────────────────────────────────────────

/// The record kind that a scope means.
index expression_lowering::reach(program::scope const& s) const {
    index record = around_[around_.size() - 1 - s.lexical];
    for (index i = 0; i != s.up; ++i) record = p_.records[record].parent;
    return record;
}

/// List slots of the members walked from `record`, which becomes the kind of record that they lead to.
slice expression_lowering::steps(index& record, std::vector<index> const& members) {
    slice const made{static_cast<index>(out_.steps.size()), static_cast<index>(members.size())};
    for (index m : members) {
        program::member const& walked = p_.records[record].members[m];
        out_.steps.push_back(walked.slot);
        record = walked.type.of;
    }
    return made;
}

index expression_lowering::field(expression const& e) {
    field_access made;
    made.from = e.scope;
    made.record = reach(e.scope);
    made.through = steps(made.record, e.through);
    made.member = e.target;
    program::member const& m = p_.records[made.record].members[e.target];
    made.slot = m.slot;
    bool const is_list = m.type.kind == program::type_kind::list || m.type.kind == program::type_kind::record;
    made.storage = is_list ? storage::list : m.kind == program::member_kind::input ? storage::input : storage::computed;
    node access;
    access.slot = m.slot;
    if (!is_list && e.scope == program::scope{} && e.through.empty())
        access.leaf = made.storage == storage::input ? leaf::own_input : leaf::own_definition;
    access.operation = operation::field;
    access.target = static_cast<index>(out_.fields.size());
    out_.fields.push_back(made);
    return add(access, e);
}

index expression_lowering::aggregate(expression const& e) {
    program::aggregation const& a = e.aggregate.front();
    plan::aggregate made;
    made.function = a.function;
    made.origin = a.origin;
    made.element = reach(a.origin);
    made.lists = steps(made.element, a.lists);
    around_.push_back(made.element);
    made.filter = lower(a.filter);
    made.over = lower(a.over);
    made.by = lower(a.by);
    around_.pop_back();
    node access;
    access.operation = operation::aggregate;
    access.target = static_cast<index>(out_.aggregates.size());
    out_.aggregates.push_back(made);
    return add(access, e);
}

}  // namespace barem::plan
