#include "diff/description.hpp"

#include "check/print.hpp"
#include "diff/describer.hpp"
#include "document/linked_text.hpp"
#include "explain/amounts.hpp"
#include "explain/wording.hpp"

#include <algorithm>
#include <array>

namespace barem::diff {

using explain::message;
using explain::say;
using program::index;
using program::none;

bool affects_results(what of, aspect which) {
    if (of == what::example) return false;
    switch (which) {
        case aspect::label:
        case aspect::citation:
        case aspect::reading:
        case aspect::gaps_reading:
        case aspect::overlaps_reading:
        case aspect::language:
        case aspect::cites:
            return false;
        default:
            return true;
    }
}

phrase const* item::find(diff::aspect which) const {
    auto const found = std::ranges::find(says, which, &std::pair<diff::aspect, phrase>::first);
    return found == says.end() ? nullptr : &found->second;
}

namespace {

text in_words(date d) {
    auto const at = d.to_ymd();
    return explain::day(at.year, at.month, at.day);
}

phrase of_date(date d) { return {d.to_text(), in_words(d)}; }

}  // namespace

item describer::make(what kind, std::string name, program::label const& label, program::notes const& notes) const {
    item made;
    made.what = kind;
    made.called = document::plain(explain::label_of(label, name));
    made.name = std::move(name);
    made.label = label;
    made.articles = explain::citations_of(p_, notes);
    say_of(made, aspect::label, tell_.label(label));
    say_of(made, aspect::citation, {check::print_citations(p_, notes), made.articles});
    std::vector<phrase> readings;
    for (auto const& r : notes.readings) readings.push_back(tell_.label(r));
    say_of(made, aspect::reading, join(readings, "; "));
    return made;
}

item describer::run() const {
    auto made = make(what::rule_set, p_.name, p_.shown);
    made.called = {"Rule set", "Bộ quy tắc"};
    say_of(made, aspect::name, as_it_is(p_.name));
    say_of(made, aspect::language, {p_.language, p_.language == "vi" ? text{"Vietnamese", "tiếng Việt"} : p_.language == "en" ? text{"English", "tiếng Anh"} : text::same(p_.language)});
    say_of(made, aspect::cites, as_it_is(p_.cites));
    if (p_.effective_from) say_of(made, aspect::effective_from, of_date(*p_.effective_from));
    if (p_.effective_to) say_of(made, aspect::effective_to, of_date(*p_.effective_to));
    if (p_.roster_record != none) {
        auto const& roster = p_.records[p_.roster_record];
        auto const label = [&](index member) { return document::without_links(tell_.words.member_label(p_.roster_record, member)); };
        say_of(made, aspect::roster, {roster.name + "." + roster.members[p_.key_member].name, tell_.words.record_label(p_.roster_record) + " › " + label(p_.key_member)});
        if (p_.date_member != none) say_of(made, aspect::dated_by, {roster.members[p_.date_member].name, label(p_.date_member)});
    }
    for (index u = program::first_declared_unit; u < p_.units.size(); ++u) made.parts.push_back(make(what::unit, p_.units[u].name, p_.units[u].shown));
    for (auto const& e : p_.enums) made.parts.push_back(enumeration(e));
    for (auto const& c : p_.calendars) made.parts.push_back(calendar(c));
    for (auto const& q : p_.parameters) made.parts.push_back(parameter(q));
    for (index t = 0; t != p_.tables.size(); ++t) made.parts.push_back(table(t));
    for (index r = 0; r != p_.records.size(); ++r) made.parts.push_back(record(r));
    for (auto const& e : p_.examples) made.parts.push_back(example(e));
    return made;
}

item describer::enumeration(program::enumeration const& e) const {
    auto made = make(what::enumeration, e.name, e.shown);
    if (e.ordered) say_of(made, aspect::kind, {"ordered", {"from the lowest to the highest", "từ thấp đến cao"}});
    else say_of(made, aspect::kind, {"not ordered", {"in no order", "không có thứ tự"}});
    made.in_order = e.ordered;
    for (auto const& w : e.words) {
        auto& one = made.parts.emplace_back(make(what::word, w.name, w.shown));
        one.called = say(message::quoted, {one.called});
    }
    return made;
}

/// Days that are not what the days of the week make of them, one item for each.
item describer::calendar(program::calendar const& c) const {
    std::array const kinds{phrase{"worked", {"worked", "làm việc"}}, phrase{"weekend", say(message::weekend)}, phrase{"holiday", say(message::holiday)},
                           phrase{"off", {"off in exchange", "nghỉ hoán đổi"}}, phrase{"worked in exchange", {"worked in exchange", "làm bù"}}};
    auto made = make(what::calendar, c.name, c.shown);
    say_of(made, aspect::years, as_it_is(c.first_year == c.last_year ? std::to_string(c.first_year) : fmt::format("{}–{}", c.first_year, c.last_year)));
    for (std::size_t i = 0; i != c.days.size(); ++i) {
        auto const& day = c.days[i];
        if (day.entry == none) continue;
        auto const& entry = c.entries[day.entry];
        date const at{c.first.days + static_cast<std::int32_t>(i)};
        auto one = make(what::day, at.to_text(), entry.shown, entry.notes);
        one.called = in_words(at);
        if (!entry.shown.empty()) one.called += text::same(" (") + document::plain(explain::label_of(entry.shown, {})) + ")";
        say_of(one, aspect::kind, kinds[static_cast<std::size_t>(day.kind)]);
        made.parts.push_back(std::move(one));
    }
    auto const weekend = tell_.words.weekend(c);
    say_of(made, aspect::weekend, {weekend.en, without_end(weekend)});
    return made;
}

item describer::parameter(program::parameter const& q) const {
    auto made = make(what::parameter, q.name, q.shown, q.notes);
    say_of(made, aspect::type, tell_.type(q.type));
    say_of(made, aspect::range, {check::print(p_, q.range, q.type), tell_.words.range(q.range, q.type)});
    if (q.decimals) say_of(made, aspect::decimals, {std::to_string(*q.decimals), tell_.words.precision(*q.decimals)});
    if (q.dated.empty()) say_of(made, aspect::value, tell_.value(q.initial, q.type));
    for (auto const& v : q.dated) {
        auto one = make(what::dated_value, v.from.to_text(), {}, v.notes);
        one.called = say(message::from_date, {in_words(v.from)});
        say_of(one, aspect::value, tell_.value(v.at, q.type));
        made.parts.push_back(std::move(one));
    }
    return made;
}

// ── tables ──────────────────────────────────────────────────────────────────────────────────────────────────────

item describer::row(index table, program::table_row const& r) const {
    auto const conditions = tell_.conditions(table, r);
    auto made = make(what::row, conditions.written, r.shown, r.notes);
    made.called = conditions.words;
    say_of(made, aspect::condition, conditions);
    if (!r.result.empty()) say_of(made, aspect::value, tell_.result(r.result.front(), table));
    return made;
}

item describer::table(index at) const {
    constexpr std::string_view policies[] = {"hit unique", "hit first", "hit any", "hit priority", "hit collect sum", "hit collect min", "hit collect max", "hit collect count"};
    constexpr std::string_view gaps[] = {"", "gaps take lower", "gaps take higher", "gaps take nothing"};
    auto const readings = [&](program::notes const& n) {
        std::vector<phrase> all;
        for (auto const& r : n.readings) all.push_back(tell_.label(r));
        return join(all, "; ");
    };
    auto const quoted = [](text const& sentence) { return say(message::quoted, {without_end(sentence)}); };
    auto const& t = p_.tables[at];
    auto made = make(t.is_bands ? what::bands : what::table, t.name, t.shown, t.notes);
    say_of(made, aspect::type, tell_.type(t.result));
    if (!t.is_bands) say_of(made, aspect::policy, {std::string(policies[static_cast<int>(t.policy)]), quoted(tell_.words.policy(t.policy))});
    say_of(made, aspect::gaps, {std::string(gaps[static_cast<int>(t.gaps)]), quoted(tell_.words.gaps(t.gaps))});
    say_of(made, aspect::gaps_reading, readings(t.gap_notes));
    if (t.overlaps_take_first) say_of(made, aspect::overlaps, {"overlaps take first", quoted(say(message::overlaps_first))});
    say_of(made, aspect::overlaps_reading, readings(t.overlap_notes));
    for (index a = 0; a != t.arguments.size(); ++a) {
        auto const& argument = t.arguments[a];
        auto& one = made.parts.emplace_back(make(what::argument, argument.name, argument.shown));
        one.called = tell_.words.argument_label(at, a);
        say_of(one, aspect::type, tell_.type(argument.type));
        say_of(one, aspect::range, {check::print(p_, argument.range, argument.type), tell_.words.range(argument.range, argument.type)});
        if (argument.decimals) say_of(one, aspect::decimals, {std::to_string(*argument.decimals), tell_.words.precision(*argument.decimals)});
    }
    made.in_order = t.policy == program::hit_policy::first || t.overlaps_take_first;
    for (auto const& r : t.rows) made.parts.push_back(row(at, r));
    for (auto const& o : t.otherwise) {
        auto& one = made.parts.emplace_back(make(what::row, "otherwise", o.shown, o.notes));
        one.called = say(message::all_other_cases);
        say_of(one, aspect::value, tell_.result(o.value, at));
    }
    return made;
}

item describe(program::program const& p) { return describer(p).run(); }

}  // namespace barem::diff
