#pragma once
// Which level of which classification is meant.

#include "explain/context.hpp"

#include <barem/issue.hpp>
#include <barem/result.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace barem::counterfactual {

using program::index;
using program::none;

/// A value of a classification in one record or one of its parts.
struct level {
    std::vector<std::pair<index, index>> steps;     ///< list slot and position of each part on the way to it
    index record = none, member = none;
    barem::value value;
};

/// Its frame, in any evaluation of a record of the same lists.
[[nodiscard]] index frame_of(explain::context&, level const&);

/// "rating", "tasks[2].status"
[[nodiscard]] std::string path_of(explain::context&, level const&);

/// `good`, `rating=good`, `tasks[2].status=overdue`: values by name or by label in any language.
[[nodiscard]] result<level, issues> find_level(explain::context&, std::string_view text);

}  // namespace barem::counterfactual
