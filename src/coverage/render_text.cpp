#include "coverage/coverage.hpp"

#include "document/linked_text.hpp"
#include "explain/amounts.hpp"
#include "source/display.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace barem::coverage {

namespace {

constexpr unsigned shown_digits = 2;

/// "12 of 14 (≈ 85.71 %)"; never rounded up to 100.
std::string in_words(count const& c, explain::language l, explain::text const& unit = {}) {
    auto const share = c.share();
    auto const down = share.rounded(shown_digits, rounding::down);
    return fmt::format("{} {} {}{} ({}{} %)", c.touched, l == explain::language::en ? "of" : "trên", c.places, unit.in(l), down == share ? "" : "≈ ", explain::punctuated(down.to_exact()).in(l));
}

}  // namespace

std::string in_words(place const& p, explain::language l) {
    bool const is_english = l == explain::language::en;
    auto text = fmt::format("{} {} `{}`: {}", name_of(p.form).in(l), is_english ? "of" : "của", p.of, document::without_links(p.told).in(l));
    if (!p.articles.in(l).empty()) text += ", " + p.articles.in(l);
    return printable(text);
}

std::string to_text(rule_set_coverage const& c, explain::language l) {
    bool const is_english = l == explain::language::en;
    auto out = fmt::format("{}: {} {}\n", printable(c.file), is_english ? "the examples touch" : "các ví dụ chạm đến", in_words(c.all(), l, {" places", " chỗ"}));
    for (auto const form : constructs)
        if (auto const part = c.of(form); part.places != 0) {
            auto const name = is_english ? std::string(plural(form)) : name_of(form).vi;
            out += fmt::format("  {}{}{}\n", name, std::string(11 - std::min<std::size_t>(display_width(name), 10), ' '), in_words(part, l));
        }
    if (c.all().touched == c.places.size()) return out;
    out += is_english ? "No example touches\n" : "Chưa ví dụ nào chạm đến\n";
    for (auto const& p : c.places)
        if (p.examples == 0) out += fmt::format("  {}:{}: {}\n", printable(p.file), p.line, in_words(p, l));
    return out;
}

}  // namespace barem::coverage
