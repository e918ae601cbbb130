#pragma once
// A result in a column -> the value that it stands for.

#include "check/program.hpp"
#include "columnar/evaluation.hpp"
#include "number/large.hpp"

#include <barem/value.hpp>

#include <cstddef>
#include <cstdint>

namespace barem::batch {

[[nodiscard]] value value_at(program::type const&, columnar::result_column const&, std::size_t row);

/// count / (denominator * divisor). Precondition: both are positive.
[[nodiscard]] number number_of(int128 count, std::int64_t denominator, std::int64_t divisor);

}  // namespace barem::batch
