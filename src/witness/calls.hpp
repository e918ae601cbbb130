#pragma once
// Looks for what a table must be given so that certain rows hold, or none: by evaluating it for the values at which something changes.

#include "check/analysis/goal.hpp"
#include "plan/evaluation_tree.hpp"

#include <barem/limits.hpp>

#include <optional>

namespace barem::witness {

struct call_found {
    std::optional<std::vector<value>> arguments;
    bool complete = false;                   ///< every value that there is was tried
};

/// `wanted` is a call that names rows, or wants none. Other tables and parameters count as they are written.
[[nodiscard]] call_found find_call(plan::compiled const&, record_limits const&, analysis::goal const& wanted);

}  // namespace barem::witness
