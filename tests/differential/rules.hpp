#pragma once
// Random rule sets of all constructs of the language. Most of them compile.

#include "differential/model.hpp"

#include <cstdint>

namespace differential {

[[nodiscard]] rule_set make_rules(std::uint64_t seed);

}  // namespace differential
