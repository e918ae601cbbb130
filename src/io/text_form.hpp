#pragma once
// Texts as they are compared and stored, and as they are shown in messages.

#include <barem/value.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace barem::io {

/// Offset of the first byte that is no UTF-8; npos: all is well.
[[nodiscard]] std::size_t find_invalid_utf8(std::string_view text);

/// In normal form C, so that `é` is one text however it was typed. The text must be UTF-8.
[[nodiscard]] std::string to_nfc(std::string text);

/// Whether a text, which must be UTF-8, is surely in normal form C, as nearly every text is. Fast.
[[nodiscard]] bool is_surely_nfc(std::string_view text);
/// Whether a text is UTF-8 and surely in normal form C, as nearly every text is. Fast.
[[nodiscard]] bool is_plain_nfc(std::string_view text);

/// What the key of a record is as a text.
[[nodiscard]] std::string key_text(value const& key);

/// At most about 60 characters of a text, cropped with `…`.
[[nodiscard]] std::string cropped(std::string_view text);

/// A text in quotes, cropped: `"not complet…"`. Control characters are shown as U+FFFD.
[[nodiscard]] std::string quoted(std::string_view text);

}  // namespace barem::io
