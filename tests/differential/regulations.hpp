#pragma once
// The regulations that are shipped, as the maker of rosters needs to know them.

#include "differential/model.hpp"

#include <cstdint>

namespace differential {

/// One of them, by number; each comes again.
[[nodiscard]] rule_set regulation(std::uint64_t number);

}  // namespace differential
