#pragma once
// Records as columns in any form that a caller may bring: wider storage than needed, other decimals, first rows that are not at the
// beginning, values beyond the bounds that nobody vouches for.

#include "differential/dice.hpp"

#include "check/program.hpp"
#include "columnar/record_columns.hpp"

#include <barem/record_data.hpp>

#include <deque>
#include <span>
#include <vector>

namespace differential {

struct wild_columns {
    barem::columnar::record_columns columns;
    std::vector<std::size_t> rows;                  ///< by row: number of the record
    std::deque<std::vector<std::uint64_t>> memory;
};

[[nodiscard]] wild_columns make_wild_columns(barem::program::program const&, barem::program::index record, std::span<barem::record_data const* const> records, dice&);

}  // namespace differential
