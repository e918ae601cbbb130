#pragma once
// Strict JSON, read plainly: where a text breaks the rules of JSON, and what an escaped string says.
//
// Records are read by a fast parser that is told only that something is wrong. This one runs over rejected records alone and says
// where and what. It keeps its own stack, so that no depth of nesting can exhaust the program's.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace barem::io {

struct json_fault {
    std::size_t column = 0;     ///< from 1, in characters
    std::string expected;       ///< "`,` or `}`"
    std::string found;          ///< "`x`", "the end", "byte 0xC3"
};

struct json_survey {
    std::optional<json_fault> fault;                 ///< none: the text is one JSON value in UTF-8
    char root = '\0';                                ///< first character of the value; 0: there is none
    std::optional<std::string> key;                  ///< the first string under `key_field` in the outermost object
};

/// Looks through a whole text. `key_field` is found even when the text breaks later.
[[nodiscard]] json_survey survey_json(std::string_view text, std::string_view key_field = {});

/// What the inside of a JSON string (between the quotes) says; nullopt when an escape is wrong or names half a character.
[[nodiscard]] std::optional<std::string> unescape_json(std::string_view inside);

}  // namespace barem::io
