#pragma once
// A result in a column -> the value that it stands for.

#include "check/program.hpp"
#include "columnar/evaluation.hpp"

#include <barem/value.hpp>

#include <cstddef>

namespace barem::batch {

[[nodiscard]] value value_at(program::type const&, columnar::result_column const&, std::size_t row);

}  // namespace barem::batch
