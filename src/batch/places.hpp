#pragma once
// Places of the rows of a roster in their groups, by any number of rows: sorted in memory, or in runs that are merged from disk.

#include "batch/rank_keys.hpp"
#include "batch/spill.hpp"

#include <cstdint>
#include <functional>
#include <vector>

namespace barem::batch {

/// Of one row; place 0: it has none.
struct row_place { std::uint32_t place = 0, before = 0, sharing = 0; };

/// The rows of a block that are ranked, in order.
struct rows_to_rank {
    std::vector<std::uint32_t> rows;                    ///< of the roster
    std::vector<index> groups;
    std::vector<std::vector<fraction>> keys;            ///< by key
    void clear();
};

struct ranking {
    std::vector<key_packing> keys;
    index groups = 0;                                   ///< how many there are
    bool dense = false;
    unsigned bits = 0;                                  ///< of groups and keys together
    [[nodiscard]] unsigned group_bits() const { return groups < 2 ? 0 : static_cast<unsigned>(std::bit_width(groups - 1)); }
};

/// Most bits of a ranking that is sorted by packed keys.
inline constexpr unsigned greatest_packed_key = 256;

/// A roster's rows by blocks, and the room for ranking them.
struct ranking_room {
    std::vector<std::uint32_t> first_rows;              ///< by block, and behind the last
    std::size_t memory = 0;                             ///< bytes for sorting
    scratch_file& file;
    bool parallel = false;
};

/// Sorts and places. `fill`: makes what is to be ranked of a block; called once for each block, by several threads where it is parallel.
/// `places`: gets a block of row_place for each block of rows.
void place_rows(ranking const&, ranking_room const&, std::function<void(std::size_t block, rows_to_rank&)> const& fill, block_store& places);

/// The same for keys that cannot be packed: compared one by one, in memory. `made`: by row of the roster.
struct row_to_compare { std::uint32_t row = 0; index group = none; std::vector<value> keys; };
void place_compared(std::vector<row_to_compare> rows, std::vector<bool> const& descending, bool dense, ranking_room const&, block_store& places);

}  // namespace barem::batch
