#pragma once
// What is said of changes, in both languages.

#include "diff/rules.hpp"

namespace barem::diff {

/// `agency.rating`: the innermost thing with a name that the change belongs to; the rule set's own name when there is none.
[[nodiscard]] std::string subject(change const&, std::string const& rule_set);
/// Its label, with the name where a language has none.
[[nodiscard]] program::label const* label_of(change const&);
/// `[11% .. 20%] now gives 3 points, was 2 points`
[[nodiscard]] text sentence(change const&);

[[nodiscard]] text name_of(what);
[[nodiscard]] text name_of(aspect);
/// Stable names, as the JSON form has them: `dated_value`, `effective_from`, `renamed`.
[[nodiscard]] std::string_view code_of(what);
[[nodiscard]] std::string_view code_of(aspect);
[[nodiscard]] std::string_view code_of(change::sort);

}  // namespace barem::diff
