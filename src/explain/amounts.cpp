#include "explain/amounts.hpp"

#include "check/print.hpp"
#include "explain/wording.hpp"

#include <algorithm>

namespace barem::explain {

using program::type_kind;

namespace {

/// Digits after the point that are shown of a number that needs more.
constexpr unsigned shown_digits = 2, shown_digits_of_small = 4;
constexpr std::size_t longest_fraction = 24;

/// Sets marks between groups of three digits, and the decimal mark of the language. `decimal`: "-1012.50".
std::string punctuate(std::string const& decimal, std::size_t shortest_grouped, language l) {
    std::string const group = l == language::en ? "," : ".", point = l == language::en ? "." : ",";
    std::size_t const begin = decimal.starts_with('-') ? 1 : 0;
    std::size_t const end = std::min(decimal.find('.'), decimal.size());
    std::string out = begin ? "\xE2\x88\x92" : "";                   // a minus sign
    for (std::size_t i = begin; i != end; ++i) {
        if (i != begin && (end - i) % 3 == 0 && end - begin >= shortest_grouped) out += group;
        out += decimal[i];
    }
    if (end != decimal.size()) out += point + decimal.substr(end + 1);
    return out;
}

/// Plain numbers may be years, which have no marks between their digits.
std::size_t shortest_grouped(program::type const& type) { return type.of == program::unit_none ? 5 : 4; }

text digits(std::string const& decimal, program::type const& type) {
    auto const from = shortest_grouped(type);
    return {punctuate(decimal, from, language::en), punctuate(decimal, from, language::vi)};
}

bool is_percent(program::type const& type) { return type.of == program::unit_percent; }

text unit_of(program::program const& p, program::type const& type) {
    if (type.of == program::none || type.of == program::unit_none) return {};
    if (is_percent(type)) return text::same("%");
    if (type.of == program::unit_days) return say(message::days);
    if (type.of == program::unit_working_days) return say(message::working_days);
    return label_of(p.units[type.of].shown, p.units[type.of].name);
}

text with_unit(text number, text unit) {
    if (unit.empty()) return number;
    // "1 point": English has a singular.
    bool const is_one = number.en == "1" || number.en == "\xE2\x88\x92" "1";
    if (is_one && unit.en.ends_with('s') && !unit.en.ends_with("ss")) unit.en.pop_back();
    return (std::move(number) += hard_space) += unit;
}

void show_number(program::program const& p, number const& n, program::type const& type, amount& made) {
    auto const needed = n.decimals();
    bool const is_short = needed && *needed <= shown_digits_of_small;
    number const size = n.sign() < 0 ? -n : n;
    text shown;
    if (is_short) {
        shown = digits(n.to_exact(), type);
    } else {
        shown = text::same("≈") + hard_space + digits(n.to_fixed(size < number(1) ? shown_digits_of_small : shown_digits), type);
        made.rounded = true;
        made.fraction = n.bits() < 8 * longest_fraction ? n.to_exact() : "";
        if (made.fraction.size() > longest_fraction) made.fraction.clear();
        if (!made.fraction.empty() && type.of == program::unit_percent) made.fraction += "\u00A0%";
    }
    bool const is_declared = type.of != program::none && type.of >= program::first_declared_unit;
    made.bare = is_declared ? shown : with_unit(shown, unit_of(p, type));
    made.shown = with_unit(std::move(shown), unit_of(p, type));
    made.exact = n.to_exact();
}

}  // namespace

amount show(program::program const& p, value const& v, program::type const& type) {
    amount made;
    made.value = v;
    if (auto* n = std::get_if<number>(&v)) {
        show_number(p, *n, type, made);
        return made;
    }
    if (auto* b = std::get_if<bool>(&v)) {
        made.shown = say(*b ? message::yes : message::no);
        made.exact = *b ? "true" : "false";
    } else if (auto* d = std::get_if<date>(&v)) {
        auto const at = d->to_ymd();
        made.shown = day(at.year, at.month, at.day);
        made.exact = d->to_text();
    } else if (auto* s = std::get_if<std::string>(&v)) {
        made.shown = text::same(*s);
        made.exact = *s;
    } else if (auto* w = std::get_if<word>(&v)) {
        auto const& chosen = p.enums[type.of].words[w->index];
        made.shown = label_of(chosen.shown, chosen.name);
        made.exact = chosen.name;
    } else {
        made.shown = say(message::absent);
    }
    made.bare = made.shown;
    return made;
}

text punctuated(std::string const& decimal) { return {punctuate(decimal, 4, language::en), punctuate(decimal, 4, language::vi)}; }

text print_fixed(program::program const& p, value const& v, program::type const& type, unsigned places) {
    auto* n = std::get_if<number>(&v);
    return n ? with_unit(digits(n->to_fixed(places), type), unit_of(p, type)) : show(p, v, type).shown;
}

text in_full(amount const& a) { return a.fraction.empty() ? a.shown : say(message::exactly, {a.shown, text::same(a.fraction)}); }
text in_full_bare(amount const& a) { return a.fraction.empty() ? a.bare : say(message::exactly, {a.bare, text::same(a.fraction)}); }

text label_of(program::label const& l, std::string_view name) {
    auto const in = [&](std::string_view language) {
        auto const found = check::text_of(l, language);
        return std::string(found.empty() ? name : found);
    };
    return {in("en"), in("vi")};
}

text citations_of(program::program const& p, program::notes const& notes) {
    return {check::print_citations(p, notes, "en"), check::print_citations(p, notes, "vi")};
}

text interval_in_words(std::optional<text> const& low, bool low_closed, std::optional<text> const& high, bool high_closed, program::type const& type) {
    bool const is_date = type.kind == type_kind::date;
    if (!low && !high) return say(message::any_value);
    if (!high && is_date) return say(low_closed ? message::from_date : message::after_date, {*low});
    if (!low && is_date) return say(high_closed ? message::until_date : message::before_date, {*high});
    if (!high) return say(low_closed ? message::from : message::above, {*low});
    if (!low) return say(high_closed ? message::up_to : message::below, {*high});
    message const form = low_closed ? (high_closed ? message::closed : message::half_open) : high_closed ? message::above_to : message::above_to_below;
    return say(form, {*low, *high});
}

}  // namespace barem::explain
