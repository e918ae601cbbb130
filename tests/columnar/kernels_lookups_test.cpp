// columnar/kernels: tables from integers to integers, and dates.

#include "kernels_harness.hpp"

#include <barem/value.hpp>

#include <gtest/gtest.h>

#include <set>

namespace barem::columnar::kernels_harness {
namespace {

int128 looked_up(lookup const& t, int128 x) {
    if (t.dense) return t.entries[static_cast<std::size_t>(x - t.low)];
    std::size_t passed = 0;
    while (passed < t.bounds.size() && t.bounds[passed] <= x) ++passed;
    return t.entries[passed];
}

std::vector<std::int64_t> any_entries(lane l, std::size_t count, std::mt19937_64& random) {
    std::vector<std::int64_t> made;
    for (std::size_t i = 0; i < count; ++i) {
        int128 const value = l == lane::bits ? static_cast<int128>(random() % 2) : any_value(l, random);
        made.push_back(fits(lane::i64, value) ? static_cast<std::int64_t>(value) : -7);
    }
    return made;
}

void expect_lookups(lookup const& table, lane l, std::size_t rows, way const& w, std::mt19937_64& random) {
    trial t;
    t.of.operation = operation::look_up;
    t.of.lane = l;
    t.result = table.result;
    t.lookups = {table};
    t.operands = {any_cells(l, rows, random)};
    auto& a = t.operands[0].values;
    for (auto& x : a) {
        if (table.dense && random() % 10 != 0) x = table.low + static_cast<int128>(random() % table.entries.size());
        if (!table.dense && !table.bounds.empty() && random() % 2 == 0) x = table.bounds[random() % table.bounds.size()] - static_cast<int128>(random() % 2);
        if (!fits(l, x)) x = 0;
    }
    auto const got = run(t, rows, w);
    for (std::size_t i = 0; i < rows; ++i) {
        bool const beyond = table.dense && (a[i] < table.low || a[i] >= table.low + static_cast<int128>(table.entries.size()));
        if (beyond) continue;
        ASSERT_TRUE(got.values[i] == looked_up(table, a[i])) << name_of(l) << " to " << name_of(table.result) << ' ' << w.set << " dense " << table.dense
            << " entries " << table.entries.size() << " row " << i << " a " << static_cast<long long>(a[i]);
    }
}

TEST(kernels, dense_lookups_of_every_size) {
    std::mt19937_64 random(5);
    in_every_way([&](std::size_t rows, way const& w) {
        for (lane const result : {lane::bits, lane::u8, lane::i16, lane::i32, lane::i64, lane::i128})
            for (lane const l : number_lanes)
                for (std::size_t const size : {1, 7, 16, 17, 64, 100, 151, 256, 3000}) {
                    if (l == lane::u8 && size > 256) continue;
                    lookup table{result, true, 0, {}, any_entries(result, size, random)};
                    if (l == lane::u8) table.low = static_cast<std::int64_t>(random() % (257 - size));
                    else table.low = static_cast<std::int64_t>(random() % 300) - 150;
                    expect_lookups(table, l, rows, w, random);
                }
    });
}

TEST(kernels, dense_lookups_with_few_steps) {
    std::mt19937_64 random(6);
    in_every_way([&](std::size_t rows, way const& w) {
        for (lane const result : {lane::bits, lane::u8, lane::i16})
            for (lane const l : {lane::u8, lane::i16, lane::i32}) {
                lookup table{result, true, 0, {}, std::vector<std::int64_t>(151, 0)};
                for (int steps = 0; steps < 4; ++steps)
                    for (auto i = random() % 151; i < 151; ++i) table.entries[i] = result == lane::bits ? steps % 2 : steps * 60;
                expect_lookups(table, l, rows, w, random);
            }
    });
}

TEST(kernels, searches_find_the_first_and_the_last) {
    std::mt19937_64 random(7);
    in_every_way([&](std::size_t rows, way const& w) {
        for (lane const result : {lane::bits, lane::u8, lane::i16, lane::i32, lane::i64})
            for (lane const l : number_lanes)
                for (std::size_t const size : {0, 1, 2, 3, 7, 8, 30, 100, 1000}) {
                    lookup table{result, false, 0, {}, any_entries(result, size + 1, random)};
                    std::set<std::int64_t> bounds;
                    while (bounds.size() < size && (l != lane::u8 || bounds.size() < 200)) {
                        int128 const bound = size > 30 ? static_cast<int128>(random() % 60000) - 30000 : any_value(l, random);
                        if (fits(lane::i64, bound)) bounds.insert(static_cast<std::int64_t>(bound));
                        if (bounds.size() >= 20 && l == lane::u8) break;
                    }
                    table.bounds.assign(bounds.begin(), bounds.end());
                    table.entries.resize(bounds.size() + 1);
                    expect_lookups(table, l, rows, w, random);
                }
    });
}

TEST(kernels, lookups_of_pairs) {
    std::mt19937_64 random(8);
    in_every_way([&](std::size_t rows, way const& w) {
        for (lane const result : {lane::bits, lane::u8, lane::i16, lane::i32, lane::i64})
            for (lane const l : number_lanes)
                for (std::int64_t const k : {1, 2, 5, 40, 60}) {
                    std::int64_t const firsts = 4;
                    trial t;
                    t.of.operation = operation::look_up_pair;
                    t.of.lane = l;
                    t.result = result;
                    t.constants = {k};
                    t.lookups = {{result, true, 0, {}, any_entries(result, static_cast<std::size_t>(firsts * k), random)}};
                    t.operands = {any_cells(l, rows, random), any_cells(l, rows, random)};
                    for (std::size_t i = 1; i < rows; i += 1 + random() % 2) {      // the others are beyond the table
                        t.operands[0].values[i] = static_cast<int128>(random() % firsts);
                        t.operands[1].values[i] = static_cast<int128>(random() % static_cast<std::uint64_t>(k));
                    }
                    auto const got = run(t, rows, w);
                    for (std::size_t i = 0; i < rows; ++i) {
                        int128 const a = t.operands[0].values[i], b = t.operands[1].values[i];
                        if (a < 0 || a >= firsts || b < 0 || b >= k) continue;
                        ASSERT_TRUE(got.values[i] == t.lookups[0].entries[static_cast<std::size_t>(a * k + b)]) << name_of(l) << ' ' << w.set << ' ' << i;
                    }
                }
    });
}

TEST(kernels, dates_in_parts_and_made) {
    std::mt19937_64 random(9);
    std::int32_t const first = barem::first_day, last = barem::last_day;
    in_every_way([&](std::size_t rows, way const& w) {
        cells days{lane::i32, {}, {}};
        for (std::size_t i = 0; i < rows; ++i) {
            std::int32_t const edges[] = {first, last, 0, -1, 11016, 11017, 19782};
            days.values.push_back(random() % 3 == 0 ? edges[random() % 7] : first + static_cast<std::int32_t>(random() % static_cast<std::uint32_t>(last - first)));
        }
        cells parts[3];
        for (int p = 0; p < 3; ++p) {
            trial t;
            t.of.operation = p == 0 ? operation::year_of : p == 1 ? operation::month_of : operation::day_of;
            t.of.lane = t.result = lane::i32;
            t.operands = {days};
            parts[p] = run(t, rows, w);
        }
        for (std::size_t i = 0; i < rows; ++i) {
            char text[32];
            std::snprintf(text, sizeof text, "%04d-%02d-%02d", static_cast<int>(parts[0].values[i]), static_cast<int>(parts[1].values[i]), static_cast<int>(parts[2].values[i]));
            auto const parsed = barem::date::parse(text);
            ASSERT_TRUE(parsed.has_value() && parsed->days == days.values[i]) << text << ' ' << static_cast<int>(days.values[i]);
        }
        trial made;
        made.of.operation = operation::make_date;
        made.of.lane = made.result = lane::i32;
        made.operands = {parts[0], parts[1], parts[2]};
        EXPECT_TRUE(run(made, rows, w).values == days.values);
    });
}

TEST(kernels, dates_that_are_and_are_not) {
    cells year{lane::i32, {}, {}}, month = year, day = year;
    std::vector<int128> expected;
    auto const add = [&](int y, int m, int d, bool is) {
        year.values.push_back(y), month.values.push_back(m), day.values.push_back(d);
        expected.push_back(is);
    };
    add(2024, 2, 29, true), add(2023, 2, 29, false), add(1900, 2, 29, false), add(2000, 2, 29, true), add(2000, 2, 30, false);
    add(0, 1, 1, false), add(1, 1, 1, true), add(9999, 12, 31, true), add(10000, 1, 1, false), add(2021, 0, 1, false), add(2021, 13, 1, false);
    add(2021, 4, 31, false), add(2021, 5, 31, true), add(2021, 1, 0, false), add(2021, 1, -5, false), add(-2147483647, 1, 1, false);
    add(2147483647, 2147483647, 2147483647, false);
    for (auto const& set : instruction_sets()) {
        trial t;
        t.of.operation = operation::is_date;
        t.of.lane = lane::i32;
        t.operands = {year, month, day};
        EXPECT_TRUE(run(t, expected.size(), {set}).values == expected) << set;
        t.of.operation = operation::make_date;
        t.result = lane::i32;
        EXPECT_EQ(run(t, expected.size(), {set}).values.size(), expected.size());       // whatever there is, nothing traps
    }
}

}  // namespace
}  // namespace barem::columnar::kernels_harness
