#pragma once
// What all threads share that score one roster.

#include "batch/score.hpp"
#include "columnar/program.hpp"
#include "io/result_lines.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace barem::batch {

struct scoring_plan {
    scoring_plan(family const&, score_options const&);

    barem::family rules;
    score_options options;
    bool keeps_values = false;                          ///< of rows, instead of lines: for a table
    bool has_cohorts = false;
    std::optional<columnar::columnar_program> program;  ///< usable; without one every record goes to the scalar executor
    std::vector<columnar::index> yield_of;              ///< by output: of the program's first stage. Not with cohorts
    std::vector<io::result_lines> lines;                ///< by version
    std::vector<std::size_t> word_outputs;              ///< that are counted
};

}  // namespace barem::batch
