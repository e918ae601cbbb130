#pragma once
// One row of columns -> the record that it stands for: what the scalar executor, explanations and tests read.

#include <barem/record_data.hpp>

#include "check/program.hpp"
#include "columnar/record_columns.hpp"

#include <cstddef>

namespace barem::columnar {

/// The record of the roster in row `row`, with all its lists. A field without a column is absent. What no value of the field's type
/// could be (a truth of 2, a word beyond the last) comes as a number, which io::validate then names.
[[nodiscard]] record_data record_of(program::program const& rules, record_columns const& columns, std::size_t row);
/// The same of a record kind of `rules`.
[[nodiscard]] record_data record_of(program::program const& rules, program::index kind, record_columns const& columns, std::size_t row);

}  // namespace barem::columnar
