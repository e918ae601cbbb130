#include "columnar/doubles.hpp"

#include <barem/number.hpp>

#include <fmt/format.h>

#include <cmath>
#include <cstring>

namespace barem::columnar {

namespace {

double read(void const* doubles, std::size_t at) {
    double made = 0;
    std::memcpy(&made, static_cast<char const*>(doubles) + at * sizeof made, sizeof made);
    return made;
}

}  // namespace

std::optional<std::int64_t> decimal_count(void const* doubles, std::size_t at, unsigned places) {
    if (places > 15) return std::nullopt;
    double const from = read(doubles, at);
    double power = 1;
    for (unsigned i = 0; i != places; ++i) power *= 10;
    double const count = std::nearbyint(from * power);
    // Count and power are exact below 2^53, so that the quotient is the double nearest to the decimal.
    if (!(std::abs(count) < 9007199254740992.0) || count / power != from) return std::nullopt;
    return static_cast<std::int64_t>(count);
}

std::optional<std::int64_t> rounded_count(void const* doubles, std::size_t at, unsigned places) {
    double const from = read(doubles, at);
    if (!std::isfinite(from) || std::abs(from) > 1e18) return std::nullopt;
    // A half of 10^-places has but one digit more: 60 digits are enough to see one, and on which side of it the others lie.
    auto const exact = number::parse(fmt::format("{:.60f}", from));
    if (!exact) return std::nullopt;
    number count = exact->rounded(static_cast<int>(places), rounding::half_up);
    for (unsigned i = 0; i != places; ++i) count *= number(10);
    return count.to_int64();
}

std::string text_of_inexact(void const* doubles, std::size_t at) { return fmt::format("{}", read(doubles, at)); }

}  // namespace barem::columnar
