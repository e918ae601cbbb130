#pragma once
// A part of a roster as it was read: the rows that fit into columns, and the others.

#include "columnar/record_columns.hpp"
#include "io/json_record.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace barem::batch {

/// Rows in the order of the roster. A row either stands in the columns (all its fields are given as declared and lie within the
/// layout's bounds) or among the others: read exactly by the ordinary reader, with a record that the scalar executor scores or with
/// problems. Columns hold the key of every row that they have; its slot is that of the key member.
struct read_rows {
    struct row {
        std::uint64_t line = 0;                 ///< from 1, of its first byte; 0: of a list's own file, which its problem names
        std::uint32_t at = 0;                   ///< row of `columns`, or number among `others`
        bool in_columns = true;
    };
    std::vector<row> rows;
    columnar::record_columns columns;           ///< views into `memory`
    std::vector<io::read_record> others;
    std::shared_ptr<void const> memory;         ///< whatever the columns point into
};

}  // namespace barem::batch
