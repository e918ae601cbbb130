#pragma once
// Proofs over a program without errors. What is found comes with an example: a value in a gap, a case in which two rows hold.
//
//   bands and tables    gaps, overlaps, empty intervals, rows never hit           tables.cpp
//   classifications     cases without a level, two levels at once, dead levels    levels.cpp
//   arguments           values outside the range that a table declares            domains.cpp
//
// Values fall into finitely many cells (axis.hpp), so that the proofs are exact. They stop after compile_limits::max_proof_steps for each
// table and classification, and then say "not decided" (B1312).

#include "check/program.hpp"

#include <barem/limits.hpp>

namespace barem::check {

/// Every finding, of tables in the order of the program, of classifications, of arguments. Pure: the same program has the same findings.
[[nodiscard]] std::vector<diagnostic> analyse(program::program const&, compile_limits const& = {});

}  // namespace barem::check
