#pragma once
// Whether rule sets are versions of one: of one name, each with a time of its own, chosen by one date.

#include "check/program.hpp"

namespace barem::check {

struct version {
    program::program const* rules = nullptr;
    std::uint32_t offset = 0;               ///< of its text, in the bytes that spans of findings count
};

/// B1812 to B1816. `versions` are sorted by what they are effective from; those without stand first.
[[nodiscard]] std::vector<diagnostic> check_versions(std::vector<version> const& versions);

}  // namespace barem::check
