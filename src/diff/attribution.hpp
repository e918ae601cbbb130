#pragma once
// Which rule moved a record: both rule sets are asked the same questions of it, from the output inward, as far as they answer differently.

#include "diff/compare_rosters.hpp"

namespace barem::diff {

/// Fills in mover::causes. Reads the roster once more for each side, as far as the last mover; scores it once more where it has cohorts.
void attribute_movers(std::vector<output_difference>&, sides const&, roster_job const&);

}  // namespace barem::diff
