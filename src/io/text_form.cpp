#include "io/text_form.hpp"

#include "source/display.hpp"
#include "source/utf8.hpp"

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <new>

#include <simdjson.h>
#include <utf8proc.h>

namespace barem::io {

namespace {

constexpr std::size_t longest_shown = 60;

}  // namespace

std::size_t find_invalid_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        if (static_cast<unsigned char>(text[at]) < 0x80) {
            ++at;
            continue;
        }
        auto const next = decode(text, at);
        if (next.size == 1) return at;                  // a character beyond ASCII has at least two bytes
        at += next.size;
    }
    return std::string_view::npos;
}

// Nothing but characters that never decompose to or combine with a neighbour in one, which are those below the combining marks and
// Latin Extended Additional (Vietnamese).
bool is_surely_nfc(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        auto const lead = static_cast<unsigned char>(text[i]);
        if (lead < 0x80) {
            i += 1;
        } else if (lead < 0xCC) {                       // up to U+02FF
            i += 2;
        } else if (lead == 0xE1 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) >= 0xB8
                   && static_cast<unsigned char>(text[i + 1]) <= 0xBB) {      // U+1E00 to U+1EFF
            i += 3;
        } else {
            return false;
        }
    }
    return true;
}

bool is_plain_nfc(std::string_view text) {
    auto const is_ascii = std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    return is_ascii || (simdjson::validate_utf8(text.data(), text.size()) && is_surely_nfc(text));
}

std::string to_nfc(std::string text) {
    if (is_surely_nfc(text)) return text;
    utf8proc_uint8_t* mapped = nullptr;
    auto const size = utf8proc_map(reinterpret_cast<utf8proc_uint8_t const*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()), &mapped,
                                   static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
    std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> const owned(mapped, &std::free);
    if (size == UTF8PROC_ERROR_NOMEM) throw std::bad_alloc();
    if (size < 0) return text;
    return {reinterpret_cast<char const*>(mapped), static_cast<std::size_t>(size)};
}

std::string key_text(value const& key) {
    if (auto const* text = std::get_if<std::string>(&key)) return *text;
    if (auto const* n = std::get_if<number>(&key)) return n->to_exact();
    if (auto const* day = std::get_if<date>(&key)) return day->to_text();
    return {};
}

std::string cropped(std::string_view text) {
    std::size_t at = 0;
    for (std::size_t characters = 0; at < text.size(); ++characters) {
        if (characters == longest_shown) return printable(text.substr(0, at)) + "…";
        at += decode(text, at).size;
    }
    return printable(text);
}

std::string quoted(std::string_view text) { return '"' + cropped(text) + '"'; }

}  // namespace barem::io
