#pragma once
// Inputs that depend on other inputs: what `required when` asks for, and ranges that begin or end at another input.

#include "plan/evaluation_tree.hpp"

#include <barem/issue.hpp>
#include <barem/limits.hpp>
#include <barem/record_data.hpp>

namespace barem::exec {

/// One issue for each input that is absent although it is required, or lies outside a range that other inputs give, in every record
/// instance. `record`: the kind of the outermost record. All of it reads inputs only, so that this can precede evaluation.
[[nodiscard]] issues check_dependent_inputs(plan::compiled const&, record_data const&, program::index record, std::vector<value> const& parameters,
                                            record_limits const& = {});

}  // namespace barem::exec
