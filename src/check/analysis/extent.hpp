#pragma once
// Stretches of a line of numbers, dense or on a grid. Dates, words, truths and texts are laid on such a line too, see axis.hpp.

#include <barem/number.hpp>

#include <optional>

namespace barem::analysis {

/// The numbers from `low` to `high`; an absent end is open to infinity.
struct extent {
    std::optional<number> low, high;
    bool low_closed = false, high_closed = false;

    static extent point(number const& at) { return {at, at, true, true}; }
    static extent everything() { return {}; }
    [[nodiscard]] bool contains(number const& x) const;
    [[nodiscard]] bool is_point() const { return low && high && *low == *high; }
    friend bool operator==(extent const&, extent const&) = default;
};

/// The distance of neighbours when only multiples of it exist; absent: every number exists.
using grid = std::optional<number>;

/// The same values with the tightest bounds: on a grid both ends become closed grid points. nullopt when there is no value in it.
[[nodiscard]] std::optional<extent> tightened(extent e, grid const& step);

[[nodiscard]] std::optional<extent> intersection(extent const& a, extent const& b, grid const& step);

/// The value that a person would name as an example: few decimals, near the middle. Precondition: `e` is tightened. Both steps of the
/// grids in use (1 and powers of a tenth) have the whole numbers among their multiples, so that the result is on the grid as well.
[[nodiscard]] number simplest(extent const& e);

}  // namespace barem::analysis
