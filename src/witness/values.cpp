// How far a number or a date is from where it is wanted.

#include "check/analysis/constant.hpp"
#include "check/analysis/linear.hpp"
#include "plan/lower.hpp"
#include "witness/distance.hpp"

namespace barem::witness {

using analysis::extent;
using program::expression;
using program::expression_kind;

distance missed_by(number const& at, extent const& wanted) {
    if (wanted.contains(at)) return met();
    auto const least = number::ratio(1, 1000);                         // at an end that is open
    if (wanted.low && at <= *wanted.low) return missed_by(*wanted.low - at + (wanted.low_closed ? number(0) : least));
    return missed_by(at - *wanted.high + (wanted.high_closed ? number(0) : least));
}

distance measure::of_value(expression const& e, extent const& wanted, here const& at, unsigned depth) {
    auto const v = value_of(e, at);
    auto const n = v ? plan::position_of(*v) : std::nullopt;
    if (n && wanted.contains(*n)) return met();
    if (analysis::constant_value(p_, e)) return missed();            // no way leads there, however near it is
    if (depth <= deepest && steps_left_ != 0) {
        --steps_left_;
        if (auto const within = of_value_within(e, wanted, at, depth)) return *within;
    }
    return n ? missed_by(*n, wanted) : missed();
}

/// nullopt: it is not made of anything that tells more.
std::optional<distance> measure::of_value_within(expression const& e, extent const& wanted, here const& at, unsigned depth) {
    auto const line = analysis::solve_for_variable(p_, e);
    if (line.variable != &e) return of_value(*line.variable, line.solve(wanted), at, depth + 1);
    switch (e.kind) {
        case expression_kind::minimum:
        case expression_kind::maximum: return of_least(e, wanted, at, depth);
        case expression_kind::conditional: return of_branches(e, wanted, at, depth);
        case expression_kind::field: break;
        default: return std::nullopt;
    }
    auto const frame = frame_of(e, at);
    if (!frame) return std::nullopt;
    auto const& m = p_.records[record_->frame(*frame).record].members[e.target];
    if (!m.levels.empty()) return of_levels(m.levels.front(), wanted, in_definition(*frame, e.target), depth + 1);
    if (m.kind != program::member_kind::let || m.value.size() != 1 || !m.exceptions.empty()) return std::nullopt;
    return of_value(m.value.front(), wanted, in_definition(*frame, e.target), depth + 1);
}

/// One of them is where it is wanted, and the others leave it alone.
distance measure::of_least(expression const& e, extent const& wanted, here const& at, unsigned depth) {
    extent beyond;                           // where the others do not decide
    if (e.kind == expression_kind::minimum) beyond = {wanted.low, {}, wanted.low_closed, false};
    else beyond = {{}, wanted.high, false, wanted.high_closed};
    std::optional<distance> found;
    for (auto const& chosen : e.operands) {
        auto way = of_value(chosen, wanted, at, depth + 1);
        for (auto const& other : e.operands)
            if (&other != &chosen) way = way + of_value(other, beyond, at, depth + 1);
        found = found ? nearer(*found, way) : way;
    }
    return *found;
}

distance measure::of_branches(expression const& e, extent const& wanted, here const& at, unsigned depth) {
    distance before;
    std::optional<distance> found;
    for (std::size_t i = 0; i + 1 < e.operands.size(); i += 2) {
        auto const way = before + of(e.operands[i], true, at, depth + 1) + of_value(e.operands[i + 1], wanted, at, depth + 1);
        found = found ? nearer(*found, way) : way;
        before = before + of(e.operands[i], false, at, depth + 1);
    }
    auto const last = before + of_value(e.operands.back(), wanted, at, depth + 1);
    return found ? nearer(*found, last) : last;
}

distance measure::of_levels(program::classification const& c, extent const& wanted, here const& at, unsigned depth) {
    distance before;
    std::optional<distance> found;
    for (auto const& level : c.levels) {
        auto const own = level.condition.empty() ? met() : of(level.condition.front(), true, at, depth + 1);
        auto const way = before + own + of_value(level.value, wanted, at, depth + 1);
        found = found ? nearer(*found, way) : way;
        if (!level.condition.empty()) before = before + of(level.condition.front(), false, at, depth + 1);
    }
    return found.value_or(missed());
}

}  // namespace barem::witness
