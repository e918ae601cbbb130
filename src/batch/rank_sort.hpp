#pragma once
// Sorting of packed keys: by digits from the most significant, the rest by comparison.

#include "batch/parallel.hpp"
#include "batch/rank_keys.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace barem::batch {

template <std::size_t W>
struct ranked_row {
    packed_key<W> key;
    std::uint32_t row = 0;
    friend bool operator<(ranked_row const& a, ranked_row const& b) { return a.key < b.key; }
};

namespace rank_sorting {

inline constexpr std::size_t compared = 256;        ///< so few are sorted by comparison
inline constexpr std::size_t apart = 1 << 14;       ///< so many are worth a thread
inline constexpr unsigned digit_bits = 11;

/// `bits`: of the keys, that are not the same in all rows. `other`: as much room.
template <std::size_t W>
void sort(std::span<ranked_row<W>> rows, ranked_row<W>* other, unsigned bits, bool parallel) {
    if (rows.size() <= compared || bits == 0) {
        if (bits != 0) std::sort(rows.begin(), rows.end());
        return;
    }
    unsigned const width = std::min({bits, digit_bits, static_cast<unsigned>(std::bit_width(rows.size())) - 3});
    std::vector<std::uint32_t> ends(std::size_t{1} << width);
    for (auto const& r : rows) ++ends[r.key.digit(bits, width)];
    if (std::ranges::find(ends, rows.size()) != ends.end()) return sort(rows, other, bits - width, parallel);
    std::uint32_t sum = 0;
    for (std::uint32_t& end : ends) sum += std::exchange(end, sum);
    for (auto const& r : rows) other[ends[r.key.digit(bits, width)]++] = r;
    std::copy_n(other, rows.size(), rows.begin());
    for_each_index(ends.size(), parallel && rows.size() > apart, [&](std::size_t digit) {
        std::uint32_t const first = digit == 0 ? 0 : ends[digit - 1];
        sort(rows.subspan(first, ends[digit] - first), other + first, bits - width, parallel);
    });
}

}  // namespace rank_sorting

template <std::size_t W>
void sort_ranked(std::vector<ranked_row<W>>& rows, unsigned bits, bool parallel) {
    auto const other = std::make_unique_for_overwrite<ranked_row<W>[]>(rows.size());
    rank_sorting::sort<W>(rows, other.get(), bits, parallel);
}

}  // namespace barem::batch
