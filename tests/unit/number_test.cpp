// Failures indict src/number/number.cpp and src/number/number_text.cpp.

#include <barem/number.hpp>

#include "number/to_int128.hpp"

#include <gtest/gtest.h>

#include <array>
#include <limits>
#include <random>
#include <string>
#include <vector>

using barem::big_integer;
using barem::big_rational;
using barem::number;
using barem::rounding;

namespace {

constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();

number n(std::string_view text) {
    auto const read = number::parse_exact(text);
    EXPECT_TRUE(read) << text;
    return read.value_or(number());
}

/// Numbers that stand at the edges of the small form, and plain ones.
class numbers {
public:
    number next() {
        switch (generator_() % 4) {
            case 0: return number::ratio(term(), std::max<std::int64_t>(1, std::abs(term() / 2)));
            case 1: return number(static_cast<std::int64_t>(generator_() % 2001) - 1000);
            case 2: return number::ratio(static_cast<std::int64_t>(generator_() % 20001) - 10000, 1 + static_cast<std::int64_t>(generator_() % 100));
            default: return number(term()) * number::ratio(term(), 1 + static_cast<std::int64_t>(generator_() % 1000));
        }
    }

private:
    std::int64_t term() {
        static constexpr std::array<std::int64_t, 10> edges{lowest, lowest + 1, lowest / 2, -1, 0, 1, highest / 2, highest - 1, highest, 1'000'000'007};
        return generator_() % 2 ? edges[generator_() % edges.size()] : static_cast<std::int64_t>(generator_());
    }
    std::mt19937_64 generator_{20151015};
};

/// The one representation of a value: small when it fits, lowest terms.
void expect_is(number const& actual, big_rational const& expected) {
    EXPECT_EQ(to_rational(actual), expected);
    big_integer const top = numerator(expected), bottom = denominator(expected);
    bool const fits = top >= lowest && top <= highest && bottom <= highest;
    EXPECT_EQ(actual.is_large(), !fits) << expected;
    EXPECT_EQ(actual, barem::from_rational(expected));
    EXPECT_EQ(actual.hash(), barem::from_rational(expected).hash());
}

}  // namespace

TEST(number, arithmetic_agrees_with_rationals_of_any_size) {
    numbers source;
    for (int i = 0; i < 20'000; ++i) {
        number const a = source.next(), b = source.next();
        big_rational const x = to_rational(a), y = to_rational(b);
        expect_is(a + b, x + y);
        expect_is(a - b, x - y);
        expect_is(a * b, x * y);
        if (!b.is_zero()) expect_is(a / b, x / y);
        expect_is(-a, -x);
        EXPECT_EQ(a < b, x < y);
        EXPECT_EQ(a == b, x == y);
        EXPECT_EQ(a <=> b == 0, a == b);
        EXPECT_EQ(a.sign(), x.sign());
        if (HasFailure()) FAIL() << "at " << i << ": " << a.to_exact() << " and " << b.to_exact();
    }
}

TEST(number, results_that_fit_return_to_the_small_form) {
    number const big = number(highest) + 1;
    EXPECT_TRUE(big.is_large());
    EXPECT_FALSE((big - 1).is_large());
    EXPECT_EQ(big - 1, number(highest));
    EXPECT_EQ(big / big, number(1));
    EXPECT_EQ(big.to_exact(), "9223372036854775808");
}

TEST(number, edges_of_64_bits) {
    EXPECT_EQ((-number(lowest)).to_exact(), "9223372036854775808");
    EXPECT_EQ(-(-number(lowest)), number(lowest));
    EXPECT_FALSE((-(-number(lowest))).is_large());
    EXPECT_EQ(number::ratio(lowest, lowest), number(1));
    EXPECT_EQ(number::ratio(1, lowest).to_exact(), "-" + number::ratio(1, lowest).operator-().to_exact());
    EXPECT_EQ(number::ratio(lowest, -1).to_exact(), "9223372036854775808");
    EXPECT_EQ(number::ratio(0, lowest), number(0));
    EXPECT_EQ(number::ratio(6, -4), number::ratio(-3, 2));
    EXPECT_EQ((number(lowest) * number(lowest)).to_exact(), "85070591730234615865843651857942052864");
    EXPECT_EQ(number(lowest) / number(-1), -number(lowest));
    EXPECT_EQ(number(3) / number(lowest) * number(lowest), number(3));
    EXPECT_EQ(number(highest).to_int64(), highest);
    EXPECT_EQ((number(highest) + 1).to_int64(), std::nullopt);
    EXPECT_EQ(number::ratio(1, 2).to_int64(), std::nullopt);
    EXPECT_LT(number(lowest), number(lowest) + number::ratio(1, highest));
    EXPECT_LT(number(lowest) - 1, number(lowest));
    EXPECT_GT(number(highest) + 1, number(highest));
}

TEST(number, copies_and_moves) {
    number const big = number(highest) * number(highest);
    number copy = big;
    EXPECT_EQ(copy, big);
    copy = number(2);
    EXPECT_EQ(copy, number(2));
    copy = big;
    number moved = std::move(copy);
    EXPECT_EQ(moved, big);
    number& same = moved;
    moved = same;
    EXPECT_EQ(moved, big);
    moved = std::move(same);
    EXPECT_EQ(moved, big);
    std::vector<number> many(100, big);
    many.erase(many.begin(), many.begin() + 50);
    EXPECT_EQ(many.back(), big);
}

TEST(number, rounding_modes) {
    struct row { char const* value; std::array<int, 7> rounded; };    // in the order of barem::rounding
    static constexpr std::array<row, 13> table{{
        {"2.5", {3, 2, 2, 2, 3, 2, 3}},
        {"-2.5", {-3, -2, -2, -2, -3, -3, -2}},
        {"3.5", {4, 4, 3, 3, 4, 3, 4}},
        {"-3.5", {-4, -4, -3, -3, -4, -4, -3}},
        {"0.5", {1, 0, 0, 0, 1, 0, 1}},
        {"-0.5", {-1, 0, 0, 0, -1, -1, 0}},
        {"2.4", {2, 2, 2, 2, 3, 2, 3}},
        {"-2.4", {-2, -2, -2, -2, -3, -3, -2}},
        {"2.6", {3, 3, 3, 2, 3, 2, 3}},
        {"-2.6", {-3, -3, -3, -2, -3, -3, -2}},
        {"1/3", {0, 0, 0, 0, 1, 0, 1}},
        {"-7", {-7, -7, -7, -7, -7, -7, -7}},
        {"0", {0, 0, 0, 0, 0, 0, 0}},
    }};
    number const far = number(highest) * 1000;       // even, and moves the same cases to the heap
    for (auto const& [value, rounded] : table)
        for (std::size_t mode = 0; mode < rounded.size(); ++mode) {
            EXPECT_EQ(n(value).rounded(0, rounding(mode)), number(rounded[mode])) << value << " mode " << mode;
            EXPECT_EQ((n(value) / 100).rounded(2, rounding(mode)), number::ratio(rounded[mode], 100)) << value << " mode " << mode;
            EXPECT_EQ((n(value) * 100).rounded(-2, rounding(mode)), number(rounded[mode] * 100)) << value << " mode " << mode;
            EXPECT_EQ((n(value) * 7).rounded_to(7, rounding(mode)), number(rounded[mode] * 7)) << value << " mode " << mode;
            number const shifted = n(value).sign() < 0 ? n(value) - far : n(value) + far;
            number const expected = n(value).sign() < 0 ? number(rounded[mode]) - far : number(rounded[mode]) + far;
            EXPECT_EQ(shifted.rounded(0, rounding(mode)), expected) << value << " mode " << mode;
        }
}

TEST(number, rounding_to_places_and_multiples) {
    EXPECT_EQ(n("100/3").rounded(2, rounding::half_up), n("33.33"));
    EXPECT_EQ(n("12.30").rounded(1, rounding::half_even), n("12.3"));
    EXPECT_EQ(number(5).rounded(900, rounding::up), number(5));
    EXPECT_EQ(number(149).rounded_to(50, rounding::half_up), number(150));
    EXPECT_EQ(number(125).rounded_to(50, rounding::half_even), number(100));
    EXPECT_EQ(n("0.3").rounded_to(n("0.25"), rounding::half_up), n("0.25"));
    EXPECT_EQ(number::ratio(1, 3).rounded(30, rounding::down).to_exact(), "0.333333333333333333333333333333");
    EXPECT_EQ(number(highest).rounded(-18, rounding::up).to_exact(), "10000000000000000000");
}

TEST(number, reads_json_numbers) {
    EXPECT_EQ(number::parse("0.1"), number::ratio(1, 10));
    EXPECT_EQ(number::parse("-12"), number(-12));
    EXPECT_EQ(number::parse("-0"), number(0));
    EXPECT_EQ(number::parse("-0.0e5"), number(0));
    EXPECT_EQ(number::parse("1.25e2"), number(125));
    EXPECT_EQ(number::parse("5E0"), number(5));
    EXPECT_EQ(number::parse("5e-0002"), n("0.05"));
    EXPECT_EQ(number::parse("1E+3"), number(1000));
    EXPECT_EQ(number::parse("9223372036854775807"), number(highest));
    EXPECT_EQ(number::parse("-9223372036854775808"), number(lowest));
    EXPECT_EQ(number::parse("9223372036854775808")->to_exact(), "9223372036854775808");
    EXPECT_EQ(number::parse("0.000000000000000000000000000001")->to_exact(), "0.000000000000000000000000000001");
    EXPECT_EQ(number::parse("0.0010e3"), number(1));
}

TEST(number, refuses_what_is_no_json_number) {
    for (char const* text : {"", "-", "+1", "01", "-01", "00", "1.", ".5", "1.e2", "1e", "1e+", "1e-", " 1", "1 ", "1x", "0x10", "1_000", "1,5",
                             "NaN", "Infinity", "-Infinity", "--1", "1e1.5", "1/2", "1.2.3", "٣", "1e1e1", "true", "null", "\"1\""})
        EXPECT_EQ(number::parse(text), std::nullopt) << text;
    EXPECT_EQ(number::parse(std::string_view("1\0", 2)), std::nullopt);
}

TEST(number, refuses_what_exceeds_the_limits) {
    EXPECT_TRUE(number::parse("1e1000"));
    EXPECT_TRUE(number::parse("1e-1000"));
    EXPECT_FALSE(number::parse("1e1001"));
    EXPECT_FALSE(number::parse("1e-1001"));
    EXPECT_FALSE(number::parse("0e99999999999999999999999"));
    EXPECT_TRUE(number::parse(std::string(number::max_text, '7')));
    EXPECT_FALSE(number::parse(std::string(number::max_text + 1, '7')));
    EXPECT_FALSE(number::parse("0." + std::string(number::max_text, '0')));
    EXPECT_FALSE(number::parse(std::string(10'000'000, '1')));
    EXPECT_TRUE(number::parse_exact(std::string(number::max_exact_text, '7')));
    EXPECT_FALSE(number::parse_exact(std::string(number::max_exact_text + 1, '7')));
}

TEST(number, prints_fixed_digits) {
    EXPECT_EQ(number::ratio(2025, 2).to_fixed(2), "1012.50");
    EXPECT_EQ(n("0.004").to_fixed(2), "0.00");
    EXPECT_EQ(n("-0.004").to_fixed(2), "0.00");
    EXPECT_EQ(n("-0.005").to_fixed(2), "-0.01");
    EXPECT_EQ(n("0.005").to_fixed(2), "0.01");
    EXPECT_EQ(n("-1.5").to_fixed(0), "-2");
    EXPECT_EQ(n("-0.5").to_fixed(0), "-1");
    EXPECT_EQ(n("-0.4").to_fixed(0), "0");
    EXPECT_EQ(n("100/3").to_fixed(3), "33.333");
    EXPECT_EQ(n("200/3").to_fixed(3), "66.667");
    EXPECT_EQ(number(7).to_fixed(3), "7.000");
    EXPECT_EQ(number(lowest).to_fixed(18), "-9223372036854775808.000000000000000000");
    EXPECT_EQ(number(lowest).to_fixed(19), "-9223372036854775808.0000000000000000000");
    EXPECT_EQ((number(highest) * 10).to_fixed(1), "92233720368547758070.0");
    EXPECT_EQ(number::ratio(1, highest).to_fixed(2), "0.00");
    EXPECT_EQ(n("1/3").to_fixed(25), "0.3333333333333333333333333");
}

TEST(number, prints_exactly) {
    EXPECT_EQ(n("-0.125").to_exact(), "-0.125");
    EXPECT_EQ(n("100/3").to_exact(), "100/3");
    EXPECT_EQ(n("-100/3").to_exact(), "-100/3");
    EXPECT_EQ(n("2/4").to_exact(), "0.5");
    EXPECT_EQ(n("1.50").to_exact(), "1.5");
    EXPECT_EQ((number(highest) / 3 / number(highest) / number(highest)).to_exact(), "1/27670116110564327421");
    EXPECT_EQ(n("100/3").to_readable(), "≈ 33.3333");
    EXPECT_EQ(n("0.12345").to_readable(4), "≈ 0.1235");
    EXPECT_EQ(n("0.12345").to_readable(5), "0.12345");
    EXPECT_EQ(n("12").to_readable(), "12");
}

TEST(number, refuses_what_to_exact_never_writes) {
    for (char const* text : {"", "1/0", "1/-2", "1/", "/2", "1.5/2", "1/2.5", "1e5", "1/2/3", "01", "1/02", " 1", "+1"})
        EXPECT_EQ(number::parse_exact(text), std::nullopt) << text;
}

TEST(number, exact_text_reads_back) {
    numbers source;
    for (int i = 0; i < 5'000; ++i) {
        number const a = source.next();
        EXPECT_EQ(number::parse_exact(a.to_exact()), a) << a.to_exact();
        number const b = a.rounded(static_cast<int>(i % 30), rounding::half_even);
        EXPECT_EQ(number::parse(b.to_exact()), b) << b.to_exact();
        EXPECT_EQ(number::parse(a.to_fixed(static_cast<unsigned>(i % 30))), a.rounded(i % 30, rounding::half_up)) << a.to_exact();
    }
}

TEST(number, counts_decimals_and_bits) {
    EXPECT_EQ(number(5).decimals(), 0u);
    EXPECT_EQ(n("0.125").decimals(), 3u);
    EXPECT_EQ(n("0.04").decimals(), 2u);
    EXPECT_EQ(n("1/3").decimals(), std::nullopt);
    EXPECT_EQ(number::parse("1e-40")->decimals(), 40u);
    EXPECT_EQ((n("1/3") / number(highest) / number(highest)).decimals(), std::nullopt);
    EXPECT_EQ(number(0).bits(), 1u);
    EXPECT_EQ(n("2/15").bits(), 4u);
    EXPECT_EQ(number(lowest).bits(), 64u);
    EXPECT_EQ((number(highest) * 2).bits(), 64u);
    EXPECT_EQ(number::parse("1e100")->bits(), 333u);
}

TEST(number, whole_numbers_of_38_digits_have_128_bits) {
    auto const nines = number::parse(std::string(38, '9')).value();
    auto const wide = barem::to_int128(nines);
    ASSERT_TRUE(wide);
    EXPECT_EQ(static_cast<std::uint64_t>(*wide % 10'000'000'000), 9'999'999'999U);
    EXPECT_EQ(barem::to_int128(number(0) - nines), -*wide);
    EXPECT_EQ(barem::to_int128(number(lowest)), barem::int128{lowest});
    EXPECT_EQ(barem::to_int128(nines + number(1)), std::nullopt);
    EXPECT_EQ(barem::to_int128(nines / number(7)), std::nullopt);
    EXPECT_EQ(barem::to_int128(n("1/2")), std::nullopt);
}
