#pragma once
// Places among others: ranks within the groups of a roster. Compares values exactly.

#include "plan/evaluation_tree.hpp"

#include <span>
#include <vector>

namespace barem::exec {

/// What a record brings to a rank: the group it belongs to, and what it is ranked by.
struct rank_entry {
    std::vector<value> partition;
    std::vector<value> keys;
};

/// The place of a record in its group.
struct standing {
    program::index place = 0;           ///< from 1
    program::index sharing = 0;         ///< records that share the place, this one included
    program::index group = 0;           ///< records of the group
};

/// The standings of the entries, in their order. Equal in all keys is equal in place. After a shared place the next is skipped as often
/// as it was shared (competition: 1, 2, 2, 4) or not at all (dense: 1, 2, 2, 3).
[[nodiscard]] std::vector<standing> rank(std::span<rank_entry const> entries, std::span<plan::sort_key const> keys, bool dense);

}  // namespace barem::exec
