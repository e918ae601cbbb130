#pragma once
// One value out of a column of results.

#include "check/program.hpp"
#include "columnar/evaluation.hpp"

#include <barem/value.hpp>

namespace barem::batch {

/// Of a column whose values are of this type; texts need their views.
[[nodiscard]] value value_at(columnar::result_column const&, program::type const&, std::size_t row);

/// count / (denominator * divisor). Precondition: both are positive.
[[nodiscard]] number number_of(int128 count, std::int64_t denominator, std::int64_t divisor);

}  // namespace barem::batch
