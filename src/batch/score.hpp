#pragma once
// A roster of any length, scored: read, evaluated and written part by part, in parallel, in order.
//
// Memory does not grow with the roster but for what score_options::memory says; the results are the same bytes whatever the threads, the
// sizes of parts and batches, and the executor.

#include "batch/row_source.hpp"
#include "batch/scored_batch.hpp"
#include "io/result_writer.hpp"

#include <barem/family.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace barem::batch {

enum class executor : std::uint8_t {
    columnar,       ///< where the rule set can be lowered to columns, else scalar
    scalar,         ///< one record at a time: slower, the same results
};

struct score_options {
    unsigned threads = 0;                           ///< 0: as many as there are cores
    std::size_t memory = std::size_t{1} << 30;      ///< bytes for what grows with the roster (ids, cohorts); past it they go to temporary files
    std::string scratch_folder;                     ///< of these files; empty: TMPDIR, else /tmp
    batch::executor executor = batch::executor::columnar;
    std::string instruction_set;                    ///< one of columnar::instruction_sets(); empty: the best
    std::size_t batch_rows = 1024;                  ///< that are evaluated together
    io::result_format format = io::result_format::jsonl;
    io::result_options results;
};

/// A record with a result.
struct scored_row {
    std::uint64_t line = 0;
    std::string_view id;
    std::size_t version = 0;                        ///< of the rule set
    std::string_view result;                        ///< its line, as score_options::format has it: JSON Lines or CSV
};

/// Who is told what, in the order of the roster. All are called by one thread at a time, perhaps another one each time.
struct score_watch {
    std::function<void(std::string_view bytes)> results;                                    ///< the next bytes of the result, whole lines
    std::function<void(scored_row const&)> row;                                             ///< instead: results one by one; versions may differ in outputs
    std::function<void(rejection const&)> rejected;
    std::function<void(std::uint64_t records, std::uint64_t bytes_read)> progress;          ///< after each part
    std::function<bool()> stop;                                                             ///< true: the rest does not matter
};

struct score_summary {
    std::uint64_t scored = 0, rejected = 0;
    std::uint64_t in_columns = 0;       ///< records that the columnar executor scored, as far as they rest on no others; the scalar one did the rest
    /// By output, in order: of those that are words how many records have each, last how many have none; of others nothing. Empty when
    /// versions have different outputs.
    std::vector<std::vector<std::uint64_t>> words;
};

/// Opens a roster for a family: JSON Lines or CSV; where there are several versions, JSON Lines. The limits are those of the rule set. Throws
/// input_failure.
[[nodiscard]] std::unique_ptr<row_source> open_roster(family const&, std::unique_ptr<byte_source>, std::vector<list_file> lists = {},
                                                      roster_options const& = {});

/// Scores what open_roster() gave for the same family. A later record of an id that an earlier one with a result has is rejected. Records
/// that fail only among others, in their cohorts, are rejected last. Throws input_failure, scratch_failure, and what the watch throws.
score_summary score(family const&, row_source&, score_options const&, score_watch const&);

}  // namespace barem::batch
