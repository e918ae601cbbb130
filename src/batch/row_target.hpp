#pragma once
// Where the results of rows go: to text at once, or to blocks that wait for the other records of their cohorts.

#include "batch/cohort_scorer.hpp"
#include "batch/scored_batch.hpp"
#include "columnar/evaluation.hpp"
#include "exec/stratum.hpp"
#include "io/result_lines.hpp"

#include <barem/record_data.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace barem::batch {

struct scoring_plan;

/// Told of the rows of a part in their order. One thread.
class row_target {
public:
    virtual ~row_target() = default;

    virtual void begin(scored_batch& into) = 0;
    /// The next `rows` rows of the columns were evaluated: results by yield of the program's first stage.
    virtual void evaluated(std::span<columnar::result_column const> results, std::size_t rows) = 0;
    /// A row that has its results in what was evaluated last: number `in_results` there, `in_columns` of all columns.
    virtual void add(std::string_view id, std::uint64_t line, std::size_t in_results, std::size_t in_columns) = 0;
    /// A row that the scalar executor evaluated.
    virtual void add(std::string_view id, std::uint64_t line, std::size_t version, exec::first_phase const&, record_data const&) = 0;
    virtual void reject() = 0;
    virtual void end(columnar::record_columns const&) = 0;
};

/// Lines, or values for a table.
class line_target : public row_target {
public:
    explicit line_target(scoring_plan const& plan) : plan_(plan) {}

    void begin(scored_batch& into) override { into_ = &into; }
    void evaluated(std::span<columnar::result_column const> results, std::size_t rows) override;
    void add(std::string_view id, std::uint64_t line, std::size_t in_results, std::size_t in_columns) override;
    void add(std::string_view id, std::uint64_t line, std::size_t version, exec::first_phase const&, record_data const&) override;
    void reject() override;
    void end(columnar::record_columns const&) override {}

    // The same from results that stand by output.
    void use(std::span<columnar::result_column const> outputs);
    void add_row(std::string_view id, std::size_t row);
    void add_values(std::string_view id, std::size_t version, std::span<value const> outputs);

private:
    scoring_plan const& plan_;
    scored_batch* into_ = nullptr;
    std::vector<columnar::result_column> outputs_;
    std::vector<io::number_text> forms_;
};

/// A block for the scorer of cohorts.
class block_target : public row_target {
public:
    explicit block_target(cohort_scorer const& scorer) : scorer_(scorer) {}

    void begin(scored_batch& into) override;
    void evaluated(std::span<columnar::result_column const> results, std::size_t rows) override;
    void add(std::string_view id, std::uint64_t line, std::size_t in_results, std::size_t in_columns) override;
    void add(std::string_view id, std::uint64_t line, std::size_t version, exec::first_phase const&, record_data const&) override;
    void reject() override {}
    void end(columnar::record_columns const&) override;

private:
    cohort_scorer const& scorer_;
    scored_batch* into_ = nullptr;
    bool any_evaluated_ = false;
};

}  // namespace barem::batch
