#include "diff/description.hpp"

#include "check/print.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace barem::diff {

using check::printing_scope;
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

std::string const* item::find(diff::aspect which) const {
    auto const found = std::ranges::find(says, which, &std::pair<diff::aspect, std::string>::first);
    return found == says.end() ? nullptr : &found->second;
}

namespace {

void say(item& of, aspect which, std::string says) {
    if (!says.empty()) of.says.emplace_back(which, std::move(says));
}

/// `"Điểm cộng" en "Bonus"`
std::string written(program::label const& l) {
    std::string out;
    for (auto const& [language, text] : l.texts) out += out.empty() ? fmt::format("\"{}\"", text) : fmt::format(" {} \"{}\"", language, text);
    return out;
}

std::string written(std::vector<program::label> const& readings) {
    std::string out;
    for (auto const& r : readings) out += (out.empty() ? "" : "; ") + written(r);
    return out;
}

class describer {
public:
    describer(program::program const& p, std::vector<value> const& overrides) : p_(p), overrides_(overrides) {}

    item run();

private:
    item make(what, std::string name, program::label const&, program::notes const& = {}) const;
    text cited(program::notes const&) const;
    item enumeration(program::enumeration const&) const;
    item calendar(program::calendar const&) const;
    item parameter(index) const;
    item table(index) const;
    item row(program::table const&, program::table_row const&, printing_scope const&) const;
    item record(index) const;
    item input(program::member const&) const;
    item computed(program::member const&) const;
    void levels(std::vector<program::row_level> const&, item& into, printing_scope const&) const;
    void deductions(program::deduction_table const&, item& into) const;
    void among_others(program::member const&, item& into) const;
    item example(program::example const&) const;
    std::string datum(program::datum const&, index record) const;
    std::string path(std::vector<program::path_step> const&, index record) const;
    std::string shown(program::expression const& e) const { return check::print(p_, e, scope_); }

