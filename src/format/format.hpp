#pragma once
// The one layout of a rule set. Author's line breaks and comments stay; indentation, spacing and the columns of tables are settled.

#include <string>
#include <string_view>

namespace barem::formatter {

/// Formats a rule set that parses without errors; the result parses to the same tree, and formatting it again changes nothing.
///
///     format("record r{\nlet a=f( 1,2 )\n}")   // "record r {\n  let a = f(1, 2)\n}\n"
[[nodiscard]] std::string format(std::string_view source);

}  // namespace barem::formatter
