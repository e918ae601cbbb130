#pragma once
// Whole rosters as text through batch::score, against the scalar executor: the bytes of the results, the rejected records, their words and
// their order, whatever the threads, the sizes of parts and batches, the memory and the form of the text.

#include "differential/dice.hpp"
#include "differential/executors.hpp"

namespace differential {

/// JSON Lines.
[[nodiscard]] std::optional<std::string> compare_batch(barem::ruleset const&, std::vector<std::string> const& lines, measure const&, dice& d, statistics&);

/// The same records as CSV, where they are flat; lines that are no record in JSON are left out.
[[nodiscard]] std::optional<std::string> compare_csv(barem::ruleset const&, std::vector<std::string> const& lines, dice& d, statistics&);

}  // namespace differential
