#include <barem/export.hpp>

#include "source/display.hpp"

#include "source/utf8.hpp"

#include <algorithm>

#include <utf8proc.h>

namespace barem::inline BAREM_VERSION_NAMESPACE {

namespace {

constexpr std::size_t tab_width = 4;
constexpr std::string_view replacement = "\xEF\xBF\xBD";

/// Characters that a terminal would act upon instead of showing them, or that hide what the others say.
bool is_harmful(char32_t c) {
    bool const control = c < 0x20 || (c >= 0x7F && c < 0xA0);
    bool const direction =
        c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    bool const line_end = c == 0x2028 || c == 0x2029;
    return control || direction || line_end || c == replacement_character;
}

std::size_t width_of(char32_t c) {
    if (is_harmful(c)) return 1;
    auto const code = static_cast<utf8proc_int32_t>(c);
    auto const category = utf8proc_category(code);
    // Most terminals draw something one column wide for characters that they do not know.
    if (category == UTF8PROC_CATEGORY_CN || category == UTF8PROC_CATEGORY_CO) return 1;
    return static_cast<std::size_t>(std::max(0, utf8proc_charwidth(code)));
}

/// What is drawn as one: a letter with its marks, a flag, a family of emoji.
struct cluster { std::size_t size, width; };

cluster cluster_at(std::string_view text, std::size_t at) {
    constexpr char32_t joiner = 0x200D, as_emoji = 0xFE0F;
    auto const is_modifier = [](char32_t c) { return c >= 0x1F3FB && c <= 0x1F3FF; };
    auto const goes_under = [](char32_t c) { return c >= 0x1160 && c <= 0x11FF; };      // vowels and ends of Korean syllables
    auto const is_flag_letter = [](char32_t c) { return c >= 0x1F1E6 && c <= 0x1F1FF; };
    auto [before, size] = decode(text, at);
    cluster made{size, width_of(before)};
    for (utf8proc_int32_t state = 0; at + made.size < text.size();) {
        auto const next = decode(text, at + made.size);
        if (utf8proc_grapheme_break_stateful(static_cast<utf8proc_int32_t>(before), static_cast<utf8proc_int32_t>(next.character), &state)) break;
        bool const joins = before == joiner || is_modifier(next.character) || goes_under(next.character);
        if (next.character == as_emoji || is_flag_letter(next.character)) made.width = std::max<std::size_t>(made.width, 2);
        else if (!joins) made.width += width_of(next.character);
        made.size += next.size;
        before = next.character;
    }
    return made;
}

}  // namespace

std::size_t display_width(std::string_view text) {
    std::size_t width = 0;
    for (std::size_t at = 0; at < text.size();) {
        auto const next = cluster_at(text, at);
        width += next.width;
        at += next.size;
    }
    return width;
}

std::string printable(std::string_view text) {
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        auto const [character, size] = decode(text, at);
        if (character == '\n' || character == '\t') result += ' ';
        else if (is_harmful(character)) result += replacement;
        else result += text.substr(at, size);
        at += size;
    }
    return result;
}

line_layout::line_layout(std::string_view line) : line_(line) {
    glyphs_.reserve(line.size());
    for (std::size_t at = 0; at < line.size();) {
        auto const whole = cluster_at(line, at);
        auto width = line[at] == '\t' ? tab_width - width_ % tab_width : whole.width;
        for (std::size_t const end = at + whole.size; at != end; width = 0) {       // what stands over the first takes no more
            auto const size = decode(line, at).size;
            glyphs_.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(width_),
                               static_cast<std::uint8_t>(size), static_cast<std::uint8_t>(width)});
            width_ += width;
            at += size;
        }
    }
}

/// Index of the glyph that holds a byte offset; the number of glyphs for the end of the line.
std::size_t line_layout::glyph_at(std::size_t offset) const {
    if (offset >= line_.size()) return glyphs_.size();
    auto const after = std::upper_bound(glyphs_.begin(), glyphs_.end(), offset,
                                        [](std::size_t o, glyph const& g) { return o < g.begin; });
    return static_cast<std::size_t>(after - glyphs_.begin()) - 1;
}

std::size_t line_layout::column_of(std::size_t offset) const {
    auto at = glyph_at(offset);
    if (at == glyphs_.size()) return width_;
    while (at > 0 && glyphs_[at].width == 0) --at;
    return glyphs_[at].column;
}

std::size_t line_layout::column_before(std::size_t offset) const {
    auto const at = glyph_at(offset);
    return at == glyphs_.size() ? width_ : glyphs_[at].column;
}

std::string line_layout::shown(glyph const& g) const {
    auto const bytes = line_.substr(g.begin, g.size);
    if (bytes == "\t") return std::string(g.width, ' ');
    return is_harmful(decode(bytes, 0).character) ? std::string(replacement) : std::string(bytes);
}

std::string line_layout::slice(std::size_t from, std::size_t to) const {
    std::string result;
    auto const first = std::lower_bound(glyphs_.begin(), glyphs_.end(), from, [](glyph const& g, std::size_t column) {
        return g.column + g.width <= column;
    });
    for (auto g = first; g != glyphs_.end() && g->column <= to; ++g) {
        std::size_t const begin = g->column, end = begin + g->width;
        if (g->width == 0) {
            if (begin > from && begin <= to) result += shown(*g);  // a mark goes with the base before it
        } else if (begin >= from && end <= to) {
            result += shown(*g);
        } else if (std::max(begin, from) < std::min(end, to)) {
            result.append(std::min(end, to) - std::max(begin, from), ' ');
        }
    }
    return result;
}

}  // namespace barem
