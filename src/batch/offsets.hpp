#pragma once
// Offsets of lists and texts, as hosts give them.

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

namespace barem::batch {

/// Of `rows` rows, one more than rows: the first that go back or lead outside of 0 to `most`, such as `5, then 2 in row 1`; empty: none.
template <typename Offset>
[[nodiscard]] std::string disorder_of(Offset const* offsets, std::size_t rows, std::uint64_t most) {
    if (offsets == nullptr) return rows == 0 ? "" : "none";
    bool fits = offsets[0] >= 0;
    for (std::size_t i = 0; i != rows; ++i) fits &= offsets[i] <= offsets[i + 1];
    if (fits && static_cast<std::uint64_t>(offsets[rows]) <= most) return {};
    for (std::size_t i = 0; i != rows; ++i)
        if (offsets[i] < 0 || offsets[i] > offsets[i + 1] || std::cmp_greater(offsets[i + 1], most))
            return fmt::format("{}, then {} in row {}", offsets[i], offsets[i + 1], i);
    return fmt::format("{}", offsets[0]);
}

}  // namespace barem::batch
