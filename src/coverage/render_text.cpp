#include "coverage/coverage.hpp"
#include "source/display.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace barem::coverage {

namespace {

constexpr unsigned shown_digits = 2;

/// "12 of 14 (≈ 85.71 %)"; never rounded up to 100.
std::string in_words(count const& c, std::string_view unit = {}) {
    auto const share = c.share();
    auto const down = share.rounded(shown_digits, rounding::down);
    return fmt::format("{} of {}{} ({}{} %)", c.touched, c.places, unit, down == share ? "" : "≈ ", down.to_exact());
}

std::string place_in_words(place const& p) {
    auto text = fmt::format("{} of `{}`: {}", singular(p.form), p.of, p.says);
    if (!p.article.empty()) text += ", " + p.article;
    return printable(text);
}

}  // namespace

std::string to_text(rule_set_coverage const& c) {
    auto out = fmt::format("{}: the examples touch {}\n", printable(c.file), in_words(c.all(), " places"));
    for (auto const form : constructs)
        if (auto const part = c.of(form); part.places != 0) out += fmt::format("  {:<11}{}\n", plural(form), in_words(part));
    if (c.all().touched == c.places.size()) return out;
    out += "No example touches\n";
    for (auto const& p : c.places)
        if (p.examples == 0) out += fmt::format("  {}:{}: {}\n", printable(p.file), p.line, place_in_words(p));
    return out;
}

}  // namespace barem::coverage
