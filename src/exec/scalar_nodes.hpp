#pragma once
// evaluation: expressions. Included by scalar.cpp only.

#include "check/print.hpp"
#include "exec/scalar.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace barem::exec {

bool evaluation::evaluate(index id, environment const& env, value& result) {
    value const* const found = find(id, env, result);
    if (found && found != &result) assign(result, *found);
    return found != nullptr;
}

/// Most nodes are leaves, whose values are somewhere already.
inline value const* evaluation::find(index id, environment const& env, value& room) {
    plan::node const& n = nodes_[id];
    if (!step(env)) return nullptr;
    switch (n.leaf) {
        case plan::leaf::none: return make(n, env, room);
        case plan::leaf::constant: return constants_ + n.target;
        case plan::leaf::argument: return &env.arguments[n.target];
        case plan::leaf::own_input: return env.inputs + n.slot;
        case plan::leaf::own_definition: break;
    }
    slot const& s = env.computed[n.slot];
    return s.state == slot_state::known ? s.at : make_own(n, env);
}

inline bool evaluation::apply_to(operands in, plan::node const& n, environment const& env, value& result) {
    failure const why = apply(n.operation, in, n.qualifier, limits_.max_number_bits, result);
    if (why == failure::none) return true;
    if (why == failure::missing_value) return missing(n, env, in);
    return fail(env, why == failure::outside_calendar ? outside_calendar(n, in) : describe(why));
}

template <index count>
value const* evaluation::operate(plan::node const& n, environment const& env, value& room) {
    exec::room rooms[count];
    value const* in[count];
    for (index i = 0; i != count; ++i)
        if (!(in[i] = find(operand(n, i), env, rooms[i].held))) return nullptr;
    return apply_to({in, count}, n, env, room) ? &room : nullptr;
}

inline value const* evaluation::dispatch(plan::node const& n, environment const& env, value& room) {
    using enum plan::operation;
    switch (n.operation) {
        case plan::operation::parameter: return this->parameter(n.target, env);
        case plan::operation::field: return this->field(tree_.fields[n.target], env, room);
        case logical_and: return logical(n, env, false, room);
        case logical_or: return logical(n, env, true, room);
        case plan::operation::conditional: return this->conditional(n, env, room);
        case plan::operation::default_value: return this->default_value(n, env, room);
        case plan::operation::look_up: return this->look_up(n, env, nullptr, room);
        case plan::operation::aggregate: return this->aggregate(tree_.aggregates[n.target], env, room) ? &room : nullptr;
        case plan::operation::group_value: return of_group(n.target, env);
        default: break;
    }
    switch (n.operands.count) {
        case 1: return operate<1>(n, env, room);
        case 2: return operate<2>(n, env, room);
        default: return operate_on_many(n, env, room);
    }
}

value const* evaluation::make(plan::node const& n, environment const& env, value& room) {
    if (!descend(env)) return nullptr;
    value const* const found = dispatch(n, env, room);
    --depth_;
    return found;
}

// ── pure operations ─────────────────────────────────────────────────────────────────────────────────────────────

value const* evaluation::operate_on_many(plan::node const& n, environment const& env, value& room) {
    std::vector<value> rooms(n.operands.count);
    std::vector<value const*> in(n.operands.count);
    for (index i = 0; i != n.operands.count; ++i)
        if (!(in[i] = find(operand(n, i), env, rooms[i]))) return nullptr;
    return apply_to({in.data(), in.size()}, n, env, room) ? &room : nullptr;
}

/// An operation on values that are no operands of a node: sums of lists and the like.
bool evaluation::pure(plan::operation operation, environment const& env, value const& a, value const& b, value& result) {
    failure const why = apply(operation, std::array{&a, &b}, {}, limits_.max_number_bits, result);
    return why == failure::none || fail(env, describe(why));
}

/// "`volume` is needed and has no value"
bool evaluation::missing(plan::node const& n, environment const& env, operands in) {
    index absent = 0;
    while (absent != n.operands.count && is_given(in[absent])) ++absent;
    if (absent == n.operands.count) return fail(env, describe(failure::missing_value));
    index const node = operand(n, absent);
    check::printing_scope scope;
    for (auto* e = &env; e != nullptr; e = e->outer)
        if (e->frame != none) scope.around.insert(scope.around.begin(), frames_[e->frame].record);
    if (!env.arguments.empty() || scope.around.empty()) return fail(env, describe(failure::missing_value));
    return fail(env, "`" + check::print(rules_, *tree_.origins[node], scope) + "` is needed and has no value");
}

/// "2022-01-04 is outside the calendar `vietnam`, which covers 2021"
std::string evaluation::outside_calendar(plan::node const& n, operands in) const {
    program::calendar const& calendar = rules_.calendars[n.target];
    std::string what;
    for (std::size_t i = 0; i != in.size(); ++i)
        if (auto* d = std::get_if<date>(&in[i]); d && !calendar.find(*d)) what = d->to_text();
    if (what.empty())                               // the days are known, but not the one that is counted to
        what = check::print_short(rules_, in[0], tree_.origins[tree_.operands[n.operands.first]]->type) + " " +
               std::string(plan::info(n.operation).symbol) + " " + std::get<date>(in[1]).to_text();
    std::string const years = std::to_string(calendar.first_year) +
                              (calendar.first_year == calendar.last_year ? "" : " to " + std::to_string(calendar.last_year));
    return what + " is outside the calendar `" + calendar.name + "`, which covers " + years;
}

