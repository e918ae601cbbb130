#pragma once
// Arithmetic on bounds of integer counts, which refuses what goes beyond 128 bits. Inner header of the lowering.

#include "columnar/lowered_value.hpp"

#include <algorithm>
#include <array>

namespace barem::columnar {

struct range { int128 low = 0, high = 0; };

[[noreturn]] inline void too_large() { throw refusal{"a number may need more than 128 bits"}; }

/// Beyond this a count is refused: what is left is room for a sign and for rounding.
inline constexpr int128 most_count = int128{1} << 124;

inline int128 checked(int128 x) {
    if (x > most_count || x < -most_count) too_large();
    return x;
}
inline int128 times(int128 a, int128 b) {
    int128 made;
    if (__builtin_mul_overflow(a, b, &made)) too_large();
    return checked(made);
}
inline std::int64_t times64(std::int64_t a, std::int64_t b) {
    std::int64_t made;
    if (__builtin_mul_overflow(a, b, &made)) throw refusal{"a denominator may need more than 64 bits"};
    return made;
}
/// `at` as a count of 1/denominator, rounded; what is beyond most_count: just beyond it.
[[nodiscard]] int128 count_at(number const& at, std::int64_t denominator, rounding);
/// The same of what is a whole count; nullopt of what is none, or none within most_count.
[[nodiscard]] std::optional<int128> whole_count(number const& at, std::int64_t denominator);

inline range operator+(range a, range b) { return {checked(a.low + b.low), checked(a.high + b.high)}; }
inline range operator-(range a, range b) { return {checked(a.low - b.high), checked(a.high - b.low)}; }
inline range operator*(range a, range b) {
    std::array const corners{times(a.low, b.low), times(a.low, b.high), times(a.high, b.low), times(a.high, b.high)};
    auto const [low, high] = std::ranges::minmax(corners);
    return {low, high};
}
inline range hull(range a, range b) { return {std::min(a.low, b.low), std::max(a.high, b.high)}; }

inline int128 floor_of(int128 a, int128 b) { return a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0); }
inline int128 ceiling_of(int128 a, int128 b) { return -floor_of(-a, b); }

inline int128 greatest_divisor(int128 a, int128 b) {
    if (a < 0) a = -a;
    while (b != 0) std::swap(a %= b, b);
    return a;
}

}  // namespace barem::columnar
