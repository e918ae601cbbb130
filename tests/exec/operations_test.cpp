// plan/operations.def and exec/operations.cpp: each operation where it is normal, at an edge, and where it fails.

#include "exec/operations.hpp"

#include "build.hpp"

#include <gtest/gtest.h>

namespace build {
namespace {

using exec::failure;
using plan::operation;

constexpr unsigned many_bits = 16'384;

value d(std::string_view text) { return *date::parse(text); }
value n(std::string_view exact) { return num(exact); }

/// The result as text, or the failure in words.
std::string apply(operation o, std::vector<value> in, plan::qualifier how = {}) {
    value result;
    failure const why = exec::apply(o, in, how, many_bits, result);
    return why == failure::none ? show(result) : exec::describe(why);
}
std::string const missing = exec::describe(failure::missing_value);

struct operation_case { operation o; std::vector<value> in; std::string expected; };

class operations : public testing::TestWithParam<operation_case> {};
TEST_P(operations, apply) { EXPECT_EQ(apply(GetParam().o, GetParam().in), GetParam().expected) << plan::info(GetParam().o).name; }

using enum operation;
INSTANTIATE_TEST_SUITE_P(arithmetic, operations, testing::ValuesIn(std::vector<operation_case>{
    {negate, {n("5/2")}, "-2.5"}, {negate, {absent{}}, missing},
    {add, {n("0.1"), n("0.2")}, "0.3"}, {add, {n("1"), absent{}}, missing},
    {add, {n("9223372036854775807"), n("1")}, "9223372036854775808"},
    {subtract, {n("1"), n("1/3")}, "2/3"}, {multiply, {n("1/3"), n("3")}, "1"},
    {divide, {n("1"), n("3")}, "1/3"}, {divide, {n("1"), n("0")}, "division by zero"}, {divide, {absent{}, n("0")}, missing},
    {percent_of, {n("80"), n("20/3")}, "16/3"}, {share, {n("1"), n("8")}, "12.5"}, {share, {n("0"), n("0")}, "division by zero"},
    {absolute, {n("-1/3")}, "1/3"}, {absolute, {n("0")}, "0"},
    {minimum, {n("3"), n("1/2"), n("2")}, "0.5"}, {minimum, {d("2021-02-10"), d("2020-02-29")}, "2020-02-29"},
    {minimum, {n("1"), absent{}}, missing}, {minimum, {absent{}}, missing},
    {maximum, {value(word{0}), value(word{2}), value(word{1})}, "#2"}, {maximum, {n("7")}, "7"}}));

INSTANTIATE_TEST_SUITE_P(truths, operations, testing::ValuesIn(std::vector<operation_case>{
    {logical_not, {true}, "false"}, {logical_not, {absent{}}, missing},
    {equal, {n("1/2"), n("0.5")}, "true"}, {equal, {std::string("a"), std::string("b")}, "false"}, {equal, {absent{}, absent{}}, "true"},
    {equal, {n("0"), absent{}}, "false"}, {equal, {false, absent{}}, "false"}, {not_equal, {word{1}, word{2}}, "true"},
    {not_equal, {absent{}, absent{}}, "false"}, {equal, {d("2021-01-01"), d("2021-01-01")}, "true"}, {equal, {true, true}, "true"},
    {less, {n("1/3"), n("0.3333")}, "false"}, {less_equal, {n("1"), n("1")}, "true"}, {greater, {word{2}, word{1}}, "true"},
    {greater_equal, {d("2020-12-31"), d("2021-01-01")}, "false"}, {less, {absent{}, n("1")}, missing},
    {in_set, {word{1}, word{0}, word{1}}, "true"}, {in_set, {word{1}, word{0}}, "false"}, {in_set, {absent{}, word{0}}, "false"},
    {is_given, {absent{}}, "false"}, {is_given, {false}, "true"}}));

INSTANTIATE_TEST_SUITE_P(dates, operations, testing::ValuesIn(std::vector<operation_case>{
    {make_date, {n("2020"), n("2"), n("29")}, "2020-02-29"}, {make_date, {n("2021"), n("2"), n("29")}, "there is no such date"},
    {make_date, {n("0"), n("1"), n("1")}, "a date outside the years 1 to 9999"}, {make_date, {n("2021"), n("1/2"), n("1")}, "a whole number is needed here"},
    {make_date, {n("2021"), n("13"), n("1")}, "there is no such date"}, {make_date, {n("2021"), n("4294967297"), n("1")}, "there is no such date"},
    {year_of, {d("0001-01-01")}, "1"}, {month_of, {d("2020-02-29")}, "2"}, {day_of, {d("9999-12-31")}, "31"}, {year_of, {absent{}}, missing},
    {position_of, {word{0}}, "1"}, {position_of, {word{3}}, "4"}, {position_of, {absent{}}, missing},
    {date_add_days, {d("2020-02-28"), n("2")}, "2020-03-01"}, {date_add_days, {d("9999-12-31"), n("1")}, "a date outside the years 1 to 9999"},
    {date_add_days, {d("2020-01-01"), n("9223372036854775807")}, "a date outside the years 1 to 9999"},
    {date_add_days, {d("2020-01-01"), n("1/2")}, "a whole number is needed here"},
    {date_subtract_days, {d("0001-01-01"), n("1")}, "a date outside the years 1 to 9999"},
    {date_subtract_days, {d("2020-03-01"), n("1")}, "2020-02-29"}, {date_difference, {d("2021-01-01"), d("2020-01-01")}, "366"},
    {date_difference, {d("2020-01-01"), absent{}}, missing}}));

TEST(operations, round_by_mode) {
    auto const places = [](char const* x, char const* digits, rounding mode) { return apply(round_places, {n(x), n(digits)}, {mode}); };
    EXPECT_EQ(places("2.345", "2", rounding::half_up), "2.35");
    EXPECT_EQ(places("-2.345", "2", rounding::half_even), "-2.34");
    EXPECT_EQ(places("-2.1", "0", rounding::down), "-3");
    EXPECT_EQ(places("1250", "-2", rounding::half_up), "1300");
    EXPECT_EQ(places("1", "1/2", rounding::half_up), "a whole number is needed here");
    EXPECT_EQ(places("1", "100000000", rounding::half_up), exec::describe(failure::number_too_large));
    EXPECT_EQ(apply(round_multiple, {n("7.3"), n("1/2")}, {rounding::half_up}), "7.5");
    EXPECT_EQ(apply(round_multiple, {n("7.3"), n("0")}, {rounding::half_up}), "the multiple to round to must be above zero");
}

TEST(operations, intervals_open_and_closed) {
    auto const within = [](char const* x, bool low_closed, bool high_closed) {
        return apply(in_interval, {n(x), n("1"), n("2")}, {rounding::half_up, true, true, low_closed, high_closed});
    };
    EXPECT_EQ(within("1", true, false), "true");
    EXPECT_EQ(within("1", false, false), "false");
    EXPECT_EQ(within("2", true, false), "false");
    EXPECT_EQ(within("2", true, true), "true");
    EXPECT_EQ(apply(in_interval, {n("-5"), n("2")}, {rounding::half_up, false, true, false, true}), "true");
    EXPECT_EQ(apply(in_interval, {absent{}}, {}), missing);
    EXPECT_EQ(apply(in_interval, {d("2021-06-01"), d("2021-01-01")}, {rounding::half_up, true, false, true, false}), "true");
}

TEST(operations, numbers_beyond_the_limit_fail) {
    value result;
    std::vector<value> const in{num("18446744073709551616"), num("2")};
    EXPECT_EQ(exec::apply(multiply, in, {}, 66, result), failure::none);
    EXPECT_EQ(exec::apply(multiply, in, {}, 65, result), failure::number_too_large);
    std::vector<value> const small{num("100"), num("100")};
    EXPECT_EQ(exec::apply(multiply, small, {}, 10, result), failure::number_too_large);
}

TEST(operations, the_table_is_complete) {
    for (auto o : {negate, in_interval, date_difference, logical_and, plan::operation::aggregate}) {
        EXPECT_FALSE(plan::info(o).name.empty());
        EXPECT_FALSE(plan::info(o).meaning.empty());
    }
    EXPECT_TRUE(plan::info(date_difference).pure);
    EXPECT_FALSE(plan::info(logical_and).pure);
    EXPECT_EQ(plan::info(minimum).arity, plan::many);
}

}  // namespace
}  // namespace build
