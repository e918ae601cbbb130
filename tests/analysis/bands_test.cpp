// Findings about bands, in the words that a drafter reads.
#include "build.hpp"

using namespace build;
using barem::check::analyse;

namespace {

pr::program with(pr::table t) {
    auto p = program();
    p.tables.push_back(std::move(t));
    return p;
}
std::vector<std::string> said(pr::table t) { return messages(analyse(with(std::move(t)))); }
using lines = std::vector<std::string>;

pr::table volume_bonus() {
    return bands("volume_bonus", argument("excess", percent(), {number(0), number(99900)}),
                 {"< 1", "[1 .. 10]", "[11 .. 20]", "[21 .. 30)", "[31 .. 40)", "[41 .. 70)", "[71 .. 100)", ">= 100"});
}

TEST(bands, every_maximal_gap_is_named_once_from_low_to_high) {
    EXPECT_EQ(said(volume_bonus()), (lines{
        "B1301 `volume_bonus` leaves a gap between 10% and 11% | excess = 10.5%",
        "B1301 `volume_bonus` leaves a gap between 20% and 21% | excess = 20.5%",
        "B1301 `volume_bonus` leaves a gap from 30% to below 31% | excess = 30%",
        "B1301 `volume_bonus` leaves a gap from 40% to below 41% | excess = 40%",
        "B1301 `volume_bonus` leaves a gap from 70% to below 71% | excess = 70%",
    }));
}

TEST(bands, a_gap_is_labelled_at_the_rows_on_both_sides) {
    auto const found = analyse(with(volume_bonus()));
    ASSERT_EQ(found.front().labels.size(), 2U);
    EXPECT_EQ(row_at(found.front().labels[0].where), 1U);
    EXPECT_EQ(found.front().labels[0].text, "ends here");
    EXPECT_EQ(row_at(found.front().labels[1].where), 2U);
    EXPECT_EQ(found.front().labels[1].text, "the next band starts here");
}

TEST(bands, a_reading_fills_the_gaps) {
    auto t = volume_bonus();
    t.gaps = pr::gap_reading::lower;
    EXPECT_EQ(said(t), lines{});
}

TEST(bands, the_lower_band_cannot_fill_what_lies_below_the_lowest) {
    auto t = bands("late", argument("days", integer(), {number(0), std::nullopt}), {"[3 .. 5]", ">= 8"});
    t.gaps = pr::gap_reading::lower;
    EXPECT_EQ(said(t), lines{"B1301 `late` leaves a gap from 0 to 2 | days = 1"});
    t.gaps = pr::gap_reading::higher;
    EXPECT_EQ(said(t), lines{});
}

TEST(bands, gaps_reach_to_the_ends_of_the_domain) {
    EXPECT_EQ(said(bands("b", argument("x", percent()), {"[0 .. 10)", "[10 .. 20]"})), (lines{
        "B1301 `b` leaves a gap below 0% | x = -1%", "B1301 `b` leaves a gap above 20% | x = 21%"}));
    EXPECT_EQ(said(bands("b", argument("x", percent(), {number(0), number(30)}), {"[0 .. 10)", "[10 .. 20]"})), (lines{
        "B1301 `b` leaves a gap above 20% and up to 30% | x = 25%"}));
}

TEST(bands, a_gap_of_a_single_point) {
    EXPECT_EQ(said(bands("b", argument("x", percent()), {"< 70", "> 70"})), lines{"B1301 exactly 70% stands in no band of `b` | x = 70%"});
}

TEST(bands, whole_numbers_leave_no_gap_between_neighbours) {
    EXPECT_EQ(said(bands("b", argument("x", integer()), {"<= 10", "[11 .. 20]", "> 20"})), lines{});
}

TEST(bands, declared_decimals_are_a_grid) {
    auto a = argument("x", percent(), {number(0), number(100)});
    a.decimals = 1;
    EXPECT_EQ(said(bands("b", a, {"<= 9.9", ">= 10"})), lines{});
    EXPECT_EQ(said(bands("b", a, {"<= 9", ">= 10"})), lines{"B1301 `b` leaves a gap from 9.1% to 9.9% | x = 9.5%"});
}

TEST(bands, dates_are_days) {
    EXPECT_EQ(said(bands("b", argument("x", date()), {"< 2015-02-01", "[2015-02-01 .. 2015-12-31]", "> 2016-01-01"})),
              lines{"B1301 exactly 2016-01-01 stands in no band of `b` | x = 2016-01-01"});
}

TEST(bands, an_overlap_names_region_and_example) {
    auto t = bands("late_share", argument("volume", percent(), {number(0), number(100000)}), {"< 50", "[70 .. 99]", "[50 .. 70]", "> 99"});
    auto const found = analyse(with(t));
    EXPECT_EQ(messages(found), (lines{"B1302 two bands of `late_share` overlap: both hold at exactly 70% | volume = 70%",
                                      "B1317 the bands of `late_share` are not in order"}));
    EXPECT_EQ(row_at(found[0].labels[0].where), 2U);
    EXPECT_EQ(row_at(found[0].labels[1].where), 1U);
    t.overlaps_take_first = true;
    EXPECT_EQ(said(t), lines{});
    EXPECT_EQ(said(bands("b", argument("x", percent()), {"< 20", ">= 15"})), lines{"B1302 two bands of `b` overlap: both hold from 15% to below 20% | x = 18%"});
}

TEST(bands, only_the_first_pairs_are_listed) {
    auto const found = analyse(with(bands("b", argument("x", percent()), std::vector<std::string>(8, ">= 0"))));
    EXPECT_EQ(of_code(found, "B1302").size(), 10U);
    EXPECT_EQ(of_code(found, "B1302").back().notes, lines{"18 more pairs of bands overlap"});
}

TEST(bands, an_empty_interval_is_said_once) {
    auto const found = analyse(with(bands("b", argument("x", percent()), {"< 80", "[90 .. 80)", ">= 90"})));
    EXPECT_EQ(messages(found), lines{"B1305 `[90% .. 80%)` holds no value | 80% is less than 90%"});
    EXPECT_EQ(found[0].help, "write the smaller bound first: `[80% .. 90%)`");
    EXPECT_EQ(codes(analyse(with(bands("b", argument("x", percent()), {"< 80", "[80 .. 80)", ">= 80"})))), lines{"B1305"});
    EXPECT_EQ(codes(analyse(with(bands("b", argument("x", integer()), {"<= 8", "(8 .. 9)", ">= 9"})))), lines{"B1305"});
}

TEST(bands, a_band_behind_others_is_never_hit) {
    auto t = bands("b", argument("x", percent()), {"< 10", ">= 5", "[7 .. 12]"});
    t.overlaps_take_first = true;
    auto const found = analyse(with(t));
    EXPECT_EQ(messages(found), lines{"B1307 this band of `b` can never be hit: earlier ones take all of its cases | x = 7%"});
    EXPECT_EQ(row_at(found[0].labels[0].where), 2U);
    EXPECT_EQ(row_at(found[0].labels[1].where), 0U);
}

TEST(bands, a_reading_that_is_not_needed) {
    auto t = bands("b", argument("x", percent()), {"< 10", ">= 10"});
    t.overlaps_take_first = true;
    t.gaps = pr::gap_reading::lower;
    EXPECT_EQ(said(t), (lines{"B1309 `b` says how its gaps are read, but has none", "B1309 `b` says how its overlaps are read, but has none"}));
}

TEST(bands, a_band_outside_the_declared_range) {
    EXPECT_EQ(said(bands("b", argument("x", percent(), {number(0), number(100)}), {"<= 100", "(100 .. 120]"})),
              lines{"B1314 this row of `b` can never be hit: `x` never takes what it asks for | x = 110%"});
}

TEST(bands, a_negated_constant_is_a_constant) {
    auto t = bands("b", argument("x", plain()), {"< 0", ">= 0"});
    t.rows[0].tests[0].in[0].high = {op(kind::negate, {num(5)}, plain())};
    EXPECT_EQ(said(t), lines{"B1301 `b` leaves a gap from -5 to below 0 | x = -2"});
}

TEST(bands, not_decided_beyond_the_steps_allowed) {
    barem::compile_limits limits;
    limits.max_proof_steps = 8;
    std::vector<std::string> rows;
    for (int i = 0; i != 40; ++i) rows.push_back("[" + std::to_string(i) + " .. " + std::to_string(i + 1) + ")");
    limits.max_proof_steps = 400;
    auto const found = analyse(with(bands("b", argument("x", percent(), {number(0), number(39)}), rows)), limits);
    EXPECT_EQ(codes(found), lines{});
    limits.max_proof_steps = 20;
    EXPECT_EQ(codes(analyse(with(bands("b", argument("x", percent(), {number(0), number(39)}), rows)), limits)), lines{"B1312"});
}

}  // namespace
