#pragma once
// A table or bands as boxes over the cells of its arguments.

#include "check/analysis/boxes.hpp"
#include "check/analysis/goal.hpp"

#include <optional>

namespace barem::analysis {

/// What a test asks of its argument, as stretches of the axis; nullopt when that is not known without a record.
using stretches = std::optional<std::vector<extent>>;
[[nodiscard]] stretches stretches_of(program::program const&, axis&, program::test const&);

struct table_model {
    std::vector<axis> axes;
    std::vector<row_box> boxes;              ///< in the order of the rows
    std::vector<bool> certain;               ///< by row: nothing but the arguments' cells decides
    std::vector<bool> possible;              ///< by row: has a box
    bool too_many_boxes = false;             ///< some rows were left out, since their alternatives multiply
    std::vector<finding> findings;           ///< B1305, B1314
    bool has_empty_interval = false;         ///< the boxes are those of the intervals as they were meant, see meant_by()

    [[nodiscard]] box space() const;
};

/// Of a table of the program.
[[nodiscard]] table_model model_of(program::program const&, program::table const&, std::size_t max_boxes);

/// Where a row stands, for a label: its first cell when the table has one column, else the row.
[[nodiscard]] source_span place_of(program::table const&, std::size_t row);

/// What an interval without a value was meant to be, most likely: its bounds exchanged, or closed around a single value.
[[nodiscard]] extent meant_by(extent const& empty);

/// "B1305": an interval without a value, with a proposal; nullopt when it has values.
/// `written`: what the extent was written as; `where`: what is shown.
[[nodiscard]] std::optional<diagnostic> empty_interval(program::program const&, axis const&, extent const&, program::interval const& written, source_span where);

}  // namespace barem::analysis
