#pragma once
// From byte offsets to lines and columns.

#include <barem/diagnostic.hpp>

#include <cstdint>
#include <string_view>
#include <vector>

namespace barem::inline BAREM_VERSION_NAMESPACE {

/// Both from 1. The column counts characters (code points); a byte that is no UTF-8 counts as one.
struct text_position {
    std::uint32_t line = 1;
    std::uint32_t column = 1;
    friend bool operator==(text_position const&, text_position const&) = default;
};

/// The lines of a text, which must outlive the index. Lines end with "\n" or "\r\n" and are counted from 1.
class line_index {
public:
    explicit line_index(std::string_view text);

    [[nodiscard]] std::string_view text() const { return text_; }
    [[nodiscard]] std::uint32_t line_count() const { return static_cast<std::uint32_t>(begins_.size()); }
    /// The line of a byte offset; a line end belongs to the line that it ends. Offsets past the text are in the last line.
    [[nodiscard]] std::uint32_t line_of(std::uint32_t offset) const;
    /// Offset of the first byte of a line.
    [[nodiscard]] std::uint32_t begin_of(std::uint32_t line) const { return begins_[line - 1]; }
    /// A line without its line end.
    [[nodiscard]] std::string_view line(std::uint32_t line) const;
    [[nodiscard]] text_position position(std::uint32_t offset) const;

    /// The span, made fit to be shown: inside the text, not reversed, and at whole characters. An empty span after the final
    /// line end ("something is missing here") moves to the end of the last line that says something.
    [[nodiscard]] source_span clamp(source_span where) const;

private:
    std::string_view text_;
    std::vector<std::uint32_t> begins_;
};

}  // namespace barem
