#pragma once
// The parts of the analysis; each adds what it finds.

#include "check/analysis/bounds.hpp"

#include <barem/limits.hpp>

namespace barem::analysis {

/// levels.cpp: B1401, B1402, B1403, and B1312 where nothing was decided.
void analyse_levels(program::program const&, program::index record, program::member const&, estimator&, compile_limits const&,
                    std::vector<diagnostic>& found);

/// tables.cpp: B1301, B1302, B1305, B1307, B1308, B1309, B1312, B1314.
void analyse_table(program::program const&, program::index table, estimator&, compile_limits const&, std::vector<diagnostic>& found);

}  // namespace barem::analysis
