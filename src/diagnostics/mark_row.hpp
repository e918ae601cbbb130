#pragma once
// The rows of carets, lines and remarks that stand under a line of source.

#include <barem/export.hpp>

#include "diagnostics/style.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace barem::inline BAREM_VERSION_NAMESPACE {

/// One row: marks, which are ASCII and stand in columns, then a remark.
class mark_row {
public:
    /// Puts `mark` into columns [from, to), over what stands there.
    void put(std::size_t from, std::size_t to, char mark, style s);
    /// A remark at a column, in the place of any mark that stands there or after it.
    void remark(std::size_t column, std::string_view text, style s);
    [[nodiscard]] std::string to_text(bool colour) const;

private:
    std::string marks_;
    std::vector<style> styles_;
    std::string remark_;
    style remark_style_ = style::plain;
};

/// A label that begins and ends on one line.
struct line_mark {
    std::size_t from = 0;  ///< columns [from, to), at least one
    std::size_t to = 1;
    bool primary = false;
    std::string text;
};

/// The rows for all labels of one line:
///     ^^^^   ----- the rightmost remark stands beside its mark
///     |
///     the others hang below, right before left
[[nodiscard]] std::vector<mark_row> mark_rows(std::vector<line_mark> marks, severity level);

}  // namespace barem
