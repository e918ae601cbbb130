#pragma once
// The inside of barem::number for the library's own use: large values and access to numerator and denominator.

#include <barem/number.hpp>

#include <boost/multiprecision/cpp_int.hpp>

#include <memory>
#include <utility>

namespace barem::inline BAREM_VERSION_NAMESPACE {

using big_integer = boost::multiprecision::cpp_int;
using big_rational = boost::multiprecision::cpp_rational;

__extension__ typedef __int128 int128;              // NOLINT: -Wpedantic accepts it in this form only
__extension__ typedef unsigned __int128 uint128;    // NOLINT

struct BAREM_LOCAL number::large {
    big_rational value;
};

struct number_access {
    // Of small numbers only; the denominator of a large one is 0.
    static std::int64_t numerator(number const& n) { return n.numerator_; }
    static std::int64_t denominator(number const& n) { return n.denominator_; }
    /// Precondition: denominator > 0 and lowest terms.
    static number small(std::int64_t numerator, std::int64_t denominator) {
        number n(numerator);
        n.denominator_ = denominator;
        return n;
    }
    // Of large numbers only.
    static big_rational const& large(number const& n) { return n.large_->value; }
    /// Precondition: the value has no small form.
    static number adopt(std::unique_ptr<number::large> value) {
        number n;
        n.denominator_ = 0;
        n.large_ = value.release();
        return n;
    }
};

/// The sum; of whole numbers that fit without a call.
[[nodiscard]] inline number sum(number const& a, number const& b) {
    std::int64_t made = 0;
    bool const is_whole = number_access::denominator(a) == 1 && number_access::denominator(b) == 1;
    if (is_whole && !__builtin_add_overflow(number_access::numerator(a), number_access::numerator(b), &made)) return made;
    return a + b;
}

/// Any number as a rational of any size.
big_rational to_rational(number const& n);
/// The other way; small values become small.
number from_rational(big_rational value);

}  // namespace barem
