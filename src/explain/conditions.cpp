// Why a condition holds, or why it does not.

#include "explain/amounts.hpp"
#include "explain/speech.hpp"
#include "explain/wording.hpp"

#include <algorithm>

namespace barem::explain {

using program::type_kind;

namespace {

/// The sign of a comparison, or of its contrary.
std::string_view sign_of(plan::operation o, bool outcome) {
    using enum plan::operation;
    switch (o) {
        case less: return outcome ? "<" : "≥";
        case less_equal: return outcome ? "≤" : ">";
        case greater: return outcome ? ">" : "≤";
        case greater_equal: return outcome ? "≥" : "<";
        case equal: return outcome ? "=" : "≠";
        default: return outcome ? "≠" : "=";
    }
}

}  // namespace

std::vector<text> speech::reasons(spot const& at, index node, bool outcome, manner m) {
    std::vector<text> parts;
    why(at, node, outcome, m, parts);
    std::vector<text> once;
    for (text& p : parts)
        if (std::find(once.begin(), once.end(), p) == once.end()) once.push_back(std::move(p));
    return once;
}

void speech::why(spot const& at, index id, bool outcome, manner m, std::vector<text>& into) {
    using enum plan::operation;
    plan::node const& n = c_.node(id);
    switch (n.operation) {
        case constant: return;
        case logical_and: return outcome ? why_all(at, n, true, m, into) : why_any(at, n, false, m, into);
        case logical_or: return outcome ? why_any(at, n, true, m, into) : why_all(at, n, false, m, into);
        case logical_not: return why(at, c_.operand(n, 0), !outcome, m, into);
        case conditional:
            for (index i = 0; i + 1 < n.operands.count; i += 2) {
                bool const taken = c_.holds(at, c_.operand(n, i)).value_or(false);
                why(at, c_.operand(n, i), taken, m, into);
                if (taken) return why(at, c_.operand(n, i + 1), outcome, m, into);
            }
            return why(at, c_.operand(n, n.operands.count - 1), outcome, m, into);
        case default_value: return why(at, taken(at, id), outcome, m, into);
        case equal: return into.push_back(equality(at, n, true, outcome, m));
        case not_equal: return into.push_back(equality(at, n, false, outcome, m));
        case less:
        case less_equal:
        case greater:
        case greater_equal: return into.push_back(compared(at, n, outcome, m));
        case in_interval: return into.push_back(within(at, n, outcome, m));
        case in_set: return into.push_back(among(at, n, outcome, m));
        case is_given: return into.push_back(say(outcome ? message::is_given : message::is_not_given, {left_side(at, c_.operand(n, 0), manner::named)}));
        case is_working_day: return into.push_back(working_day(at, n, outcome, m));
        case aggregate: return into.push_back(quantified(at, id, outcome, m));
        default: return into.push_back(truth(at, id, outcome, m));
    }
}

/// Every operand that can be evaluated has the outcome that counts.
void speech::why_all(spot const& at, plan::node const& n, bool outcome, manner m, std::vector<text>& into) {
    for (index i = 0; i != n.operands.count; ++i)
        if (c_.holds(at, c_.operand(n, i)) == outcome) why(at, c_.operand(n, i), outcome, m, into);
}

/// Of an `or` that holds, the first that does; of an `and` that fails, all that do.
void speech::why_any(spot const& at, plan::node const& n, bool outcome, manner m, std::vector<text>& into) {
    for (index i = 0; i != n.operands.count; ++i) {
        if (c_.holds(at, c_.operand(n, i)) != outcome) continue;
        why(at, c_.operand(n, i), outcome, m, into);
        if (outcome) return;
    }
}

/// "On time: yes". In a note, which stands for itself, a truth that is defined in the same record is told with its own reasons.
text speech::truth(spot const& at, index id, bool outcome, manner m) {
    text const says = say(message::labelled, {formula(at, id, manner::named), say(outcome ? message::yes : message::no)});
    if (m == manner::valued || c_.node(id).operation != plan::operation::field) return says;
    target const t = c_.target_of(at, id);
    if (t.frame == none || t.frame != at.frame) return says;
    plan::member const& defined = c_.tree.records[t.record].members[t.member];
    if (defined.kind != program::member_kind::let || !defined.exceptions.empty()) return says;
    auto const why = reasons(c_.spot_of(t.frame, t.member), defined.value, outcome, m);
    return why.empty() ? says : say(message::of_record, {says, join(why, "; ")});
}

// ── single conditions ───────────────────────────────────────────────────────────────────────────────────────────

bool speech::is_simple(index id) const {
    auto const o = c_.node(id).operation;
    return o == plan::operation::field || o == plan::operation::parameter || o == plan::operation::argument || o == plan::operation::constant;
}

/// " (24 February 2021)" of a deadline within a condition: the day that it ends on.
text speech::deadline_end(spot const& at, index id, manner m) {
    using enum plan::operation;
    auto const o = c_.node(id).operation;
    bool const is_deadline = o == days_after || o == days_before || o == working_days_after || o == working_days_before;
    auto const v = is_deadline && m == manner::valued ? c_.value_of(at, id) : std::nullopt;
    return v ? text::same(" (") + plain(*v, c_.node(id).type) + ")" : text{};
}

/// A share that is told as "3 of 72 indicators" needs no fraction beside its value.
text speech::left_side(spot const& at, index id, manner m) {
    if (auto const ends = deadline_end(at, id, m); !ends.empty()) return formula(at, id, m) + ends;
    auto const v = m == manner::valued && !counted(at, id).empty() ? c_.value_of(at, id) : std::nullopt;
    return v ? field_label(at, id) + hard_space + c_.shown(*v, c_.node(id).type).bare : formula(at, id, m);
}

/// Of limits only the figure counts.
text speech::right_side(spot const& at, index id, manner m) {
    if (auto const ends = deadline_end(at, id, m); !ends.empty()) return formula(at, id, m) + ends;
    plan::node const& n = c_.node(id);
    if (n.operation != plan::operation::parameter) return formula(at, id, m);
    c_.used_parameters.insert(n.target);
    return plain(c_.parameter(n.target), c_.rules.parameters[n.target].type);
}

/// " (3 of 72 indicators)" of a field that is defined as such a share.
text speech::counted(spot const& at, index id) {
    if (c_.node(id).operation != plan::operation::field) return {};
    target const t = c_.target_of(at, id);
    if (t.frame == none) return {};
    index const defined = c_.tree.records[t.record].members[t.member].value;
    if (defined == none || c_.node(defined).operation != plan::operation::share) return {};
    spot const inside = c_.spot_of(t.frame, t.member);
    index const part = c_.operand(c_.node(defined), 0), whole = c_.operand(c_.node(defined), 1);
    using enum program::aggregate_function;
    auto const counts = [&](index node) {
        return c_.node(node).operation == plan::operation::aggregate && c_.tree.aggregates[c_.node(node).target].function == count;
    };
    return counts(part) && counts(whole) ? text::same(" (") + share(inside, c_.node(defined), manner::valued) + ")" : text{};
}

text speech::compared(spot const& at, plan::node const& n, bool outcome, manner m) {
    index const left = c_.operand(n, 0), right = c_.operand(n, 1);
    return left_side(at, left, m) + " " + sign_of(n.operation, outcome) + " " + right_side(at, right, m) + (m == manner::valued ? counted(at, left) : text{});
}

/// `same`: asked with `=`, else with `!=`.
text speech::equality(spot const& at, plan::node const& n, bool same, bool outcome, manner m) {
    index const left = c_.operand(n, 0), right = c_.operand(n, 1);
    auto const& type = c_.node(left).type;
    bool const is_equal = same == outcome;
    bool const few = type.kind == type_kind::word || type.kind == type_kind::truth;
    bool const in_words = is_simple(left) && type.kind != type_kind::number && (few || m == manner::valued);
    auto const v = c_.value_of(at, left);
    text const label = formula(at, left, manner::named), wanted = right_side(at, right, m);
    if (in_words && v && is_equal) return say(message::is, {label, wanted});
    if (in_words && v) return say(message::is_not, {label, plain(*v, type), wanted});
    if (m == manner::valued && is_simple(left) && v)
{
        text const says = counted(at, left), is = says.empty() ? plain(*v, type) : c_.shown(*v, type).bare;
        return (is_equal ? say(message::is, {label, is}) : say(message::is_not, {label, is, wanted})) + says;
    }
    return left_side(at, left, m) + " " + sign_of(plan::operation::equal, is_equal) + " " + wanted;
}

text speech::within(spot const& at, plan::node const& n, bool outcome, manner m) {
    index const left = c_.operand(n, 0);
    index next = 1;
    auto const bound = [&](bool there, bool closed) -> std::optional<plan::bound> {
        if (!there) return std::nullopt;
        auto const v = c_.value_of(at, c_.operand(n, next));
        right_side(at, c_.operand(n, next++), m);                   // a parameter is taken down as used
        auto const place = v ? plan::position_of(*v) : std::nullopt;
        if (!place) return std::nullopt;
        return plan::bound{*place, closed};
    };
    auto const low = bound(n.qualifier.has_low, n.qualifier.low_closed);
    auto const high = bound(n.qualifier.has_high, n.qualifier.high_closed);
    text const count = m == manner::valued ? counted(at, left) : text{};
    auto const v = m == manner::valued && !outcome ? c_.value_of(at, left) : std::nullopt;
    auto const place = v ? plan::position_of(*v) : std::nullopt;
    bool const is_below = place && low && !plan::interval{low, std::nullopt}.contains(*place);
    bool const is_above = place && high && !plan::interval{std::nullopt, high}.contains(*place);
    if (is_below || is_above) {                                     // the side on which it lies outside says more
        text const bound = right_side(at, c_.operand(n, is_below || !low ? 1 : 2), m);
        std::string_view const sign = is_below ? (low->closed ? "<" : "≤") : high->closed ? ">" : "≥";
        return left_side(at, left, m) + " " + sign + " " + bound + count;
    }
    return say(outcome ? message::lies_in : message::lies_outside, {left_side(at, left, m), interval(low, high, c_.node(left).type)}) + count;
}

text speech::among(spot const& at, plan::node const& n, bool outcome, manner m) {
    std::vector<text> members;
    for (index i = 1; i != n.operands.count; ++i) members.push_back(right_side(at, c_.operand(n, i), m));
    index const left = c_.operand(n, 0);
    auto const v = c_.value_of(at, left);
    text const label = formula(at, left, manner::named);
    if (!v || (m == manner::named && c_.node(left).type.kind != type_kind::word))
        return say(outcome ? message::one_among : message::none_among, {label, one_of(members)});
    text const is = plain(*v, c_.node(left).type);
    return outcome ? say(message::is, {label, is}) : say(message::is_not, {label, is, one_of(members)});
}

// ── conditions over lists ───────────────────────────────────────────────────────────────────────────────────────

/// Of any() and all(); in words of this record also which element decided.
text speech::quantified(spot const& at, index id, bool outcome, manner m) {
    auto const& a = c_.tree.aggregates[c_.node(id).target];
    bool const is_any = a.function == program::aggregate_function::any;
    auto const elements = c_.traced.elements(at, id);
    text const list = c_.list_label(at, a), inside = within_sentence(list);
    if (elements.empty()) return say(message::list_is_empty, {list});
    index const asked = a.over != none ? a.over : a.filter;
    if (asked == none) return say(outcome ? message::there_are : message::there_are_none, {inside});
    text condition = in_element(at, asked, elements);
    if (a.over != none && a.filter != none) condition = say(message::filtered, {condition, in_element(at, a.filter, elements)});
    if (is_any != outcome) return say(is_any ? message::no_element : message::every_element, {inside, condition});
    if (m == manner::valued)
        for (index element : elements) {
            spot const there = element_spot(at, element);
            bool const counts = a.filter == none || a.over == none || c_.holds(there, a.filter) == true;
            if (!counts || c_.holds(there, asked) != is_any) continue;
            auto const& kind = c_.kind(element);
            text const which = say(message::element_at, {label_of(kind.shown, kind.name), text::same(c_.position(element))});
            return say(message::labelled, {which, both_of(reasons(there, asked, is_any, m))});
        }
    return say(is_any ? message::some_element : message::not_every_element, {inside, condition});
}

// ── intervals and rows of tables ────────────────────────────────────────────────────────────────────────────────

text speech::interval(std::optional<plan::bound> const& low, std::optional<plan::bound> const& high, program::type const& type) {
    auto const end = [&](std::optional<plan::bound> const& b) -> std::optional<text> {
        if (!b) return std::nullopt;
        auto const at = b->at.to_int64();
        if (type.kind == type_kind::date && at) return plain(date{static_cast<std::int32_t>(*at)}, type);
        if (type.kind == type_kind::word && at) return plain(word{static_cast<std::uint32_t>(*at)}, type);
        return plain(b->at, type);
    };
    return interval_in_words(end(low), low && low->closed, end(high), high && high->closed, type);
}

text speech::row_conditions(spot const& inside, index table, index row) {
    plan::table const& t = c_.tree.tables[table];
    std::vector<text> parts;
    for (index column = 0; column != t.columns; ++column) {
        plan::test const& test = t.tests[row * t.columns + column];
        using kind = program::test::kind;
        if (test.form == kind::any) continue;
        if (test.form == kind::condition) {
            for (text& part : reasons(inside, test.condition, true, manner::named)) parts.push_back(std::move(part));
            continue;
        }
        text asks;
        if (test.form == kind::interval) {
            asks = interval(test.in.low, test.in.high, t.arguments[column].type);
        } else {
            std::vector<text> members;
            for (index i = 0; i != test.members.count; ++i) members.push_back(formula(inside, c_.tree.operands[test.members.first + i], manner::named));
            asks = test.form == kind::none_of ? say(message::other_than, {one_of(members)}) : one_of(members);
        }
        text const label = argument_label(inside.around(), *inside.look_up, column);
        parts.push_back(label.empty() ? asks : (text(label) += hard_space) += asks);
    }
    return join(parts, "; ");
}

}  // namespace barem::explain
