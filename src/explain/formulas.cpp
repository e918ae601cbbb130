// Formulas in words.

#include "explain/speech.hpp"
#include "explain/wording.hpp"

#include <algorithm>

namespace barem::explain {

using program::type_kind;

namespace {

/// How tightly a form binds.
enum binding : int { loosest, disjunction, conjunction, comparison, sum, product, primary };

text sign(std::string_view s) { return text::same(" " + std::string(s) + " "); }

}  // namespace

message name_of(rounding mode) {
    switch (mode) {
        case rounding::half_up: return message::half_up;
        case rounding::half_even: return message::half_even;
        case rounding::half_down: return message::half_down;
        case rounding::toward_zero: return message::toward_zero;
        case rounding::away_from_zero: return message::away_from_zero;
        case rounding::down: return message::down;
        case rounding::up: return message::up;
    }
    return message::half_up;
}

text speech::at_least(spot const& at, index node, manner m, int needed) {
    auto [says, binding] = form(at, node, m);
    return binding < needed ? text::same("(") + says + ")" : says;
}

std::pair<text, int> speech::infix(spot const& at, plan::node const& n, manner m, text const& between, int binding) {
    text says = at_least(at, c_.operand(n, 0), m, binding == comparison ? sum : binding);
    for (index i = 1; i != n.operands.count; ++i) (says += between) += at_least(at, c_.operand(n, i), m, binding == comparison ? sum : binding + 1);
    return {std::move(says), binding};
}

text speech::listed(spot const& at, plan::node const& n, manner m, index first) {
    std::vector<text> parts;
    for (index i = first; i != n.operands.count; ++i) parts.push_back(formula(at, c_.operand(n, i), m));
    return join(parts, "; ");
}

std::pair<text, int> speech::form(spot const& at, index id, manner m) {
    using enum plan::operation;
    plan::node const& n = c_.node(id);
    auto const one = [&] { return at_least(at, c_.operand(n, 0), m, primary); };
    switch (n.operation) {
        case constant: return {plain(c_.tree.constants[n.target], n.type), primary};
        case plan::operation::field: return {this->field(at, id, m), primary};
        case plan::operation::parameter: return {this->parameter(n, m), primary};
        case plan::operation::argument: return {this->argument(at, n, m), primary};
        case look_up: {
            auto const& t = c_.rules.tables[n.target];
            text const label = label_of(t.shown, t.name);
            auto const v = m == manner::valued ? c_.value_of(at, id) : std::nullopt;
            return {v ? valued(label, *v, n.type) : label, primary};
        }
        case negate: return {text::same("\xE2\x88\x92") + one(), product};
        case add:
        case date_add_days: return infix(at, n, m, sign("+"), sum);
        case subtract:
        case date_subtract_days:
        case date_difference: return infix(at, n, m, sign("\xE2\x88\x92"), sum);
        case multiply:
        case percent_of: return infix(at, n, m, sign("×"), product);
        case divide: return infix(at, n, m, sign("/"), product);
        case plan::operation::share: return {this->share(at, n, m), primary};
        case minimum: return {say(by_type(n.type, message::least_of, message::earliest_of, message::lowest_of), {listed(at, n, m)}), primary};
        case maximum: return {say(by_type(n.type, message::greatest_of, message::last_of, message::highest_of), {listed(at, n, m)}), primary};
        case absolute: return {say(message::size_of, {one()}), primary};
        case round_places:
        case round_multiple: return {rounded(at, n, m), primary};
        case make_date: {
            auto const part = [&](index i) { return formula(at, c_.operand(n, i), m); };
            return {say(message::date_of, {part(2), part(1), part(0)}), primary};
        }
        case days_after:
        case working_days_after: return {deadline(at, n, message::days_after, m), sum};
        case days_before:
        case working_days_before: return {deadline(at, n, message::days_before, m), sum};
        case working_days_between: {
            auto const end = [&](index i) { return formula(at, c_.operand(n, i), m); };
            return {say(message::working_days_between, {end(0), end(1)}), primary};
        }
        case plan::operation::is_working_day: return {say(message::is_working_day, {one()}), comparison};
        case year_of: return {say(message::year_of, {one()}), primary};
        case month_of: return {say(message::month_of, {one()}), primary};
        case day_of: return {say(message::day_of, {one()}), primary};
        case position_of: return {say(message::position_of, {one()}), primary};
        case plan::operation::conditional:
        case plan::operation::default_value: return form(at, taken(at, id), m);
        case logical_not: return {say(message::negated, {formula(at, c_.operand(n, 0), m)}), primary};
        case logical_and: return infix(at, n, m, say(message::conjunction), conjunction);
        case logical_or: return infix(at, n, m, say(message::disjunction), disjunction);
        case equal: return infix(at, n, m, sign("="), comparison);
        case not_equal: return infix(at, n, m, sign("≠"), comparison);
        case less: return infix(at, n, m, sign("<"), comparison);
        case less_equal: return infix(at, n, m, sign("≤"), comparison);
        case greater: return infix(at, n, m, sign(">"), comparison);
        case greater_equal: return infix(at, n, m, sign("≥"), comparison);
        case in_interval: return {within(at, n, true, m), comparison};
        case in_set: return {among(at, n, true, m), comparison};
        case is_given: return {say(message::is_given, {left_side(at, c_.operand(n, 0), manner::named)}), comparison};
        case plan::operation::aggregate: return {this->aggregate(at, id, m), primary};
        case group_value: return {of_group(at, id, m), primary};
    }
    return {};
}

// ── leaves ──────────────────────────────────────────────────────────────────────────────────────────────────────

text speech::plain(value const& v, program::type const& type) {
    amount const a = c_.shown(v, type);
    bool const in_quotes = type.kind == type_kind::word || type.kind == type_kind::text;
    return in_quotes && is_given(v) ? say(message::quoted, {a.bare}) : in_full_bare(a);
}

/// "Points 930"; "Rating “good”"; "On time: yes"
text speech::valued(text label, value const& v, program::type const& type) {
    if (type.kind == type_kind::truth) return say(message::labelled, {label, plain(v, type)});
    return (label += hard_space) + plain(v, type);
}

text speech::field_label(spot const& at, index id) {
    target const t = c_.target_of(at, id);
    text const label = c_.label(t.record, t.member);
    if (t.record == c_.rules.roster_record || (at.frame != none && t.record == c_.record_of(at.frame))) return label;
    auto const& kind = c_.rules.records[t.record];
    return say(message::of_record, {label, label_of(kind.shown, kind.name)});
}

text speech::field(spot const& at, index id, manner m) {
    text label = field_label(at, id);
    if (m == manner::named) return label;
    auto const v = c_.value_of(at, id);
    return v ? valued(std::move(label), *v, c_.node(id).type) : label;
}

text speech::parameter(plan::node const& n, manner m) {
    auto const& p = c_.rules.parameters[n.target];
    c_.used_parameters.insert(n.target);
    text label = label_of(p.shown, p.name);
    return m == manner::named ? label : valued(std::move(label), c_.parameter(n.target), p.type);
}

text speech::argument_label(spot const& outer, plan::node const& look_up, index argument) {
    auto const& declared = c_.rules.tables[look_up.target].arguments[argument];
    if (!declared.shown.empty()) return label_of(declared.shown, declared.name);
    index const given = c_.operand(look_up, argument);
    if (c_.node(given).operation == plan::operation::field) return field_label(outer, given);
    if (c_.node(given).operation == plan::operation::argument && outer.look_up) return argument_label(outer.around(), *outer.look_up, c_.node(given).target);
    return {};
}

text speech::argument(spot const& at, plan::node const& n, manner m) {
    text label = at.look_up ? argument_label(at.around(), *at.look_up, n.target) : text{};
    if (label.empty()) {
        auto const& declared = c_.rules.tables[at.look_up ? at.look_up->target : 0].arguments[n.target];
        label = text::same(declared.name);
    }
    if (m == manner::named || !at.look_up) return label;
    auto const v = c_.value_of(at.around(), c_.operand(*at.look_up, n.target));
    return v ? valued(std::move(label), *v, n.type) : label;
}

// ── choices, shares, rounding ───────────────────────────────────────────────────────────────────────────────────

index speech::taken(spot const& at, index id) {
    plan::node const& n = c_.node(id);
    if (n.operation == plan::operation::default_value) {
        auto const v = c_.value_of(at, c_.operand(n, 0));
        return c_.operand(n, v && is_given(*v) ? 0 : 1);
    }
    index i = 0;
    while (i + 1 < n.operands.count && !c_.holds(at, c_.operand(n, i)).value_or(false)) i += 2;
    return c_.operand(n, i + 1 < n.operands.count ? i + 1 : i);
}

/// "3 of 72 indicators" where the second counts the list whose elements the first counts.
text speech::share(spot const& at, plan::node const& n, manner m) {
    index const part = c_.operand(n, 0), whole = c_.operand(n, 1);
    bool const counts = c_.node(part).operation == plan::operation::aggregate && c_.node(whole).operation == plan::operation::aggregate;
    if (counts && m == manner::valued) {
        auto const& a = c_.tree.aggregates[c_.node(part).target];
        auto const& b = c_.tree.aggregates[c_.node(whole).target];
        auto const x = c_.value_of(at, part), y = c_.value_of(at, whole);
        using enum program::aggregate_function;
        if (a.function == count && b.function == count && a.element == b.element && b.filter == none && x && y)
            return say(message::part_of, {plain(*x, c_.node(part).type), plain(*y, c_.node(whole).type), within_sentence(c_.list_label(at, b))});
    }
    return say(message::share_of, {at_least(at, part, m, primary), at_least(at, whole, m, primary)});
}

text speech::rounded(spot const& at, plan::node const& n, manner m) {
    text const what = at_least(at, c_.operand(n, 0), m, primary), to = formula(at, c_.operand(n, 1), m);
    auto const places = c_.value_of(at, c_.operand(n, 1));
    bool const is_whole = n.operation == plan::operation::round_places && places == value(number(0));
    if (is_whole && n.qualifier.mode == rounding::down) return say(message::whole_below, {what});
    if (is_whole && n.qualifier.mode == rounding::up) return say(message::whole_above, {what});
    auto const how = n.operation == plan::operation::round_places ? message::rounded_to_places : message::rounded_to_multiple;
    return say(how, {what, to, say(name_of(n.qualifier.mode))});
}

/// "7 working days after Issued 8 February 2021"
text speech::deadline(spot const& at, plan::node const& n, message words, manner m) {
    return say(words, {at_least(at, c_.operand(n, 0), m, sum), at_least(at, c_.operand(n, 1), m, sum)});
}

// ── lists ───────────────────────────────────────────────────────────────────────────────────────────────────────

spot speech::element_spot(spot const& at, index element) { return {c_.traced.within_element(at, element)}; }

/// The table of the sheet that shows the elements.
std::optional<unsigned> speech::table_of(spot const& at, plan::aggregate const& a) {
    index const origin = c_.reach(at, a.origin);
    if (std::find(c_.main_frames().begin(), c_.main_frames().end(), origin) == c_.main_frames().end()) return std::nullopt;
    std::vector<index> path{origin};
    for (index i = 0; i != a.lists.count; ++i) path.push_back(c_.tree.steps[a.lists.first + i]);
    for (auto const& [lists, number] : c_.table_numbers)
        if (lists.size() >= path.size() && std::equal(path.begin(), path.end(), lists.begin())) return number;
    return std::nullopt;
}

/// What an aggregate asks of its elements, in words. A list without elements has none to ask: then its fields only have names.
text speech::in_element(spot const& at, index asked, std::vector<index> const& elements) {
    if (!elements.empty()) return formula(element_spot(at, elements.front()), asked, manner::named);
    if (c_.node(asked).operation != plan::operation::field) return {};
    auto const& field = c_.tree.fields[c_.node(asked).target];
    return c_.label(field.record, field.member);
}

/// "sum of Points over the contents (table 1)"
text speech::aggregate_words(spot const& at, index id, bool with_table) {
    using enum program::aggregate_function;
    auto const& a = c_.tree.aggregates[c_.node(id).target];
    auto const elements = c_.traced.elements(at, id);
    text list = within_sentence(c_.list_label(at, a));
    if (a.filter != none)
        if (text const asked = in_element(at, a.filter, elements); !asked.empty()) list = say(message::filtered, {list, asked});
    if (auto const number = table_of(at, a); number && with_table && !elements.empty())
        list = say(message::see_table, {list, text::same(std::to_string(*number))});
    text const over = a.over == none ? text{} : within_sentence(in_element(at, a.over, elements));
    switch (a.function) {
        case sum: return say(message::sum_of, {over, list});
        case minimum: return say(by_type(c_.node(id).type, message::least_over, message::earliest_over, message::lowest_over), {over, list});
        case maximum: return say(by_type(c_.node(id).type, message::greatest_over, message::last_over, message::highest_over), {over, list});
        case mean: return say(message::mean_over, {over, list});
        case first: return say(message::first_over, {over, list});
        case latest: return say(message::latest_over, {over, list});
        case count:
        case any:
        case all: break;
    }
    return say(message::count_of, {list});
}

text speech::aggregate(spot const& at, index id, manner m) {
    auto const function = c_.tree.aggregates[c_.node(id).target].function;
    bool const asks = function == program::aggregate_function::any || function == program::aggregate_function::all;
    if (asks) return quantified(at, id, c_.holds(at, id).value_or(true), m);
    text says = aggregate_words(at, id, m == manner::valued);
    auto const v = m == manner::valued ? c_.value_of(at, id) : std::nullopt;
    return v ? valued(std::move(says), *v, c_.node(id).type) : says;
}

text speech::whole(spot const& at, index id) {
    switch (c_.node(id).operation) {
        case plan::operation::field:
        case plan::operation::look_up: return formula(at, id, manner::named);
        case plan::operation::aggregate: return aggregate_words(at, id, true);
        case plan::operation::group_value: return group_words(at, id, true);
        case plan::operation::conditional:
        case plan::operation::default_value: return whole(at, taken(at, id));
        default: return formula(at, id, manner::valued);
    }
}

}  // namespace barem::explain
