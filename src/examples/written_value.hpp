#pragma once
// Values as the language writes them.

#include "check/program.hpp"

#include <string>

namespace barem::examples {

/// `30`, `12.5%`, `10 points / 3`, `good`, `nothing`: what an example may expect. `with_unit`: a declared unit as well, which examples need not name.
[[nodiscard]] std::string written(program::program const&, value const&, program::type const&, bool with_unit = false);

}  // namespace barem::examples
