#pragma once
// The last, ordered step: which records keep their ids, and what is written of them.

#include "batch/deferred_rows.hpp"
#include "batch/cohort_scorer.hpp"
#include "batch/id_register.hpp"
#include "batch/score.hpp"
#include "batch/scored_batch.hpp"
#include "batch/scoring_plan.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

namespace barem::batch {

/// An id is taken by the first record that has a result. Once it cannot be told at once whether an id is taken, everything that follows
/// waits in scratch files until finish().
class ordered_results {
public:
    /// `cohorts`: takes the blocks of the batches; null: batches have results, which are written.
    ordered_results(scoring_plan const&, score_watch const&, cohort_scorer* cohorts = nullptr);

    /// Batches in the order of the roster.
    void take(scored_batch&);
    /// To be called once after all batches, before what follows: settles what could not be told at once.
    void settle();
    /// A record that its cohorts reject.
    void reject(rejected_row const&);
    /// Results of rows among others, in the order of the roster.
    void write(scored_batch const&);
    score_summary finish();
    [[nodiscard]] std::uint64_t records() const { return records_; }

private:
    using standing = deferred_rows::standing;

    [[nodiscard]] standing standing_of(scored_batch const&, std::size_t row);
    void defer(scored_batch const&, std::size_t row);
    void settle(scored_batch const&, std::size_t row, standing);
    void reject(scored_batch const&, std::size_t row, standing);
    void drop(scored_batch const&, std::size_t row);
    void write(scored_batch const&, std::size_t from, std::size_t to);
    void count(scored_batch const&, std::size_t row);

    scoring_plan const& plan_;
    score_watch const& watch_;
    cohort_scorer* cohorts_;
    id_register ids_;
    std::optional<deferred_rows> deferred_;
    std::vector<std::vector<std::uint64_t>> counts_;    ///< by plan_.word_outputs
    score_summary summary_;
    std::uint64_t records_ = 0;
    std::size_t pending_ = 0;                           ///< rows from here on are scored, and not written yet
    std::ostringstream table_text_;
    std::unique_ptr<io::result_writer> table_;
};

}  // namespace barem::batch
