// Reading and printing of numbers.

#include <barem/export.hpp>

#include "number/large.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>

namespace barem::inline BAREM_VERSION_NAMESPACE {

namespace {

using access = number_access;

constexpr int small_power = 18;             // 10^18 is the largest power of ten in 63 bits

constexpr std::array<std::uint64_t, small_power + 1> make_powers() {
    std::array<std::uint64_t, small_power + 1> powers{1};
    for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
    return powers;
}
constexpr auto power_of_ten = make_powers();

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The parts of a JSON number. The grammar is checked here and nowhere else.
struct parts {
    bool negative = false;
    std::string_view whole, fraction;
    int exponent = 0;                        // more than number::max_exponent: out of limits
};

std::string_view take_digits(std::string_view& text) {
    auto const end = std::find_if_not(text.begin(), text.end(), is_digit);
    std::string_view const digits = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    text.remove_prefix(digits.size());
    return digits;
}

bool take(std::string_view& text, char c) {
    if (text.empty() || text.front() != c) return false;
    text.remove_prefix(1);
    return true;
}

bool take_exponent(std::string_view& text, int& exponent) {
    if (!take(text, 'e') && !take(text, 'E')) return true;
    bool const negative = take(text, '-');
    if (!negative) take(text, '+');
    std::string_view const digits = take_digits(text);
    if (digits.empty()) return false;
    for (char c : digits) exponent = std::min(exponent * 10 + (c - '0'), 1'000'000);
    if (negative) exponent = -exponent;
    return true;
}

std::optional<parts> split(std::string_view text, bool with_exponent) {
    parts p;
    p.negative = take(text, '-');
    p.whole = take_digits(text);
    if (p.whole.empty() || (p.whole.size() > 1 && p.whole.front() == '0')) return std::nullopt;
    if (take(text, '.')) {
        p.fraction = take_digits(text);
        if (p.fraction.empty()) return std::nullopt;
    }
    if (with_exponent && !take_exponent(text, p.exponent)) return std::nullopt;
    if (!text.empty()) return std::nullopt;
    return p;
}

std::uint64_t small_digits(std::string_view digits, std::uint64_t from = 0) {
    for (char c : digits) from = from * 10 + static_cast<std::uint64_t>(c - '0');
    return from;
}

big_integer big_digits(std::string digits) {
    digits.erase(0, digits.find_first_not_of('0'));      // a leading zero would mean octal
    return digits.empty() ? big_integer(0) : big_integer(digits);
}

number big_value(parts const& p, int scale) {
    big_integer digits = big_digits(std::string(p.whole) + std::string(p.fraction));
    if (digits == 0) return {};
    if (p.negative) digits = -digits;
    big_integer const power = pow(big_integer(10), static_cast<unsigned>(std::abs(scale)));
    if (scale <= 0) return from_rational(big_rational(big_integer(digits * power)));
    return from_rational(big_rational(digits, power));
}

number value_of(parts const& p) {
    int const scale = static_cast<int>(p.fraction.size()) - p.exponent;      // value = digits / 10^scale
    if (p.whole.size() + p.fraction.size() > small_power || scale > small_power || scale < -small_power) return big_value(p, scale);
    auto const digits = static_cast<std::int64_t>(small_digits(p.fraction, small_digits(p.whole)));
    std::int64_t const top = p.negative ? -digits : digits;
    if (scale == 0) return top;
    auto const power = static_cast<std::int64_t>(power_of_ten[static_cast<std::size_t>(std::abs(scale))]);
    return scale > 0 ? number::ratio(top, power) : number(top) * number(power);
}

/// `digits` with a point before its last `places`.
std::string with_point(bool negative, std::string digits, unsigned places) {
    if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
    if (places > 0) digits.insert(digits.size() - places, 1, '.');
    if (negative) digits.insert(0, 1, '-');
    return digits;
}

std::string text_of(uint128 n) {
    char buffer[40];
    char* const end = buffer + sizeof buffer;
    char* at = end;
    do {
        *--at = static_cast<char>('0' + static_cast<int>(n % 10));
        n /= 10;
    } while (n != 0);
    return {at, end};
}

/// How often `divisor` divides n, which loses those factors.
template <class Integer>
unsigned remove_factor(Integer& n, unsigned divisor) {
    unsigned count = 0;
    while (n % divisor == 0) {
        n /= divisor;
        ++count;
    }
    return count;
}

std::optional<unsigned> decimals_of(big_integer denominator) {
    auto const twos = static_cast<unsigned>(lsb(denominator));
    denominator >>= twos;
    unsigned const fives = remove_factor(denominator, 5);
    if (denominator != 1) return std::nullopt;
    return std::max(twos, fives);
}

}  // namespace

std::optional<number> number::parse(std::string_view text) {
    if (text.size() > max_text) return std::nullopt;
    auto const p = split(text, true);
    if (!p || std::abs(p->exponent) > max_exponent) return std::nullopt;
    return value_of(*p);
}

std::optional<number> number::parse_exact(std::string_view text) {
    if (text.size() > max_exact_text) return std::nullopt;
    std::size_t const slash = text.find('/');
    auto const top = split(text.substr(0, slash), false);
    if (!top) return std::nullopt;
    if (slash == std::string_view::npos) return value_of(*top);
    auto const bottom = split(text.substr(slash + 1), false);
    if (!bottom || bottom->negative || !top->fraction.empty() || !bottom->fraction.empty()) return std::nullopt;
    number const divisor = value_of(*bottom);
    if (divisor.is_zero()) return std::nullopt;
    return value_of(*top) / divisor;
}

std::optional<unsigned> number::decimals() const {
    if (is_large()) return decimals_of(boost::multiprecision::denominator(large_->value));
    if (denominator_ == 1) return 0;
    std::int64_t rest = denominator_;
    unsigned const twos = remove_factor(rest, 2), fives = remove_factor(rest, 5);
    if (rest != 1) return std::nullopt;
    return std::max(twos, fives);
}

std::string number::to_exact() const {
    if (denominator_ == 1) return std::to_string(numerator_);
    if (auto const places = decimals()) return to_fixed(*places);
    if (is_large()) return large_->value.str();
    return std::to_string(numerator_) + '/' + std::to_string(denominator_);
}

std::string number::to_fixed(unsigned digits) const {
    bool const negative = sign() < 0;
    if (!is_large() && digits <= small_power) {
        // At most 2 * 2^63 * 10^18 + 2^63, less than 2^125.
        uint128 const twice = uint128(negative ? 0 - static_cast<std::uint64_t>(numerator_) : static_cast<std::uint64_t>(numerator_))
                            * power_of_ten[digits] * 2;
        auto const bottom = static_cast<uint128>(denominator_);
        uint128 const nearest = (twice + bottom) / (bottom * 2);
        return with_point(negative && nearest != 0, text_of(nearest), digits);
    }
    big_rational const value = to_rational(*this);
    big_integer const bottom = boost::multiprecision::denominator(value);
    big_integer const twice = abs(boost::multiprecision::numerator(value)) * pow(big_integer(10), digits) * 2;
    big_integer const nearest = (twice + bottom) / (bottom * 2);
    return with_point(negative && nearest != 0, nearest.str(), digits);
}

std::string number::to_readable(unsigned digits) const {
    auto const places = decimals();
    if (places && *places <= digits) return to_exact();
    return "≈ " + to_fixed(digits);
}

}  // namespace barem
