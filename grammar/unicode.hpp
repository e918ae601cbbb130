#pragma once
// What the lexer asks of Unicode: classes of characters, normalisation to NFC.

#include <cstddef>
#include <string>
#include <string_view>

namespace barem::grammar {

/// A decoded character; `size` is 0 at the end of the text or where the text is not UTF-8.
struct character {
    char32_t code = 0;
    unsigned size = 0;
};

[[nodiscard]] character decode(std::string_view text, std::size_t at);

[[nodiscard]] bool may_begin_name(char32_t code);      ///< a letter or `_`
[[nodiscard]] bool may_continue_name(char32_t code);   ///< a letter, a combining mark, a digit or `_`

[[nodiscard]] std::string to_nfc(std::string_view text);

/// The text without its quotes, escapes resolved, in NFC. `literal` begins with a quote; the closing one may be missing.
[[nodiscard]] std::string unquote(std::string_view literal);

}  // namespace barem::grammar