    program::program const& p_;
    std::vector<value> const& overrides_;
    printing_scope scope_;                  ///< of the record that is described
    index record_ = none;
};

text describer::cited(program::notes const& n) const {
    return {check::print_citations(p_, n, "en"), check::print_citations(p_, n, "vi")};
}

item describer::make(what kind, std::string name, program::label const& label, program::notes const& notes) const {
    item made;
    made.what = kind;
    made.name = std::move(name);
    made.label = label;
    made.articles = cited(notes);
    say(made, aspect::label, written(label));
    say(made, aspect::citation, check::print_citations(p_, notes));
    say(made, aspect::reading, written(notes.readings));
    return made;
}

item describer::run() {
    auto made = make(what::rule_set, p_.name, p_.shown);
    say(made, aspect::name, p_.name);
    say(made, aspect::language, p_.language);
    say(made, aspect::cites, p_.cites);
    if (p_.effective_from) say(made, aspect::effective_from, p_.effective_from->to_text());
    if (p_.effective_to) say(made, aspect::effective_to, p_.effective_to->to_text());
    if (p_.roster_record != none) {
        auto const& roster = p_.records[p_.roster_record];
        say(made, aspect::roster, roster.name + "." + roster.members[p_.key_member].name);
        if (p_.date_member != none) say(made, aspect::dated_by, roster.members[p_.date_member].name);
    }
    for (index u = program::first_declared_unit; u < p_.units.size(); ++u) made.parts.push_back(make(what::unit, p_.units[u].name, p_.units[u].shown));
    for (auto const& e : p_.enums) made.parts.push_back(enumeration(e));
    for (auto const& c : p_.calendars) made.parts.push_back(calendar(c));
    for (index q = 0; q != p_.parameters.size(); ++q) made.parts.push_back(parameter(q));
    for (index t = 0; t != p_.tables.size(); ++t) made.parts.push_back(table(t));
    for (index r = 0; r != p_.records.size(); ++r) made.parts.push_back(record(r));
    for (auto const& e : p_.examples) made.parts.push_back(example(e));
    return made;
}

item describer::enumeration(program::enumeration const& e) const {
    auto made = make(what::enumeration, e.name, e.shown);
    say(made, aspect::kind, e.ordered ? "ordered" : "not ordered");
    made.in_order = e.ordered;
    for (auto const& w : e.words) made.parts.push_back(make(what::word, w.name, w.shown));
    return made;
}

/// Days that are not what the days of the week make of them, one item for each.
item describer::calendar(program::calendar const& c) const {
    constexpr std::string_view kinds[] = {"worked", "weekend", "holiday", "off", "worked in exchange"};
    auto made = make(what::calendar, c.name, c.shown);
    say(made, aspect::years, fmt::format("{}..{}", c.first_year, c.last_year));
    std::string weekend;                            // of the first week: the days of the week that are off
    for (std::size_t i = 0; i != c.days.size(); ++i) {
        auto const& day = c.days[i];
        if (day.entry == none) continue;
        auto const& entry = c.entries[day.entry];
        auto one = make(what::day, date{c.first.days + static_cast<std::int32_t>(i)}.to_text(), entry.shown, entry.notes);
        say(one, aspect::kind, std::string(kinds[static_cast<int>(day.kind)]));
        made.parts.push_back(std::move(one));
    }
    bool off[7] = {};
    for (std::size_t i = 0; i != c.days.size(); ++i)
        if (c.days[i].kind == program::day_kind::weekend) off[static_cast<std::size_t>((c.first.days + static_cast<std::int64_t>(i) + 719162) % 7)] = true;
    constexpr std::string_view days[] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
    for (std::size_t d = 0; d != 7; ++d)
        if (off[d]) weekend += (weekend.empty() ? "weekend " : ", ") + std::string(days[d]);
    say(made, aspect::kind, weekend);
    return made;
}

item describer::parameter(index which) const {
    auto const& q = p_.parameters[which];
    auto made = make(what::parameter, q.name, q.shown, q.notes);
    say(made, aspect::type, check::print(p_, q.type));
    say(made, aspect::range, check::print(p_, q.range, q.type));
    if (q.decimals) say(made, aspect::decimals, std::to_string(*q.decimals));
    if (which < overrides_.size() && is_given(overrides_[which])) {
        say(made, aspect::value, check::print(p_, overrides_[which], q.type));
        return made;
    }
    if (q.dated.empty()) say(made, aspect::value, check::print(p_, q.initial, q.type));
    for (auto const& v : q.dated) {
        auto one = make(what::dated_value, v.from.to_text(), {}, v.notes);
        say(one, aspect::value, check::print(p_, v.at, q.type));
        made.parts.push_back(std::move(one));
    }
    return made;
}

// ── tables ──────────────────────────────────────────────────────────────────────────────────────────────────────

item describer::row(program::table const& t, program::table_row const& r, printing_scope const& scope) const {
    std::string conditions;
    for (std::size_t i = 0; i != r.tests.size(); ++i) {
        auto const cell = check::print(p_, r.tests[i], scope);
        if (r.tests.size() == 1) conditions = cell;
        else if (cell != "-") conditions += (conditions.empty() ? "" : ", ") + (i < t.arguments.size() ? t.arguments[i].name + " " + cell : cell);
    }
    auto made = make(what::row, conditions.empty() ? "-" : conditions, r.shown, r.notes);
    say(made, aspect::condition, made.name);
    if (!r.result.empty()) say(made, aspect::value, check::print(p_, r.result.front(), scope));
    return made;
}

item describer::table(index at) const {
    constexpr std::string_view policies[] = {"hit unique", "hit first", "hit any", "hit priority", "hit collect sum", "hit collect min", "hit collect max", "hit collect count"};
    constexpr std::string_view gaps[] = {"", "gaps take lower", "gaps take higher", "gaps take nothing"};
    auto const& t = p_.tables[at];
    auto const scope = printing_scope::in_table(at);
    auto made = make(t.is_bands ? what::bands : what::table, t.name, t.shown, t.notes);
    say(made, aspect::type, check::print(p_, t.result));
    if (!t.is_bands) say(made, aspect::policy, std::string(policies[static_cast<int>(t.policy)]));
    say(made, aspect::gaps, std::string(gaps[static_cast<int>(t.gaps)]));
    say(made, aspect::gaps_reading, written(t.gap_notes.readings));
    if (t.overlaps_take_first) say(made, aspect::overlaps, "overlaps take first");
    say(made, aspect::overlaps_reading, written(t.overlap_notes.readings));
    for (auto const& a : t.arguments) {
        auto one = make(what::argument, a.name, a.shown);
        say(one, aspect::type, check::print(p_, a.type));
        say(one, aspect::range, check::print(p_, a.range, a.type));
        if (a.decimals) say(one, aspect::decimals, std::to_string(*a.decimals));
        made.parts.push_back(std::move(one));
    }
    made.in_order = t.policy == program::hit_policy::first || t.overlaps_take_first;
    for (auto const& r : t.rows) made.parts.push_back(row(t, r, scope));
    for (auto const& o : t.otherwise) {
        auto one = make(what::row, "otherwise", o.shown, o.notes);
        say(one, aspect::value, check::print(p_, o.value, scope));
        made.parts.push_back(std::move(one));
    }
    return made;
}

// ── records ─────────────────────────────────────────────────────────────────────────────────────────────────────

item describer::record(index at) const {
    auto const& r = p_.records[at];
    auto self = *this;
    self.scope_ = printing_scope::in_record(at);
    self.record_ = at;
    auto made = make(what::record, r.name, r.shown);
    if (r.parent != none) say(made, aspect::parent, p_.records[r.parent].name);
    for (auto const& m : r.members) made.parts.push_back(m.kind == program::member_kind::input ? self.input(m) : self.computed(m));
    // Outputs stand apart from their definitions, in an order of their own.
    item outputs = make(what::output, "output", {});
    outputs.in_order = true;
    for (auto const& o : r.outputs) {
        auto one = make(what::output, r.members[o.member].name, r.members[o.member].shown);
        one.says.clear();
        if (r.members[o.member].type.kind == program::type_kind::number) say(one, aspect::digits, std::to_string(o.digits));
        outputs.parts.push_back(std::move(one));
    }
    if (!outputs.parts.empty()) made.parts.push_back(std::move(outputs));
    return made;
}

item describer::input(program::member const& m) const {
    auto made = make(what::input, m.name, m.shown, m.notes);
    if (m.is_key) say(made, aspect::kind, "key");
    say(made, aspect::type, check::print(p_, m.type));
    say(made, aspect::range, check::print_range(p_, m));
    if (m.decimals) say(made, aspect::decimals, std::to_string(*m.decimals));
    for (auto const& c : m.required_when) say(made, aspect::required, shown(c));
    return made;
}

item describer::computed(program::member const& m) const {
    constexpr what kinds[] = {what::input, what::definition, what::classification, what::deductions, what::rank, what::quota, what::admission};
    auto made = make(kinds[static_cast<int>(m.kind)], m.name, m.shown, m.notes);
    say(made, aspect::type, check::print(p_, m.type));
    for (auto const& v : m.value) say(made, aspect::value, shown(v));
    for (auto const& e : m.exceptions) {
        auto one = make(what::exception, e.name, e.shown, e.notes);
        say(one, aspect::value, shown(e.value));
        say(one, aspect::condition, shown(e.condition));
        made.parts.push_back(std::move(one));
    }
    for (auto const& c : m.levels) {
        if (c.unique) say(made, aspect::unique, "hit unique");
        made.in_order = !c.unique;
        levels(c.levels, made, scope_);
    }
    for (auto const& d : m.deductions) deductions(d, made);
    if (m.cohort != none) among_others(m, made);
    return made;
}

/// Levels of one value are told apart by number.
void describer::levels(std::vector<program::row_level> const& levels, item& into, printing_scope const& scope) const {
    for (auto const& l : levels) {
        auto name = check::print(p_, l.value, scope);
        auto const same = std::ranges::count_if(into.parts, [&](item const& i) { return i.what == what::level && i.find(aspect::value) && *i.find(aspect::value) == name; });
        auto one = make(what::level, same == 0 ? name : fmt::format("{} ({})", name, same + 1), l.shown, l.notes);
        say(one, aspect::value, name);
        say(one, aspect::condition, l.condition.empty() ? "otherwise" : check::print(p_, l.condition.front(), scope));
        into.parts.push_back(std::move(one));
    }
}

void describer::deductions(program::deduction_table const& d, item& into) const {
    for (auto const& r : d.rows) {
        auto one = make(what::deduction, shown(r.condition), r.shown, r.notes);
        say(one, aspect::condition, one.name);
        say(one, aspect::value, shown(r.amount));
        if (r.each) say(one, aspect::each, "each");
        if (!r.cap.empty()) say(one, aspect::limit, shown(r.cap.front()));
        into.parts.push_back(std::move(one));
    }
    if (!d.cap.empty()) say(into, aspect::limit, shown(d.cap.front()));
}

void describer::among_others(program::member const& m, item& into) const {
    auto const name = [&](index member) { return p_.records[record_].members[member].name; };
    std::string within;
    for (index by : p_.cohorts[m.cohort].partition) within += (within.empty() ? "" : ", ") + name(by);
    say(into, aspect::within, within.empty() ? p_.records[record_].name : within);
    if (m.rank != none) {
        auto const& r = p_.ranks[m.rank];
        std::string keys;
        for (auto const& k : r.keys) keys += (keys.empty() ? "" : ", ") + shown(k.value) + (k.descending ? " descending" : " ascending");
        say(into, aspect::keys, keys);
        say(into, aspect::ties, r.dense ? "ties dense" : "ties competition");
    }
    if (m.admission == none) return;
    auto const& a = p_.admissions[m.admission];
    say(into, aspect::keys, name(p_.ranks[a.rank].member));
    say(into, aspect::quota_of, name(p_.quotas[a.quota].member));
    say(into, aspect::ties, a.ties_in ? "ties in" : "ties out");
}

// ── examples ────────────────────────────────────────────────────────────────────────────────────────────────────

std::string describer::datum(program::datum const& d, index record) const {
    std::string out;
    for (auto const& [member, of] : d.fields) {
        auto const& m = p_.records[record].members[member];
        out += (out.empty() ? "" : ", ") + m.name + ": ";
        if (of.form == program::datum::kind::scalar) out += check::print(p_, of.scalar, m.type);
        else if (of.form == program::datum::kind::record) out += datum(of, m.type.of);
        else {
            std::string elements;
            for (auto const& [element, times] : of.elements)
                elements += (elements.empty() ? "" : ", ") + datum(element, m.type.of) + (times == 1 ? "" : fmt::format(" times {}", times));
            out += "[" + elements + "]";
        }
    }
    return "{ " + out + " }";
}

/// `[0].criteria[2].points`
std::string describer::path(std::vector<program::path_step> const& steps, index record) const {
    std::string out;
    for (auto const& s : steps) {
        if (s.member == none) {
            out += s.all ? "[all]" : fmt::format("[{}]", s.element.value_or(0));
            continue;
        }
        auto const& m = p_.records[record].members[s.member];
        out += (out.empty() ? "" : ".") + m.name;
        if (m.type.kind == program::type_kind::record || m.type.kind == program::type_kind::list) record = m.type.of;
    }
    return out;
}

/// Told apart by what it gives; its label and what is expected are said of it.
item describer::example(program::example const& e) const {
    std::string given;
    for (auto const& call : e.call) given = check::print(p_, call, printing_scope{});
    for (auto const& r : e.records) given += (given.empty() ? "" : ", ") + datum(r, p_.roster_record);
    if (e.is_roster) given = "[" + given + "]";
    std::string expected;
    for (auto const& x : e.expectations) {
        auto const what_of = e.call.empty() ? path(x.path, p_.roster_record) + " = " : std::string();
        expected += (expected.empty() ? "" : ", ") + what_of + check::print(p_, x.expected, printing_scope{});
    }
    item made;
    made.what = what::example;
    made.name = e.shown.empty() ? given : std::string(check::text_of(e.shown, p_.language));
    made.label = e.shown;
    say(made, aspect::label, written(e.shown));
    say(made, aspect::condition, given);
    say(made, aspect::value, expected);
    return made;
}

}  // namespace

item describe(program::program const& p, std::vector<value> const& overrides) { return describer(p, overrides).run(); }

}  // namespace barem::diff
