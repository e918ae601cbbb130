// Conditions in words.

#include "document/linked_text.hpp"
#include "document/phrases.hpp"
#include "explain/wording.hpp"

#include <algorithm>

namespace barem::document {

using explain::message;
using explain::say;
using program::expression_kind;
using program::type_kind;

namespace {

std::string_view sign_of(expression_kind kind, bool wanted) {
    using enum expression_kind;
    switch (kind) {
        case less: return wanted ? "<" : "≥";
        case less_equal: return wanted ? "≤" : ">";
        case greater: return wanted ? ">" : "≤";
        case greater_equal: return wanted ? "≥" : "<";
        case equal: return wanted ? "=" : "≠";
        default: return wanted ? "≠" : "=";
    }
}

bool is_plain(expression const& e) {
    using enum expression_kind;
    return e.kind == field || e.kind == parameter || e.kind == argument || e.kind == constant;
}

}  // namespace

clause phrases::condition(expression const& e, place const& at, bool wanted) const {
    using enum expression_kind;
    switch (e.kind) {
        case logical_not: return condition(e.operands[0], at, !wanted);
        case logical_and:
        case logical_or: return joined(e, at, wanted);
        case expression_kind::conditional: return chosen(e, at, wanted);
        default: return {clause::kind::single, single(e, at, wanted), {}};
    }
}

/// Of `a and (b and c)` and its like the parts, side by side. What is not to hold turns `and` into `or`.
clause phrases::joined(expression const& e, place const& at, bool wanted) const {
    clause made;
    made.form = (e.kind == expression_kind::logical_and) == wanted ? clause::kind::all : clause::kind::any;
    for (auto const& operand : e.operands) {
        clause part = condition(operand, at, wanted);
        if (part.form == made.form) std::move(part.parts.begin(), part.parts.end(), std::back_inserter(made.parts));
        else made.parts.push_back(std::move(part));
    }
    return made;
}

clause phrases::chosen(expression const& e, place const& at, bool wanted) const {
    clause made;
    made.form = clause::kind::cases;
    std::size_t i = 0;
    auto const add = [&](text when, expression const& then) {
        clause part = condition(then, at, wanted);
        made.parts.push_back({clause::kind::all, std::move(when), {}});
        if (part.form == clause::kind::all) made.parts.back().parts = std::move(part.parts);
        else made.parts.back().parts.push_back(std::move(part));
    };
    for (; i + 1 < e.operands.size(); i += 2) add(say(message::in_case, {in_line(condition(e.operands[i], at))}), e.operands[i + 1]);
    add(say(message::in_other_cases), e.operands[i]);
    return made;
}

text phrases::in_line(clause const& c) const {
    if (c.form == clause::kind::single) return c.says;
    std::vector<text> parts;
    for (clause const& part : c.parts) {
        text const says = in_line(part);
        bool const joins = part.form != clause::kind::single && c.form != clause::kind::cases && part.parts.size() > 1;
        parts.push_back(joins ? text::same("(") + says + ")" : says);
    }
    text const all = c.form == clause::kind::cases ? join(parts, "; ") : join(parts, say(c.form == clause::kind::all ? message::conjunction : message::disjunction));
    return c.says.empty() ? all : say(message::labelled, {c.says, all});
}

/// "On time: no"
text phrases::yes_or_no(expression const& e, place const& at, bool wanted) const {
    return say(message::labelled, {formula(e, at), say(wanted ? message::yes : message::no)});
}

text phrases::single(expression const& e, place const& at, bool wanted) const {
    using enum expression_kind;
    auto const side = [&](std::size_t i) {                      // "A + B ≥ C" needs no parentheses; a choice does
        bool const is_choice = e.operands[i].kind == conditional || e.operands[i].kind == default_value;
        return is_choice ? text::same("(") + formula(e.operands[i], at) + ")" : formula(e.operands[i], at);
    };
    switch (e.kind) {
        case constant: {
            auto const* truth = std::get_if<bool>(&e.literal);
            return say(truth && *truth == wanted ? message::always : message::never);
        }
        case equal:
        case not_equal: return equality(e, at, wanted);
        case less:
        case less_equal:
        case greater:
        case greater_equal: return side(0) + " " + sign_of(e.kind, wanted) + " " + side(1);
        case in_interval: return say(wanted ? message::lies_in : message::lies_outside, {side(0), interval(e.in[0], e.operands[0].type, at)});
        case in_set: {
            std::vector<text> members;
            for (std::size_t i = 1; i != e.operands.size(); ++i) members.push_back(formula(e.operands[i], at));
            return say(wanted ? message::one_among : message::none_among, {side(0), explain::one_of(members)});
        }
        case is_given: return say(wanted ? message::is_given : message::is_not_given, {formula(e.operands[0], at)});
        case is_working_day: return counted_on(e, say(wanted ? message::is_working_day : message::is_no_working_day, {formula(e.operands[0], at)}));
        case expression_kind::aggregate: return quantified(e, at, wanted);
        case expression_kind::group_value: return quantified_in_group(p_.group_aggregates[e.target], wanted);
        default: return yes_or_no(e, at, wanted);
    }
}

text phrases::equality(expression const& e, place const& at, bool wanted) const {
    auto const &left = e.operands[0], &right = e.operands[1];
    bool const same = (e.kind == expression_kind::equal) == wanted;
    if (left.type.kind == type_kind::truth)
        if (auto const* truth = std::get_if<bool>(&right.literal); truth && right.kind == expression_kind::constant && is_plain(left)) return yes_or_no(left, at, *truth == same);
    text const a = at_least(left, at, 4), b = at_least(right, at, 4);
    bool const in_words = is_plain(left) && (left.type.kind == type_kind::word || left.type.kind == type_kind::text);
    if (in_words) return say(same ? message::is : message::differs, {a, b});
    return a + " " + sign_of(expression_kind::equal, same) + " " + b;
}

// ── conditions over lists and groups ────────────────────────────────────────────────────────────────────────────

text phrases::quantified(expression const& e, place const& at, bool wanted) const {
    auto const& a = e.aggregate[0];
    bool const is_any = a.function == program::aggregate_function::any;
    auto const [label, inside] = walk(a, at);
    // any(list where c) has its condition as a filter, any(c over list where d) has both.
    bool const has_both = !a.over.empty() && !a.filter.empty();
    text const list = has_both ? filtered(label, a.filter, inside) : label;
    auto const& asked = a.over.empty() ? a.filter : a.over;
    if (asked.empty()) return say(wanted == is_any ? message::there_are : message::there_are_none, {list});
    text const says = in_line(condition(asked[0], inside));
    if (wanted) return say(is_any ? message::some_element : message::every_element, {list, says});
    return say(is_any ? message::no_element : message::not_every_element, {list, says});
}

text phrases::quantified_in_group(program::group_aggregate const& a, bool wanted) const {
    auto const& cohort = p_.cohorts[a.cohort];
    bool const is_any = a.function == program::aggregate_function::any;
    bool const has_both = !a.over.empty() && !a.filter.empty();
    auto const& asked = a.over.empty() ? a.filter : a.over;
    text const list = group(has_both ? a.filter : std::vector<expression>{}, cohort);
    if (asked.empty()) return say(wanted == is_any ? message::there_are : message::there_are_none, {list});
    text const says = in_line(condition(asked[0], place::in_record(cohort.record)));
    if (wanted) return say(is_any ? message::some_element : message::every_element, {list, says});
    return say(is_any ? message::no_element : message::not_every_element, {list, says});
}

}  // namespace barem::document
