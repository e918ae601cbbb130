#pragma once
// The shape of a program's records, on its own so that it can be tested without a rule set's text.

#include "check/program.hpp"

#include <barem/shape.hpp>

namespace barem::api {

[[nodiscard]] roster_shape shape_of(program::program const& rules);

}  // namespace barem::api
