#pragma once
// Expressions whose value is known without a record.

#include "check/program.hpp"

#include <optional>

namespace barem::analysis {

/// The value of a constant, a parameter (its initial value, unless it has values by date) and of plain arithmetic on them; nullopt of everything else.
[[nodiscard]] std::optional<value> constant_value(program::program const&, program::expression const&);

/// The numbers of an interval whose bounds are constant numbers, dates or words (by position); nullopt when a bound is not.
struct extent;
[[nodiscard]] std::optional<extent> constant_extent(program::program const&, program::interval const&);

/// A number, date (its day count), word (its position) or truth (0, 1) on one line; nullopt of texts and of nothing.
[[nodiscard]] std::optional<number> as_number(value const&);

}  // namespace barem::analysis
