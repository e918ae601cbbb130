#include "document/linked_text.hpp"

#include "explain/wording.hpp"
#include "source/display.hpp"
#include "source/utf8.hpp"

#include <utf8proc.h>

namespace barem::document {

using explain::text;

namespace {

/// Where the words begin.
std::size_t first_word(std::string const& says) {
    if (says.empty() || says[0] != link_begins) return 0;
    auto const found = says.find(link_says);
    return found == std::string::npos ? 0 : found + 1;
}

std::string lowered(std::string const& says) {
    auto const at = first_word(says);
    return says.substr(0, at) + explain::within_sentence(text::same(says.substr(at))).en;
}

std::string raised(std::string const& says) {
    auto const at = first_word(says);
    if (at == says.size()) return says;
    auto const [c, size] = decode(says, at);
    utf8proc_uint8_t large[4];
    auto const written = utf8proc_encode_char(utf8proc_toupper(static_cast<utf8proc_int32_t>(c)), large);
    return says.substr(0, at) + std::string(reinterpret_cast<char const*>(large), static_cast<std::size_t>(written)) + says.substr(at + size);
}

}  // namespace

text plain(text const& of_rules) { return {printable(of_rules.en), printable(of_rules.vi)}; }

text without_links(text const& of) {
    auto const in = [](std::string const& says) {
        std::string out;
        bool within_anchor = false;
        for (char const c : says) {
            if (c == link_begins) within_anchor = true;
            else if (c == link_says) within_anchor = false;
            else if (c != link_ends && !within_anchor) out += c;
        }
        return out;
    };
    return {in(of.en), in(of.vi)};
}

text linked(text const& says, std::string_view anchor) {
    if (anchor.empty()) return says;
    auto const in = [&](std::string const& words) { return link_begins + std::string(anchor) + link_says + words + link_ends; };
    return {in(says.en), in(says.vi)};
}

text inside_sentence(text says) { return {lowered(says.en), lowered(says.vi)}; }
text at_beginning(text says) { return {raised(says.en), raised(says.vi)}; }

}  // namespace barem::document
