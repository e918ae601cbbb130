#pragma once
// The text as lines of tokens and comments: what the formatter moves about.

#include "lexer.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace barem::formatter {

using grammar::keyword;
using grammar::token;
using grammar::token_kind;

/// A brace holds statements (a record), or a list (an enum's words, an object's fields, a set).
enum class brace : std::uint8_t { none, block, list };

struct piece {
    token t;
    std::string_view text;
    brace inside = brace::none;      ///< of the innermost brace around it
    bool is_unary_minus = false;
    bool is_type_range = false;      ///< `0%..100%` of a type, `1..10` of a list: tight, unlike an interval
    bool is_open_below = false;      ///< such a range without a lower bound: `percent ..100%`
    bool is_header_clause = false;   ///< `acknowledge` where `language` and `cites` stand
};

struct line {
    std::vector<piece> pieces;
    std::string_view comment;        ///< empty: none
    bool blank_before = false;
    [[nodiscard]] bool is_row() const { return !pieces.empty() && pieces.front().t.kind == token_kind::pipe; }
    [[nodiscard]] bool is_comment() const { return pieces.empty(); }
};

/// The lines of the author, except that each row of a table gets its own.
[[nodiscard]] std::vector<line> to_lines(std::string_view source);

/// Whether a space stands between two neighbours of one line.
[[nodiscard]] bool is_spaced(piece const& before, piece const& after);

[[nodiscard]] std::string to_text(std::vector<piece>::const_iterator begin, std::vector<piece>::const_iterator end);

/// Whether a line goes on with what `previous`, the last token before it, belongs to.
[[nodiscard]] bool continues(piece const& previous, line const& next_line);

[[nodiscard]] bool is_opening(token_kind kind);
[[nodiscard]] bool is_closing(token_kind kind);

}  // namespace barem::formatter
