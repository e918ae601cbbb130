// Rows, exceptions and deductions with the same condition: B1406. Of tables and levels that is said as an overlap, or as a row or level
// that is never reached; where the hit policy lets both hold, it is said here.

#include "check/analysis/findings.hpp"
#include "check/analysis/table_model.hpp"
#include "check/print.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

namespace barem::analysis {

using program::expression;
using program::hit_policy;

namespace {

finding& add(findings& found, std::string message, source_span second, source_span first) {
    auto& d = found.emplace_back(diagnostic{"B1406", severity::warning, std::move(message), {}, {}, {}, {}});
    d.labels.push_back({second, "the same condition again"});
    d.labels.push_back({first, "it stands here already"});
    return d;
}

/// Calls `meet(earlier, later)` for each that says what an earlier one said. `text` says it in words: what differs there is not the same.
template <typename Text, typename Same, typename Meet>
void for_each_repeated(std::size_t count, Text const& text, Same const& same, Meet const& meet) {
    std::unordered_map<std::string, std::size_t> first;
    for (std::size_t i = 0; i != count; ++i)
        if (auto const [known, fresh] = first.try_emplace(text(i), i); !fresh && same(known->second, i)) meet(known->second, i);
}

void check_deductions(program::program const& p, member_place owner, findings& found) {
    auto const& m = p.records[owner.record].members[owner.member];
    auto const names = check::printing_scope::in_record(owner.record);
    for (auto const& table : m.deductions) {
        auto const& rows = table.rows;
        for_each_repeated(
            rows.size(), [&](std::size_t i) { return check::print(p, rows[i].condition, names); },
            [&](std::size_t i, std::size_t k) { return rows[i].each == rows[k].each && same(rows[i].condition, rows[k].condition); },
            [&](std::size_t i, std::size_t k) {
                auto& d = add(found, fmt::format("two rows of `{}` have the same condition: both are deducted", m.name), rows[k].condition.where, rows[i].condition.where);
                d.help = "remove one of them, join their amounts in one row, or correct the condition";
                d.to_show = rows[i].each ? goal::of_extreme(owner, &rows[k].condition, true) : goal::of_conditions(owner, {{&rows[k].condition, true}});
            });
    }
}

void check_exceptions(program::program const& p, member_place owner, findings& found) {
    auto const& m = p.records[owner.record].members[owner.member];
    auto const names = check::printing_scope::in_record(owner.record);
    auto const& all = m.exceptions;
    for_each_repeated(
        all.size(), [&](std::size_t i) { return check::print(p, all[i].condition, names); },
        [&](std::size_t i, std::size_t k) { return same(all[i].condition, all[k].condition); },
        [&](std::size_t i, std::size_t k) {
            bool const agree = same(all[i].value, all[k].value);
            auto& d = add(found, fmt::format("two exceptions of `{}` have the same condition{}", m.name, agree ? "" : ", and differ in value"), all[k].condition.where, all[i].condition.where);
            d.help = agree ? "remove one of them" : "correct one of the conditions: a record in which both hold has no value";
            d.to_show = goal::of_conditions(owner, {{&all[k].condition, true}});
        });
}

bool same_test(program::test const& a, program::test const& b) {
    auto const same_all = [](std::vector<expression> const& x, std::vector<expression> const& y) {
        return std::ranges::equal(x, y, [](expression const& i, expression const& k) { return same(i, k); });
    };
    if (a.form != b.form || !same_all(a.members, b.members) || a.in.size() != b.in.size()) return false;
    return std::ranges::equal(a.in, b.in, [&](program::interval const& i, program::interval const& k) {
        return i.low_closed == k.low_closed && i.high_closed == k.high_closed && same_all(i.low, k.low) && same_all(i.high, k.high);
    });
}

void check_rows(program::program const& p, index table, findings& found) {
    auto const& t = p.tables[table];
    if (t.policy == hit_policy::unique || t.policy == hit_policy::first || t.overlaps_take_first) return;
    auto const& rows = t.rows;
    auto const text = [&](std::size_t i) {
        std::string all;
        for (auto const& test : rows[i].tests) all += check::print(p, test, check::printing_scope::in_table(table)) + '|';
        return all;
    };
    auto const same_rows = [&](std::size_t i, std::size_t k) { return std::ranges::equal(rows[i].tests, rows[k].tests, same_test); };
    for_each_repeated(rows.size(), text, same_rows, [&](std::size_t i, std::size_t k) {
        bool const agree = std::ranges::equal(rows[i].result, rows[k].result, [](expression const& x, expression const& y) { return same(x, y); });
        if (t.policy == hit_policy::any && !agree) return;             // that is B1308
        bool const counts = t.policy == hit_policy::collect_sum || t.policy == hit_policy::collect_count;
        auto& d = add(found, fmt::format("two rows of `{}` ask for the same{}", t.name, counts ? ": both count" : ""), rows[k].where, rows[i].where);
        d.help = "remove one of them, or correct it";
        d.to_show = goal::of_call(table, {}, {static_cast<index>(i), static_cast<index>(k)});
    });
}

}  // namespace

void analyse_duplicates(program::program const& p, findings& found) {
    for (index r = 0; r != p.records.size(); ++r)
        for (index m = 0; m != p.records[r].members.size(); ++m) {
            check_deductions(p, {r, m}, found);
            check_exceptions(p, {r, m}, found);
        }
    for (index t = 0; t != p.tables.size(); ++t) check_rows(p, t, found);
}

}  // namespace barem::analysis
