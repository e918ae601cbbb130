#include "unicode.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>

namespace barem::grammar {
namespace {

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_ascii_letter(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_ascii_digit(char32_t c) { return c >= '0' && c <= '9'; }

}  // namespace

character decode(std::string_view text, std::size_t at) {
    if (at >= text.size()) return {};
    utf8proc_int32_t code = -1;
    auto const* bytes = reinterpret_cast<utf8proc_uint8_t const*>(text.data()) + at;
    auto const size = utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(text.size() - at), &code);
    if (size <= 0) return {};
    return {static_cast<char32_t>(code), static_cast<unsigned>(size)};
}

bool may_begin_name(char32_t code) {
    if (code < 0x80) return is_ascii_letter(code);
    auto const category = utf8proc_category(static_cast<utf8proc_int32_t>(code));
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

bool may_continue_name(char32_t code) {
    if (code < 0x80) return is_ascii_letter(code) || is_ascii_digit(code);
    auto const category = utf8proc_category(static_cast<utf8proc_int32_t>(code));
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_ND;   // letters, marks, decimal digits
}

std::string to_nfc(std::string_view text) {
    if (is_ascii(text)) return std::string(text);
    utf8proc_uint8_t* composed = nullptr;
    auto const size = utf8proc_map(reinterpret_cast<utf8proc_uint8_t const*>(text.data()),
                                   static_cast<utf8proc_ssize_t>(text.size()), &composed,
                                   static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
    if (size < 0) return std::string(text);
    std::string result(reinterpret_cast<char const*>(composed), static_cast<std::size_t>(size));
    std::free(composed);   // utf8proc_map allocates with malloc
    return result;
}

std::string unquote(std::string_view literal) {
    std::string text;
    text.reserve(literal.size());
    for (std::size_t at = 1; at < literal.size() && literal[at] != '"'; ++at) {
        if (literal[at] == '\\' && at + 1 < literal.size()) {
            ++at;
            text += literal[at] == 'n' ? '\n' : literal[at];
        } else {
            text += literal[at];
        }
    }
    return to_nfc(text);
}

}  // namespace barem::grammar
