#pragma once
// A comparison as people and programs read it.

#include "diff/roster.hpp"
#include "diff/versions.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace barem::diff {

struct report {
    std::string old_name, new_name;                 ///< of the files
    std::vector<version_difference> versions;
    std::optional<roster_difference> roster;
};

[[nodiscard]] std::string to_text(report const&, std::string_view language);
/// See docs/comparing.md for its schema.
[[nodiscard]] std::string to_json(report const&);
/// One file that needs no other. `charts`: the script of the charting library.
[[nodiscard]] std::string to_html(report const&, std::string_view language, std::string_view charts);

}  // namespace barem::diff
