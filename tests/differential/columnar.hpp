#pragma once
// The columnar executor against the scalar one: every yield of every stage, on every instruction set.

#include "differential/dice.hpp"
#include "differential/executors.hpp"

namespace differential {

/// What disagrees, in words; nothing when all agree. `d` chooses forms of columns, sizes of batches, instruction sets.
[[nodiscard]] std::optional<std::string> compare_columnar(barem::ruleset const&, measure const&, dice& d, statistics&);

}  // namespace differential
