#pragma once
// Comparisons solved for their variable: `volume - 100% > 5%` asks `volume` to be above 105%.

#include "check/analysis/extent.hpp"
#include "check/program.hpp"

namespace barem::analysis {

/// `expression` = factor * variable + offset, with factor other than zero.
struct linear {
    program::expression const* variable = nullptr;
    number factor = 1, offset = 0;
    /// The values of the variable for which the whole lies in `e`.
    [[nodiscard]] extent solve(extent const& e) const;
};

[[nodiscard]] linear solve_for_variable(program::program const&, program::expression const&);

}  // namespace barem::analysis
