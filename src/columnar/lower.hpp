#pragma once
// Evaluation tree -> columnar program.

#include "columnar/program.hpp"
#include "exec/scalar.hpp"
#include "plan/evaluation_tree.hpp"

#include <barem/limits.hpp>

namespace barem::columnar {

/// `parameters`: as in the scalar executor. Always gives a program; see columnar_program::refused.
[[nodiscard]] columnar_program lower(plan::compiled const&, exec::parameters const&, record_limits const& = {});

}  // namespace barem::columnar
