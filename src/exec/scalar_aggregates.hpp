#pragma once
// evaluation: values made from the elements of lists. Included by scalar.cpp only.

#include "exec/scalar.hpp"

namespace barem::exec {

/// What is known of an aggregate after some of its elements.
struct running_aggregate {
    std::int64_t count = 0;         ///< elements that pass the filter
    value best;                     ///< sum so far; minimum, maximum, first or latest so far; absent: none yet
    value by;                       ///< latest: what `best` was chosen by
    bool decided = false;           ///< no further element can change the result
};

template <typename Tracer>
std::vector<index> evaluation<Tracer>::elements(plan::aggregate const& a, environment const& env) {
    std::vector<index> found;
    auto const keep = [&](index frame) {
        found.push_back(frame);
        return true;
    };
    walk(a.lists, 0, reach(a.origin, env), keep);
    return found;
}

/// Depth first, so that elements come in the order of the record.
template <typename Tracer>
template <typename Visit>
bool evaluation<Tracer>::walk(plan::slice lists, index level, index frame, Visit& visit) {
    if (level == lists.count) return visit(frame);
    auto const elements = frames_.children(frame, tree_.steps[lists.first + level]);
    for (index i = 0; i != elements.count; ++i)
        if (!walk(lists, level + 1, elements.first + i, visit)) return false;
    return true;
}

template <typename Tracer>
bool evaluation<Tracer>::aggregate(index id, plan::aggregate const& a, environment const& env, value& result) {
    running_aggregate state;
    bool ok = true;
    auto const visit = [&](index frame) {
        environment element{frame, &env, {}, env.rule};
        if constexpr (Tracer::enabled) element.place = tracer_->enter(env.place, frame, id);
        bool passes = true;
        ok = step(env) && (a.filter == none || holds(a.filter, element, passes)) && (!passes || accumulate(a, element, state));
        return ok && !state.decided;
    };
    walk(a.lists, 0, reach(a.origin, env), visit);
    return ok && conclude(a, env, state, result);
}

/// Takes in one element that passes the filter.
template <typename Tracer>
bool evaluation<Tracer>::accumulate(plan::aggregate const& a, environment const& element, running_aggregate& state) {
    using enum program::aggregate_function;
    ++state.count;
    value v = true;                                 // `any(list where ...)` asks whether there is an element
    if (a.function == count) return true;
    if (a.over != none && !evaluate(a.over, element, v)) return false;
    bool const is_first = state.count == 1;
    switch (a.function) {
        case count: break;
        case sum:
        case mean:
            if (!is_given(v)) return fail(element, describe(failure::missing_value));
            return pure(plan::operation::add, element, is_first ? value(number(0)) : state.best, v, state.best);
        case any:
        case all:
            if (!std::holds_alternative<bool>(v)) return fail(element, "a condition has no value");
            state.decided = std::get<bool>(v) == (a.function == any);
            break;
        case minimum: return pure(plan::operation::minimum, element, is_first ? v : state.best, v, state.best);
        case maximum: return pure(plan::operation::maximum, element, is_first ? v : state.best, v, state.best);
        case first:
            state.best = std::move(v);
            state.decided = true;
            break;
        case latest: {
            value by;
            if (!evaluate(a.by, element, by)) return false;
            auto const order = compare(by, is_first ? by : state.by);
            if (!order) return fail(element, describe(failure::missing_value));
            if (*order >= 0) {                      // of equals the later in the list
                state.best = std::move(v);
                state.by = std::move(by);
            }
            break;
        }
    }
    return true;
}

template <typename Tracer>
bool evaluation<Tracer>::conclude(plan::aggregate const& a, environment const& env, running_aggregate& state, value& result) {
    using enum program::aggregate_function;
    switch (a.function) {
        case count: result = number(state.count); break;
        case any: result = state.decided; break;
        case all: result = !state.decided; break;
        case sum: result = state.count == 0 ? value(number(0)) : std::move(state.best); break;
        case mean:
            if (state.count != 0) return pure(plan::operation::divide, env, state.best, number(state.count), result);
            result = absent{};
            break;
        case minimum:
        case maximum:
        case first:
        case latest: result = std::move(state.best); break;     // absent when there is no element
    }
    return true;
}

}  // namespace barem::exec
