#pragma once
// What each code of a finding means, with a rule set that has it and the same one mended.

#include <barem/export.hpp>
#include <barem/ruleset.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace barem::inline BAREM_VERSION_NAMESPACE {

struct BAREM_API catalog_entry {
    std::string_view code;         ///< "B1203"
    std::string_view title;        ///< one line
    std::string_view explanation;  ///< Markdown paragraphs
    std::string_view bad;          ///< a complete rule set with the finding; empty where none can have it, or only a huge one
    std::string_view good;         ///< the same, mended; empty if `bad` is
    barem::severity severity = barem::severity::error;     ///< unless compile_options::severities says otherwise
    bool may_be_lowered = false;   ///< an error that leaves each record a definite result or error: may be a warning, or acknowledged
};

/// All codes in ascending order.
[[nodiscard]] BAREM_API std::vector<catalog_entry> const& catalog();

/// The entry of a code ("B1203", also "b1203"); nullptr when there is none.
[[nodiscard]] BAREM_API catalog_entry const* find_code(std::string_view code);

/// Why findings of this code cannot be given this severity; empty when they can.
[[nodiscard]] BAREM_API std::string wrong_severity(std::string_view code, severity_choice wanted);

/// A page about a code for a person; empty when there is no such code.
[[nodiscard]] BAREM_API std::string explain_code(std::string_view code, render_options options = {});

}  // namespace barem
