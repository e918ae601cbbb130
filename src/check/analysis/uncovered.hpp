#pragma once
// What is said of cases that no level takes: how far they reach, which levels take those beside them, and what a level for them would ask.

#include "check/analysis/search.hpp"

namespace barem::analysis {

/// What is to be told of one case, in words.
struct uncovered_extent {
    std::string where;                       ///< "`total` is from 900 to below 1000 and `praised` is `false`"; empty: nothing is known
    std::string condition;                   ///< `total in [900 .. 1000) and not praised`; empty: it cannot be written
    struct neighbour {
        std::size_t level;                   ///< of the classification
        std::string takes;                   ///< "`total` below 900"
    };
    std::vector<neighbour> beside;
};

/// `conditions`: of the levels, in their order; `uncovered`: that none of them holds, as it does where `found` is chosen.
[[nodiscard]] uncovered_extent extent_of_case(program::program const&, formulas const&, std::vector<formulas::id> const& conditions, formulas::id uncovered,
                                              assignment const& found);

}  // namespace barem::analysis
