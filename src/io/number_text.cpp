#include "io/number_text.hpp"

#include <barem/number.hpp>

#include <charconv>
#include <cstring>
#include <limits>
#include <numeric>

namespace barem::io {

namespace {

constexpr unsigned most_digits = 18;                // 10^18 fits in 64 bits
constexpr std::size_t longest = 48;                 // sign, 20 digits, point, zeros before them

number from_parts(int128 count, int128 denominator) {
    return from_rational(big_rational(big_integer(count), big_integer(denominator)));
}

/// The places after the point that every count of 1/denominator fits into; more than most_digits: there are none.
unsigned places_of(std::int64_t denominator) {
    unsigned places = 0;
    for (int128 power = 1; places <= most_digits; ++places, power *= 10)
        if (power % denominator == 0) return places;
    return places;
}

}  // namespace

number_text::number_text(unsigned digits, bool exact, std::int64_t denominator)
    : digits_(exact ? places_of(denominator) : digits), exact_(exact), denominator_(denominator) {
    if (digits_ > most_digits) return;
    for (unsigned i = 0; i < digits_; ++i) power_ *= 10;
    auto const power = static_cast<std::int64_t>(power_);
    if (power % denominator != 0) return;
    factor_ = power / denominator;
    most_ = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max() / factor_);
}

void number_text::append(text_buffer& out, std::int64_t count) const {
    bool const negative = count < 0;
    auto const size = negative ? 0 - static_cast<std::uint64_t>(count) : static_cast<std::uint64_t>(count);
    if (factor_ == 0 || size > most_) return append_slowly(out, count, 1);
    append_scaled(out, negative, size * static_cast<std::uint64_t>(factor_));
}

void number_text::append(text_buffer& out, int128 count) const {
    if (count == static_cast<std::int64_t>(count)) return append(out, static_cast<std::int64_t>(count));
    append_slowly(out, count, 1);
}

void number_text::append(text_buffer& out, int128 count, std::int64_t divisor) const {
    bool const negative = count < 0;
    auto const size = negative ? 0 - static_cast<uint128>(count) : static_cast<uint128>(count);
    constexpr uint128 all = std::numeric_limits<std::uint64_t>::max();
    if (exact_ || digits_ > most_digits || size > all || static_cast<uint128>(divisor) * static_cast<uint128>(denominator_) > all)
        return append_slowly(out, count, divisor);
    // At most 2^64 * 10^18 * 2 + 2^64, less than 2^126.
    auto const bottom = static_cast<uint128>(divisor) * static_cast<uint128>(denominator_);
    auto const nearest = (size * power_ * 2 + bottom) / (bottom * 2);
    if (nearest > all) return append_slowly(out, count, divisor);
    append_scaled(out, negative && nearest != 0, static_cast<std::uint64_t>(nearest));
}

void number_text::append_scaled(text_buffer& out, bool negative, std::uint64_t scaled) const {
    char* at = out.room(longest);
    if (negative) *at++ = '-';
    if (digits_ == 0) return out.kept(std::to_chars(at, at + longest, scaled).ptr);
    at = std::to_chars(at, at + longest, scaled / power_).ptr;
    char digits[most_digits + 2];
    char* const end = std::to_chars(digits, digits + sizeof digits, scaled % power_ + power_).ptr;
    digits[0] = '.';                                // instead of the 1 that kept the zeros
    auto size = static_cast<std::size_t>(end - digits);
    if (exact_) {
        while (size > 0 && digits[size - 1] == '0') --size;
        if (size == 1) size = 0;
    }
    std::memcpy(at, digits, size);
    out.kept(at + size);
}

void number_text::append_slowly(text_buffer& out, int128 count, std::int64_t divisor) const {
    auto const value = from_parts(count, static_cast<int128>(denominator_) * divisor);
    out.append(exact_ ? value.to_exact() : value.to_fixed(digits_));
}

}  // namespace barem::io
