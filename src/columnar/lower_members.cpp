// Definitions of records.

#include "columnar/lowering.hpp"

namespace barem::columnar {

using kinds = program::type_kind;

lowered lowering::definition(plan::member const& m, surroundings const& in) {
    switch (m.kind) {
        case program::member_kind::let: return rooted(let(m, in));
        case program::member_kind::classification: return rooted(classification(m, in));
        case program::member_kind::deductions: return rooted(deductions(m, in));
        case program::member_kind::quota: return quota(m, in);
        case program::member_kind::admission: return admission(m, in);
        default: break;
    }
    refuse("a member that has no definition");
}

/// The base value, or that of the exceptions that hold, if they agree. Conditions are evaluated all, values of those that hold.
lowered lowering::let(plan::member const& m, surroundings const& in) {
    if (m.exceptions.empty()) return node(m.value, in);
    auto value_so_far = constant_value(m.type.kind, absent{});
    bits some = never, failed = never;
    for (auto const& e : m.exceptions) {
        auto const test = condition(node(e.condition, in));
        if (test.is_constant() && test.failed.is(true)) return failing(m.type.kind);
        bits const holds = test.is_constant() ? bits{none, std::get<bool>(test.literal)} : test.truth;
        failed = code().either(failed, test.failed);
        if (holds.is(false)) continue;
        auto made = materialise(node(e.value, in));
        failed = code().either(failed, code().also(holds, made.failed));
        made.failed = never;
        if (!some.is(false)) {
            auto const same = materialise(equality(std::array{value_so_far, made}));
            bits const is_same = same.is_constant() ? bits{none, std::get<bool>(same.literal)} : same.truth;
            failed = code().either(failed, code().but_not(code().also(some, holds), is_same));
        }
        value_so_far = materialise(choose(truth_value(code().but_not(holds, some)), made, value_so_far));
        value_so_far.failed = never;
        some = code().either(some, holds);
    }
    auto made = materialise(choose(truth_value(some), value_so_far, node(m.value, in)));
    made.failed = code().either(failed, made.failed);
    return made;
}

lowered lowering::classification(plan::member const& m, surroundings const& in) {
    auto made = failing(m.type.kind);
    std::vector<std::pair<lowered, lowered>> levels;
    for (auto const& l : m.levels) {
        if (l.condition == none) {
            made = node(l.value, in);
            break;
        }
        auto test = needed(node(l.condition, in));
        if (test.is_known() && !std::get<bool>(test.literal)) continue;
        bool const decides = test.is_known() && !m.unique;
        auto value_here = node(l.value, in);
        if (decides) {
            made = std::move(value_here);
            break;
        }
        levels.emplace_back(std::move(test), std::move(value_here));
    }
    // Of levels that exclude one another all conditions are evaluated, and two that hold are a failure.
    bits failed = never, some = never;
    if (m.unique)
        for (auto const& [test, v] : levels) {
            auto const c = materialise(test);
            bits const holds = c.is_constant() ? bits{none, is_given(c.literal) && std::get<bool>(c.literal)} : c.truth;
            failed = code().either(failed, code().either(c.failed, code().also(some, holds)));
            some = code().either(some, holds);
        }
    for (std::size_t i = levels.size(); i-- > 0;) made = choose(levels[i].first, levels[i].second, std::move(made));
    if (failed.is(false)) return made;
    made = materialise(std::move(made));
    made.failed = code().either(failed, made.failed);
    return made;
}

/// What a row deducts: nothing where its condition does not hold or its count is zero; then its amount is not evaluated.
lowered lowering::deduction(plan::deduction_row const& row, surroundings const& in) {
    using enum plan::operation;
    auto const zero = constant_value(kinds::number, number(0));
    auto const times = needed(node(row.condition, in));
    if (times.is_known() && times.kind == kinds::truth && !std::get<bool>(times.literal)) return zero;
    auto const amount = needed(node(row.amount, in));
    auto counted = row.each ? apply(multiply, {amount, times}) : amount;
    if (row.cap != none) counted = apply(minimum, {counted, needed(node(row.cap, in))});
    if (!row.each) return choose(times, std::move(counted), zero);
    auto made = choose(apply(equal, {times, zero}), zero, std::move(counted));
    auto const negative = apply(less, {times, zero});
    if (negative.is_known() && !std::get<bool>(negative.literal)) return made;
    return choose(negative, failing(kinds::number), std::move(made));
}

lowered lowering::deductions(plan::member const& m, surroundings const& in) {
    std::vector<term> rows;
    for (auto const& row : m.deductions) rows.push_back({deduction(row, in), false});
    auto made = sum(std::move(rows));
    return m.cap == none ? made : apply(plan::operation::minimum, {made, needed(node(m.cap, in))});
}

/// How many of the group, a whole number from 0; of a share of no records there is none.
lowered lowering::quota(plan::member const& m, surroundings const& in) {
    using enum plan::operation;
    auto amount = needed(node(m.value, in));
    auto const zero = constant_value(kinds::number, number(0));
    index const base = tree_.quotas[m.quota].base;
    if (base != none) amount = choose(apply(equal, {this->group_value(base), zero}), failing(kinds::number), std::move(amount));
    amount = choose(apply(less, {amount, zero}), failing(kinds::number), amount);
    return whole(std::move(amount));
}

lowered lowering::admission(plan::member const& m, surroundings const& in) {
    using enum plan::operation;
    plan::admission const& a = tree_.admissions[m.admission];
    auto const amount = needed(member(in.places[0], a.quota));
    auto const before = place_of_rank(a.rank, columnar::input::source::place_before);
    if (a.ties_in) return apply(less, {before, amount});
    auto const sharing = place_of_rank(a.rank, columnar::input::source::place_sharing);
    return apply(less_equal, {apply(add, {before, sharing}), amount});
}

}  // namespace barem::columnar
