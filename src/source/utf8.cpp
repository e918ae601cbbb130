#include <barem/export.hpp>

#include "source/utf8.hpp"

#include <algorithm>

#include <utf8proc.h>

namespace barem::inline BAREM_VERSION_NAMESPACE {

decoded decode(std::string_view text, std::size_t at) {
    utf8proc_int32_t character = 0;
    auto const* bytes = reinterpret_cast<utf8proc_uint8_t const*>(text.data() + at);
    auto const left = static_cast<utf8proc_ssize_t>(std::min<std::size_t>(text.size() - at, 4));
    auto const size = utf8proc_iterate(bytes, left, &character);
    if (size <= 0) return {};
    return {static_cast<char32_t>(character), static_cast<std::size_t>(size)};
}

std::u32string decode_all(std::string_view text) {
    std::u32string characters;
    for (std::size_t at = 0; at < text.size();) {
        auto const next = decode(text, at);
        characters += next.character;
        at += next.size;
    }
    return characters;
}

}  // namespace barem
