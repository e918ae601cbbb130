#pragma once
// Whole rosters as text through batch::score, against the scalar executor: the bytes of the results, the rejected records, their words and
// their order, whatever the threads, the sizes of parts and batches, the memory, the form of the text and its compression.

#include "differential/dice.hpp"
#include "differential/executors.hpp"

namespace differential {

/// JSON Lines.
[[nodiscard]] std::optional<std::string> compare_batch(barem::ruleset const&, std::vector<std::string> const& lines, measure const&, dice& d, statistics&);

/// The same records as CSV, where they are flat; lines that are no record in JSON are left out.
[[nodiscard]] std::optional<std::string> compare_csv(barem::ruleset const&, std::vector<std::string> const& lines, dice& d, statistics&);

/// The same records as joined CSV, where they have lists; only those that the rules accept or reject, as a reader's words name files and columns.
[[nodiscard]] std::optional<std::string> compare_joined(barem::ruleset const&, measure const&, dice& d, statistics&);

}  // namespace differential
