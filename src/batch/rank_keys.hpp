#pragma once
// What a record is ranked by, as one integer of a few words that is ordered as the record is: the group first, then key by key.

#include "batch/row_block.hpp"
#include "check/program.hpp"

#include <array>
#include <bit>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace barem::batch {

/// count / divisor, in units that all values of the key share. divisor > 0.
struct fraction { std::int64_t count = 0, divisor = 1; };

/// Fractions with greater divisors are compared, not packed.
inline constexpr std::int64_t greatest_packed_divisor = (std::int64_t{1} << 31) - 1;

/// The fraction of a key's value; `denominator`: units in one. nullopt when it does not fit into 64 bits, or is nothing that is ordered.
[[nodiscard]] std::optional<fraction> fraction_of(value const&, std::int64_t denominator);
/// The fractions of the rows of a column. One that does not fit gets a divisor of 0.
void read_fractions(columnar::result_column const&, std::uint32_t rows, std::vector<fraction>& made);
[[nodiscard]] inline bool fits(fraction const& f) { return f.divisor > 0 && f.divisor <= greatest_packed_divisor; }

/// What values of one key there are.
struct key_range {
    std::int64_t low = 0, high = 0;             ///< of the values, downward to whole ones
    std::int64_t divisor = 1;                   ///< the greatest
    bool any = false;
    void add(fraction const& f) {
        std::int64_t whole = f.count;
        if (f.divisor != 1) {
            whole = f.count / f.divisor - (f.count % f.divisor < 0 ? 1 : 0);
            if (f.divisor > divisor) divisor = f.divisor;
        }
        low = any && low < whole ? low : whole;
        high = any && high > whole ? high : whole;
        any = true;
    }
    void add(key_range const&);
};

/// Makes the integers of one key: an exact image of its order. Two different fractions with divisors of at most d differ by at least
/// 1/d^2, so that their products with d^2 differ in the whole part.
class key_packing {
public:
    key_packing(key_range const&, bool descending);
    [[nodiscard]] unsigned bits() const { return bits_; }
    [[nodiscard]] uint128 pack(fraction const& f) const {
        int128 scaled = f.count;
        if (scale_ != 1) {
            scaled *= scale_;
            if (f.divisor != 1) scaled = divide_down(scaled, f.divisor);
        }
        return static_cast<uint128>(descending_ ? high_ - scaled : scaled - low_);
    }

private:
    static int128 divide_down(int128 a, std::int64_t b);

    int128 low_ = 0, high_ = 0;
    std::int64_t scale_ = 1;
    unsigned bits_ = 0;
    bool descending_ = false;
};

[[nodiscard]] inline unsigned width_of_integer(uint128 v) {
    auto const high = static_cast<std::uint64_t>(v >> 64);
    return static_cast<unsigned>(high != 0 ? 64 + std::bit_width(high) : std::bit_width(static_cast<std::uint64_t>(v)));
}

/// An integer of W words, the most significant first.
template <std::size_t W>
struct packed_key {
    std::array<std::uint64_t, W> words{};

    /// Moves what is there up and puts `v`, of so many bits, below.
    void push(uint128 v, unsigned bits) {
        if constexpr (W == 1) {
            words[0] = bits >= 64 ? static_cast<std::uint64_t>(v) : words[0] << bits | static_cast<std::uint64_t>(v);
        } else if constexpr (W == 2) {
            auto all = uint128(words[0]) << 64 | words[1];
            all = bits >= 128 ? v : all << bits | v;
            words = {static_cast<std::uint64_t>(all >> 64), static_cast<std::uint64_t>(all)};
        } else {
            for (unsigned left = bits; left != 0;) {
                unsigned const step = left < 63 ? left : 63;
                for (std::size_t i = 0; i != W; ++i) words[i] = words[i] << step | (i + 1 == W ? 0 : words[i + 1] >> (64 - step));
                left -= step;
                words[W - 1] |= static_cast<std::uint64_t>(v >> left) & ((std::uint64_t{1} << step) - 1);
            }
        }
    }
    /// `count` bits (at most 32) below bit `end`, counted from the least.
    [[nodiscard]] std::uint32_t digit(unsigned end, unsigned count) const {
        unsigned const from = end - count, word = from / 64, shift = from % 64;
        std::uint64_t v = words[W - 1 - word] >> shift;
        if (shift + count > 64 && word + 1 < W) v |= words[W - 2 - word] << (64 - shift);
        return static_cast<std::uint32_t>(v & ((std::uint64_t{1} << count) - 1));
    }
    friend auto operator<=>(packed_key const&, packed_key const&) = default;
};

}  // namespace barem::batch
