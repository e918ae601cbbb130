#include "check/print.hpp"

namespace barem::check {

using program::type_kind;

namespace {

/// The longest number that a one-line message shows in full.
constexpr std::size_t longest_number = 40;

std::string quoted(std::string const& text) {
    std::string out = "\"";
    for (char const c : text) {
        if (c == '"' || c == '\\') out += '\\';
        if (c == '\n') out += "\\n";
        else out += c;
    }
    return out + '"';
}

/// `5`, `12.5%`, `7 points`, `(100/3)%`
std::string with_unit(program::program const& p, std::string digits, program::type const& type) {
    if (digits.find('/') != std::string::npos) digits = "(" + digits + ")";
    if (type.kind != type_kind::number || type.of == program::none || type.of == program::unit_none) return digits;
    if (type.of == program::unit_working_days) return digits + " working days";
    return type.of == program::unit_percent ? digits + "%" : digits + " " + p.units[type.of].name;
}

}  // namespace

std::string print(program::program const& p, value const& v, program::type const& type) {
    if (auto* b = std::get_if<bool>(&v)) return *b ? "true" : "false";
    if (auto* n = std::get_if<number>(&v)) return with_unit(p, n->to_exact(), type);
    if (auto* d = std::get_if<date>(&v)) return d->to_text();
    if (auto* s = std::get_if<std::string>(&v)) return quoted(*s);
    if (auto* w = std::get_if<word>(&v)) return type.kind == type_kind::word ? p.enums[type.of].words[w->index].name : "?";
    return "nothing";
}

std::string print_short(program::program const& p, value const& v, program::type const& type) {
    auto* n = std::get_if<number>(&v);
    if (!n) return print(p, v, type);
    if (n->bits() < 8 * longest_number) {
        if (std::string exact = n->to_exact(); exact.size() <= longest_number) return with_unit(p, std::move(exact), type);
        if (std::string rounded = n->to_readable(); rounded.size() <= longest_number) return with_unit(p, std::move(rounded), type);
    }
    return "a number of " + std::to_string(n->bits()) + " bits";
}

std::string print(program::program const& p, program::type const& t) {
    std::string name;
    switch (t.kind) {
        case type_kind::unknown: name = "unknown"; break;
        case type_kind::nothing: name = "nothing"; break;
        case type_kind::truth: name = "bool"; break;
        case type_kind::text: name = "text"; break;
        case type_kind::date: name = "date"; break;
        case type_kind::word: name = p.enums[t.of].name; break;
        case type_kind::record: name = p.records[t.of].name; break;
        case type_kind::list: name = "list of " + p.records[t.of].name; break;
        case type_kind::number: name = t.of == program::unit_none ? (t.integer ? "integer" : "number") : p.units[t.of].name; break;
    }
    return t.optional ? name + "?" : name;
}

namespace {

std::string print_bound(program::program const& p, std::optional<number> const& at, program::type const& type) {
    if (!at) return "";
    auto const days = at->to_int64();
    if (type.kind == type_kind::date && days) return date{static_cast<std::int32_t>(*days)}.to_text();
    return print(p, *at, type);
}

}  // namespace

std::string print(program::program const& p, program::range const& r, program::type const& type) {
    if (!r.low && !r.high) return "";
    return print_bound(p, r.low, type) + ".." + print_bound(p, r.high, type);
}

std::string print_range(program::program const& p, program::member const& m) {
    auto const type = m.type.kind == type_kind::list ? program::type{} : m.type;       // of a list: its size
    auto const low = m.low_input ? m.low_input->name : print_bound(p, m.range.low, type);
    auto const high = m.high_input ? m.high_input->name : print_bound(p, m.range.high, type);
    return low.empty() && high.empty() ? "" : low + ".." + high;
}

std::string_view text_of(program::label const& l, std::string_view language) {
    for (auto const& [its_language, text] : l.texts)
        if (its_language == language) return text;
    return l.texts.empty() ? std::string_view() : std::string_view(l.texts.front().second);
}

std::string print_citations(program::program const& p, program::notes const& notes, std::string_view language) {
    auto const asked = language.empty() ? std::string_view(p.language) : language;
    std::string out;
    for (auto const& c : notes.citations) {
        if (!out.empty()) out += ", ";
        program::library const* from = c.library == program::none ? nullptr : &p.libraries[c.library];
        std::string const article(text_of(from ? from->article_word : p.article_word, asked));
        out += c.is_section && !article.empty() ? article + " " + c.text : c.text;
        if (from && c.is_section && !from->cites.empty()) out += " (" + from->cites + ")";      // an article of another text
    }
    return out;
}

}  // namespace barem::check
