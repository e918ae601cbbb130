#pragma once
// UTF-8 one character at a time, for text that may be damaged.

#include <barem/export.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace barem::inline BAREM_VERSION_NAMESPACE {

inline constexpr char32_t replacement_character = 0xFFFD;

struct decoded {
    char32_t character = replacement_character;  ///< the replacement character for a byte that is no UTF-8
    std::size_t size = 1;                        ///< bytes read, at least 1
};

/// The character at `at`, which must be inside the text.
[[nodiscard]] decoded decode(std::string_view text, std::size_t at);

/// All characters of a text.
[[nodiscard]] std::u32string decode_all(std::string_view text);

}  // namespace barem