// ── conditions and choices ──────────────────────────────────────────────────────────────────────────────────────

/// Most conditions are truths that lie somewhere.
inline bool evaluation::holds(index node, environment const& env, bool& result) {
    plan::node const& n = nodes_[node];
    if (n.leaf == plan::leaf::own_input) {
        if (!step(env)) return false;
        return read_truth(env.inputs + n.slot, env, result);
    }
    return n.leaf == plan::leaf::none ? condition(n, env, result) : is_true(node, env, result);
}

inline bool evaluation::read_truth(value const* v, environment const& env, bool& result) {
    auto* truth = std::get_if<bool>(v);
    if (!truth) return fail(env, "a condition has no value");
    result = *truth;
    return true;
}

/// Comparisons, and truths that are joined, need no room for a value.
bool evaluation::condition(plan::node const& n, environment const& env, bool& result) {
    using enum plan::operation;
    switch (n.operation) {
        case logical_and: return within(env, [&] { return joined(n, env, false, result); });
        case logical_or: return within(env, [&] { return joined(n, env, true, result); });
        case less:
        case less_equal:
        case greater:
        case greater_equal: return within(env, [&] { return compared(n, env, result); });
        default: return is_true(static_cast<index>(&n - nodes_), env, result);
    }
}

bool evaluation::is_true(index node, environment const& env, bool& result) {
    exec::room room;
    value const* const v = find(node, env, room.held);
    return v && read_truth(v, env, result);
}

/// One step, one level deeper.
template <typename F>
inline bool evaluation::within(environment const& env, F evaluate_it) {
    if (!step(env) || !descend(env)) return false;
    bool const made = evaluate_it();
    --depth_;
    return made;
}

bool evaluation::compared(plan::node const& n, environment const& env, bool& result) {
    exec::room rooms[2];
    value const* in[2];
    for (index i = 0; i != 2; ++i)
        if (!(in[i] = find(operand(n, i), env, rooms[i].held))) return false;
    auto const order = compare(*in[0], *in[1]);
    if (!order) return missing(n, env, {in, 2});
    result = is_met(n.operation, *order);
    return true;
}

/// `and` and `or`: the first operand that is `decisive` decides.
bool evaluation::joined(plan::node const& n, environment const& env, bool decisive, bool& result) {
    result = !decisive;
    for (index i = 0; result != decisive && i != n.operands.count; ++i)
        if (!holds(operand(n, i), env, result)) return false;
    return true;
}

bool evaluation::amount(index node, environment const& env, number& result) {
    exec::room room;
    value const* const v = find(node, env, room.held);
    if (!v) return false;
    auto* n = std::get_if<number>(v);
    if (!n) return fail(env, "an amount has no value");
    result = *n;
    return true;
}

value const* evaluation::logical(plan::node const& n, environment const& env, bool decisive, value& room) {
    bool truth = false;
    if (!joined(n, env, decisive, truth)) return nullptr;
    set(room, truth);
    return &room;
}

value const* evaluation::conditional(plan::node const& n, environment const& env, value& room) {
    index i = 0;
    for (; i + 1 < n.operands.count; i += 2) {
        bool truth = false;
        if (!holds(operand(n, i), env, truth)) return nullptr;
        if (truth) return find(operand(n, i + 1), env, room);
    }
    return find(operand(n, i), env, room);
}

value const* evaluation::default_value(plan::node const& n, environment const& env, value& room) {
    value const* const found = find(operand(n, 0), env, room);
    return !found || is_given(*found) ? found : find(operand(n, 1), env, room);
}

// ── parameters ──────────────────────────────────────────────────────────────────────────────────────────────────

value const* evaluation::parameter(index which, environment const& env) {
    if (is_given(parameters_[which])) return &parameters_[which];
    auto const& p = rules_.parameters[which];
    if (env.rule.frame == none) return fail(env, "`" + p.name + "` has values by date, and there is no record whose date chooses one");
    auto const* day = std::get_if<date>(&frames_[0].data->values[tree_.date_slot]);
    if (!day) return fail(env, "`" + p.name + "` has values by date, and the record has none");
    auto const& dated = tree_.parameters[which].dated;
    auto const after = std::upper_bound(dated.begin(), dated.end(), *day, [](date d, auto const& v) { return d < v.first; });
    if (after == dated.begin())
        return fail(env, fmt::format("`{}` has no value on {}; its first is from {}", p.name, day->to_text(), dated.front().first.to_text()));
    return &std::prev(after)->second;
}

// ── fields ──────────────────────────────────────────────────────────────────────────────────────────────────────

/// The frame that a scope means: out of the enclosing aggregates first, then up to parents.
index evaluation::reach(program::scope const& scope, environment const& env) const {
    environment const* at = &env;
    for (index i = 0; i != scope.lexical; ++i) at = at->outer;
    index frame = at->frame;
    for (index i = 0; i != scope.up; ++i) frame = frames_[frame].parent;
    return frame;
}

value const* evaluation::field(plan::field_access const& access, environment const& env, value& room) {
    index frame = reach(access.from, env);
    for (index i = 0; i != access.through.count; ++i) {
        auto const step = frames_.children(frame, tree_.steps[access.through.first + i]);
        if (step.count == 0) {                      // a single record that was not given has no fields
            room = absent{};
            return &room;
        }
        frame = step.first;
    }
    if (access.storage == plan::storage::input) return &frames_[frame].data->values[access.slot];
    return find_member(frame, access.member, room);
}

}  // namespace barem::exec
