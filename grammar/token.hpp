#pragma once
// The tokens of the language: what lexer.cpp makes of a text, what the grammar's rules and the formatter read.

#include "keywords.hpp"

#include <barem/diagnostic.hpp>

#include <cstdint>

namespace barem::grammar {

enum class token_kind : std::uint8_t {
    end, word, number, date, section, string,
    open_brace, close_brace, open_parenthesis, close_parenthesis, open_bracket, close_bracket,
    comma, colon, dot, range, question, at, pipe,
    equal, not_equal, less, less_equal, greater, greater_equal,
    plus, minus, star, slash, percent, arrow,
    stray,   ///< what is no token of this language, such as `==` or `&&`
};

struct token {
    std::uint32_t begin = 0, end = 0;          ///< bytes of the source
    std::uint32_t depth = 0;                   ///< braces around it
    token_kind kind = token_kind::end;
    keyword word = keyword::none;              ///< of a word that is a keyword
    bool starts_line = false;                  ///< a line break stands between it and the token before
    bool flawed = false;                       ///< reported by the lexer: whatever fails here is only a consequence
};

[[nodiscard]] inline source_span span_of(token const& t) { return {t.begin, t.end}; }

}  // namespace barem::grammar
