// Columns of a caller are scored as its records would be, one by one.

#include "batch_api/trips.hpp"

#include <barem/decimals.hpp>

#include <gtest/gtest.h>

#include <array>
#include <random>

namespace {

using namespace barem;

auto drawing(unsigned seed) {
    return [random = std::make_shared<std::mt19937>(seed)](int below) { return static_cast<int>((*random)() % static_cast<unsigned>(below)); };
}

ruleset compiled() { return compile(trips::text, "trips").value(); }

TEST(batch_api, rows_come_to_what_records_come_to) {
    auto const rules = compiled();
    batch_scorer scorer(rules);
    EXPECT_EQ(scorer.why_slow(), "");
    auto const rows = trips::random_rows(5000, drawing(1));
    trips::results made(rows.size());
    auto const scored = scorer.score(rows.columns(), made.outputs());
    ASSERT_TRUE(scored) << scored.error();
    std::size_t rejected = 0;
    for (std::size_t row = 0; row != rows.size(); ++row) {
        auto const alone = rules.score_json(rows.json(row));
        EXPECT_EQ(made.status[row], alone ? row_status::scored : row_status::rejected) << rows.json(row);
        if (!alone) {
            ASSERT_LT(rejected, scored->rejected.size());
            EXPECT_EQ(scored->rejected[rejected].row, row);
            EXPECT_EQ(scored->rejected[rejected].problems.front().path, alone.error().front().path) << alone.error();
            ++rejected;
            EXPECT_EQ(made.given[row / 8] >> row % 8 & 1, 0);
            EXPECT_EQ(made.points[row], 0);
            continue;
        }
        EXPECT_EQ(made.given[row / 8] >> row % 8 & 1, 1);
        auto const shown = alone->text("points");
        EXPECT_EQ(fmt::format("{}{}.{}", made.points[row] < 0 ? "-" : "", std::abs(made.points[row]) / 10, std::abs(made.points[row]) % 10), shown);
        EXPECT_EQ(number::ratio(made.numerators[row], made.denominators[row]).to_exact(), alone->exact("per_count"));
        EXPECT_EQ(value(word{made.rating[row]}), (*alone)["rating"]);
        EXPECT_EQ(made.place[row], alone->text("place"));
        EXPECT_EQ(made.far[row] != 0, alone->text("far") == "true");
        EXPECT_EQ(date{static_cast<std::int32_t>(made.home[row])}.to_text(), alone->text("home"));
    }
    EXPECT_EQ(rejected, scored->rejected.size());
    EXPECT_EQ(scored->scored + rejected, rows.size());
    EXPECT_GT(scored->scored, rows.size() / 3);
    EXPECT_LT(scored->one_by_one, rows.size() * 3 / 4);
}

TEST(batch_api, threads_change_nothing) {
    batch_scorer scorer(compiled());
    auto const rows = trips::random_rows(60'000, drawing(2));
    trips::results one(rows.size()), four(rows.size());
    auto const alone = scorer.score(rows.columns(), one.outputs()).value();
    auto const together = scorer.score(rows.columns(), four.outputs(), {.threads = 4}).value();
    EXPECT_EQ(one, four);
    ASSERT_EQ(alone.rejected.size(), together.rejected.size());
    for (std::size_t i = 0; i != alone.rejected.size(); ++i) {
        EXPECT_EQ(alone.rejected[i].row, together.rejected[i].row);
        EXPECT_EQ(to_text(alone.rejected[i].problems), to_text(together.rejected[i].problems));
    }
}

TEST(batch_api, forms_of_columns) {
    batch_scorer scorer(compiled());
    auto rows = trips::random_rows(300, drawing(3));
    trips::results expected(rows.size()), made(rows.size());
    ASSERT_TRUE(scorer.score(rows.columns(), expected.outputs()));
    std::vector<std::string> names, days;
    std::vector<std::string_view> grades;
    std::string bytes;
    std::vector<std::int64_t> offsets{0};
    std::vector<std::int32_t> ends{0};
    std::vector<std::uint8_t> done((rows.size() + 3) / 8 + 1);
    std::vector<double> share;
    static constexpr std::string_view words[] = {"low", "middle", "high", "higher"};
    std::string day_bytes;
    for (std::size_t row = 0; row != rows.size(); ++row) {
        grades.push_back(words[rows.grade[row]]);
        bytes += rows.places[row];
        offsets.push_back(static_cast<std::int64_t>(bytes.size()));
        day_bytes += date{rows.day[row]}.to_text();
        ends.push_back(static_cast<std::int32_t>(day_bytes.size()));
        if (rows.done[row]) done[(row + 3) / 8] = static_cast<std::uint8_t>(done[(row + 3) / 8] | 1U << (row + 3) % 8);
        share.push_back(rows.share[row] / 100.0);
    }
    auto columns = rows.columns();
    columns.set("grade", texts(grades)).set("place", texts(offsets, bytes)).set("day", texts(ends, day_bytes));
    columns.set("done", truth_bits(done.data(), rows.size(), 3)).set("share", decimals(share, 2));
    auto const scored = scorer.score(columns, made.outputs());
    ASSERT_TRUE(scored) << scored.error();
    EXPECT_EQ(made, expected);
}

TEST(batch_api, a_double_is_a_decimal_or_is_told) {
    batch_scorer scorer(compiled());
    auto rows = trips::random_rows(1, [](int) { return 1; });
    std::vector<double> share{12.345};
    trips::results made(1);
    auto columns = rows.columns().set("share", decimals(share, 2));
    auto scored = scorer.score(columns, made.outputs()).value();
    ASSERT_EQ(scored.rejected.size(), 1U);
    EXPECT_EQ(scored.rejected[0].problems.front().path, "share");
    EXPECT_EQ(scored.rejected[0].problems.front().found, "\"12.345\"");
    columns.set("share", decimals(share, 2, inexact::rounded));
    EXPECT_EQ(scorer.score(columns, made.outputs()).value().scored, 1U);
    share[0] = 0.125;                       // a half, exactly
    std::vector<std::int32_t> const half_up{13};
    trips::results expected(1);
    EXPECT_EQ(scorer.score(columns, made.outputs()).value().scored, 1U);
    EXPECT_EQ(scorer.score(rows.columns().set("share", counts(half_up, 2)), expected.outputs()).value().scored, 1U);
    EXPECT_EQ(made, expected);
}

TEST(batch_api, what_does_not_bind_is_told) {
    batch_scorer scorer(compiled());
    auto rows = trips::random_rows(10, drawing(4));
    trips::results made(10);
    auto const problems = [&](auto change) {
        auto columns = rows.columns();
        auto outputs = made.outputs();
        change(columns, outputs);
        auto const scored = scorer.score(columns, outputs);
        return scored ? std::string() : to_text(scored.error());
    };
    EXPECT_EQ(problems([&](auto& c, auto&) { c.set("shar", counts(rows.share)); }),
              "shar: expected a field of `trip` (did you mean `share`?), found an unknown name");
    EXPECT_EQ(problems([&](auto& c, auto&) { c.set("done", counts(rows.share)); }), "done: expected truths, found integers");
    EXPECT_EQ(problems([&](auto& c, auto&) { c.set("count", counts(std::vector<int>(9))); }), "count: expected 10 rows, found 9");
    EXPECT_EQ(problems([&](auto& c, auto&) { c.set("share", counts(rows.share, 19)); }), "share: expected counts of at most 18 places, found 19 places");
    EXPECT_EQ(problems([&](auto& c, auto&) { c.set_list("stops", std::array{0, 1}, batch_columns(1)); }), "stops: expected 11 offsets, found 2");
    std::vector<std::int32_t> back(11, 0);
    back[3] = 1;
    EXPECT_EQ(problems([&](auto& c, auto&) { c.set_list("stops", back, batch_columns(1)); }), "stops: expected offsets that ascend from 0 to at most 1, found 1, then 0 in row 3");
    EXPECT_EQ(problems([&](auto& c, auto&) { c.set_record("driver", batch_columns(10)); }), "driver.faults: expected an integer from 0 to 9, found no column");
    EXPECT_EQ(problems([&](auto&, auto& o) { o.set("point", into_counts(made.points)); }), "point: expected an output (did you mean `points`?), found an unknown name");
    EXPECT_EQ(problems([&](auto&, auto& o) { o.set("far", into_counts(made.points)); }), "far: expected truths, found counts");
    std::vector<std::int8_t> few(9);
    EXPECT_EQ(problems([&](auto&, auto& o) { o.set("points", into_counts(few)); }), "points: expected 10 rows, found 9");
}

TEST(batch_api, a_value_that_its_column_does_not_hold_rejects_the_row) {
    batch_scorer scorer(compiled());
    auto const rows = trips::random_rows(64, [](int below) { return below == 10001 ? 9000 : 1; });
    std::vector<std::int8_t> points(64, 5);
    trips::results made(64);
    auto outputs = made.outputs().set("points", into_counts(points));
    auto const scored = scorer.score(rows.columns(), outputs).value();
    ASSERT_EQ(scored.rejected.size(), 64U);
    EXPECT_EQ(scored.rejected[0].problems.front().path, "points");
    EXPECT_EQ(points[0], 0);
    EXPECT_EQ(made.status[0], row_status::rejected);
}

TEST(batch_api, rows_of_a_rule_set_with_cohorts_are_one_roster) {
    auto const rules = compile(R"(ruleset race "Race"
language en
record runner "Runner" {
  key id "Id" : text
  input class "Class" : integer 1..2
  input points "Points" : integer 0..100
  output points, place
}
cohort runner by class { rank place "Place" by points descending ties competition }
)", "race").value();
    batch_scorer scorer(rules);
    EXPECT_EQ(scorer.why_slow(), "the rule set has cohorts");
    std::vector<int> const groups{1, 2, 1, 1, 2}, points{50, 10, 70, 101, 20};
    std::vector<int> place(5);
    batch_outputs outputs;
    outputs.set("place", into_counts(place));
    auto const scored = scorer.score(batch_columns(5).set("class", counts(groups)).set("points", counts(points)), outputs).value();
    EXPECT_EQ(place, (std::vector{2, 2, 1, 0, 1}));
    ASSERT_EQ(scored.rejected.size(), 1U);
    EXPECT_EQ(to_text(scored.rejected[0].problems), "points: expected an integer from 0 to 100, found 101");
}

}  // namespace
