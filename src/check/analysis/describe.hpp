#pragma once
// Stretches, cases and values in words.

#include "check/analysis/bounds.hpp"
#include "check/analysis/boxes.hpp"

#include <string>

namespace barem::analysis {

/// `10.5%`: the value at a place of an axis.
[[nodiscard]] std::string write_place(program::program const&, axis const&, number const& place);

/// `10.5%`: an end of what a number or date can be; a few digits of a long one.
[[nodiscard]] std::string write_end(program::program const&, number const&, program::type const&);
/// "from 0 points to 990 points", "10% or more", "always 3", "any value".
[[nodiscard]] std::string describe_bounds(program::program const&, bounds const&, program::type const&);

/// "between 10% and 11%", "from 15 to 20", "above 100%", "exactly 70%", "`good` or `fair`": some cells of an axis.
[[nodiscard]] std::string describe(program::program const&, axis const&, side);
/// The same of a stretch of numbers, which is tightened; "any value" when it has no end.
[[nodiscard]] std::string describe(program::program const&, axis const&, extent const&);

/// "age is from 15 to 20 and kind is `good`"; axes whose every value is meant are left out.
[[nodiscard]] std::string describe(program::program const&, std::vector<axis> const&, box const&);

/// `age = 17, kind = good`: the simplest case of a box.
[[nodiscard]] std::string witness(program::program const&, std::vector<axis> const&, box const&);

/// As a cell of a table says it: `[15 .. 20)`, `< 10%`, `good, fair`, `-`.
[[nodiscard]] std::string as_cell(program::program const&, axis const&, side);
/// As a condition says it: `total in [900 .. 1000)`, `kind = good`, `not praised`; empty: it cannot be said, or every value is meant.
[[nodiscard]] std::string as_condition(program::program const&, axis const&, side);

/// `age = 17`
[[nodiscard]] std::string witness(program::program const&, axis const&, extent const&);

}  // namespace barem::analysis
