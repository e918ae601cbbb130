#pragma once
// The columnar executor: runs a stage of a columnar program on batches of rows.

#include "columnar/program.hpp"
#include "columnar/record_columns.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace barem::columnar {

/// One yield of a batch. Points into the evaluation's memory; valid until its next run.
struct result_column {
    columnar::lane lane = columnar::lane::bits;
    void const* data = nullptr;                 ///< by row; text: std::string_view
    std::uint8_t const* given = nullptr;        ///< bitmap; null: everywhere
    std::int64_t denominator = 1;
    columnar::lane divisor_lane = columnar::lane::i64;
    void const* divisor = nullptr;              ///< by row; null: 1
};

/// Columns of a later stage, by number of columnar::stage::inputs. Divisors are of inputs with columnar::input::dividing, others empty.
struct stage_columns {
    std::vector<column> values;
    std::vector<column> divisors;               ///< positive integers; may be shorter
};

/// Names of the instruction sets that this machine has and the library was built for, slowest first: baseline, avx2, avx512, ...
[[nodiscard]] std::vector<std::string> instruction_sets();

struct evaluation_options {
    std::size_t batch_rows = 1024;              ///< most rows of domain 0 in one run; fewer where lists are long
    std::string instruction_set;                ///< empty: the best one
};

/// State of one thread. What a batch costs can be counted from the program: each instruction of a stage runs once over the rows of its
/// domain, in blocks of 64, and touches per row the bytes of its operands and of its result (an eighth of one for truths). After the first few batches nothing is allocated any more.
class evaluation {
public:
    /// The program must outlive it and be usable.
    explicit evaluation(columnar_program const&, evaluation_options const& = {});
    ~evaluation();
    evaluation(evaluation&&) noexcept;
    evaluation& operator=(evaluation&&) noexcept;

    /// Evaluates stage 0 on rows from `first` on; says how many it took, at most `count` and batch_rows, at least one.
    std::size_t run(record_columns const&, std::size_t first, std::size_t count);
    /// Evaluates a later stage on rows [first, first + count) of columns; count is at most batch_rows.
    void run(index stage, stage_columns const&, std::size_t first, std::size_t count);

    /// Of the last run, by number of columnar::stage::yields.
    [[nodiscard]] std::span<result_column const> results() const;
    /// Of the last run: bitmap of the rows that fall back, whose results mean nothing. Null: none does.
    [[nodiscard]] std::uint8_t const* fallback() const;

private:
    struct implementation;
    std::unique_ptr<implementation> inner_;
};

}  // namespace barem::columnar
