#include "explain/wording.hpp"

#include "source/utf8.hpp"

#include <utf8proc.h>

namespace barem::explain {

namespace {

constexpr wording entries[] = {
#define BAREM_MESSAGE(key, en, vi) {#key, en, vi},
#include "explain/wording.def"
#undef BAREM_MESSAGE
};

constexpr std::string_view months[] = {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"};

/// Replaces `{0}`, `{1}`, ...; an argument is not looked at again.
std::string fill(std::string_view pattern, std::initializer_list<text> arguments, language l) {
    std::string out;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        bool const is_slot = pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}';
        if (!is_slot) {
            out += pattern[i];
            continue;
        }
        auto const which = static_cast<std::size_t>(pattern[i + 1] - '0');
        if (which < arguments.size()) out += (arguments.begin() + which)->in(l);
        i += 2;
    }
    return out;
}

text enumerated(std::vector<text> const& parts, message last) {
    text all;
    for (std::size_t i = 0; i != parts.size(); ++i) {
        if (i != 0) all += i + 1 == parts.size() ? say(last) : text::same(", ");
        all += parts[i];
    }
    return all;
}

std::string lower_first(std::string const& label) {
    if (label.empty()) return label;
    auto const first = decode(label, 0);
    if (first.size == label.size()) return label;               // `X` is a symbol
    auto const second = decode(label, first.size);
    if (utf8proc_category(static_cast<utf8proc_int32_t>(second.character)) == UTF8PROC_CATEGORY_LU) return label;
    utf8proc_uint8_t small[4];
    auto const size = utf8proc_encode_char(utf8proc_tolower(static_cast<utf8proc_int32_t>(first.character)), small);
    return std::string(reinterpret_cast<char const*>(small), static_cast<std::size_t>(size)) + label.substr(first.size);
}

}  // namespace

std::span<wording const> catalogue() { return entries; }

std::string_view say(message m, language l) {
    wording const& w = entries[static_cast<std::size_t>(m)];
    return l == language::en ? w.en : w.vi;
}

text say(message m, std::initializer_list<text> arguments) {
    return {fill(say(m, language::en), arguments, language::en), fill(say(m, language::vi), arguments, language::vi)};
}

text both_of(std::vector<text> const& parts) { return enumerated(parts, message::conjunction); }
text one_of(std::vector<text> const& parts) { return enumerated(parts, message::disjunction); }

text ordinal(std::uint64_t n) {
    std::string const digits = std::to_string(n);
    bool const teen = n % 100 >= 11 && n % 100 <= 13;
    std::string_view const ending = teen ? "th" : n % 10 == 1 ? "st" : n % 10 == 2 ? "nd" : n % 10 == 3 ? "rd" : "th";
    return {digits + std::string(ending), digits};
}

text day(int year, unsigned month, unsigned day) {
    auto const two = [](unsigned n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    std::string english = std::to_string(day);
    ((english += hard_space) += months[month - 1]) += hard_space;
    return {english + std::to_string(year), two(day) + "/" + two(month) + "/" + std::to_string(year)};
}

text within_sentence(text label) { return {lower_first(label.en), lower_first(label.vi)}; }

}  // namespace barem::explain
