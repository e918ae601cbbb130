// Arithmetic, comparison and rounding. Small operands are worked out in 128 bits, which no single operation on 64-bit terms can
// overflow; only a result that does not fit in 64 bits goes to the heap.

#include <barem/export.hpp>

#include "number/large.hpp"
#include "number/to_int128.hpp"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <limits>
#include <numeric>
#include <utility>

namespace barem::inline BAREM_VERSION_NAMESPACE {

namespace {

using access = number_access;

constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();

std::uint64_t magnitude(std::int64_t n) { return n < 0 ? 0 - static_cast<std::uint64_t>(n) : static_cast<std::uint64_t>(n); }
uint128 magnitude(int128 n) { return n < 0 ? 0 - static_cast<uint128>(n) : static_cast<uint128>(n); }

big_integer to_big(int128 n) {
    uint128 const m = magnitude(n);
    big_integer big = static_cast<std::uint64_t>(m >> 64);
    big <<= 64;
    big += static_cast<std::uint64_t>(m);
    if (n < 0) big = -big;
    return big;
}

/// numerator / denominator. Precondition: lowest terms, denominator > 0.
number from_terms(int128 numerator, int128 denominator) {
    if (numerator >= lowest && numerator <= highest && denominator <= highest)
        return access::small(static_cast<std::int64_t>(numerator), static_cast<std::int64_t>(denominator));
    return access::adopt(std::make_unique<number::large>(number::large{big_rational(to_big(numerator), to_big(denominator))}));
}

/// a / b + sign * c / d for small operands. Knuth, The Art of Computer Programming, 4.5.1: the gcd of the denominators first keeps
/// every term small and makes a last reduction by it enough.
number add_small(number const& left, number const& right, int sign) {
    int128 const a = access::numerator(left), c = int128(access::numerator(right)) * sign;
    std::int64_t const b = access::denominator(left), d = access::denominator(right);
    if (b == 1 && d == 1) return from_terms(a + c, 1);
    std::int64_t const common = b == d ? b : std::gcd(b, d);
    if (common == 1) return from_terms(a * d + c * b, int128(b) * d);
    int128 const sum = a * (d / common) + c * (b / common);
    auto const rest = static_cast<std::uint64_t>(magnitude(sum) % static_cast<uint128>(common));
    auto const again = static_cast<std::int64_t>(std::gcd(rest, static_cast<std::uint64_t>(common)));
    return from_terms(sum / again, int128(b / common) * (d / again));
}

/// (a * c) / (b * d) with the given signs and magnitudes, reduced crosswise so that the products are in lowest terms.
number product(bool negative, std::uint64_t a, std::uint64_t b, std::uint64_t c, std::uint64_t d) {
    if (a == 0 || c == 0) return {};
    std::uint64_t const ad = d == 1 ? 1 : std::gcd(a, d);
    std::uint64_t const cb = b == 1 ? 1 : std::gcd(c, b);
    // Each factor is at most 2^63, so that the products are at most 2^126.
    auto const numerator = static_cast<int128>(uint128(a / ad) * (c / cb));
    auto const denominator = static_cast<int128>(uint128(b / cb) * (d / ad));
    return from_terms(negative ? -numerator : numerator, denominator);
}

bool both_small(number const& a, number const& b) { return !a.is_large() && !b.is_large(); }

// ── rounding ────────────────────────────────────────────────────────────────────────────────────────────────────

/// Whether a quotient goes one away from zero, given its whole part toward zero. `half` compares twice the rest with the divisor.
bool goes_away(bool rest, std::strong_ordering half, bool odd, bool negative, rounding mode) {
    if (!rest) return false;
    switch (mode) {
        case rounding::half_up: return half >= 0;
        case rounding::half_even: return half > 0 || (half == 0 && odd);
        case rounding::half_down: return half > 0;
        case rounding::toward_zero: return false;
        case rounding::away_from_zero: return true;
        case rounding::down: return negative;
        case rounding::up: return !negative;
    }
    return false;
}

std::strong_ordering order(int c) { return c <=> 0; }

/// The nearest integer by `mode`.
number to_whole(number const& n, rounding mode) {
    if (n.is_integer()) return n;
    bool const negative = n.sign() < 0;
    if (!n.is_large()) {
        std::uint64_t const top = magnitude(access::numerator(n));
        auto const bottom = static_cast<std::uint64_t>(access::denominator(n));
        std::uint64_t const whole = top / bottom, rest = top % bottom;   // whole < 2^62: the denominator is at least 2
        bool const away = goes_away(rest != 0, rest <=> bottom - rest, whole % 2 != 0, negative, mode);
        auto const result = static_cast<std::int64_t>(whole + (away ? 1 : 0));
        return negative ? -result : result;
    }
    big_rational const& value = access::large(n);
    big_integer const top = abs(numerator(value)), bottom = denominator(value);
    big_integer whole, rest;
    divide_qr(top, bottom, whole, rest);
    if (goes_away(rest != 0, order(big_integer(rest * 2).compare(bottom)), bit_test(whole, 0), negative, mode)) ++whole;
    if (negative) whole = -whole;
    return from_rational(big_rational(std::move(whole)));
}

}  // namespace

// ── construction ────────────────────────────────────────────────────────────────────────────────────────────────

number number::ratio(std::int64_t numerator, std::int64_t denominator) {
    return product((numerator < 0) != (denominator < 0), magnitude(numerator), 1, 1, magnitude(denominator));
}

number number::adopt(large* value) {
    std::unique_ptr<large> owned(value);
    return from_rational(std::move(owned->value));
}

void number::copy_large(number const& other) { large_ = new large(*other.large_); }

void number::release() noexcept { delete large_; }

big_rational to_rational(number const& n) {
    if (n.is_large()) return access::large(n);
    // Already in lowest terms: the two-argument constructor's gcd is only over 64 bits.
    return big_rational(big_integer(access::numerator(n)), big_integer(access::denominator(n)));
}

number from_rational(big_rational value) {
    big_integer const top = numerator(value), bottom = denominator(value);
    if (top >= lowest && top <= highest && bottom <= highest)
        return access::small(static_cast<std::int64_t>(top), static_cast<std::int64_t>(bottom));
    return access::adopt(std::make_unique<number::large>(number::large{std::move(value)}));
}

// ── arithmetic ──────────────────────────────────────────────────────────────────────────────────────────────────

number operator+(number const& a, number const& b) {
    if (both_small(a, b)) return add_small(a, b, 1);
    return from_rational(to_rational(a) + to_rational(b));
}

number operator-(number const& a, number const& b) {
    if (both_small(a, b)) return add_small(a, b, -1);
    return from_rational(to_rational(a) - to_rational(b));
}

number operator*(number const& a, number const& b) {
    if (!both_small(a, b)) return from_rational(to_rational(a) * to_rational(b));
    std::int64_t const n = access::numerator(a), m = access::numerator(b);
    if (access::denominator(a) == 1 && access::denominator(b) == 1) return from_terms(int128(n) * m, 1);
    return product((n < 0) != (m < 0), magnitude(n), magnitude(access::denominator(a)), magnitude(m), magnitude(access::denominator(b)));
}

number operator/(number const& a, number const& b) {
    if (!both_small(a, b)) return from_rational(to_rational(a) / to_rational(b));
    std::int64_t const n = access::numerator(a), m = access::numerator(b);
    return product((n < 0) != (m < 0), magnitude(n), magnitude(access::denominator(a)), magnitude(access::denominator(b)), magnitude(m));
}

number number::operator-() const {
    if (is_large()) return from_rational(-large_->value);
    return from_terms(-int128(numerator_), denominator_);
}

// ── comparison ──────────────────────────────────────────────────────────────────────────────────────────────────

// A value has one representation only: a large number never equals a small one.
bool number::equal_large(number const& a, number const& b) {
    return a.is_large() && b.is_large() && a.large_->value == b.large_->value;
}

std::strong_ordering number::compare_unlike(number const& a, number const& b) {
    if (both_small(a, b))
        return order(int128(a.numerator_) * b.denominator_ < int128(b.numerator_) * a.denominator_ ? -1 : 1);
    if (a.sign() != b.sign()) return a.sign() <=> b.sign();
    return order(to_rational(a).compare(to_rational(b)));
}

// ── properties ──────────────────────────────────────────────────────────────────────────────────────────────────

bool number::is_integer() const { return is_large() ? denominator(large_->value) == 1 : denominator_ == 1; }

int number::sign() const {
    if (is_large()) return large_->value.sign();
    return (numerator_ > 0) - (numerator_ < 0);
}

std::optional<std::int64_t> number::to_int64() const {
    if (denominator_ == 1) return numerator_;
    return std::nullopt;
}

std::optional<int128> to_int128(number const& n) {
    if (auto const whole = n.to_int64()) return *whole;
    if (!n.is_large()) return std::nullopt;
    static big_integer const bound = pow(big_integer(10), 38U);
    auto const& value = number_access::large(n);
    big_integer const size = abs(numerator(value));
    if (denominator(value) != 1 || size >= bound) return std::nullopt;
    // In halves, for big_integer of no particular size takes no 128 bits everywhere.
    auto const made = static_cast<int128>(static_cast<std::uint64_t>(size >> 64)) << 64 | static_cast<std::uint64_t>(size & ~std::uint64_t{0});
    return value < 0 ? -made : made;
}

std::size_t number::bits() const {
    if (is_large()) return std::max(msb(abs(numerator(large_->value))), msb(denominator(large_->value))) + 1;
    return static_cast<std::size_t>(std::bit_width(magnitude(numerator_) | magnitude(denominator_)));
}

std::size_t number::hash() const noexcept {
    auto const mix = [](std::uint64_t a, std::uint64_t b) {
        a ^= b * 0x9E3779B97F4A7C15u;
        return (a ^ (a >> 32)) * 0xD6E8FEB86659FD93u;
    };
    if (is_large()) return hash_value(large_->value);
    return mix(static_cast<std::uint64_t>(numerator_), static_cast<std::uint64_t>(denominator_));
}

// ── rounding ────────────────────────────────────────────────────────────────────────────────────────────────────

number number::rounded_to(number const& multiple, rounding mode) const { return to_whole(*this / multiple, mode) * multiple; }

number number::rounded(int places, rounding mode) const {
    if (places == 0) return to_whole(*this, mode);
    if (places > 0 && is_integer()) return *this;
    big_integer const ten = 10;
    auto const digits = static_cast<unsigned>(std::abs(places));
    number const power = from_rational(big_rational(pow(ten, digits)));
    return places > 0 ? to_whole(*this * power, mode) / power : rounded_to(power, mode);
}

}  // namespace barem
