#pragma once
// Values of groups as columns of a later stage.

#include "batch/row_block.hpp"
#include "exec/cohort.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace barem::batch {

/// One input of a stage that is the value of the row's group, made once for all groups.
class group_column {
public:
    /// `denominator`: of what records bring. Of a mean the divisor is the number of records that it is made of.
    group_column(columnar::input const&, columnar::stage const&, std::int64_t denominator, program::aggregate_function, std::span<exec::group_value const>);

    /// Columns for rows in these groups (none: any value). Rows whose group has no fitting value are set in `falls_back`, by row.
    void gather(std::span<index const> groups, std::vector<bool>& falls_back);
    [[nodiscard]] columnar::column const& values() const { return values_; }
    [[nodiscard]] columnar::column const& divisors() const { return divisors_; }

private:
    struct one { std::int64_t count = 0, divisor = 1; bool given = false, fits = true; std::string_view text; };
    [[nodiscard]] one make(exec::group_value const&) const;

    columnar::input const& input_;
    columnar::lane lane_, divisor_lane_ = columnar::lane::i64;
    std::int64_t denominator_;
    bool is_mean_;
    std::vector<one> groups_;
    columnar::column values_, divisors_;
    bytes data_, divisor_data_, given_;
    std::vector<std::int32_t> ends_;
    std::vector<char> texts_;
};

/// The storage of a lane, and whether it holds an integer.
[[nodiscard]] columnar::storage storage_of(columnar::lane);
[[nodiscard]] bool holds(columnar::lane, int128);

}  // namespace barem::batch
