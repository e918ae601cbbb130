#pragma once
// evaluation: expressions. Included by scalar.cpp only.

#include "check/print.hpp"
#include "exec/scalar.hpp"

#include <algorithm>

namespace barem::exec {

template <typename Tracer>
bool evaluation<Tracer>::evaluate(index id, environment const& env, value& result) {
    if (!step(env)) return false;
    if (depth_ == max_evaluation_depth) return fail(env, "definitions stand within one another too deeply");
    ++depth_;
    bool const ok = dispatch(id, tree_.nodes[id], env, result);
    --depth_;
    if constexpr (Tracer::enabled) tracer_->evaluated(env.place, id, ok ? node_trace{result, none} : node_trace{std::nullopt, why_});
    return ok;
}

template <typename Tracer>
bool evaluation<Tracer>::dispatch(index id, plan::node const& n, environment const& env, value& result) {
    using enum plan::operation;
    switch (n.operation) {
        case constant: result = tree_.constants[n.target]; return true;
        case plan::operation::parameter: return this->parameter(n.target, env, result);
        case argument: result = env.arguments[n.target]; return true;
        case plan::operation::field: return this->field(tree_.fields[n.target], env, result);
        case logical_and: return logical(n, env, false, result);
        case logical_or: return logical(n, env, true, result);
        case plan::operation::conditional: return this->conditional(n, env, result);
        case plan::operation::default_value: return this->default_value(n, env, result);
        case plan::operation::look_up: return this->look_up(id, n, env, result);
        case plan::operation::aggregate: return this->aggregate(id, tree_.aggregates[n.target], env, result);
        case plan::operation::group_value: return of_group(n.target, env, result);
        default: return operate(n, env, result);
    }
}

// ── pure operations ─────────────────────────────────────────────────────────────────────────────────────────────

template <typename Tracer>
bool evaluation<Tracer>::operate(plan::node const& n, environment const& env, value& result) {
    std::size_t const first = operands_.size();
    bool ok = true;
    for (index i = 0; ok && i != n.operands.count; ++i) {
        ok = evaluate(operand(n, i), env, result);
        operands_.push_back(std::move(result));
    }
    if (ok) {
        operands const in(operands_.data() + first, n.operands.count);
        failure const why = apply(n.operation, in, n.qualifier, limits_.max_number_bits, result);
        if (why == failure::missing_value) ok = missing(n, env, in);
        else if (why == failure::outside_calendar) ok = fail(env, outside_calendar(n, in));
        else if (why != failure::none) ok = fail(env, describe(why));
    }
    operands_.resize(first);
    return ok;
}

/// An operation on values that are no operands of a node: sums of lists and the like.
template <typename Tracer>
bool evaluation<Tracer>::pure(plan::operation operation, environment const& env, value const& a, value const& b, value& result) {
    value const in[] = {a, b};
    failure const why = apply(operation, in, {}, limits_.max_number_bits, result);
    return why == failure::none || fail(env, describe(why));
}

/// "`volume` is needed and has no value"
template <typename Tracer>
bool evaluation<Tracer>::missing(plan::node const& n, environment const& env, operands in) {
    auto const absent = std::find_if(in.begin(), in.end(), [](value const& v) { return !is_given(v); });
    if (absent == in.end()) return fail(env, describe(failure::missing_value));
    index const node = operand(n, static_cast<index>(absent - in.begin()));
    check::printing_scope scope;
    for (auto* e = &env; e != nullptr; e = e->outer)
        if (e->frame != none) scope.around.insert(scope.around.begin(), frames_[e->frame].record);
    if (!env.arguments.empty() || scope.around.empty()) return fail(env, describe(failure::missing_value));
    return fail(env, "`" + check::print(rules_, *tree_.origins[node], scope) + "` is needed and has no value");
}

/// "2022-01-04 is outside the calendar `vietnam`, which covers 2021"
template <typename Tracer>
std::string evaluation<Tracer>::outside_calendar(plan::node const& n, operands in) const {
    program::calendar const& calendar = rules_.calendars[n.target];
    std::string what;
    for (value const& v : in)
        if (auto* d = std::get_if<date>(&v); d && !calendar.find(*d)) what = d->to_text();
    if (what.empty())                               // the days are known, but not the one that is counted to
        what = check::print_short(rules_, in[0], tree_.origins[tree_.operands[n.operands.first]]->type) + " " +
               std::string(plan::info(n.operation).symbol) + " " + std::get<date>(in[1]).to_text();
    std::string const years = std::to_string(calendar.first_year) +
                              (calendar.first_year == calendar.last_year ? "" : " to " + std::to_string(calendar.last_year));
    return what + " is outside the calendar `" + calendar.name + "`, which covers " + years;
}

// ── conditions and choices ──────────────────────────────────────────────────────────────────────────────────────

template <typename Tracer>
bool evaluation<Tracer>::holds(index node, environment const& env, bool& result) {
    value v;
    if (!evaluate(node, env, v)) return false;
    auto* truth = std::get_if<bool>(&v);
    if (!truth) return fail(env, "a condition has no value");
    result = *truth;
    return true;
}

template <typename Tracer>
bool evaluation<Tracer>::amount(index node, environment const& env, number& result) {
    value v;
    if (!evaluate(node, env, v)) return false;
    auto* n = std::get_if<number>(&v);
    if (!n) return fail(env, "an amount has no value");
    result = std::move(*n);
    return true;
}

/// `and` and `or`: the first operand that is `decisive` decides.
template <typename Tracer>
bool evaluation<Tracer>::logical(plan::node const& n, environment const& env, bool decisive, value& result) {
    for (index i = 0; i != n.operands.count; ++i) {
        bool truth = false;
        if (!holds(operand(n, i), env, truth)) return false;
        if (truth == decisive) {
            result = decisive;
            return true;
        }
    }
    result = !decisive;
    return true;
}

template <typename Tracer>
bool evaluation<Tracer>::conditional(plan::node const& n, environment const& env, value& result) {
    index i = 0;
    for (; i + 1 < n.operands.count; i += 2) {
        bool truth = false;
        if (!holds(operand(n, i), env, truth)) return false;
        if (truth) return evaluate(operand(n, i + 1), env, result);
    }
    return evaluate(operand(n, i), env, result);
}

template <typename Tracer>
bool evaluation<Tracer>::default_value(plan::node const& n, environment const& env, value& result) {
    if (!evaluate(operand(n, 0), env, result)) return false;
    return is_given(result) || evaluate(operand(n, 1), env, result);
}

// ── parameters ──────────────────────────────────────────────────────────────────────────────────────────────────

template <typename Tracer>
bool evaluation<Tracer>::parameter(index which, environment const& env, value& result) {
    result = parameters_[which];
    if (is_given(result)) return true;
    auto const& p = rules_.parameters[which];
    if (env.rule->frame == none) return fail(env, "`" + p.name + "` has values by date, and there is no record whose date chooses one");
    auto const* day = std::get_if<date>(&frames_[0].data->values[tree_.date_slot]);
    if (!day) return fail(env, "`" + p.name + "` has values by date, and the record has none");
    auto const& dated = tree_.parameters[which].dated;
    auto const after = std::upper_bound(dated.begin(), dated.end(), *day, [](date d, auto const& v) { return d < v.first; });
    if (after == dated.begin())
        return fail(env, fmt::format("`{}` has no value on {}; its first is from {}", p.name, day->to_text(), dated.front().first.to_text()));
    result = std::prev(after)->second;
    return true;
}

// ── fields ──────────────────────────────────────────────────────────────────────────────────────────────────────

/// The frame that a scope means: out of the enclosing aggregates first, then up to parents.
template <typename Tracer>
index evaluation<Tracer>::reach(program::scope const& scope, environment const& env) const {
    environment const* at = &env;
    for (index i = 0; i != scope.lexical; ++i) at = at->outer;
    index frame = at->frame;
    for (index i = 0; i != scope.up; ++i) frame = frames_[frame].parent;
    return frame;
}

template <typename Tracer>
bool evaluation<Tracer>::field(plan::field_access const& access, environment const& env, value& result) {
    index frame = reach(access.from, env);
    for (index i = 0; i != access.through.count; ++i) {
        auto const step = frames_.children(frame, tree_.steps[access.through.first + i]);
        if (step.count == 0) {                      // a single record that was not given has no fields
            result = absent{};
            return true;
        }
        frame = step.first;
    }
    return member(frame, access.member, result);
}

}  // namespace barem::exec
