#pragma once
// From a traced evaluation to the explanation of one record.

#include "api/implementation.hpp"
#include "exec/cohort.hpp"

#include <barem/explanation.hpp>

#include <memory>

namespace barem::explain {

/// Evaluates the record again, watched, and tells how its outputs came about. `others`: what it is told of them.
[[nodiscard]] result<explanation, issues> explain(ruleset::implementation const&, std::shared_ptr<record_data const>, exec::peers others);

}  // namespace barem::explain
