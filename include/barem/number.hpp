#pragma once
// Exact numbers. Every score is one of these; binary floating point has no part in it.

#include <barem/export.hpp>

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace barem::inline BAREM_VERSION_NAMESPACE {

/// How a value that lies between two neighbours of a grid is moved onto the grid.
enum class rounding : std::uint8_t {
    half_up,          ///< to the nearest; a half goes away from zero (2.5 -> 3, -2.5 -> -3)
    half_even,        ///< to the nearest; a half goes to the even neighbour
    half_down,        ///< to the nearest; a half goes toward zero
    toward_zero,
    away_from_zero,
    down,             ///< toward minus infinity (floor)
    up,               ///< toward plus infinity (ceiling)
};

/// An exact rational number of any size, always in lowest terms.
/// Values whose numerator and denominator fit in 64 bits live inside the object, without allocation; larger ones on the heap.
class BAREM_API number {
public:
    number() noexcept = default;
    number(std::int64_t whole) noexcept : numerator_(whole) {}  // NOLINT: implicit on purpose
    number(int whole) noexcept : numerator_(whole) {}           // NOLINT
    /// numerator / denominator. Precondition: denominator != 0.
    static number ratio(std::int64_t numerator, std::int64_t denominator);

    number(number const& other) : denominator_(other.denominator_) {
        if (other.is_large()) copy_large(other);
        else numerator_ = other.numerator_;
    }
    number(number&& other) noexcept { take(other); }
    number& operator=(number const& other) { return *this = number(other); }
    number& operator=(number&& other) noexcept {
        if (this != &other) {
            if (is_large()) release();
            take(other);
        }
        return *this;
    }
    ~number() { if (is_large()) release(); }

    /// Longest text that parse() takes, and the largest absolute exponent.
    static constexpr std::size_t max_text = 1000;
    static constexpr int max_exponent = 1000;
    /// Longest text that parse_exact() takes; every number within record_limits::max_number_bits is shorter.
    static constexpr std::size_t max_exact_text = 40'000;

    /// Reads `-12`, `0.1`, `1.25e2`: a JSON number, exactly. nullopt when the text is no such number or exceeds the limits above.
    static std::optional<number> parse(std::string_view text);
    /// Reads what to_exact() writes: an integer, a decimal or `p/q` in lowest terms. nullopt beyond max_exact_text.
    static std::optional<number> parse_exact(std::string_view text);

    /// An integer ("12"), a terminating decimal ("-0.125") or a reduced fraction ("100/3").
    [[nodiscard]] std::string to_exact() const;
    /// Fixed-point text with `digits` digits after the point, rounded half up: to_fixed(2) of 2025/2 is "1012.50".
    /// What rounds to zero has no sign: to_fixed(2) of -0.004 is "0.00".
    [[nodiscard]] std::string to_fixed(unsigned digits) const;
    /// to_exact() when that is an integer or a decimal of at most `digits` digits after the point; else to_fixed(digits), preceded by "≈ ".
    [[nodiscard]] std::string to_readable(unsigned digits = 4) const;

    [[nodiscard]] bool is_integer() const;
    [[nodiscard]] bool is_zero() const { return !is_large() && numerator_ == 0; }
    [[nodiscard]] int sign() const;                                    ///< -1, 0, 1
    [[nodiscard]] std::optional<std::int64_t> to_int64() const;        ///< when it is an integer that fits
    /// Digits after the point of its decimal form; nullopt when that does not terminate.
    [[nodiscard]] std::optional<unsigned> decimals() const;
    /// Bits of the larger of numerator and denominator (absolute values): 1 for zero and one, 4 for 2/15.
    [[nodiscard]] std::size_t bits() const;
    /// Equal numbers have equal hashes. The value is not stable across versions.
    [[nodiscard]] std::size_t hash() const noexcept;

    /// The nearest multiple of `multiple` (> 0) by `mode`.
    [[nodiscard]] number rounded_to(number const& multiple, rounding mode) const;
    /// Rounded to `places` digits after the point (negative: before it). Precondition: |places| <= max_exponent.
    [[nodiscard]] number rounded(int places, rounding mode) const;

    friend BAREM_API number operator+(number const& a, number const& b);
    friend BAREM_API number operator-(number const& a, number const& b);
    friend BAREM_API number operator*(number const& a, number const& b);
    /// Precondition: b is not zero.
    friend BAREM_API number operator/(number const& a, number const& b);
    [[nodiscard]] number operator-() const;
    number& operator+=(number const& b) { return *this = *this + b; }
    number& operator-=(number const& b) { return *this = *this - b; }
    number& operator*=(number const& b) { return *this = *this * b; }

    friend bool operator==(number const& a, number const& b) {
        if (a.is_large() || b.is_large()) return equal_large(a, b);
        return a.numerator_ == b.numerator_ && a.denominator_ == b.denominator_;
    }
    friend std::strong_ordering operator<=>(number const& a, number const& b) {
        if (a.denominator_ == b.denominator_ && !a.is_large()) return a.numerator_ <=> b.numerator_;
        return compare_unlike(a, b);
    }

    struct large;                                                      // a heap-allocated rational, private to the library
    /// For the library: takes ownership; small values are demoted.
    static number adopt(large* value);
    [[nodiscard]] bool is_large() const noexcept { return denominator_ == 0; }

private:
    void take(number& other) noexcept {                                // leaves zero behind
        denominator_ = other.denominator_;
        if (other.is_large()) large_ = other.large_;
        else numerator_ = other.numerator_;
        other.numerator_ = 0;
        other.denominator_ = 1;
    }
    void copy_large(number const& other);
    void release() noexcept;
    static bool equal_large(number const& a, number const& b);
    static std::strong_ordering compare_unlike(number const& a, number const& b);
    friend struct number_access;

    union {
        std::int64_t numerator_ = 0;
        large* large_;
    };
    std::int64_t denominator_ = 1;                                     // 0: large_ is the value
};

}  // namespace barem
