#include "check/dump.hpp"

#include "check/print.hpp"
#include "source/indented_lines.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace barem::check {

using program::index;
using program::none;

namespace {

class dumper : indented_lines {
public:
    explicit dumper(program::program const& p) : p_(p) {}

    std::string run() {
        line(0, "ruleset {} (language {})", p_.name, p_.language);
        for (auto const& l : p_.libraries) line(0, "library {} (language {})", l.name, l.language);
        for (index u = program::first_declared_unit; u < p_.units.size(); ++u) line(0, "unit {}", p_.units[u].name);
        for (auto const& e : p_.enums) enumeration(e);
        for (auto const& c : p_.calendars) calendar(c);
        for (auto const& q : p_.parameters) parameter(q);
        for (index t = 0; t != p_.tables.size(); ++t) table(t);
        for (index r = 0; r != p_.records.size(); ++r) record(r);
        return std::move(out_);
    }

private:
    [[nodiscard]] std::string declared(program::type const&, std::string const& range, std::optional<std::uint32_t> decimals) const;
    [[nodiscard]] std::string cited(program::notes const& n) const;
    void calendar(program::calendar const& c);
    void enumeration(program::enumeration const& e);
    void parameter(program::parameter const& q);
    void table(index t);
    void record(index r);
    void member(program::member const& m);
    void computed(program::member const& m);
    void levels(std::vector<program::row_level> const& levels, printing_scope const& scope, int depth);
    void deductions(program::deduction_table const& d);
    void of_cohort(program::member const& m);

