#pragma once
// `required when`: optional inputs that a record must give under a condition.

#include "plan/evaluation_tree.hpp"

#include <barem/issue.hpp>
#include <barem/limits.hpp>
#include <barem/record_data.hpp>

namespace barem::exec {

/// One issue for each input that is absent although it is required, in every record instance. `record`: the kind of the outermost
/// record. Conditions read inputs only, so that this can precede evaluation.
[[nodiscard]] issues check_required(plan::compiled const&, record_data const&, program::index record, std::vector<value> const& parameters,
                                    record_limits const& = {});

}  // namespace barem::exec
