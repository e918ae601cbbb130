#pragma once
// Numbers as integers of 128 bits.

#include "number/large.hpp"

#include <optional>

namespace barem::inline BAREM_VERSION_NAMESPACE {

/// When it is an integer of at most 38 digits.
[[nodiscard]] std::optional<int128> to_int128(number const& n);

}  // namespace barem
