#pragma once
// Scoring of a roster among itself, of any size: what rows yield on their own comes in blocks and is kept (on disk beyond a budget); then
// places and values of groups are made and fed back; then the results are read block by block. The same as exec::roster_scorer.

#include "batch/group_register.hpp"
#include "batch/places.hpp"
#include "batch/row_block.hpp"
#include "batch/spill.hpp"
#include "batch/strata.hpp"
#include "columnar/evaluation.hpp"
#include "columnar/program.hpp"
#include "exec/roster.hpp"

#include <barem/limits.hpp>

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace barem::batch {

struct cohort_options {
    std::size_t memory = std::size_t{256} << 20;        ///< bytes that rows and their sorting may take; the rest waits in a temporary file
    std::string directory;                              ///< of that file; empty: $TMPDIR, else /tmp
    bool parallel = false;                              ///< use the threads of the task arena that settle() is called in
    columnar::evaluation_options evaluation;
};

/// Results of a part of the roster. Movable; points into its own memory.
struct scored_block {
    std::vector<block_row> rows;                        ///< those that have results, in the order of the roster
    std::vector<columnar::result_column> outputs;       ///< by output of the record
    std::vector<std::vector<value>> others;             ///< outputs of the rows that are in no column
    std::vector<std::shared_ptr<void const>> memory;
};

/// A record that its cohorts reject.
struct rejected_row {
    std::string id;
    std::uint64_t line = 0;
    issue why;
};

class cohort_scorer {
public:
    /// What is passed by reference must outlive it. `program`: null, or one that is not usable: every row is one of the others.
    cohort_scorer(plan::compiled const&, columnar::columnar_program const* program, index record, exec::parameters const&, record_limits const&,
                  cohort_options = {});
    ~cohort_scorer();

    // ── a first pass: blocks are made by any threads, and added by one in the order of the roster ──

    [[nodiscard]] block_builder start() const { return block_builder(kept_[0]); }
    /// Whether add_other() needs the record, and whether block_builder::keep_records() must be called for rows in columns.
    [[nodiscard]] bool keeps_records() const { return keeps_records_; }
    [[nodiscard]] bool keeps_columns() const { return keeps_columns_; }
    /// A row that was evaluated by the scalar executor.
    void add_other(block_builder&, std::string_view id, std::uint64_t line, exec::first_phase const&, record_data const*) const;
    /// The records of rows 0 and on of the block's columns, for block_builder::keep_records().
    [[nodiscard]] bytes keep(columnar::record_columns const&) const;
    /// Returns the block's number. Throws std::length_error beyond 1,000,000,000 rows.
    std::size_t add(block_builder&&);
    /// The row is found to be none after all. Before settle().
    void drop(std::size_t block, std::uint32_t row);

    // ── places and values of groups, and what rests on them ──

    /// Tells of the records that are rejected, in the order of the roster.
    void settle(std::function<void(rejected_row const&)> const& rejected);

    // ── results: any threads ──

    [[nodiscard]] std::size_t blocks() const { return stages_[0]->size(); }
    [[nodiscard]] scored_block read(std::size_t block) const;

private:
    struct feeding;
    using failures = std::vector<std::pair<std::uint32_t, issue>>;      ///< by row of the block

    bool settles();
    bool pass();
    void enter_groups(index stratum);
    void count(index stratum);
    void place(stratum::rank const&, std::vector<key_range> const&, bool packed);
    bool later(index stratum);
    void give_up(std::vector<std::uint32_t> const& failing);
    [[nodiscard]] bool is_gone(std::size_t block, std::uint32_t row) const { return !gone_[block].empty() && gone_[block][row]; }
    void remove(std::uint32_t row, issue why);

    plan::evaluation_tree const& tree_;
    plan::compiled const& compiled_;
    columnar::columnar_program const* program_;         ///< null: none
    index record_;
    exec::parameters const& parameters_;
    record_limits limits_;
    cohort_options options_;
    std::vector<stratum> strata_;
    std::vector<kept_columns> kept_;                    ///< by stratum
    bool keeps_records_ = false, keeps_columns_ = false;

    memory_budget budget_;
    scratch_file file_;
    std::vector<std::unique_ptr<block_store>> stages_;  ///< by stratum: what its stage yields
    std::vector<std::unique_ptr<block_store>> groups_;  ///< by cohort: numbers of groups, or none
    std::vector<std::unique_ptr<block_store>> places_;  ///< by rank: row_place
    std::vector<std::uint32_t> first_rows_{0};          ///< by block, and behind the last
    std::vector<std::vector<bool>> gone_;               ///< by block: rows that count no longer; empty: none
    std::map<std::uint32_t, issue> failed_;             ///< by row
    std::vector<std::uint32_t> failing_;                ///< rows that failed in the last round
    std::vector<group_register> registers_;             ///< by cohort
    exec::group_table table_;
};

}  // namespace barem::batch
