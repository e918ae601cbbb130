#pragma once
// What every page for people has in common: its looks, and text that must not become markup.

#include <string>
#include <string_view>

namespace barem::explain {

/// Style sheet of a page of HTML that prints on A4.
extern std::string_view const page_style;

/// On one line; characters that would be markup, or harm the reader's screen, are shown as what they are.
[[nodiscard]] std::string html_escaped(std::string_view says);
/// The same for Markdown, also within a cell of a table.
[[nodiscard]] std::string markdown_escaped(std::string_view says);

}  // namespace barem::explain
