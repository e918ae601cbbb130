#pragma once
// Proofs over a program without errors. What is found comes with an example: a value in a gap, a case in which two rows hold.
//
//   bands and tables    gaps, overlaps, empty intervals, rows never hit           tables.cpp
//   classifications     cases without a level, two levels at once, dead levels    levels.cpp
//   conditions          always true or false; thresholds that nothing reaches     conditions.cpp
//   rows, exceptions    the same condition twice                                  duplicates.cpp
//   arguments           values outside the range that a table declares            domains.cpp
//   caps, min, max      that never decide                                         caps.cpp
//   bands               out of order; results that go against the others          order.cpp
//   bounds              percentages written as fractions                          fractions.cpp
//   deductions          negative amounts, which add                               signs.cpp
//
// Definitions, inputs and imports that nothing uses are found in unused.hpp.
//
// Values fall into finitely many cells (axis.hpp), so that the proofs are exact. They stop after compile_limits::max_proof_steps for each
// table and classification, and then say "not decided" (B1312).

#include "check/analysis/goal.hpp"
#include "check/program.hpp"

#include <barem/limits.hpp>

namespace barem::check {

/// Every finding, of tables in the order of the program, of classifications and so on, each with what a record must do to show it; that
/// refers to expressions of the program. Pure: the same program has the same findings.
[[nodiscard]] analysis::findings analyse(program::program const&, compile_limits const& = {});

/// Nobody reads thousands of gaps: errors are kept before warnings, and the last one says how many are not shown.
void keep_worst(analysis::findings&, std::size_t most);

}  // namespace barem::check
