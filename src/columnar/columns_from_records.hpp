#pragma once
// Records that were read one by one, as columns: for callers that have record_data, and for tests.

#include "check/program.hpp"
#include "columnar/program.hpp"
#include "columnar/record_columns.hpp"

#include <barem/record_data.hpp>

#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace barem::columnar {

/// The records that fit the layout of columns (layout.hpp), in their order, and the numbers of the others: a number that is beyond its
/// bounds or has more decimals than the column. Absent values are left to the program, as lists that are too long.
struct columns_of_records {
    record_columns columns;                 ///< views into `memory`
    std::vector<std::size_t> fitting;       ///< by row: number of the record
    std::vector<std::size_t> others;        ///< ascending
    std::shared_ptr<void const> memory;
};

/// `record`: the kind of the records. An input that has no layout has no column.
[[nodiscard]] columns_of_records columns_from_records(program::program const&, index record, std::span<record_data const* const> records);

/// The counts of 10^-places that a number is, if it is a whole number of them and fits.
[[nodiscard]] std::optional<std::int64_t> count_of(number const&, std::uint8_t places);

}  // namespace barem::columnar
