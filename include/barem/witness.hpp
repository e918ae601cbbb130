#pragma once
// Findings with records that show them.

#include <barem/export.hpp>
#include <barem/ruleset.hpp>

#include <string>
#include <string_view>

namespace barem::inline BAREM_VERSION_NAMESPACE {

/// Like check_rules() and check_file(). Moreover each finding gets a record that shows it, where one is found: diagnostic::witness_record is a
/// line of a roster that `barem explain` accepts, and of a finding that is an error the rule set does, too, once it is made a warning
/// (compile_options::severities) where that is possible. Of the others a note says why there is none. The same text has the same records.
/// Evaluates some thousand records for each finding: takes up to a second or two.
[[nodiscard]] BAREM_API report check_rules_with_records(std::string_view text, std::string_view name = "", compile_options const& = {});
[[nodiscard]] BAREM_API report check_file_with_records(std::string const& path, compile_options const& = {});

}  // namespace barem
