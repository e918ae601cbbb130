#pragma once
// What each code of a finding means, with a rule set that has it and the same one mended.

#include <barem/report.hpp>

#include <span>
#include <string>
#include <string_view>

namespace barem {

struct catalog_entry {
    std::string_view code;         ///< "B1203"
    std::string_view title;        ///< one line
    std::string_view explanation;  ///< Markdown paragraphs
    std::string_view bad;          ///< a complete rule set with the finding; empty where none can have it, or only a huge one
    std::string_view good;         ///< the same, mended; empty if `bad` is
};

/// All codes in ascending order.
[[nodiscard]] std::span<catalog_entry const> catalog();

/// The entry of a code ("B1203", also "b1203"); nullptr when there is none.
[[nodiscard]] catalog_entry const* find_code(std::string_view code);

/// A page about a code for a person; empty when there is no such code.
[[nodiscard]] std::string explain_code(std::string_view code, render_options options = {});

}  // namespace barem
