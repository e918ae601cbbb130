#pragma once
// What changed from one family of versions to another.

#include "diff/rules.hpp"

#include <barem/family.hpp>

#include <cstddef>
#include <optional>
#include <vector>

namespace barem::diff {

/// A version and the one that took its place: that of the same first day, or the only one of either side.
struct version_difference {
    std::optional<std::size_t> before, after;       ///< by index of family::versions(); one is absent when a version was added or removed
    text when;                                      ///< `from 2021-07-01`; empty: a rule set on its own
    std::string rule_set;                           ///< its name
    diff::rules_difference rules;
};

[[nodiscard]] std::vector<version_difference> compare(family const& before, family const& after);

/// Whether nothing is different.
[[nodiscard]] bool same(std::vector<version_difference> const&);

}  // namespace barem::diff
