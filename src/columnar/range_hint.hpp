#pragma once
// What a rule set could declare so that batches are scored in narrower columns.

#include <barem/diagnostic.hpp>
#include <barem/limits.hpp>

#include "plan/evaluation_tree.hpp"

#include <optional>
#include <vector>

namespace barem::columnar {

/// One hint (B1906) for all inputs that scoring reads, whose range or decimals are not declared and whose columns are wider than two
/// bytes for it; nullopt when there is none, or the rule set is not scored in columns.
[[nodiscard]] std::optional<diagnostic> range_hint(plan::compiled const&, std::vector<value> const& parameters, record_limits const& = {});

}  // namespace barem::columnar
