#pragma once
// How text stands on a terminal: tabs, combining marks, wide characters, and characters that must not reach a terminal.

#include <barem/export.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace barem::inline BAREM_VERSION_NAMESPACE {

/// Columns that a text takes: display_width("Tổng") is 4, whether the marks are composed or not.
[[nodiscard]] std::size_t display_width(std::string_view text);

/// The text on one line and harmless: line ends and tabs become spaces; control characters, bytes that are no UTF-8 and
/// characters that reverse the direction of writing become U+FFFD.
[[nodiscard]] std::string printable(std::string_view text);

/// One line of a source, laid out in columns from 0. The line must outlive its layout.
class line_layout {
public:
    explicit line_layout(std::string_view line);

    [[nodiscard]] std::size_t width() const { return width_; }
    /// Column where the character at a byte offset begins; a combining mark stands where its base stands.
    [[nodiscard]] std::size_t column_of(std::size_t offset) const;
    /// Column after the last character before a byte offset.
    [[nodiscard]] std::size_t column_before(std::size_t offset) const;
    /// What stands in columns [from, to), exactly as wide (but at the end of the line): tabs as spaces, harmful characters
    /// as U+FFFD, spaces for a wide character that is cut in half.
    [[nodiscard]] std::string slice(std::size_t from, std::size_t to) const;

private:
    struct glyph {
        std::uint32_t begin;  ///< byte offset
        std::uint32_t column;
        std::uint8_t size;   ///< bytes
        std::uint8_t width;  ///< columns
    };
    [[nodiscard]] std::size_t glyph_at(std::size_t offset) const;
    [[nodiscard]] std::string shown(glyph const& g) const;

    std::string_view line_;
    std::vector<glyph> glyphs_;
    std::size_t width_ = 0;
};

}  // namespace barem
