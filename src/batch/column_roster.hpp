#pragma once
// Rows of columns that are one roster, in any number of batches.

#include "batch/bound_columns.hpp"
#include "batch/bound_outputs.hpp"
#include "exec/roster.hpp"

#include <barem/batch.hpp>

#include <cstddef>
#include <span>
#include <vector>

namespace barem::batch {

/// Rows are numbered from 0 in the order in which they are added. One thread at a time; `rules` must outlive it.
class column_roster {
public:
    explicit column_roster(ruleset::implementation const& rules);

    /// All rows of a batch. The columns need not outlive the call.
    void add(bound_columns const&, std::size_t rows);
    /// When all are there.
    void finish();
    /// Writes `rows` rows as rows 0 and on of `to`; each once, in their order. `status` of them may be empty. What is told of rejected rows counts
    /// from the first that is written.
    [[nodiscard]] batch_result write(bound_outputs const& to, std::span<row_status> status, std::size_t rows);

private:
    ruleset::implementation const& rules_;
    exec::roster_scorer scorer_;
    std::size_t added_ = 0, written_ = 0;           ///< rows
    std::vector<std::size_t> row_of_;               ///< by position in the scorer
    std::vector<exec::scored> scored_;              ///< in the order of the rows, like those that are rejected
    std::vector<batch_result::rejection> rejected_;
    std::size_t next_scored_ = 0, next_rejected_ = 0;
};

}  // namespace barem::batch
