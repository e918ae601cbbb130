// Numbers straight from counts, against those of barem::number. Failures indict src/io/number_text.cpp.

#include "io/number_text.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <random>
#include <string>

using namespace barem;

namespace {

void expect_same(int128 count, std::int64_t denominator, std::int64_t divisor) {
    auto const value = from_rational(big_rational(big_integer(count), big_integer(int128{denominator} * divisor)));
    for (unsigned const digits : {0U, 1U, 2U, 6U, 18U, 19U, 30U})
        for (bool const exact : {false, true}) {
            io::number_text const form(digits, exact, denominator);
            auto const expected = exact ? value.to_exact() : value.to_fixed(digits);
            io::text_buffer text;
            form.append(text, count, divisor);
            ASSERT_EQ(text.text(), expected) << digits;
            if (divisor != 1) continue;
            text.clear();
            form.append(text, count);
            ASSERT_EQ(text.text(), expected) << digits;
            if (count != static_cast<std::int64_t>(count)) continue;
            text.clear();
            form.append(text, static_cast<std::int64_t>(count));
            ASSERT_EQ(text.text(), expected) << digits;
        }
}

}  // namespace

TEST(number_text, at_the_edges) {
    constexpr auto most = std::numeric_limits<std::int64_t>::max(), least = std::numeric_limits<std::int64_t>::min();
    for (int128 const count : {int128{0}, int128{1}, int128{-1}, int128{5}, int128{-5}, int128{99}, int128{most}, int128{least}, int128{most} + 1, int128{least} * 1'000'003})
        for (std::int64_t const denominator : {std::int64_t{1}, std::int64_t{2}, std::int64_t{3}, std::int64_t{8}, std::int64_t{1000}, std::int64_t{1} << 40, most})
            for (std::int64_t const divisor : {std::int64_t{1}, std::int64_t{7}, most}) expect_same(count, denominator, divisor);
}

TEST(number_text, at_random) {
    std::mt19937_64 random(9);
    for (int i = 0; i < 3000; ++i) {
        auto const count = static_cast<std::int64_t>(random() >> random() % 64);
        auto const denominator = random() % 2 ? std::int64_t{1} : static_cast<std::int64_t>(random() >> (1 + random() % 63)) + 1;
        expect_same(random() % 2 ? -count : count, denominator <= 0 ? 1 : denominator, random() % 3 == 0 ? static_cast<std::int64_t>(random() % 1000 + 1) : 1);
    }
}
