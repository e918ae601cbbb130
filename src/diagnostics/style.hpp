#pragma once
// Words and ANSI colours of a report.

#include <barem/diagnostic.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace barem::inline BAREM_VERSION_NAMESPACE {

enum class style : std::uint8_t { plain, strong, error, warning, hint, frame };

[[nodiscard]] constexpr std::string_view to_text(severity s) {
    return s == severity::error ? "error" : s == severity::warning ? "warning" : "hint";
}

[[nodiscard]] constexpr style style_of(severity s) {
    return s == severity::error ? style::error : s == severity::warning ? style::warning : style::hint;
}

[[nodiscard]] constexpr std::string_view ansi(style s) {
    switch (s) {
        case style::plain: return "";
        case style::strong: return "\x1b[1m";
        case style::error: return "\x1b[1;31m";
        case style::warning: return "\x1b[1;33m";
        case style::hint: return "\x1b[1;36m";
        case style::frame: return "\x1b[1;34m";
    }
    return "";
}

/// The text in a style, or as it is when colours are off.
[[nodiscard]] inline std::string paint(std::string_view text, style s, bool colour) {
    if (!colour || s == style::plain || text.empty()) return std::string(text);
    return std::string(ansi(s)).append(text).append("\x1b[0m");
}

}  // namespace barem
