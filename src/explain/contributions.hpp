#pragma once
// Tables of the records in lists: what each was given, what it computed, and how that was decided.

#include "explain/decisions.hpp"

namespace barem::explain {

/// A list of a main frame, followed inward through lists: tasks, indicators, contents.
struct list_path {
    index frame = none;
    std::vector<index> lists;       ///< slots
    std::vector<index> kinds;       ///< record kinds of the elements, as many
};

/// Every list of the record, and of the lists within them.
[[nodiscard]] std::vector<list_path> find_lists(context&);

/// Gives the tables their numbers, so that other parts can refer to them.
void number_tables(context&, std::vector<list_path> const&);

[[nodiscard]] contribution_table contributions_of(context&, decider&, list_path const&, unsigned number);

}  // namespace barem::explain
