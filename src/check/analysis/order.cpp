// Bands whose order or results look like a slip: B1317 (rows out of order), B1318 (a result that goes against all others).

#include "check/analysis/constant.hpp"
#include "check/analysis/describe.hpp"
#include "check/analysis/findings.hpp"
#include "check/analysis/table_model.hpp"
#include "check/print.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace barem::analysis {

namespace {

struct band {
    std::size_t row;
    extent where;
};

/// Rows with one interval each, in the order of the text; empty when the table is no such thing.
std::vector<band> bands_of(program::program const& p, program::table const& t) {
    bool const is_line = t.arguments.size() == 1 && (t.arguments[0].type.kind == program::type_kind::number || t.arguments[0].type.kind == program::type_kind::date);
    if (!is_line || t.policy != program::hit_policy::unique || t.overlaps_take_first) return {};
    std::vector<band> all;
    for (std::size_t r = 0; r != t.rows.size(); ++r) {
        auto const& row = t.rows[r];
        if (row.tests.size() != 1 || row.tests[0].form != program::test::kind::interval) return {};
        auto const e = constant_extent(p, row.tests[0].in.front());
        if (!e || !tightened(*e, std::nullopt)) return {};             // an empty one was reported
        all.push_back({r, *e});
    }
    return all;
}

bool begins_before(band const& a, band const& b) {
    if (!a.where.low || !b.where.low) return !a.where.low && b.where.low;
    return *a.where.low < *b.where.low || (*a.where.low == *b.where.low && a.where.low_closed && !b.where.low_closed);
}

/// The first row that stands where it does not belong, if neither direction fits all of them.
void check_order(program::program const& p, index table, std::vector<band> const& bands, findings& found) {
    auto const& t = p.tables[table];
    auto const falls = [](band const& a, band const& b) { return begins_before(b, a); };
    auto const rises = [](band const& a, band const& b) { return begins_before(a, b); };
    auto const first_rise = std::ranges::adjacent_find(bands, rises), first_fall = std::ranges::adjacent_find(bands, falls);
    if (first_rise == bands.end() || first_fall == bands.end()) return;
    auto const count_rises = [&] {
        std::size_t n = 0;
        for (std::size_t i = 0; i + 1 != bands.size(); ++i) n += rises(bands[i], bands[i + 1]);
        return n;
    }();
    bool const ascending = 2 * count_rises >= bands.size() - 1;
    auto const wrong = ascending ? first_fall : first_rise;
    auto& d = found.emplace_back(diagnostic{"B1317", severity::hint, fmt::format("the bands of `{}` are not in order", t.name), {}, {}, {}, {}});
    d.labels.push_back({place_of(t, std::next(wrong)->row), fmt::format("this band stands {} the one before it", ascending ? "below" : "above")});
    d.labels.push_back({place_of(t, wrong->row), fmt::format("most bands {} from row to row", ascending ? "rise" : "fall")});
    d.help = fmt::format("sort the rows from the {}", ascending ? "lowest to the highest" : "highest to the lowest");
    d.to_show = goal::of_call(table, {{std::next(wrong)->where, {}, true}});
}

std::vector<std::optional<number>> results_of(program::program const& p, program::table const& t, std::vector<band> const& bands) {
    std::vector<std::optional<number>> all;
    bool const ordered_word = t.result.kind == program::type_kind::word && p.enums[t.result.of].ordered;
    for (auto const& b : bands) {
        auto const& result = t.rows[b.row].result;
        auto const v = result.empty() || (t.result.kind != program::type_kind::number && !ordered_word) ? std::nullopt : constant_value(p, result.front());
        all.push_back(v ? as_number(*v) : std::nullopt);
    }
    return all;
}

/// Where all results but one rise (or all but one fall) from band to band.
void check_results(program::program const& p, index table, std::vector<band> bands, findings& found) {
    auto const& t = p.tables[table];
    std::ranges::stable_sort(bands, begins_before);
    auto const results = results_of(p, t, bands);
    std::vector<std::size_t> up, down;                                 // the upper one of two neighbours
    for (std::size_t i = 1; i < bands.size(); ++i) {
        if (!results[i - 1] || !results[i]) return;
        if (*results[i] > *results[i - 1]) up.push_back(i);
        if (*results[i] < *results[i - 1]) down.push_back(i);
    }
    bool const rising = up.size() > down.size();
    auto const& against = rising ? down : up;
    if (against.size() != 1 || std::max(up.size(), down.size()) < 2) return;
    auto const write = [&](std::size_t i) { return check::print(p, *constant_value(p, t.rows[bands[i].row].result.front()), t.result); };
    auto const i = against.front();
    auto& d = found.emplace_back(diagnostic{"B1318", severity::warning, {}, {}, {}, {}, {}});
    d.message = fmt::format("`{}` gives {} for a higher `{}` here, though it gives {} everywhere else", t.name, rising ? "less" : "more", t.arguments[0].name, rising ? "more" : "less");
    d.labels.push_back({place_of(t, bands[i].row), fmt::format("{} here", write(i))});
    d.labels.push_back({place_of(t, bands[i - 1].row), fmt::format("{} in the band below", write(i - 1))});
    d.help = "correct one of the two results";
    axis const line(p, t.arguments[0].name, t.arguments[0].type, t.arguments[0].range, t.arguments[0].decimals);
    if (auto const inside = intersection(bands[i].where, line.domain(), line.step())) d.witness = witness(p, line, *inside);
    d.to_show = goal::of_call(table, {{bands[i].where, {}, true}});
}

}  // namespace

void analyse_order(program::program const& p, findings& found) {
    for (index t = 0; t != p.tables.size(); ++t) {
        auto const bands = bands_of(p, p.tables[t]);
        if (bands.size() < 3) continue;
        check_order(p, t, bands, found);
        check_results(p, t, bands, found);
    }
}

}  // namespace barem::analysis
