#pragma once
// Arguments for which a row of a table is taken.

#include "check/program.hpp"

#include <optional>
#include <vector>

namespace barem::coverage {

/// The simplest values in the row's own cells that no earlier row takes; `row` as many as there are: that none takes, for `otherwise` and gaps.
/// nullopt: there are none, or they were not found. Whether a condition of the row holds for them is not looked at.
[[nodiscard]] std::optional<std::vector<value>> arguments_for(program::program const&, program::table const&, std::size_t row);

/// The simplest values that two rows take.
[[nodiscard]] std::optional<std::vector<value>> arguments_of_overlap(program::program const&, program::table const&);

}  // namespace barem::coverage
