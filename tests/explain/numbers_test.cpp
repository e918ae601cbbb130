// Numbers for people. Failures indict src/explain/amounts.cpp.

#include "explain/amounts.hpp"
#include "sheets.hpp"

#include <gtest/gtest.h>

namespace {

using namespace barem;
using explain::text;

program::program some_rules() {
    program::program p;
    p.units.resize(5);
    p.units[4].name = "points";
    p.units[4].shown.texts = {{"vi", "điểm"}, {"en", "points"}};
    return p;
}

program::type unit(program::index of) {
    program::type t;
    t.kind = program::type_kind::number;
    t.of = of;
    return t;
}

text shown(number const& n, program::index of) {
    auto const t = explain::show(some_rules(), n, unit(of)).shown;
    return {sheets::soft(t.en), sheets::soft(t.vi)};
}

TEST(numbers, marks_of_the_language) {
    EXPECT_EQ(shown(number::ratio(2025, 2), 4), text("1,012.5 points", "1.012,5 điểm"));
    EXPECT_EQ(shown(number(-1234567), 4), text("−1,234,567 points", "−1.234.567 điểm"));
    EXPECT_EQ(shown(number(999), 4), text("999 points", "999 điểm"));
    EXPECT_EQ(shown(number(1), 4), text("1 point", "1 điểm"));
    EXPECT_EQ(shown(number::ratio(21, 5), program::unit_percent), text("4.2 %", "4,2 %"));
    EXPECT_EQ(shown(number(7), program::unit_days), text("7 days", "7 ngày"));
}

TEST(numbers, a_plain_number_may_be_a_year) {
    EXPECT_EQ(shown(number(2015), program::unit_none), text("2015", "2015"));
    EXPECT_EQ(shown(number(20150), program::unit_none), text("20,150", "20.150"));
}

TEST(numbers, what_does_not_end_is_rounded_and_has_its_fraction_beside_it) {
    auto const a = explain::show(some_rules(), number::ratio(25, 6), unit(program::unit_percent));
    EXPECT_EQ(sheets::soft(a.shown.en), "≈ 4.17 %");
    EXPECT_EQ(a.exact, "25/6");
    EXPECT_EQ(sheets::soft(explain::in_full(a).vi), "≈ 4,17 % (chính xác 25/6 %)");
    EXPECT_EQ(shown(number::ratio(1, 300), 4).en, "≈ 0.0033 points");
}

TEST(numbers, printed_with_the_digits_of_an_output) {
    auto const made = explain::print_fixed(some_rules(), number::ratio(2025, 2), unit(4), 2);
    EXPECT_EQ(sheets::soft(made.en), "1,012.50 points");
    EXPECT_EQ(sheets::soft(made.vi), "1.012,50 điểm");
}

}  // namespace
