#pragma once
// Small programs put together by hand, so that the analysis can be tested without text.

#include "check/analysis/analysis.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

namespace build {

namespace pr = barem::program;
using barem::number;
using kind = pr::expression_kind;

inline number n(char const* text) { return *number::parse_exact(text); }

// ── types ──
inline pr::type plain() { return {pr::type_kind::number, pr::unit_none}; }
inline pr::type integer() { return {pr::type_kind::number, pr::unit_none, true}; }
inline pr::type percent() { return {pr::type_kind::number, pr::unit_percent}; }
inline pr::type points() { return {pr::type_kind::number, pr::first_declared_unit}; }
inline pr::type truth() { return {pr::type_kind::truth}; }
inline pr::type date() { return {pr::type_kind::date}; }
inline pr::type text() { return {pr::type_kind::text}; }
inline pr::type word(pr::index e) { return {pr::type_kind::word, e}; }

/// A program with the built-in units, `points` (unit 4) and no more.
inline pr::program program() {
    pr::program p;
    for (auto name : {"number", "percent", "days", "working_days", "points"}) p.units.push_back({name, {}, {}});
    return p;
}

inline pr::index add_enum(pr::program& p, std::string name, std::vector<std::string> words) {
    pr::enumeration e;
    e.name = std::move(name);
    e.ordered = true;
    for (auto& w : words) e.words.push_back({std::move(w), {}, {}});
    p.enums.push_back(std::move(e));
    return static_cast<pr::index>(p.enums.size() - 1);
}

// ── expressions ──
inline pr::expression constant(barem::value v, pr::type t) {
    pr::expression e;
    e.literal = std::move(v);
    e.type = t;
    return e;
}
inline pr::expression num(char const* text, pr::type t = plain()) { return constant(n(text), t); }
inline pr::expression num(int whole, pr::type t = plain()) { return constant(number(whole), t); }
inline pr::expression op(kind k, std::vector<pr::expression> operands, pr::type t = truth()) {
    pr::expression e;
    e.kind = k;
    e.type = t;
    e.operands = std::move(operands);
    return e;
}
inline pr::expression field(pr::program const& p, pr::index record, std::string const& name) {
    auto const& members = p.records[record].members;
    auto const found = std::find_if(members.begin(), members.end(), [&](auto const& m) { return m.name == name; });
    pr::expression e;
    e.kind = kind::field;
    e.target = static_cast<pr::index>(found - members.begin());
    e.type = found->type;
    return e;
}
inline pr::expression both(pr::expression a, pr::expression b) { return op(kind::logical_and, {std::move(a), std::move(b)}); }
inline pr::expression either(pr::expression a, pr::expression b) { return op(kind::logical_or, {std::move(a), std::move(b)}); }
inline pr::expression negated(pr::expression a) { return op(kind::logical_not, {std::move(a)}); }

// ── intervals ──
/// "[1 .. 10)", "< 5", ">= 3": bounds of the given type
inline pr::interval interval(std::string const& written, pr::type t = plain()) {
    pr::interval i;
    auto const bound = [&](std::string s) {
        s.erase(std::remove(s.begin(), s.end(), ' '), s.end());
        if (auto const d = barem::date::parse(s)) return constant(*d, t);
        return num(s.c_str(), t);
    };
    if (written[0] == '[' || written[0] == '(') {
        auto const dots = written.find("..");
        i.low = {bound(written.substr(1, dots - 1))};
        i.high = {bound(written.substr(dots + 2, written.size() - dots - 3))};
        i.low_closed = written[0] == '[';
        i.high_closed = written.back() == ']';
        return i;
    }
    bool const closed = written[1] == '=';
    auto const rest = bound(written.substr(closed ? 2 : 1));
    (written[0] == '<' ? i.high : i.low) = {rest};
    (written[0] == '<' ? i.high_closed : i.low_closed) = closed;
    return i;
}
inline pr::expression inside(pr::expression e, std::string const& written) {
    auto made = op(kind::in_interval, {e});
    made.in = {interval(written, e.type)};
    return made;
}

// ── tables ──
inline pr::test any() { return {}; }
inline pr::test in(std::string const& written, pr::type t = plain()) {
    pr::test made;
    made.form = pr::test::kind::interval;
    made.in = {interval(written, t)};
    return made;
}
inline pr::test one_of(std::vector<pr::expression> members) {
    pr::test made;
    made.form = pr::test::kind::one_of;
    made.members = std::move(members);
    return made;
}
inline pr::test none_of(std::vector<pr::expression> members) {
    auto made = one_of(std::move(members));
    made.form = pr::test::kind::none_of;
    return made;
}
inline pr::test when(pr::expression e) {
    auto made = one_of({std::move(e)});
    made.form = pr::test::kind::condition;
    return made;
}

inline pr::argument argument(std::string name, pr::type t, pr::range range = {}) {
    pr::argument a;
    a.name = std::move(name);
    a.type = t;
    a.range = std::move(range);
    return a;
}

/// The row number is the place in the text: row 3 stands at 1003..1004.
inline void add_row(pr::table& t, std::vector<pr::test> tests, int result = 0) {
    pr::table_row row;
    auto const at = static_cast<std::uint32_t>(1000 + t.rows.size());
    row.where = {at, at + 1};
    for (auto& test : tests) test.where = row.where;
    row.tests = std::move(tests);
    row.result = {num(result)};
    t.rows.push_back(std::move(row));
}
inline std::size_t row_at(barem::source_span where) { return where.begin - 1000; }

inline pr::table bands(std::string name, pr::argument a, std::vector<std::string> const& rows) {
    pr::table t;
    t.name = std::move(name);
    t.is_bands = true;
    t.result = plain();
    auto const type = a.type;
    t.arguments = {std::move(a)};
    for (auto const& r : rows) add_row(t, {in(r, type)});
    return t;
}

// ── records ──
inline pr::member& add_member(pr::program& p, pr::index record, std::string name, pr::member_kind k, pr::type t, pr::range range = {}) {
    pr::member m;
    m.name = std::move(name);
    m.kind = k;
    m.type = t;
    m.range = std::move(range);
    p.records[record].members.push_back(std::move(m));
    return p.records[record].members.back();
}
inline pr::index add_record(pr::program& p, std::string name) {
    pr::record_kind r;
    r.name = std::move(name);
    p.records.push_back(std::move(r));
    return static_cast<pr::index>(p.records.size() - 1);
}
inline void add_let(pr::program& p, pr::index record, std::string name, pr::expression value) {
    auto const type = value.type;
    add_member(p, record, std::move(name), pr::member_kind::let, type).value = {std::move(value)};
}

/// Levels with these conditions, whose values are 0, 1, ...; level i stands at 1000 + i.
inline void add_levels(pr::program& p, pr::index record, std::string name, std::vector<pr::expression> conditions, bool unique, bool otherwise = false) {
    pr::classification c;
    c.unique = unique;
    if (otherwise) conditions.emplace_back();
    for (std::size_t i = 0; i != conditions.size(); ++i) {
        pr::row_level level;
        level.value = num(static_cast<int>(i));
        if (!otherwise || i + 1 != conditions.size()) level.condition = {std::move(conditions[i])};
        level.where = {static_cast<std::uint32_t>(1000 + i), static_cast<std::uint32_t>(1001 + i)};
        c.levels.push_back(std::move(level));
    }
    add_member(p, record, std::move(name), pr::member_kind::classification, plain()).levels = {std::move(c)};
}

// ── findings ──
using findings = barem::analysis::findings;
inline findings of_code(findings const& all, std::string const& code) {
    findings some;
    std::copy_if(all.begin(), all.end(), std::back_inserter(some), [&](auto const& d) { return d.code == code; });
    return some;
}
/// What is said where no record and no arguments are found that show it.
inline findings without_records(findings all) {
    for (auto& f : all)
        if (f.unless_shown) static_cast<barem::diagnostic&>(f) = barem::diagnostic(*f.unless_shown);
    return all;
}

inline std::vector<std::string> codes(findings const& all) {
    std::vector<std::string> out;
    for (auto const& d : all) out.push_back(d.code);
    return out;
}
inline std::vector<std::string> messages(findings const& all) {
    std::vector<std::string> out;
    for (auto const& d : all) out.push_back(d.code + " " + d.message + (d.witness.empty() ? "" : " | " + d.witness));
    return out;
}

/// `a = 1, b = red` by name.
inline std::map<std::string, std::string> read_witness(std::string const& witness) {
    std::map<std::string, std::string> out;
    std::size_t at = 0;
    while (at < witness.size()) {
        auto const equals = witness.find(" = ", at);
        auto const end = std::min(witness.find(", ", equals), witness.size());
        out[witness.substr(at, equals - at)] = witness.substr(equals + 3, end - equals - 3);
        at = end + 2;
    }
    return out;
}

}  // namespace build