    program::program const& p_;
    printing_scope scope_;                  ///< of the record that is written
    index record_ = none;
};

/// `percent 0%..100% decimals 1`
std::string dumper::declared(program::type const& t, std::string const& range, std::optional<std::uint32_t> decimals) const {
    std::string text = print(p_, t);
    if (!range.empty()) text += " " + range;
    return decimals ? fmt::format("{} decimals {}", text, *decimals) : text;
}

/// `  @ Điều 7.1`, and how many readings there are.
std::string dumper::cited(program::notes const& n) const {
    std::string text = n.citations.empty() ? "" : "  @ " + print_citations(p_, n);
    return n.readings.empty() ? text : fmt::format("{}  ({} reading{})", text, n.readings.size(), n.readings.size() == 1 ? "" : "s");
}

void dumper::enumeration(program::enumeration const& e) {
    std::string words;
    for (auto const& w : e.words) words += (words.empty() ? "" : e.ordered ? " < " : ", ") + w.name;
    line(0, "enum {} {{ {} }}", e.name, words);
}

void dumper::calendar(program::calendar const& c) {
    auto const worked = std::ranges::count_if(c.days, [](auto const& d) {
        return d.kind == program::day_kind::worked || d.kind == program::day_kind::swapped_in;
    });
    line(0, "calendar {} {}..{} ({} of {} days worked)", c.name, c.first_year, c.last_year, worked, c.days.size());
    for (std::size_t i = 0; i != c.days.size(); ++i) {
        auto const [kind, entry] = c.days[i];
        if (entry == none) continue;
        constexpr std::string_view kinds[] = {"worked", "weekend", "holiday", "off for", "worked for"};
        auto const& e = c.entries[entry];
        date const day{c.first.days + static_cast<std::int32_t>(i)}, other = kind == program::day_kind::swapped_in ? e.last : e.first;
        bool const exchanged = kind != program::day_kind::holiday;
        line(1, "{} {}{}{}", day.to_text(), kinds[static_cast<int>(kind)], exchanged ? " " + other.to_text() : "", cited(e.notes));
    }
}

void dumper::parameter(program::parameter const& q) {
    auto const head = fmt::format("parameter {} : {}", q.name, declared(q.type, print(p_, q.range, q.type), q.decimals));
    if (q.dated.empty()) return line(0, "{} = {}{}", head, print(p_, q.initial, q.type), cited(q.notes));
    line(0, "{}{}", head, cited(q.notes));
    for (auto const& v : q.dated) line(1, "from {} = {}{}", v.from.to_text(), print(p_, v.at, q.type), cited(v.notes));
}

void dumper::levels(std::vector<program::row_level> const& levels, printing_scope const& scope, int depth) {
    for (auto const& l : levels) {
        std::string const value = print(p_, l.value, scope);
        if (l.condition.empty()) line(depth, "otherwise {}{}", value, cited(l.notes));
        else line(depth, "{} when {}{}", value, print(p_, l.condition.front(), scope), cited(l.notes));
    }
}

void dumper::table(index at) {
    constexpr std::string_view policies[] = {"unique", "first", "any", "priority", "collect sum", "collect min", "collect max", "collect count"};
    constexpr std::string_view gaps[] = {"", ", gaps take lower", ", gaps take higher", ", gaps take nothing"};
    program::table const& t = p_.tables[at];
    auto const scope = printing_scope::in_table(at);
    std::string arguments;
    for (auto const& a : t.arguments) arguments += (arguments.empty() ? "" : ", ") + a.name + " : " + declared(a.type, print(p_, a.range, a.type), a.decimals);
    line(0, "{} {}({}) -> {} hit {}{}{}{}", t.is_bands ? "bands" : "table", t.name, arguments, print(p_, t.result), policies[static_cast<int>(t.policy)],
         gaps[static_cast<int>(t.gaps)], t.overlaps_take_first ? ", overlaps take first" : "", cited(t.notes));
    for (auto const& row : t.rows) {
        std::string cells;
        for (auto const& cell : row.tests) cells += print(p_, cell, scope) + " | ";
        line(1, "| {}{} |{}", cells, row.result.empty() ? "-" : print(p_, row.result.front(), scope), cited(row.notes));
    }
    levels(t.otherwise, scope, 1);
}

void dumper::record(index at) {
    program::record_kind const& r = p_.records[at];
    scope_ = printing_scope::in_record(at);
    record_ = at;
    line(0, "record {}{} ({} values, {} lists, {} computed)", r.name, r.parent == none ? "" : " in " + p_.records[r.parent].name, r.value_slots,
         r.list_slots, r.computed_slots);
    if (at == p_.roster_record && p_.date_member != none) line(1, "dated by {}", r.members[p_.date_member].name);
    for (auto const& m : r.members) member(m);
    for (auto const& o : r.outputs) line(1, "output {}({})", r.members[o.member].name, o.digits);
}

void dumper::member(program::member const& m) {
    if (m.kind == program::member_kind::input) {
        std::string const required = m.required_when.empty() ? "" : " required when " + print(p_, m.required_when.front(), scope_);
        line(1, "{} {} : {}{}{}", m.is_key ? "key" : "input", m.name, declared(m.type, print_range(p_, m), m.decimals), required, cited(m.notes));
        return;
    }
    constexpr std::string_view kinds[] = {"input", "let", "classify", "deductions", "rank", "quota", "admit"};
    std::string const stratum = m.stratum == 0 ? "" : fmt::format(" stratum {}", m.stratum);
    line(1, "{} {} : {}{}{}", kinds[static_cast<int>(m.kind)], m.name, print(p_, m.type), stratum, cited(m.notes));
    computed(m);
}

void dumper::computed(program::member const& m) {
    for (auto const& v : m.value) line(2, "= {}", print(p_, v, scope_));
    for (auto const& e : m.exceptions)
        line(2, "except {}: {} when {}{}", e.name, print(p_, e.value, scope_), print(p_, e.condition, scope_), cited(e.notes));
    for (auto const& c : m.levels) {
        if (c.unique) line(2, "hit unique");
        levels(c.levels, scope_, 2);
    }
    for (auto const& d : m.deductions) deductions(d);
    if (m.cohort != none) of_cohort(m);
}

void dumper::deductions(program::deduction_table const& d) {
    for (auto const& row : d.rows) {
        std::string const cap = row.cap.empty() ? "" : " cap " + print(p_, row.cap.front(), scope_);
        line(2, "| {} | {}{}{} |{}", print(p_, row.condition, scope_), print(p_, row.amount, scope_), row.each ? " each" : "", cap, cited(row.notes));
    }
    if (!d.cap.empty()) line(2, "cap {}{}", print(p_, d.cap.front(), scope_), cited(d.cap_notes));
}

void dumper::of_cohort(program::member const& m) {
    std::string within;
    for (index p : p_.cohorts[m.cohort].partition) within += (within.empty() ? "within " : ", ") + p_.records[record_].members[p].name;
    line(2, "{}", within.empty() ? "within the roster" : within);
    if (m.rank != none) {
        program::rank const& r = p_.ranks[m.rank];
        std::string keys;
        for (auto const& k : r.keys) keys += (keys.empty() ? "" : ", ") + print(p_, k.value, scope_) + (k.descending ? " descending" : " ascending");
        line(2, "by {} ties {}", keys, r.dense ? "dense" : "competition");
    }
    if (m.admission == none) return;
    program::admission const& a = p_.admissions[m.admission];
    auto const name = [&](index member) { return p_.records[record_].members[member].name; };
    line(2, "by {} up to {} ties {}", name(p_.ranks[a.rank].member), name(p_.quotas[a.quota].member), a.ties_in ? "in" : "out");
}

}  // namespace

std::string dump(program::program const& p) { return dumper(p).run(); }

}  // namespace barem::check
