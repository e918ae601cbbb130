#pragma once
// What a rule set could declare so that batches are scored in narrower columns.

#include <barem/diagnostic.hpp>
#include <barem/limits.hpp>

#include "plan/evaluation_tree.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace barem::columnar {

/// Inputs that scoring reads, whose range or decimals are not declared and whose columns are wider than two bytes for it.
struct wide_inputs {
    std::size_t count = 0;
    diagnostic hint;            ///< B1906: which they are, what to declare, and what that gains
};

/// nullopt when there are none, or the rule set is not scored in columns.
[[nodiscard]] std::optional<wide_inputs> find_wide_inputs(plan::compiled const&, std::vector<value> const& parameters, record_limits const& = {});

}  // namespace barem::columnar
