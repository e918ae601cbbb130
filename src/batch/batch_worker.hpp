#pragma once
// Rows of a caller's columns, scored: what one thread of a batch_scorer does.

#include "batch/bound_columns.hpp"
#include "batch/bound_outputs.hpp"
#include "batch/column_checks.hpp"
#include "columnar/evaluation.hpp"
#include "exec/stratum.hpp"

#include <barem/batch.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace barem::batch {

/// What the threads of one call share.
struct batch_job {
    ruleset::implementation const& rules;
    columnar::columnar_program const* program;      ///< null: every row goes to the scalar executor
    bound_columns const& columns;
    column_checks const& checks;
    bound_outputs const& outputs;
    std::span<row_status> status;                   ///< may be empty
};

/// The record of a row when it is in order, else why not. Neither reads nor scores anything else.
[[nodiscard]] result<record_data, issues> checked_record(ruleset::implementation const&, bound_columns const&, std::size_t row);

class batch_worker {
public:
    /// `rules` must outlive it.
    explicit batch_worker(ruleset::implementation const& rules);

    void begin() { scored = one_by_one = 0, rejected.clear(); }
    /// Rows [first, end); `first` is a multiple of 64.
    void score(batch_job const&, std::size_t first, std::size_t end);

    std::size_t scored = 0, one_by_one = 0;
    std::vector<batch_result::rejection> rejected;  ///< in the order of the rows

private:
    void score_batch(batch_job const&, std::size_t first, std::size_t count);
    void score_row(batch_job const&, std::size_t row);
    void reject(batch_job const&, std::size_t row, issues);

    std::optional<columnar::evaluation> evaluation_;
    exec::stratum_evaluation run_;
    exec::first_phase made_;
    column_checks::scratch scratch_;
    std::vector<std::uint64_t> unsure_;             ///< bitmap of the batch: rows for the scalar executor
    std::vector<columnar::result_column> by_output_;
};

}  // namespace barem::batch
