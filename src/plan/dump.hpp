#pragma once
// The evaluation tree as text, for people who look at how a rule set is executed.

#include "plan/evaluation_tree.hpp"

#include <string>

namespace barem::plan {

/// Tables with their pieces, then the definitions of each record, one node a line, operands indented under their operation.
[[nodiscard]] std::string dump(compiled const&);

}  // namespace barem::plan
