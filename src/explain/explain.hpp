#pragma once
// From a traced evaluation to the explanation of one record.

#include "api/implementation.hpp"
#include "exec/cohort.hpp"

#include <barem/explanation.hpp>

#include <memory>
#include <vector>

namespace barem::explain {

/// Evaluates the record again, watched, and tells how its outputs came about. `standings`: its places, by index of program::ranks.
/// The error is what scoring it would have given.
[[nodiscard]] result<explanation, issues> explain(ruleset::implementation const&, std::shared_ptr<record_data const>, std::vector<exec::standing> const&);

}  // namespace barem::explain
