#pragma once
// evaluation: values made from the elements of lists. Included by scalar.cpp only.

#include "exec/fold.hpp"
#include "exec/scalar.hpp"

namespace barem::exec {

std::vector<index> evaluation::elements(plan::aggregate const& a, environment const& env) {
    std::vector<index> found;
    auto const keep = [&](index frame) {
        found.push_back(frame);
        return true;
    };
    walk(a.lists, 0, reach(a.origin, env), keep);
    return found;
}

/// Depth first, so that elements come in the order of the record.
template <typename Visit>
bool evaluation::walk(plan::slice lists, index level, index frame, Visit& visit) {
    if (level == lists.count) return visit(frame);
    auto const elements = frames_.children(frame, tree_.steps[lists.first + level]);
    for (index i = 0; i != elements.count; ++i)
        if (!walk(lists, level + 1, elements.first + i, visit)) return false;
    return true;
}

bool evaluation::aggregate(plan::aggregate const& a, environment const& env, value& result) {
    fold values(a.function);
    bool ok = true;
    auto const visit = [&](index frame) {
        environment const element = environment_in(frames_[frame], frame, &env, env.rule);
        contribution made;
        ok = step(env) && contribute(a, element, made);
        if (ok && made.counts) {
            failure const why = values.add(std::move(made.over), std::move(made.by), limits_.max_number_bits);
            if (why != failure::none) ok = fail(element, describe(why));
        }
        return ok && !values.is_decided();
    };
    walk(a.lists, 0, reach(a.origin, env), visit);
    if (!ok) return false;
    failure const why = values.result(limits_.max_number_bits, result);
    return why == failure::none || fail(env, describe(why));
}

/// What an element, or a record of a group, brings to an aggregate.
template <typename Aggregate>
bool evaluation::contribute(Aggregate const& a, environment const& element, contribution& made) {
    made.counts = true;
    if (a.filter != none && !holds(a.filter, element, made.counts)) return false;
    if (!made.counts) return true;
    made.over = true;                               // `any(list where ...)` asks whether there is an element
    if (a.over != none && !evaluate(a.over, element, made.over)) return false;
    bool const tests = a.function == program::aggregate_function::any || a.function == program::aggregate_function::all;
    if (tests && !std::holds_alternative<bool>(made.over)) return fail(element, "a condition has no value");
    return a.by == none || evaluate(a.by, element, made.by);
}

/// A value of the record's group.
value const* evaluation::of_group(index aggregate, environment const& env) {
    auto const* found = peers_ && peers_->values[aggregate] ? &*peers_->values[aggregate] : nullptr;
    if (!found) return fail(env, "a value of the group is known only after all of its records");
    if (found->why != failure::none) return fail(env, describe(found->why));
    return &found->result;
}

}  // namespace barem::exec
