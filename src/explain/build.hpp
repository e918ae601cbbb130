#pragma once
// From a traced record to the content of its explanation.

#include "explain/context.hpp"

namespace barem::explain {

/// Precondition: every output has a value.
[[nodiscard]] content build(context&);

}  // namespace barem::explain
