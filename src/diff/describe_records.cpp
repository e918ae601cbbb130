// Records in a description: data, definitions, what a record is among others.

#include "check/print.hpp"
#include "diff/describer.hpp"
#include "document/linked_text.hpp"
#include "explain/wording.hpp"

#include <algorithm>

namespace barem::diff {

using explain::message;
using explain::say;
using program::none;

item describer::record(index at) const {
    auto const& r = p_.records[at];
    auto made = make(what::record, r.name, r.shown);
    if (at == p_.roster_record) made.called = {};
    if (r.parent != none) say_of(made, aspect::parent, {p_.records[r.parent].name, say(message::quoted, {tell_.words.record_label(r.parent)})});
    for (auto const& m : r.members) made.parts.push_back(m.kind == program::member_kind::input ? input(at, m) : computed(at, m));
    // Outputs stand apart from their definitions, in an order of their own.
    item outputs = make(what::output, "output", {});
    outputs.called = {};
    outputs.in_order = true;
    for (auto const& o : r.outputs) {
        auto& one = outputs.parts.emplace_back(make(what::output, r.members[o.member].name, r.members[o.member].shown));
        one.says.clear();
        if (r.members[o.member].type.kind == program::type_kind::number) say_of(one, aspect::digits, {std::to_string(o.digits), tell_.words.printed_with(o.digits)});
    }
    if (!outputs.parts.empty()) made.parts.push_back(std::move(outputs));
    return made;
}

item describer::input(index record, program::member const& m) const {
    auto made = make(what::input, m.name, m.shown, m.notes);
    if (m.is_key) say_of(made, aspect::kind, {"key", say(message::identifies)});
    auto limited = m;           // what is not required is said apart, and so are decimals
    limited.type.optional = false;
    limited.decimals.reset();
    say_of(made, aspect::type, tell_.type(limited.type));
    say_of(made, aspect::range, {check::print_range(p_, m), explain::join(tell_.words.limits(record, limited), "; ")});
    if (m.decimals) say_of(made, aspect::decimals, {std::to_string(*m.decimals), tell_.words.precision(*m.decimals)});
    if (m.required_when.empty()) say_of(made, aspect::required, {m.type.optional ? "sometimes" : "always", tell_.words.when_given(record, m)});
    for (auto const& c : m.required_when) say_of(made, aspect::required, tell_.condition({&c, 1}, record));
    return made;
}

item describer::computed(index record, program::member const& m) const {
    constexpr what kinds[] = {what::input, what::definition, what::classification, what::deductions, what::rank, what::quota, what::admission};
    auto made = make(kinds[static_cast<int>(m.kind)], m.name, m.shown, m.notes);
    say_of(made, aspect::type, tell_.type(m.type));
    for (auto const& v : m.value) {
        auto says = tell_.formula(v, record);
        if (m.quota != none) says.words = tell_.words.quota(m);
        say_of(made, aspect::value, std::move(says));
    }
    for (auto const& e : m.exceptions) {
        auto& one = made.parts.emplace_back(make(what::exception, e.name, e.shown, e.notes));
        one.called = text{"exception ", "ngoại lệ "} + say(message::quoted, {one.called});
        say_of(one, aspect::value, tell_.formula(e.value, record));
        say_of(one, aspect::condition, tell_.condition({&e.condition, 1}, record));
    }
    for (auto const& c : m.levels) {
        if (c.unique) say_of(made, aspect::unique, {"hit unique", say(message::quoted, {without_end(say(message::one_level_holds))})});
        made.in_order = !c.unique;
        levels(record, c.levels, made);
    }
    for (auto const& d : m.deductions) deductions(record, d, made);
    if (m.cohort != none) among_others(record, m, made);
    return made;
}

/// Levels of one value are told apart by number.
void describer::levels(index record, std::vector<program::row_level> const& levels, item& into) const {
    for (auto const& l : levels) {
        auto const value = tell_.formula(l.value, record);
        auto const same = std::ranges::count_if(into.parts, [&](item const& i) { return i.what == what::level && i.find(aspect::value) && *i.find(aspect::value) == value; });
        auto one = make(what::level, same == 0 ? value.written : fmt::format("{} ({})", value.written, same + 1), l.shown, l.notes);
        one.called = l.shown.empty() ? value.words : tell_.called(l.shown, {});
        say_of(one, aspect::value, value);
        say_of(one, aspect::condition, tell_.condition(l.condition, record));
        into.parts.push_back(std::move(one));
    }
}

void describer::deductions(index record, program::deduction_table const& d, item& into) const {
    for (auto const& r : d.rows) {
        auto const when = tell_.deducted_when(r, record);
        auto one = make(what::deduction, when.written, r.shown, r.notes);
        one.called = r.shown.empty() ? when.words : tell_.called(r.shown, {});
        say_of(one, aspect::condition, when);
        say_of(one, aspect::value, tell_.formula(r.amount, record));
        if (r.each) say_of(one, aspect::each, {"each", {"for each time", "cho mỗi lần"}});
        if (!r.cap.empty()) say_of(one, aspect::limit, tell_.formula(r.cap.front(), record));
        into.parts.push_back(std::move(one));
    }
    if (!d.cap.empty()) say_of(into, aspect::limit, tell_.formula(d.cap.front(), record));
}

void describer::among_others(index record, program::member const& m, item& into) const {
    auto const named = [&](index member) { return phrase{p_.records[record].members[member].name, say(message::quoted, {document::without_links(tell_.words.member_label(record, member))})}; };
    auto const quoted = [](text const& sentence) { return say(message::quoted, {without_end(sentence)}); };
    say_of(into, aspect::within, tell_.groups(p_.cohorts[m.cohort]));
    if (m.rank != none) {
        auto const& r = p_.ranks[m.rank];
        say_of(into, aspect::keys, tell_.keys(r));
        say_of(into, aspect::ties, {r.dense ? "ties dense" : "ties competition", quoted(tell_.words.ties(r))});
    }
    if (m.admission == none) return;
    auto const& a = p_.admissions[m.admission];
    say_of(into, aspect::keys, named(p_.ranks[a.rank].member));
    say_of(into, aspect::quota_of, named(p_.quotas[a.quota].member));
    say_of(into, aspect::ties, {a.ties_in ? "ties in" : "ties out", quoted(tell_.words.ties(a))});
}

}  // namespace barem::diff
