#pragma once
// Comparisons of a number or a date with a constant, and what can be reached.

#include "check/analysis/bounds.hpp"

#include <optional>

namespace barem::analysis {

struct threshold {
    program::expression const* value = nullptr;      ///< what is compared, without factors and constants that are added
    bounds reach;                            ///< of it; one end is known at least
};

/// nullopt when the expression is no such comparison, or nothing is known of what is compared.
[[nodiscard]] std::optional<threshold> threshold_of(program::program const&, program::expression const& comparison, place const&, estimator&);

}  // namespace barem::analysis
