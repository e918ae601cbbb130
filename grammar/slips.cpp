#include "slips.hpp"

#include <array>

namespace barem::grammar {

slip find_slip(std::string_view text) {
    static constexpr auto slips = std::to_array<slip>({
        {"==", "equality is written `=`"},
        {"=>", "at least is written `>=`, the type of a result `->`"},
        {"=<", "at most is written `<=`"},
        {"<>", "different is written `!=`"},
        {"&&", "write `and`"},
        {"||", "write `or`; an empty cell of a table is written `-`"},
        {":=", "a definition is written `let name = ...`"},
        {"**", "there is no power; multiply with `*`"},
        {"//", "comments begin with `#`"},
        {"/*", "comments begin with `#` and end with the line"},
        {"!", "write `not`"},
        {"&", "write `and`"},
        {";", "nothing ends with `;` here: leave it out"},
        {"'", "strings stand in double quotes: \"...\""},
        {"`", "strings stand in double quotes: \"...\""},
        {"^", "there is no power; multiply with `*`"},
        {"~", "write `not`"},
        {"$", "names are made of letters, digits and `_`"},
        {"\\", "a statement may go on in the next line without any mark"},
    });
    if (text.starts_with("!=")) return {};
    for (auto const& s : slips) {
        if (text.starts_with(s.text)) return s;
    }
    return {};
}

strange find_strange(char32_t code) {
    switch (code) {
        case U'\u00A0': case U'\u202F': case U'\u2007': return {.name = "a no-break space", .help = {}, .is_space = true};
        case U'\u3000': case U'\u2003': case U'\u2002': case U'\u2009': return {.name = "a typographic space", .help = {}, .is_space = true};
        case U'\uFEFF': case U'\u200B': case U'\u200C': case U'\u200D': case U'\u2060':
            return {.name = "an invisible character", .help = {}, .is_space = true};
        case U'\u201C': case U'\u201D': case U'\u201E': case U'\u201F': case U'\u00AB': case U'\u00BB': case U'\u2018': case U'\u2019':
            return {.name = "a typographic quote", .help = {}, .is_quote = true};
        case U'\u2013': case U'\u2014': case U'\u2212': return {.name = {}, .help = "minus is written `-`"};
        case U'\u00D7': case U'\u22C5': return {.name = {}, .help = "multiplication is written `*`"};
        case U'\u00F7': return {.name = {}, .help = "division is written `/`"};
        case U'\u2264': return {.name = {}, .help = "at most is written `<=`"};
        case U'\u2265': return {.name = {}, .help = "at least is written `>=`"};
        case U'\u2260': return {.name = {}, .help = "different is written `!=`"};
        case U'\u2026': return {.name = {}, .help = "a range is written with two dots: `..`"};
        case U'\u2192': return {.name = {}, .help = "the type of a result is written `->`"};
        default: return {};
    }
}

}  // namespace barem::grammar
