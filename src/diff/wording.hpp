#pragma once
// What is said of changes, in both languages.

#include "diff/rules.hpp"

namespace barem::diff {

/// `agency.rating`: the innermost thing with a name that the change belongs to; the rule set's own name when there is none.
[[nodiscard]] std::string subject(change const&, std::string const& rule_set);

/// One change in words. All of it is a sentence: "Floor (Art. 7.1): was 80 points, is now 82 points".
struct telling {
    text about;             ///< "Criterion › Points", "Floor"
    text says;              ///< "was 80 points, is now 82 points"
};
[[nodiscard]] telling tell(change const&);
/// With the article.
[[nodiscard]] text sentence(change const&);

[[nodiscard]] text name_of(what);
[[nodiscard]] text name_of(aspect);
/// Stable names, as the JSON form has them: `dated_value`, `effective_from`, `renamed`.
[[nodiscard]] std::string_view code_of(what);
[[nodiscard]] std::string_view code_of(aspect);
[[nodiscard]] std::string_view code_of(change::sort);

}  // namespace barem::diff
