#pragma once
// The rows of a decision table that may still hold, column by column. Inner header of the lowering.

#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace barem::columnar {

/// Where the rows of a table hold along one of its columns: pieces are numbered from 0.
struct table_column {
    std::uint32_t pieces = 1;
    std::vector<std::vector<std::pair<std::uint32_t, std::uint32_t>>> runs;     ///< by row: first and last piece
};

/// Rows in ascending order.
using row_set = std::vector<std::uint32_t>;

/// The distinct sets of rows that hold so far, and how a column leads from one to the next.
struct row_partition {
    std::vector<row_set> sets;
    /// By set and piece of the column that was added last (set * pieces + piece): the set that follows.
    std::vector<std::uint32_t> next;
};

/// In what order to go through the columns, and what each leads to: the least entries of all orders. `first_only`: of rows that hold only the
/// first counts. nullopt when it would take more than `most_entries`, or too much work to find out.
struct row_diagram {
    std::vector<std::size_t> order;
    std::vector<row_partition> steps;       ///< by place in the order
};
[[nodiscard]] std::optional<row_diagram> make_diagram(std::vector<table_column> const&, std::size_t rows, bool first_only, std::size_t most_entries);

}  // namespace barem::columnar
