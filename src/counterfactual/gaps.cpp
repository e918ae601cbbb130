// Single conditions that a record does not meet, and by how much.

#include "counterfactual/conditions.hpp"
#include "explain/wording.hpp"

#include <algorithm>

namespace barem::counterfactual {

using explain::manner;
using explain::message;
using explain::say;
using program::type_kind;

namespace {

/// Bent, so that what is missed by far counts no more than what has no distance at all.
number bent(gap const& g) {
    auto const amount = g.is_strict ? g.amount + number::ratio(1, 100) : g.amount;
    return amount / (amount + number(1));
}

bool is_line(type_kind k) { return k == type_kind::number || k == type_kind::date; }

/// What a whole number lacks to a bound.
gap whole(number const& at, number const& bound, bool closed, bool rises) {
    auto const inside = bound.rounded(0, rises ? rounding::up : rounding::down);
    auto const target = closed || inside != bound ? inside : rises ? bound + number(1) : bound - number(1);
    return {rises ? target - at : at - target, false, rises};
}

}  // namespace

text in_words(explain::context const& c, gap const& g, program::type const& type) {
    bool const is_date = type.kind == type_kind::date;
    program::type counted = type;
    if (is_date) counted = {type_kind::number}, counted.of = program::unit_days;
    if (type.of == program::unit_percent) counted.of = program::unit_none;
    auto const shown = c.shown(g.amount, counted);
    auto amount = explain::in_full(shown);
    if (!is_date && type.of == program::unit_percent) amount = say(message::percentage_points, {amount});
    if (g.is_strict && g.amount.is_zero()) return say(g.rises ? message::must_be_above : message::must_be_below);
    if (g.is_strict) amount = say(message::more_than, {amount});
    if (is_date) return say(g.rises ? message::days_later : message::days_earlier, {amount});
    return say(g.rises ? message::lacking : message::in_excess, {amount});
}

unmet condition_finder::single(spot const& at, index id, bool wanted) {
    unmet made;
    made.far = 1;
    if (!tells_) return made;
    made.needed = explain::join(decider_.speech.reasons(at, id, wanted, manner::named), "; ");
    if (c_.node(id).operation == plan::operation::field) {
        if (auto const v = c_.value_of(at, id)) made.now = c_.shown(*v, c_.node(id).type).shown;
        name_input(made, at, id);
    } else {
        made.now = explain::join(decider_.speech.reasons(at, id, !wanted, manner::valued), "; ");
    }
    if (made.needed.empty()) made.needed = say(wanted ? message::always : message::never);
    if (!c_.holds(at, id)) made.now = say(message::unknown_value);
    return made;
}

void condition_finder::name_input(unmet& into, spot const& at, index id) {
    if (c_.node(id).operation != plan::operation::field) return;
    auto const t = c_.target_of(at, id);
    if (t.frame == none || c_.tree.records[t.record].members[t.member].kind != program::member_kind::input) return;
    auto const around = c_.traced.path(t.frame);
    into.input = (around.empty() ? "" : around + ".") + c_.rules.records[t.record].members[t.member].name;
}

std::optional<number> condition_finder::position(spot const& at, index id) {
    auto const v = c_.value_of(at, id);
    return v && is_line(c_.node(id).type.kind) ? plan::position_of(*v) : std::nullopt;
}

void condition_finder::lack(unmet& into, spot const& at, index left, counterfactual::gap const& g) {
    into.far = bent(g) + nearest_element(at, left, g.rises) * number::ratio(1, 1'000'000);
    into.gap = g;
    if (!tells_) return;
    into.lacks = in_words(c_, g, c_.node(left).type);
    if (auto const v = c_.value_of(at, left)) into.now = explain::in_full(c_.shown(*v, c_.node(left).type));
    name_input(into, at, left);
}

/// Of a number or share of elements: how far the nearest is from counting, or from counting no longer. Else zero. It tells two records apart
/// that lack the same.
number condition_finder::nearest_element(spot const& at, index id, bool rises) {
    using enum plan::operation;
    plan::node const& n = c_.node(id);
    if (n.operation == plan::operation::field) {
        auto const t = c_.target_of(at, id);
        if (t.frame == none) return 0;
        plan::member const& m = c_.tree.records[t.record].members[t.member];
        bool const is_formula = m.kind == program::member_kind::let && m.exceptions.empty();
        return is_formula ? nearest_element(c_.spot_of(t.frame, t.member), m.value, rises) : number(0);
    }
    if (n.operation == plan::operation::share || n.operation == round_places) return nearest_element(at, c_.operand(n, 0), rises);
    if (n.operation != aggregate) return 0;
    auto const& a = c_.tree.aggregates[n.target];
    if (a.function != program::aggregate_function::count || a.filter == none) return 0;
    condition_finder silent(c_, false);
    std::optional<number> least;
    for (index element : c_.traced.elements(at, id)) {
        spot const there{c_.traced.within_element(at, element)};
        auto const far = silent.condition(there, a.filter, rises);
        if (far && (!least || far->far < *least)) least = far->far;
    }
    return least.value_or(0);
}

unmet condition_finder::comparison(spot const& at, index id, bool wanted) {
    using enum plan::operation;
    plan::node const& n = c_.node(id);
    index const left = c_.operand(n, 0), right = c_.operand(n, 1);
    auto made = single(at, id, wanted);
    name_input(made, at, left);
    auto const a = position(at, left), b = position(at, right);
    if (!a || !b) return made;
    auto operation = n.operation;
    if (!wanted) operation = operation == less ? greater_equal : operation == less_equal ? greater : operation == greater ? less_equal : operation == greater_equal ? less
                           : operation == equal ? not_equal : equal;
    if (operation == not_equal) return made;
    bool const rises = operation == greater || operation == greater_equal || (operation == equal && *a < *b);
    bool const closed = operation != greater && operation != less;
    auto const& type = c_.node(left).type;
    bool const is_whole = (type.integer || type.kind == type_kind::date) && operation != equal;
    auto const says_all = made.now;
    lack(made, at, left, is_whole ? whole(*a, *b, closed, rises) : counterfactual::gap{rises ? *b - *a : *a - *b, !closed, rises});
    auto const o = c_.node(right).operation;
    if (tells_ && o != constant && o != parameter) made.now = says_all;       // the other side has a value as well
    return made;
}

unmet condition_finder::interval(spot const& at, index id, bool wanted) {
    plan::node const& n = c_.node(id);
    index const left = c_.operand(n, 0);
    auto made = single(at, id, wanted);
    name_input(made, at, left);
    auto const x = position(at, left);
    std::optional<number> low, high;
    index next = 1;
    if (n.qualifier.has_low) low = position(at, c_.operand(n, next++));
    if (n.qualifier.has_high) high = position(at, c_.operand(n, next));
    if (!x || (n.qualifier.has_low && !low) || (n.qualifier.has_high && !high)) return made;
    auto const& type = c_.node(left).type;
    auto const to = [&](number const& bound, bool closed, bool rises) {
        if (type.integer || type.kind == type_kind::date) return whole(*x, bound, closed, rises);
        return counterfactual::gap{rises ? bound - *x : *x - bound, !closed, rises};
    };
    std::optional<counterfactual::gap> least;
    auto const consider = [&](counterfactual::gap const& g) {
        if (!least || g.amount < least->amount) least = g;
    };
    if (wanted && low && *x <= *low) consider(to(*low, n.qualifier.low_closed, true));
    else if (wanted && high) consider(to(*high, n.qualifier.high_closed, false));
    if (!wanted && low) consider(to(*low, !n.qualifier.low_closed, false));
    if (!wanted && high) consider(to(*high, !n.qualifier.high_closed, true));
    if (least) lack(made, at, left, *least);
    return made;
}

/// A condition on a level of a classification of the record is told by what keeps it from that level.
std::optional<unmet> condition_finder::words(spot const& at, index id, bool wanted) {
    using enum plan::operation;
    plan::node const& n = c_.node(id);
    index const left = c_.operand(n, 0);
    auto const& type = c_.node(left).type;
    if (type.kind != type_kind::word || c_.node(left).operation != plan::operation::field) return std::nullopt;
    auto const t = c_.target_of(at, left);
    if (t.frame == none || c_.tree.records[t.record].members[t.member].kind != program::member_kind::classification) return std::nullopt;
    std::vector<value> others;
    for (index i = 1; i != n.operands.count; ++i) {
        auto v = c_.value_of(at, c_.operand(n, i));
        if (!v || !std::holds_alternative<word>(*v)) return std::nullopt;
        others.push_back(std::move(*v));
    }
    auto const holds = [&](word w) {
        auto const other = std::get<word>(others.front());
        switch (n.operation) {
            case less: return w < other;
            case less_equal: return w <= other;
            case greater: return w > other;
            case greater_equal: return w >= other;
            case not_equal: return w != other;
            default: return std::ranges::find(others, value(w)) != others.end();
        }
    };
    std::vector<value> accepted;
    for (std::uint32_t w = 0; w != c_.rules.enums[type.of].words.size(); ++w)
        if (holds(word{w}) == wanted) accepted.emplace_back(word{w});
    auto inner = level(t.frame, t.member, accepted);
    if (!inner || !tells_) return inner;
    unmet made;
    made.form = unmet::kind::all;
    made.far = inner->far;
    made.about = explain::join(decider_.speech.reasons(at, id, wanted, manner::named), "; ");
    made.parts.push_back(std::move(*inner));
    return made;
}

}  // namespace barem::counterfactual
