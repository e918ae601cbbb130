// Deadlines in rule sets: values at the edges, errors of records, and what is proved about them.

#include <barem/ruleset.hpp>

#include <gtest/gtest.h>

#include <string>

namespace barem::testing {
namespace {

/// A rule set whose record has the date `d`, the whole number `n` and the definition `x`.
std::string rules(std::string const& x, std::string const& more = {}) {
    return "ruleset r\n"
           "calendar c { years 2020 .. 2021 weekend saturday, sunday holidays 2021-01-01 \"New Year\" worked 2021-01-02 for 2020-12-31 }\n"
           "record a {\n  key id : text\n  input d : date\n  input n : number\n  let x = " + x + "\n" + more + "  output x\n}\n";
}

std::string value(std::string const& x, std::string const& d, std::string const& n = "0") {
    auto const made = compile(rules(x));
    if (!made) return to_text(made.error());
    auto const scored = made->score_json("{\"id\":\"1\",\"d\":\"" + d + "\",\"n\":" + n + "}");
    return scored ? scored->text("x") : scored.error().front().message;
}

std::string const forward = "n * 1 working days after d", backward = "n * 1 working days before d";

TEST(deadlines, run_across_years_leap_days_and_exchanged_days) {
    EXPECT_EQ(value(forward, "2020-12-30", "1"), "2021-01-02");
    EXPECT_EQ(value(forward, "2020-12-30", "2"), "2021-01-04");
    EXPECT_EQ(value(backward, "2021-01-04", "2"), "2020-12-30");
    EXPECT_EQ(value(forward, "2020-02-28", "1"), "2020-03-02") << "2020-02-29 is a Saturday";
    EXPECT_EQ(value("n * 1 days after d", "2020-02-28", "1"), "2020-02-29");
}

TEST(deadlines, of_no_days_leave_the_date_alone) {
    EXPECT_EQ(value(forward, "2021-01-03"), "2021-01-03") << "also a Sunday";
    EXPECT_EQ(value(backward, "2021-01-03"), "2021-01-03");
    EXPECT_EQ(value("n * 1 days before d", "0001-01-01"), "0001-01-01");
}

TEST(deadlines, that_cannot_be_are_errors_of_the_record) {
    EXPECT_EQ(value(forward, "2021-01-04", "-1"), "`x`: a deadline is counted in days from 0");
    EXPECT_EQ(value("n * 1 days after d", "2021-01-04", "-1"), "`x`: a deadline is counted in days from 0");
    EXPECT_EQ(value(forward, "2021-01-04", "0.5"), "`x`: a whole number is needed here");
    EXPECT_EQ(value("n * 1 days before d", "2021-01-04", "0.5"), "`x`: a whole number is needed here");
    EXPECT_EQ(value("n * 1 days after d", "9999-12-31", "1"), "`x`: a date outside the years 1 to 9999");
}

TEST(deadlines, outside_of_the_calendar_are_errors_of_the_record) {
    auto const years = std::string(" is outside the calendar `c`, which covers 2020 to 2021");
    EXPECT_EQ(value(forward, "2022-01-04", "1"), "`x`: 2022-01-04" + years);
    EXPECT_EQ(value(forward, "2019-12-31"), "`x`: 2019-12-31" + years) << "also of no days";
    EXPECT_EQ(value(forward, "2021-12-31", "1"), "`x`: 1 working days after 2021-12-31" + years);
    EXPECT_EQ(value(backward, "2020-01-01", "1"), "`x`: 1 working days before 2020-01-01" + years);
    EXPECT_EQ(value(forward, "2021-12-31", "9007199254740993"), "`x`: 9007199254740993 working days after 2021-12-31" + years);
    EXPECT_EQ(value(forward, "2021-12-31", "1e300").substr(0, 7), "`x`: a ");
    EXPECT_EQ(value("working_days(d, 2022-01-04)", "2021-01-04"), "`x`: 2022-01-04" + years);
    EXPECT_EQ(value("is_working_day(d)", "9999-12-31"), "`x`: 9999-12-31" + years);
    EXPECT_EQ(value("3 working days after 2022-01-04", "2021-01-04"), "`x`: 2022-01-04" + years) << "of constants too";
}

TEST(deadlines, between_days_count_with_their_sign) {
    EXPECT_EQ(value("working_days(d, 2021-01-04)", "2020-12-30"), "2");
    EXPECT_EQ(value("working_days(2021-01-04, d)", "2020-12-30"), "-2");
    EXPECT_EQ(value("working_days(d, d)", "2021-01-04"), "0");
}

/// Of conditions and levels.
std::string found(std::string const& text) {
    std::string codes;
    for (auto const& f : check_rules(text).findings)
        if (f.code.starts_with("B14")) codes += f.code + " ";
    return codes;
}

TEST(proofs, know_that_a_deadline_lies_within_its_calendar) {
    auto const levels = [](std::string const& condition) { return rules("3 working days after d", "  classify k : integer { 1 when " + condition + " }\n"); };
    EXPECT_EQ(found(levels("x <= 2021-12-31")), "");
    EXPECT_NE(found(levels("x <= 2021-12-30")), "") << "2021-12-31 is left open";
    EXPECT_EQ(found(levels("10 days after 2021-01-01 > 2021-01-10")), "");
}

}  // namespace
}  // namespace barem::testing
