#pragma once
// A roster from the command line, scored as one.

#include "cli/input.hpp"

#include <barem/family.hpp>

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace barem::cli {

struct rejection {
    std::size_t line;
    std::optional<std::string_view> id;         ///< when it could be read
    issues const& problems;
};

/// Who wants to know what, while a roster is scored. Any of them may be empty.
struct roster_watch {
    std::function<void(std::string const& id, record const&)> accepted;
    std::function<void(rejection const&)> rejected;
    std::function<void(std::size_t records)> progress;
};

struct scored_roster {
    family_roster ranked;                       ///< finished: ready to explain
    std::vector<outcome> outcomes;              ///< in the order of the roster
    std::size_t rejected = 0;
};

/// Throws failure when the roster and the rule set are both standard input.
void check_standard_input(std::string const& rules_path, std::string const& roster_path);

/// Throws failure when reading the roster fails. Records whose rules fail only in ranking are rejected last.
[[nodiscard]] scored_roster score_roster(family const& rules, input& roster, roster_watch const& watch);

}  // namespace barem::cli
