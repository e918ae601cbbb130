#pragma once
// What the explanation of one record is made from.

#include "api/implementation.hpp"
#include "exec/cohort.hpp"

#include <barem/explanation.hpp>

#include <memory>

namespace barem::explain {

/// Of a record that was scored. `others`: what it is told of them.
[[nodiscard]] explanation explain(ruleset::implementation const&, std::shared_ptr<record_data const>, exec::peers others);

}  // namespace barem::explain
