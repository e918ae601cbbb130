#pragma once
// Records of examples with one input changed.

#include "check/turning_points.hpp"

#include <functional>
#include <string>

namespace barem::coverage {

/// Calls `visit(path, member, value)` while `record`, of that kind, is changed in just this; until it returns false. Lists keep their length, and
/// of elements that are written once and repeated the first is changed. Returns whether `visit` always returned true.
bool each_change(program::program const&, program::turning_points const&, program::index kind, program::datum& record,
                 std::function<bool(std::string const& path, program::member const&, value const&)> const& visit);

}  // namespace barem::coverage
