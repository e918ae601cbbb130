#pragma once
// Rule sets mended by the safe fixes of their findings.

#include <barem/export.hpp>
#include <barem/ruleset.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace barem::inline BAREM_VERSION_NAMESPACE {

/// A rule set after its safe fixes.
struct BAREM_API fixed_rules {
    std::string text;                       ///< of the rule set itself: libraries are fixed on their own
    std::vector<diagnostic> fixed;          ///< the findings that are gone, each with the fix that was made as its only one; places as they were then
    report left;                            ///< of `text`
    std::string difference;                 ///< what changed, in the unified format of `diff -u`; empty when nothing did
};

/// Applies the safe fixes of a rule set's findings and checks again, until there is none left. Edits that overlap wait for their turn. A fix
/// after which anything new is found is not made.
[[nodiscard]] BAREM_API fixed_rules fix_rules(std::string_view text, std::string_view name = "rule set", compile_options const& options = {});

}  // namespace barem
