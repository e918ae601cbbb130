// plan/pieces.cpp and exec/scalar_tables.hpp: hit policies, gaps and overlaps.

#include "build.hpp"

#include <gtest/gtest.h>

namespace build {
namespace {

using program::gap_reading;
using program::hit_policy;

value n(std::string_view exact) { return num(exact); }

struct band_table : rules {
    index bands;
    explicit band_table(gap_reading gaps, bool overlaps_take_first = false, std::vector<program::table_row> rows = standard(), type result = plain) {
        record("head");
        bands = table("bonus", {takes("excess", plain, "0", "1000")}, result, hit_policy::unique, std::move(rows));
        p.tables[bands].is_bands = true;
        p.tables[bands].gaps = gaps;
        p.tables[bands].overlaps_take_first = overlaps_take_first;
    }
    static std::vector<program::table_row> standard() {
        return {row({within({"", "1", false, false})}, lit(0)), row({within({"1", "10", true, true})}, lit(1)),
                row({within({"20", "", true, false})}, lit(10)), row({within({"11", "20", true, false})}, lit(2))};
    }
    [[nodiscard]] std::string at(std::string_view x) const { return call(*this, bands, {n(x)}); }
};

TEST(bands, gaps_take_the_lower_band) {
    band_table const t(gap_reading::lower);
    for (auto const& [x, points] : {std::pair{"0", "0"}, {"0.99", "0"}, {"1", "1"}, {"10", "1"}, {"10.5", "1"}, {"11", "2"}, {"19.999", "2"},
                                    {"20", "10"}, {"1000", "10"}})
        EXPECT_EQ(t.at(x), points) << x;
}

TEST(bands, gaps_take_the_higher_band_or_nothing) {
    EXPECT_EQ(band_table(gap_reading::higher).at("10.5"), "2");
    EXPECT_EQ(band_table(gap_reading::higher).at("10"), "1");
    EXPECT_EQ(band_table(gap_reading::nothing).at("10.5"), "nothing");
    EXPECT_EQ(band_table(gap_reading::error).at("10.5"), "`bonus`: no row of `bonus` for excess = 10.5 fits");
}

TEST(bands, arguments_outside_the_range_fail) {
    EXPECT_EQ(band_table(gap_reading::lower).at("-1"), "`bonus`: `excess` of `bonus` is -1, outside 0..1000");
    band_table t(gap_reading::lower);
    t.p.tables[0].arguments[0].decimals = 1;
    EXPECT_EQ(t.at("1.25"), "`bonus`: `excess` of `bonus` is 1.25, which has more than 1 decimals");
    EXPECT_EQ(t.at("1.5"), "1");
}

TEST(bands, overlaps_take_the_first_of_the_text) {
    std::vector<program::table_row> const rows{row({within({"70", "99"})}, lit(50)), row({within({"50", "70"})}, lit(0))};
    EXPECT_EQ(band_table(gap_reading::error, true, rows).at("70"), "50");
    EXPECT_EQ(band_table(gap_reading::error, true, rows).at("69.9"), "0");
    EXPECT_EQ(band_table(gap_reading::error, false, rows).at("70"), "`bonus`: rows 1 and 2 of `bonus` for excess = 70 hold at once");
}

TEST(bands, pieces_are_disjoint_and_cover_every_number) {
    auto const compiled = band_table(gap_reading::lower).compile();
    auto const& pieces = compiled.tree.tables[0].pieces;
    ASSERT_FALSE(pieces.empty());
    EXPECT_FALSE(pieces.front().where.low);
    EXPECT_FALSE(pieces.back().where.high);
    for (std::size_t i = 1; i != pieces.size(); ++i) {
        EXPECT_EQ(pieces[i - 1].where.high->at, pieces[i].where.low->at);
        EXPECT_NE(pieces[i - 1].where.high->closed, pieces[i].where.low->closed);
    }
    auto const gap = pieces[plan::find_piece(compiled.tree.tables[0], num("10.5"))];
    EXPECT_EQ(gap.reading, plan::piece_reading::gap_lower);
    EXPECT_EQ(gap.row, 1u);
}

// ── tables of several arguments ─────────────────────────────────────────────────────────────────────────────────

struct policy_table : rules {
    index id;
    policy_table(hit_policy policy, type result, std::vector<expression> results) {
        record("head");
        id = table("t", {takes("x"), takes("g", grade)}, result, policy,
                   {row({within({"0", "10", true, false}), any_value()}, results[0]),
                    row({within({"5", "20", true, false}), among({level(1), level(2)})}, results[1]),
                    row({any_value(), among({level(0)}, true)}, results[2])});
        p.tables[id].rows[2].tests[0] = within({"5", "", true, false});
    }
    [[nodiscard]] std::string at(std::string_view x, std::uint32_t g) const { return call(*this, id, {n(x), word{g}}); }
};

TEST(tables, unique) {
    policy_table const t(hit_policy::unique, plain, {lit(1), lit(2), broken()});
    EXPECT_EQ(t.at("3", 1), "1");
    EXPECT_EQ(t.at("7", 0), "1");
    EXPECT_EQ(t.at("7", 1), "`t`: rows 1 and 2 of `t` for x = 7, g = middle hold at once");
    EXPECT_EQ(t.at("30", 0), "`t`: no row of `t` for x = 30, g = low fits");
    EXPECT_EQ(t.at("30", 2), "`t`: division by zero");
}

TEST(tables, first) {
    policy_table const t(hit_policy::first, plain, {lit(1), lit(2), broken()});
    EXPECT_EQ(t.at("7", 1), "1");
    EXPECT_EQ(t.at("12", 1), "2");
}

TEST(tables, any_must_agree) {
    EXPECT_EQ(policy_table(hit_policy::any, plain, {lit(1), lit(1), lit(1)}).at("7", 1), "1");
    EXPECT_EQ(policy_table(hit_policy::any, plain, {lit(1), lit(1), lit(2)}).at("7", 1), "`t`: rows 1 and 3 of `t` for x = 7, g = middle differ");
}

TEST(tables, priority_takes_the_highest_word) {
    EXPECT_EQ(policy_table(hit_policy::priority, grade, {level(0), level(2), level(1)}).at("7", 1), "#2");
}

TEST(tables, collect) {
    std::vector<expression> const results{lit(3), lit(8), lit(5)};
    auto const at = [&](hit_policy p, std::string_view x, std::uint32_t g) { return policy_table(p, plain, results).at(x, g); };
    EXPECT_EQ(at(hit_policy::collect_sum, "7", 1), "16");
    EXPECT_EQ(at(hit_policy::collect_min, "7", 1), "3");
    EXPECT_EQ(at(hit_policy::collect_max, "7", 1), "8");
    EXPECT_EQ(at(hit_policy::collect_count, "7", 1), "3");
    EXPECT_EQ(at(hit_policy::collect_sum, "30", 0), "0");
    EXPECT_EQ(at(hit_policy::collect_count, "30", 0), "0");
    EXPECT_EQ(at(hit_policy::collect_min, "30", 0), "nothing");
    EXPECT_EQ(at(hit_policy::collect_max, "30", 0), "nothing");
}

TEST(tables, no_row) {
    policy_table t(hit_policy::unique, optional(plain), {lit(1), lit(2), lit(3)});
    EXPECT_EQ(t.at("30", 0), "`t`: no row of `t` for x = 30, g = low fits") << "a result that may be absent hides no gap";
    t.p.tables[0].otherwise.push_back({lit(9), {}, {}, {}, {}});
    EXPECT_EQ(t.at("30", 0), "9");
}

TEST(tables, a_condition_over_all_arguments) {
    rules r;
    r.record("head");
    r.table("t", {takes("a"), takes("b")}, plain, hit_policy::first,
            {row({any_value(), any_value(), condition(less(argument(0), argument(1)))}, argument(0)),
             row({any_value(), any_value(), any_value()}, argument(1))});
    EXPECT_EQ(call(r, 0, {n("1"), n("2")}), "1");
    EXPECT_EQ(call(r, 0, {n("3"), n("2")}), "2");
}

TEST(tables, absent_arguments) {
    rules r;
    r.record("head");
    r.table("t", {takes("g", optional(grade))}, plain, hit_policy::first,
            {row({among({level(1)})}, lit(1)), row({among({level(2)}, true)}, lit(2)), row({any_value()}, lit(3))});
    EXPECT_EQ(call(r, 0, {absent{}}), "2");
    r.p.tables[0].arguments[0].type.optional = false;
    EXPECT_EQ(call(r, 0, {absent{}}), "`t`: `g` of `t` has no value");
}

// ── tables of many rows ─────────────────────────────────────────────────────────────────────────────────────────

/// Row i asks of x one of five things about i, and of g one of three; more rows than an index tells apart.
struct long_table : rules {
    static constexpr int rows = 700;
    explicit long_table(hit_policy policy) {
        record("head");
        std::vector<program::table_row> made;
        for (int i = 0; i != rows; ++i) {
            auto const at = std::to_string(i);
            program::test const of_x[] = {among({lit(i)}), within({at, std::to_string(i + 3), true, false}), among({lit(i), lit(i + 1), lit(i)}, true),
                                          any_value(), within({"", at, false, false})};
            program::test const of_g[] = {any_value(), among({level(1)}), among({level(0), level(2)}, true)};
            made.push_back(row({of_x[i % 5], of_g[i % 3]}, lit(i + 1)));
        }
        table("t", {takes("x"), takes("g", optional(grade))}, plain, policy, std::move(made));
    }
    /// `twice`: 2x. `g`: none for no value.
    static bool holds(int i, int twice, index g) {
        bool const is_i = twice == 2 * i;
        bool const of_x[] = {is_i, twice >= 2 * i && twice < 2 * i + 6, !is_i && twice != 2 * i + 2, true, twice < 2 * i};
        bool const of_g[] = {true, g == 1, g != 0 && g != 2};
        return of_x[i % 5] && of_g[i % 3];
    }
};

TEST(tables, many_rows) {
    for (hit_policy const policy : {hit_policy::collect_sum, hit_policy::first}) {
        long_table const t(policy);
        auto const compiled = t.compile();
        exec::parameters const parameters;
        exec::evaluation evaluation(compiled, parameters, {});
        for (int twice = -3; twice != 2 * long_table::rows + 5; ++twice)
            for (index const g : {0u, 1u, 2u, none}) {
                std::int64_t expected = 0;
                for (int i = 0; i != long_table::rows; ++i)
                    if (long_table::holds(i, twice, g) && (policy == hit_policy::collect_sum || expected == 0)) expected += i + 1;
                value found;
                ASSERT_TRUE(evaluation.call(0, {number::ratio(twice, 2), g == none ? value{} : word{g}}, found));
                ASSERT_EQ(show(found), std::to_string(expected)) << twice << "/2, " << g;
            }
    }
}

/// What fails, fails before a later column can leave the row out.
TEST(tables, failing_tests_come_before_later_columns) {
    rules r;
    r.record("head");
    r.table("t", {takes("a"), takes("b")}, plain, hit_policy::first,
            {row({among({lit(2)}), among({broken()})}, lit(1)), row({among({broken()}), among({lit(5)})}, lit(2)), row({any_value(), any_value()}, lit(3))});
    EXPECT_EQ(call(r, 0, {n("1"), n("6")}), "`t`: division by zero") << "the second row is asked, whatever b is";
    r.p.tables[0].rows.erase(r.p.tables[0].rows.begin() + 1);
    EXPECT_EQ(call(r, 0, {n("1"), n("6")}), "3") << "the first row is left out by a";
    EXPECT_EQ(call(r, 0, {n("2"), n("6")}), "`t`: division by zero");
}

}  // namespace
}  // namespace build
