#pragma once
// Which lists a record has, and which members stand in the rows of their tables.

#include "explain/context.hpp"

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

/// A member of an element, or of a single record in it.
struct part {
    std::vector<index> through;     ///< list slots of single records
    index kind = none, member = none;
    text label;
    bool is_inner = false;          ///< see column::is_inner
};

struct parts { std::vector<part> inputs, computed; };

/// The inputs and definitions of a kind of record, with those of the single records in it.
[[nodiscard]] parts parts_of(context&, index kind);

}  // namespace barem::explain
