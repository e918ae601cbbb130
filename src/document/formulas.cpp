// Formulas in words.

#include "document/linked_text.hpp"
#include "document/phrases.hpp"
#include "explain/amounts.hpp"
#include "explain/speech.hpp"
#include "explain/wording.hpp"

#include <algorithm>

namespace barem::document {

using explain::by_type;
using explain::message;
using explain::say;
using program::expression_kind;
using program::type_kind;

namespace {

/// How tightly a form binds.
enum binding : int { loosest, disjunction, conjunction, comparison, sum, product, primary };

text sign(std::string_view s) { return text::same(" " + std::string(s) + " "); }

/// min(x, 20), max(x, floor): a number that something else is not to pass.
bool has_limit(expression const& e) {
    auto const kind = e.operands[1].kind;
    return e.type.kind == type_kind::number && e.operands.size() == 2 && (kind == expression_kind::constant || kind == expression_kind::parameter);
}

}  // namespace

// ── names and values ────────────────────────────────────────────────────────────────────────────────────────────

text phrases::member_label(index record, index member) const {
    auto const& m = p_.records[record].members[member];
    return plain(explain::label_of(m.shown, m.name));
}

text phrases::record_label(index record) const { return plain(explain::label_of(p_.records[record].shown, p_.records[record].name)); }

text phrases::argument_label(index table, index argument) const {
    auto const& a = p_.tables[table].arguments[argument];
    if (!a.shown.empty()) return plain(explain::label_of(a.shown, a.name));
    // What the rules call so elsewhere, if it is the same kind of thing.
    for (index r = 0; r != p_.records.size(); ++r)
        for (index m = 0; m != p_.records[r].members.size(); ++m)
            if (auto const& other = p_.records[r].members[m]; other.name == a.name && other.type.kind == a.type.kind && other.type.of == a.type.of)
                return member_label(r, m);
    if (a.type.kind == type_kind::word) return plain(explain::label_of(p_.enums[a.type.of].shown, a.name));
    return p_.tables[table].arguments.size() == 1 ? say(message::value_heading) : text::same(a.name);
}

text phrases::value(barem::value const& v, program::type const& type) const {
    auto const a = explain::show(p_, v, type);
    bool const in_quotes = type.kind == type_kind::word || type.kind == type_kind::text;
    if (in_quotes && is_given(v)) return say(message::quoted, {plain(a.bare)});
    return numbers_ == numbers::bare ? explain::in_full_bare(a) : plain(explain::in_full(a));
}

text phrases::constant(expression const& e) const { return value(e.literal, e.type); }

index phrases::reach(program::scope const& s, place const& at) const {
    index record = at.around[at.around.size() - 1 - s.lexical];
    for (index i = 0; i != s.up; ++i) record = p_.records[record].parent;
    return record;
}

text phrases::field_of(index record, index member, place const& at) const {
    text const label = linked(member_label(record, member), anchors_.members[record][member]);
    if (record == p_.roster_record || record == at.around.back()) return label;
    return say(message::of_record, {label, record_label(record)});
}

text phrases::field(expression const& e, place const& at) const {
    index record = reach(e.scope, at);
    for (index const step : e.through) record = p_.records[record].members[step].type.of;
    return field_of(record, e.target, at);
}

/// "Floor (1,000)"; of one that has values by date, the name alone.
text phrases::parameter(expression const& e) const {
    auto const& f = p_.parameters[e.target];
    text const label = linked(plain(explain::label_of(f.shown, f.name)), anchors_.parameters[e.target]);
    return f.dated.empty() ? say(message::of_record, {label, value(f.initial, f.type)}) : label;
}

// ── intervals and types ─────────────────────────────────────────────────────────────────────────────────────────

text phrases::range(std::optional<text> const& low, std::optional<text> const& high, program::type const& type) const {
    return low || high ? explain::interval_in_words(low, true, high, true, type) : text{};
}

text phrases::range(program::range const& r, program::type const& type) const {
    auto const end = [&](std::optional<number> const& n) -> std::optional<text> {
        if (!n) return std::nullopt;
        auto const at = n->to_int64();
        return type.kind == type_kind::date && at ? value(date{static_cast<std::int32_t>(*at)}, type) : value(*n, type);
    };
    return range(end(r.low), end(r.high), type);
}

text phrases::interval(program::interval const& i, program::type const& type, place const& at) const {
    auto const end = [&](std::vector<expression> const& e) { return e.empty() ? std::nullopt : std::optional(at_least(e[0], at, sum)); };
    bool const is_one = !i.low.empty() && !i.high.empty() && i.low_closed && i.high_closed && i.low[0].kind == expression_kind::constant &&
                        i.high[0].kind == expression_kind::constant && i.low[0].literal == i.high[0].literal;
    if (is_one) return constant(i.low[0]);
    return explain::interval_in_words(end(i.low), i.low_closed, end(i.high), i.high_closed, type);
}

text phrases::test(program::test const& t, program::type const& type, index table) const {
    using kind = program::test::kind;
    place const at = place::in_table(table);
    std::vector<text> members;
    for (auto const& m : t.members) {
        bool const is_word = m.kind == expression_kind::constant && m.type.kind == type_kind::word;
        members.push_back(t.form == kind::condition ? in_line(condition(m, at)) : is_word ? plain(explain::show(p_, m.literal, m.type).shown) : formula(m, at));
    }
    switch (t.form) {
        case kind::any: return text::same("–");
        case kind::interval: return interval(t.in[0], type, at);
        case kind::none_of: return say(message::other_than, {explain::one_of(members)});
        case kind::one_of: return explain::one_of(members);
        case kind::condition: break;
    }
    return join(members, "; ");
}

text phrases::kind_of_value(program::type const& t) const {
    switch (t.kind) {
        case type_kind::truth: return say(message::yes_or_no);
        case type_kind::text: return say(message::any_text);
        case type_kind::date: return say(message::a_date);
        case type_kind::word: return linked(plain(explain::label_of(p_.enums[t.of].shown, p_.enums[t.of].name)), anchors_.enums[t.of]);
        case type_kind::record: return say(message::one_of_kind, {linked(inside_sentence(record_label(t.of)), anchors_.records[t.of])});
        case type_kind::list: return say(message::list_of_kind, {linked(inside_sentence(record_label(t.of)), anchors_.records[t.of])});
        case type_kind::number: break;
        case type_kind::unknown:
        case type_kind::nothing: return {};
    }
    if (t.of == program::unit_none || t.of == none) return say(t.integer ? message::whole_number : message::a_number);
    if (t.of == program::unit_percent) return say(message::a_percentage);
    if (t.of == program::unit_days) return say(message::number_of_unit, {say(message::days)});
    if (t.of == program::unit_working_days) return say(message::number_of_unit, {say(message::working_days)});
    return say(message::number_of_unit, {inside_sentence(plain(explain::label_of(p_.units[t.of].shown, p_.units[t.of].name)))});
}

// ── formulas ────────────────────────────────────────────────────────────────────────────────────────────────────

text phrases::at_least(expression const& e, place const& at, int needed) const {
    auto [says, binding] = form(e, at);
    return binding < needed ? text::same("(") + says + ")" : says;
}

phrases::said phrases::infix(expression const& e, place const& at, text const& between, int binding) const {
    text says = at_least(e.operands[0], at, binding);
    for (std::size_t i = 1; i != e.operands.size(); ++i) (says += between) += at_least(e.operands[i], at, binding + 1);
    return {std::move(says), binding};
}

text phrases::listed(std::vector<expression> const& of, std::size_t first, place const& at) const {
    std::vector<text> parts;
    for (std::size_t i = first; i < of.size(); ++i) parts.push_back(formula(of[i], at));
    return join(parts, "; ");
}

phrases::said phrases::form(expression const& e, place const& at) const {
    using enum expression_kind;
    auto const part = [&](std::size_t i) { return at_least(e.operands[i], at, primary); };
    auto const whole = [&](std::size_t i) { return formula(e.operands[i], at); };
    switch (e.kind) {
        case expression_kind::constant: return {this->constant(e), primary};
        case expression_kind::field: return {this->field(e, at), primary};
        case parent: return {record_label(reach(e.scope, at)), primary};
        case expression_kind::parameter: return {this->parameter(e), primary};
        case argument: return {argument_label(at.table, e.target), primary};
        case expression_kind::look_up: return {this->look_up(e, at), product};
        case negate: return {text::same("\xE2\x88\x92") + part(0), product};
        case add:
        case date_add_days: return infix(e, at, sign("+"), sum);
        case subtract:
        case date_subtract_days:
        case date_difference: return infix(e, at, sign("\xE2\x88\x92"), sum);
        case multiply:
        case percent_of: return infix(e, at, sign("×"), product);
        case divide: return infix(e, at, sign("/"), product);
        case share: return {say(message::share_of, {at_least(e.operands[0], at, product), at_least(e.operands[1], at, product)}), product};
        case minimum:
            if (has_limit(e)) return {say(message::but_at_most, {at_least(e.operands[0], at, sum), whole(1)}), loosest};
            return {say(by_type(e.type, message::least_of, message::earliest_of, message::lowest_of), {listed(e.operands, 0, at)}), primary};
        case maximum:
            if (has_limit(e)) return {say(message::but_at_least, {at_least(e.operands[0], at, sum), whole(1)}), loosest};
            return {say(by_type(e.type, message::greatest_of, message::last_of, message::highest_of), {listed(e.operands, 0, at)}), primary};
        case absolute: return {say(message::size_of, {part(0)}), primary};
        case round_places:
        case round_multiple: return {rounded(e, at), product};
        case make_date: return {say(message::date_of, {whole(2), whole(1), whole(0)}), primary};
        case days_after:
        case working_days_after: return {deadline(e, at, true), sum};
        case days_before:
        case working_days_before: return {deadline(e, at, false), sum};
        case working_days_between: return {counted_on(e, say(message::working_days_between, {whole(0), whole(1)})), primary};
        case year_of: return {say(message::year_of, {part(0)}), primary};
        case month_of: return {say(message::month_of, {part(0)}), primary};
        case day_of: return {say(message::day_of, {part(0)}), primary};
        case position_of: return {say(message::position_of, {part(0)}), primary};
        case expression_kind::conditional: return {this->conditional(e, at), loosest};
        case default_value: return {say(message::or_else, {part(0), whole(1)}), loosest};
        case expression_kind::aggregate:
        case expression_kind::group_value:
            if (e.type.kind == type_kind::truth) break;
            return {e.kind == expression_kind::aggregate ? this->aggregate(e, at) : this->group_value(e), product};
        default: break;
    }
    return {in_line(condition(e, at)), comparison};             // a truth
}

/// "Bonus for Excess": the table, of what it looks up.
text phrases::look_up(expression const& e, place const& at) const {
    auto const& t = p_.tables[e.target];
    text const label = linked(plain(explain::label_of(t.shown, t.name)), anchors_.tables[e.target]);
    std::vector<text> given;
    for (auto const& operand : e.operands) given.push_back(at_least(operand, at, sum));
    return say(message::value_for, {label, explain::both_of(given)});
}

text phrases::conditional(expression const& e, place const& at) const {
    std::vector<text> cases;
    std::size_t i = 0;
    for (; i + 1 < e.operands.size(); i += 2)
        cases.push_back(say(message::value_if, {at_least(e.operands[i + 1], at, conjunction), in_line(condition(e.operands[i], at))}));
    cases.push_back(say(message::otherwise_value, {at_least(e.operands[i], at, conjunction)}));
    return join(cases, "; ");
}

text phrases::rounded(expression const& e, place const& at) const {
    text const what = at_least(e.operands[0], at, primary), to = formula(e.operands[1], at);
    bool const is_whole = e.kind == expression_kind::round_places && e.operands[1].literal == barem::value(number(0));
    if (is_whole && e.mode == rounding::down) return say(message::whole_below, {what});
    if (is_whole && e.mode == rounding::up) return say(message::whole_above, {what});
    auto const how = e.kind == expression_kind::round_places ? message::rounded_to_places : message::rounded_to_multiple;
    return say(how, {what, to, say(explain::name_of(e.mode))});
}

/// "7 working days after Issued"
text phrases::deadline(expression const& e, place const& at, bool is_after) const {
    return counted_on(e, say(is_after ? message::days_after : message::days_before, {at_least(e.operands[0], at, sum), at_least(e.operands[1], at, sum)}));
}

/// Which calendar counts, where there are several.
text phrases::counted_on(expression const& e, text const& says) const {
    if (e.target == none || p_.calendars.size() < 2) return says;
    auto const& c = p_.calendars[e.target];
    return say(message::on_calendar, {says, linked(plain(explain::label_of(c.shown, c.name)), anchors_.calendars[e.target])});
}

// ── lists and groups ────────────────────────────────────────────────────────────────────────────────────────────

/// The list whose elements count, and what is around in each of them.
phrases::walked phrases::walk(program::aggregation const& a, place const& at) const {
    index record = reach(a.origin, at);
    text label;
    for (index const step : a.lists) {
        label = linked(inside_sentence(member_label(record, step)), anchors_.members[record][step]);
        record = p_.records[record].members[step].type.of;
    }
    walked made{std::move(label), at};
    made.inside.around.push_back(record);
    return made;
}

template <typename Aggregate>
text phrases::folded(Aggregate const& a, text const& list, program::type const& type, place const& inside) const {
    using enum program::aggregate_function;
    text const over = a.over.empty() ? text{} : inside_sentence(at_least(a.over[0], inside, product));
    switch (a.function) {
        case program::aggregate_function::sum: return say(message::sum_of, {over, list});
        case minimum: return say(by_type(type, message::least_over, message::earliest_over, message::lowest_over), {over, list});
        case maximum: return say(by_type(type, message::greatest_over, message::last_over, message::highest_over), {over, list});
        case mean: return say(message::mean_over, {over, list});
        case first: return say(message::first_over, {over, list});
        case latest: return say(message::latest_by, {over, list, inside_sentence(at_least(a.by[0], inside, product))});
        case count:
        case any:
        case all: break;
    }
    return say(message::count_of, {list});
}

/// Of a list, those that fulfil a condition. One that compares goes on with the sentence; others stand in parentheses.
text phrases::filtered(text const& list, std::vector<expression> const& filter, place const& inside) const {
    if (filter.empty()) return list;
    using enum expression_kind;
    auto const kind = filter[0].kind;
    bool const compares = kind == equal || kind == not_equal || kind == less || kind == less_equal || kind == greater || kind == greater_equal;
    return say(compares ? message::filtered : message::those_where, {list, in_line(condition(filter[0], inside))});
}

text phrases::aggregate(expression const& e, place const& at) const {
    auto const& a = e.aggregate[0];
    auto const [label, inside] = walk(a, at);
    return folded(a, filtered(label, a.filter, inside), e.type, inside);
}

text phrases::group_value(expression const& e) const {
    auto const& a = p_.group_aggregates[e.target];
    auto const& cohort = p_.cohorts[a.cohort];
    return folded(a, group(a.filter, cohort), e.type, place::in_record(cohort.record));
}

}  // namespace barem::document
