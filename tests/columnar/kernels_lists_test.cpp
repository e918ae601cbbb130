// columnar/kernels: elements reduced to their record and values of records brought to elements.

#include "kernels_harness.hpp"

#include <gtest/gtest.h>

#include <array>
#include <optional>
#include <tuple>
#include <utility>

namespace barem::columnar::kernels_harness {
namespace {

enum class lengths { empty, few, some, around_words, long_ones };

std::vector<std::int32_t> any_offsets(std::size_t rows, lengths how, std::mt19937_64& random) {
    std::vector<std::int32_t> offsets = {0};
    for (std::size_t i = 0; i < rows; ++i) {
        std::uint64_t length = 0;
        if (how == lengths::few) length = random() % 6;
        if (how == lengths::some) length = 1 + random() % 5;
        if (how == lengths::around_words) length = std::array{0, 1, 2, 62, 63, 64, 65, 128}[random() % 8];
        if (how == lengths::long_ones) length = random() % 7 == 0 ? random() % 300 : random() % 3;
        offsets.push_back(offsets.back() + static_cast<std::int32_t>(length));
    }
    return offsets;
}

template <typename Each>
void with_lists(Each each) {
    std::mt19937_64 random(10);
    in_every_way([&](std::size_t rows, way const& w) {
        if (rows > 400 || rows == 63 || rows == 127 || rows == 128) return;
        for (auto const how : {lengths::empty, lengths::few, lengths::some, lengths::around_words, lengths::long_ones})
            each(rows, w, any_offsets(rows, how, random), random);
    });
}

/// A list of more elements than a batch has, among short ones.
void with_a_list_beyond_batches(auto each) {
    std::mt19937_64 random(12);
    for (auto const& set : instruction_sets()) {
        auto offsets = any_offsets(70, lengths::few, random);
        for (std::size_t i = 36; i < offsets.size(); ++i) offsets[i] += 5000;
        each(70, way{set, 1024, 3}, offsets, random);
    }
}

/// The same elements in lists of lists: offsets of the rows' lists, and of the lists in those.
std::pair<std::vector<std::int32_t>, std::vector<std::int32_t>> in_two_levels(std::vector<std::int32_t> const& offsets, std::mt19937_64& random) {
    std::vector<std::int32_t> outer = {0}, inner = {0};
    for (std::size_t row = 0; row + 1 < offsets.size(); ++row) {
        auto lists = random() % 4;
        while (inner.back() < offsets[row + 1] || lists > 0) {
            auto const left = static_cast<std::uint64_t>(offsets[row + 1] - inner.back());
            auto const length = lists <= 1 ? left : random() % (left + 1);
            inner.push_back(inner.back() + static_cast<std::int32_t>(length));
            if (lists > 0) --lists;
        }
        outer.push_back(static_cast<std::int32_t>(inner.size() - 1));
    }
    return {outer, inner};
}

struct reduction { operation op; lane result, a, b; bool masked; };

/// None: any value.
std::optional<int128> reduced(reduction const& r, trial const& t, std::size_t from, std::size_t to) {
    using enum operation;
    auto const value = [&](std::size_t o, std::size_t i) { return t.operands[o].values[i]; };
    std::vector<std::size_t> counted;
    for (std::size_t i = from; i < to; ++i)
        if (!r.masked || value(2, i) != 0) counted.push_back(i);
    auto const bits_or_any = r.result == lane::bits ? std::optional<int128>(0) : std::nullopt;
    switch (r.op) {
        case element_count: return fits(r.result, to - from) ? std::optional<int128>(to - from) : std::nullopt;
        case count_of: return fits(r.result, counted.size()) ? std::optional<int128>(counted.size()) : std::nullopt;
        case any_of: return std::any_of(counted.begin(), counted.end(), [&](auto i) { return value(0, i) != 0; });
        case all_of: return std::all_of(counted.begin(), counted.end(), [&](auto i) { return value(0, i) != 0; });
        case sum_of: {
            int128 sum = 0;
            for (auto i : counted)
                if (__builtin_add_overflow(sum, value(0, i), &sum)) return std::nullopt;
            return fits(r.result, sum) ? std::optional(sum) : std::nullopt;
        }
        case minimum_of: case maximum_of: {
            std::optional<int128> best;
            for (auto i : counted)
                if (!best || (r.op == minimum_of ? value(0, i) < *best : value(0, i) > *best)) best = value(0, i);
            return best;
        }
        case first_of: return counted.empty() ? bits_or_any : std::optional(value(0, counted.front()));
        case latest_of: {
            if (counted.empty()) return bits_or_any;
            auto best = counted.front();
            for (auto i : counted)
                if (value(1, i) >= value(1, best)) best = i;
            return value(0, best);
        }
        default: return std::nullopt;
    }
}

void expect_reduction(reduction const& r, std::size_t rows, way const& w, std::vector<std::int32_t> const& offsets, std::mt19937_64& random,
                      bool two_levels = false) {
    trial t;
    t.of.operation = r.op;
    t.of.lane = r.a;
    t.of.elements = 1;
    t.result = r.result;
    t.over_elements = true;
    if (two_levels) std::tie(t.offsets, t.inner) = in_two_levels(offsets, random);
    else t.offsets = offsets;
    auto const elements = static_cast<std::size_t>(offsets.back());
    auto a = any_cells(r.a, elements, random);
    if (r.op == operation::sum_of && random() % 2 == 0)        // else most sums of wide lanes overflow
        for (auto& v : a.values) v = v % (r.result == lane::u8 ? 4 : 100);
    t.operands = {a, any_cells(r.b, elements, random), any_cells(lane::bits, elements, random)};
    if (r.op == operation::latest_of)
        for (auto& v : t.operands[1].values)
            if (random() % 2 == 0) v = v % 3;
    column_memory memory;
    prepared_trial p(t, rows, w.offset, memory);
    auto& i = p.program.stages.front().instructions.front();
    if (!r.masked) i.c = none;
    if (r.op != operation::latest_of) i.b = none;
    if (r.op == operation::element_count || r.op == operation::count_of) i.a = none;
    auto const got = p.run(p.result, w);
    ASSERT_EQ(got.values.size(), rows);
    for (std::size_t row = 0; row < rows; ++row) {
        auto const expected = reduced(r, t, static_cast<std::size_t>(offsets[row]), static_cast<std::size_t>(offsets[row + 1]));
        if (!expected) continue;
        ASSERT_TRUE(got.values[row] == *expected) << name_of(r.op) << ' ' << name_of(r.result) << " of " << name_of(r.a) << " by " << name_of(r.b)
            << (r.masked ? " masked " : " ") << (two_levels ? "in two levels " : "") << w.set << " rows " << rows << " batch " << w.batch << " row " << row << " got "
            << static_cast<long long>(got.values[row]) << " for " << static_cast<long long>(*expected);
    }
}

std::vector<reduction> every_reduction() {
    using enum operation;
    std::vector<reduction> reductions;
    for (bool const masked : {false, true}) {
        for (auto const op : {any_of, all_of, first_of}) reductions.push_back({op, lane::bits, lane::bits, lane::bits, masked});
        for (auto const op : {count_of, element_count, sum_of})
            for (lane const result : {lane::u8, lane::i32}) reductions.push_back({op, result, lane::bits, lane::bits, masked});
        for (lane const a : number_lanes) {
            for (auto const op : {minimum_of, maximum_of, first_of}) reductions.push_back({op, a, a, lane::bits, masked});
            for (lane const result : number_lanes)
                reductions.push_back({sum_of, result, a, lane::bits, masked});
            for (lane const by : number_lanes) reductions.push_back({latest_of, a, a, by, masked});
            reductions.push_back({latest_of, lane::bits, lane::bits, a, masked});
        }
    }
    return reductions;
}

TEST(kernels, every_reduction_of_lists) {
    auto const reductions = every_reduction();
    auto const each = [&](std::size_t rows, way const& w, std::vector<std::int32_t> const& offsets, std::mt19937_64& random) {
        for (auto const& r : reductions) expect_reduction(r, rows, w, offsets, random);
    };
    with_lists(each);
    with_a_list_beyond_batches(each);
}

TEST(kernels, every_reduction_of_lists_of_lists) {
    auto const reductions = every_reduction();
    auto const each = [&](std::size_t rows, way const& w, std::vector<std::int32_t> const& offsets, std::mt19937_64& random) {
        for (auto const& r : reductions)
            if (r.b == lane::bits || r.b == r.a) expect_reduction(r, rows, w, offsets, random, true);
    };
    with_lists(each);
    with_a_list_beyond_batches(each);
}

TEST(kernels, first_and_latest_texts) {
    with_lists([](std::size_t rows, way const& w, std::vector<std::int32_t> const& offsets, std::mt19937_64& random) {
        auto const elements = static_cast<std::size_t>(offsets.back());
        trial t;
        t.of.operation = operation::latest_of;
        t.of.lane = t.result = lane::text;
        t.of.elements = 1;
        t.over_elements = true;
        t.offsets = offsets;
        t.operands = {any_cells(lane::text, elements, random), any_cells(lane::u8, elements, random), any_cells(lane::bits, elements, random)};
        auto const got = run(t, rows, w);
        for (std::size_t row = 0; row < rows; ++row) {
            std::optional<std::size_t> best;
            for (auto i = static_cast<std::size_t>(offsets[row]); i < static_cast<std::size_t>(offsets[row + 1]); ++i)
                if (t.operands[2].values[i] != 0 && (!best || t.operands[1].values[i] >= t.operands[1].values[*best])) best = i;
            if (best) { ASSERT_EQ(got.texts[row], t.operands[0].texts[*best]) << w.set; }
        }
    });
}

/// Whether the gathered value is the record's, for every element.
void expect_gathered(columnar::lane l, std::size_t rows, way const& w, std::vector<std::int32_t> const& offsets, std::mt19937_64& random) {
    trial t;
    t.of.operation = operation::gather;
    t.of.lane = t.result = l;
    t.of.domain = 1;
    t.offsets = offsets;
    t.operands = {any_cells(l, rows, random)};
    column_memory memory;
    prepared_trial p(t, rows, w.offset, memory);
    cells expected{l, {}, {}};
    for (std::size_t row = 0; row < rows; ++row)
        for (auto i = offsets[row]; i < offsets[row + 1]; ++i) {
            if (l == lane::text) expected.texts.push_back(t.operands[0].texts[row]);
            else expected.values.push_back(t.operands[0].values[row]);
        }
    index const wanted = p.add_input(expected, p.records.lists[0].elements[0], 1, w.offset, memory);
    auto& s = p.program.stages.front();
    auto const add = [&](instruction i, columnar::index domain) {
        s.registers.push_back({lane::bits, domain});
        i.domain = domain;
        i.result = static_cast<index>(s.registers.size() - 1);
        s.instructions.push_back(i);
        return i.result;
    };
    instruction same{.operation = operation::equal, .a = p.result, .b = wanted};
    instruction all{.operation = operation::all_of, .elements = 1};
    all.a = add(same, 1);
    auto const got = p.run(add(all, 0), w);
    for (std::size_t row = 0; row < rows; ++row) ASSERT_TRUE(got.values[row] != 0) << name_of(l) << ' ' << w.set << " rows " << rows << " row " << row;
}

TEST(kernels, values_of_records_for_their_elements) {
    with_lists([](std::size_t rows, way const& w, std::vector<std::int32_t> const& offsets, std::mt19937_64& random) {
        for (lane const l : {lane::bits, lane::u8, lane::i16, lane::i32, lane::i64, lane::i128, lane::text}) expect_gathered(l, rows, w, offsets, random);
    });
}

}  // namespace
}  // namespace barem::columnar::kernels_harness
