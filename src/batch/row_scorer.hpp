#pragma once
// One part of a roster -> what it came to. What a thread of the pipeline does.

#include "batch/row_source.hpp"
#include "batch/score.hpp"
#include "batch/scored_batch.hpp"
#include "batch/version_rows.hpp"
#include "columnar/evaluation.hpp"
#include "columnar/lower.hpp"
#include "exec/stratum.hpp"
#include "io/result_lines.hpp"

#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace barem::batch {

/// What all threads share.
struct scoring_plan {
    scoring_plan(family const&, score_options const&);

    barem::family rules;
    score_options options;
    bool keeps_values = false;                          ///< instead of lines
    std::optional<columnar::columnar_program> program;  ///< usable; without one every record goes to the scalar executor
    std::vector<program::index> yield_of;               ///< by output: of the program's first stage
    std::vector<io::result_lines> lines;                ///< by version
    std::vector<std::size_t> word_outputs;              ///< that are counted
};

class row_scorer {
public:
    /// Both must outlive it.
    row_scorer(scoring_plan const&, row_source const&);

    void score(roster_part const&, scored_batch& into);

private:
    /// Of one version.
    struct scalar {
        explicit scalar(ruleset::implementation const&);
        ruleset::implementation const& rules;
        exec::stratum_evaluation run;
        exec::first_phase made;
    };

    void add_other(io::read_record&, std::size_t version, scored_batch& into);
    void add_from_columns(columnar::record_columns const&, std::size_t row, scored_batch& into);
    void add_evaluated(std::string_view id, std::size_t row, scored_batch& into);
    void add_by_scalar(record_data const&, std::string_view id, std::size_t version, scored_batch& into);
    void reject(issues problems, scored_batch::fate, scored_batch& into);
    [[nodiscard]] std::string_view id_at(columnar::record_columns const&, std::size_t row) const;

    scoring_plan const& plan_;
    std::unique_ptr<row_parser> parser_;
    version_parser* versions_ = nullptr;                ///< the parser, when there are several versions
    std::vector<scalar> scalars_;                       ///< by version
    std::optional<columnar::evaluation> evaluation_;
    std::size_t begin_ = 0, end_ = 0;                   ///< rows of the columns that were evaluated last
    std::vector<columnar::result_column> outputs_;      ///< of these
    std::vector<io::number_text> forms_;
    scored_batch::row row_;                             ///< that is being made
};

}  // namespace barem::batch
