#include "check/analysis/walk.hpp"

#include <algorithm>

namespace barem::analysis {

index record_at(program::program const& p, place const& at, program::scope const& s) {
    if (s.lexical >= at.records.size()) return program::none;
    index record = at.records[at.records.size() - 1 - s.lexical];
    for (index i = 0; i != s.up && record != program::none; ++i) record = p.records[record].parent;
    return record;
}

member_place member_of(program::program const& p, place const& at, program::expression const& field) {
    index record = record_at(p, at, field.scope);
    for (auto const step : field.through)
        if (record != program::none) record = p.records[record].members[step].type.of;
    return {record, record == program::none ? program::none : field.target};
}

place element_of(program::program const& p, place const& at, program::aggregation const& a) {
    index record = record_at(p, at, a.origin);
    for (auto const list : a.lists)
        if (record != program::none) record = p.records[record].members[list].type.of;
    place inside = at;
    inside.records.push_back(record);
    return inside;
}

void walk(program::program const& p, program::expression const& e, place const& at, visitor const& visit) {
    visit(e, at);
    for (auto const& o : e.operands) walk(p, o, at, visit);
    for (auto const& i : e.in)
        for (auto const* bound : {&i.low, &i.high})
            for (auto const& b : *bound) walk(p, b, at, visit);
    for (auto const& a : e.aggregate) {
        auto const inside = element_of(p, at, a);
        for (auto const* part : {&a.over, &a.filter, &a.by})
            for (auto const& x : *part) walk(p, x, inside, visit);
    }
    if (e.kind != program::expression_kind::group_value) return;
    auto const& a = p.group_aggregates[e.target];
    for (auto const* part : {&a.over, &a.filter, &a.by})
        for (auto const& x : *part) walk(p, x, place::in_record(p.cohorts[a.cohort].record), visit);
}

void walk_definition(program::program const& p, member_place m, visitor const& visit) {
    auto const& member = p.records[m.record].members[m.member];
    auto const at = place::in_record(m.record);
    auto const all = [&](std::vector<program::expression> const& list) {
        for (auto const& e : list) walk(p, e, at, visit);
    };
    all(member.value);
    for (auto const& x : member.exceptions) {
        walk(p, x.condition, at, visit);
        walk(p, x.value, at, visit);
    }
    for (auto const& c : member.levels)
        for (auto const& level : c.levels) {
            all(level.condition);
            walk(p, level.value, at, visit);
        }
    for (auto const& table : member.deductions) {
        for (auto const& row : table.rows) {
            walk(p, row.condition, at, visit);
            walk(p, row.amount, at, visit);
            all(row.cap);
        }
        all(table.cap);
    }
    if (member.admission == program::none) return;
    auto const& admission = p.admissions[member.admission];
    for (index const on : {p.ranks[admission.rank].member, p.quotas[admission.quota].member}) {
        program::expression field;
        field.kind = program::expression_kind::field;
        field.target = on;
        visit(field, at);
    }
}

namespace {

void walk_table(program::program const& p, index t, visitor const& visit) {
    auto const at = place::in_table(t);
    for (auto const& row : p.tables[t].rows) {
        for (auto const& test : row.tests) {
            for (auto const& m : test.members) walk(p, m, at, visit);
            for (auto const& i : test.in)
                for (auto const* bound : {&i.low, &i.high})
                    for (auto const& b : *bound) walk(p, b, at, visit);
        }
        for (auto const& r : row.result) walk(p, r, at, visit);
    }
    for (auto const& o : p.tables[t].otherwise) walk(p, o.value, at, visit);
}

}  // namespace

void walk_all(program::program const& p, visitor const& visit) {
    for (index r = 0; r != p.records.size(); ++r)
        for (index m = 0; m != p.records[r].members.size(); ++m) {
            for (auto const& e : p.records[r].members[m].required_when) walk(p, e, place::in_record(r), visit);
            walk_definition(p, {r, m}, visit);
        }
    for (auto const& rank : p.ranks)
        for (auto const& key : rank.keys) walk(p, key.value, place::in_record(p.cohorts[rank.cohort].record), visit);
    for (index t = 0; t != p.tables.size(); ++t) walk_table(p, t, visit);
}

namespace {

bool same(std::vector<program::expression> const& a, std::vector<program::expression> const& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](auto const& x, auto const& y) { return analysis::same(x, y); });
}

bool same(program::interval const& a, program::interval const& b) {
    return a.low_closed == b.low_closed && a.high_closed == b.high_closed && same(a.low, b.low) && same(a.high, b.high);
}

bool same(program::aggregation const& a, program::aggregation const& b) {
    return a.function == b.function && a.origin == b.origin && a.lists == b.lists && same(a.over, b.over) && same(a.filter, b.filter) &&
           same(a.by, b.by);
}

}  // namespace

bool same(program::expression const& a, program::expression const& b) {
    auto const all = [](auto const& x, auto const& y) {
        return std::equal(x.begin(), x.end(), y.begin(), y.end(), [](auto const& i, auto const& k) { return same(i, k); });
    };
    return a.kind == b.kind && a.target == b.target && a.scope == b.scope && a.through == b.through && a.mode == b.mode &&
           a.literal == b.literal && same(a.operands, b.operands) && all(a.in, b.in) && all(a.aggregate, b.aggregate);
}

}  // namespace barem::analysis
