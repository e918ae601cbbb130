// How far a condition is from turning out as wanted.

#include "witness/distance.hpp"

#include "check/analysis/constant.hpp"
#include "plan/lower.hpp"

#include <algorithm>

namespace barem::witness {

using program::expression;
using program::expression_kind;

namespace {

analysis::extent half_line(number const& end, bool below_it, bool closed) {
    return below_it ? analysis::extent{{}, end, false, closed} : analysis::extent{end, {}, closed, false};
}

/// `x` is to be below `y`, or at it.
distance below(number const& x, number const& y, bool or_equal) {
    if (or_equal ? x <= y : x < y) return met();
    return missed_by(x - y + (or_equal ? number(0) : number::ratio(1, 1000)));
}

}  // namespace

distance measure::as_is(expression const& e, bool wanted, here const& at) {
    auto const v = value_of(e, at);
    auto const* b = v ? std::get_if<bool>(&*v) : nullptr;
    return b && *b == wanted ? met() : missed();
}

distance measure::of(expression const& e, bool wanted, here const& at, unsigned depth) {
    if (depth > deepest || steps_left_ == 0) return as_is(e, wanted, at);
    --steps_left_;
    switch (e.kind) {
        case expression_kind::logical_not: return of(e.operands[0], !wanted, at, depth);
        case expression_kind::logical_and:
        case expression_kind::logical_or: return of_parts(e, wanted, at, depth);
        case expression_kind::conditional: return of_choice(e, wanted, at, depth);
        case expression_kind::less:
        case expression_kind::less_equal:
        case expression_kind::greater:
        case expression_kind::greater_equal: return of_comparison(e, wanted, at, depth);
        case expression_kind::equal:
        case expression_kind::not_equal: return of_equality(e, wanted == (e.kind == expression_kind::equal), at, depth);
        case expression_kind::in_interval: return of_interval(e, wanted, at);
        case expression_kind::aggregate: return of_aggregate(e, wanted, at, depth);
        case expression_kind::field: return of_field(e, wanted, at, depth);
        default: return as_is(e, wanted, at);
    }
}

distance measure::of_parts(expression const& e, bool wanted, here const& at, unsigned depth) {
    bool const all = (e.kind == expression_kind::logical_and) == wanted;
    std::optional<distance> found;
    for (auto const& o : e.operands) {
        auto const its = of(o, wanted, at, depth + 1);
        found = !found ? its : all ? *found + its : nearer(*found, its);
        if (!all && found->none()) break;
    }
    return *found;
}

distance measure::of_choice(expression const& e, bool wanted, here const& at, unsigned depth) {
    distance before;
    std::optional<distance> found;
    for (std::size_t i = 0; i + 1 < e.operands.size(); i += 2) {
        auto const way = before + of(e.operands[i], true, at, depth + 1) + of(e.operands[i + 1], wanted, at, depth + 1);
        found = found ? nearer(*found, way) : way;
        before = before + of(e.operands[i], false, at, depth + 1);
    }
    auto const last = before + of(e.operands.back(), wanted, at, depth + 1);
    return found ? nearer(*found, last) : last;
}

distance measure::of_comparison(expression const& e, bool wanted, here const& at, unsigned depth) {
    auto const a = value_of(e.operands[0], at), b = value_of(e.operands[1], at);
    auto const x = a ? plan::position_of(*a) : std::nullopt, y = b ? plan::position_of(*b) : std::nullopt;
    if (!x || !y) return missed();
    bool const falls = (e.kind == expression_kind::less || e.kind == expression_kind::less_equal) == wanted;     // x is to be below y
    bool const closed = (e.kind == expression_kind::less_equal || e.kind == expression_kind::greater_equal) == wanted;
    if (auto const c = analysis::constant_value(p_, e.operands[1])) return of_value(e.operands[0], half_line(*y, falls, closed), at, depth + 1);
    if (auto const c = analysis::constant_value(p_, e.operands[0])) return of_value(e.operands[1], half_line(*x, !falls, closed), at, depth + 1);
    return falls ? below(*x, *y, closed) : below(*y, *x, closed);
}

distance measure::of_equality(expression const& e, bool wanted, here const& at, unsigned depth) {
    auto const a = value_of(e.operands[0], at), b = value_of(e.operands[1], at);
    if (!a || !b) return missed();
    if ((*a == *b) == wanted) return met();
    if (!wanted) return missed();
    auto const* x = std::get_if<number>(&*a);
    auto const* y = std::get_if<number>(&*b);
    if (x && y && analysis::constant_value(p_, e.operands[1])) return of_value(e.operands[0], analysis::extent::point(*y), at, depth + 1);
    if (x && y) return missed_by(*x < *y ? *y - *x : *x - *y);
    auto const *m = std::get_if<date>(&*a), *n = std::get_if<date>(&*b);
    if (m && n) return missed_by(number(std::int64_t{m->days < n->days ? n->days - m->days : m->days - n->days}));
    for (auto const& [field, other] : {std::pair(&e.operands[0], &*b), std::pair(&e.operands[1], &*a)})
        if (field->kind == expression_kind::field) return of_level(*field, *other, at, depth + 1);
    return missed();
}

/// Of a definition being a word or a truth: by the levels that give it.
distance measure::of_level(expression const& field, value const& wanted, here const& at, unsigned depth) {
    auto const frame = frame_of(field, at);
    if (!frame || depth > deepest) return missed();
    auto const& m = p_.records[record_->frame(*frame).record].members[field.target];
    if (m.type.kind == program::type_kind::truth) return of_field(field, wanted == value(true), at, depth);
    if (m.levels.empty()) return missed();
    auto const inside = in_definition(*frame, field.target);
    distance before;
    std::optional<distance> found;
    for (auto const& level : m.levels.front().levels) {
        auto const v = plan::constant_value(p_, level.value);
        auto const own = level.condition.empty() ? met() : of(level.condition.front(), true, inside, depth + 2);
        if (v && *v == wanted) found = found ? nearer(*found, before + own) : before + own;
        if (!level.condition.empty()) before = before + of(level.condition.front(), false, inside, depth + 2);
    }
    return missed() + found.value_or(missed());
}

distance measure::of_interval(expression const& e, bool wanted, here const& at) {
    auto const& in = e.in.front();
    if (auto const asked = wanted ? analysis::constant_extent(p_, in) : std::nullopt) return of_value(e.operands[0], *asked, at, 1);
    auto const position = [&](expression const& x) {
        auto const v = value_of(x, at);
        return v ? plan::position_of(*v) : std::nullopt;
    };
    auto const x = position(e.operands[0]);
    if (!x) return missed();
    distance inside;
    std::optional<distance> outside;
    for (bool const is_low : {true, false}) {
        auto const& bound = is_low ? in.low : in.high;
        if (bound.empty()) continue;
        auto const y = position(bound.front());
        if (!y) return missed();
        bool const closed = is_low ? in.low_closed : in.high_closed;
        inside = inside + (is_low ? below(*y, *x, closed) : below(*x, *y, closed));
        auto const beyond = is_low ? below(*x, *y, !closed) : below(*y, *x, !closed);
        outside = outside ? nearer(*outside, beyond) : beyond;
    }
    return wanted ? inside : outside.value_or(missed());
}

/// any() and all(): by their elements.
distance measure::of_aggregate(expression const& e, bool wanted, here const& at, unsigned depth) {
    auto const& a = e.aggregate.front();
    bool const any = a.function == program::aggregate_function::any;
    if (!any && a.function != program::aggregate_function::all) return as_is(e, wanted, at);
    bool const one = any == wanted;          // one element is enough
    distance each;
    std::optional<distance> best;
    for (auto const& element : elements_of(e, at)) {
        distance passes, fails = missed();
        if (!a.filter.empty()) {
            passes = of(a.filter.front(), true, element, depth + 1);
            fails = of(a.filter.front(), false, element, depth + 1);
        }
        distance turns = passes;
        if (!a.over.empty()) turns = turns + of(a.over.front(), wanted, element, depth + 1);
        best = best ? nearer(*best, turns) : turns;
        each = each + (a.over.empty() ? fails : nearer(fails, of(a.over.front(), wanted, element, depth + 1)));
    }
    return one ? best.value_or(missed() + missed()) : each;
}

/// A truth that is defined: by its definition.
distance measure::of_field(expression const& e, bool wanted, here const& at, unsigned depth) {
    auto const plain = as_is(e, wanted, at);
    if (plain.none()) return plain;
    auto const frame = frame_of(e, at);
    if (!frame) return plain;
    auto const& m = p_.records[record_->frame(*frame).record].members[e.target];
    if (m.kind != program::member_kind::let || m.value.size() != 1 || !m.exceptions.empty() || m.type.kind != program::type_kind::truth) return plain;
    return of(m.value.front(), wanted, in_definition(*frame, e.target), depth + 1);
}

}  // namespace barem::witness
