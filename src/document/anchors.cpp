#include "document/anchors.hpp"

#include "check/print.hpp"
#include "document/every_note.hpp"
#include "source/utf8.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>

namespace barem::document {

using program::index;
using program::none;

namespace {

/// A letter as a part of a slug; empty for what is neither letter nor digit, and for marks.
std::string part_of(char32_t c) {
    auto const category = utf8proc_category(static_cast<utf8proc_int32_t>(c));
    bool const is_letter = category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
    if (!is_letter && category != UTF8PROC_CATEGORY_ND && c != '_') return {};
    utf8proc_uint8_t bytes[4];
    auto const size = utf8proc_encode_char(utf8proc_tolower(static_cast<utf8proc_int32_t>(c)), bytes);
    return {reinterpret_cast<char const*>(bytes), static_cast<std::size_t>(size)};
}

bool is_mark(char32_t c) {
    auto const category = utf8proc_category(static_cast<utf8proc_int32_t>(c));
    return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC;
}

std::string decomposed(std::string_view text) {
    utf8proc_uint8_t* made = nullptr;
    auto const size = utf8proc_map(reinterpret_cast<utf8proc_uint8_t const*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()), &made,
                                   static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE));
    if (size < 0) return std::string(text);
    std::string out(reinterpret_cast<char const*>(made), static_cast<std::size_t>(size));
    std::free(made);
    return out;
}

/// Numbers by their size, letters in the order of the Vietnamese alphabet, a clause before its points.
std::vector<std::string> sort_key(std::string_view section) {
    std::vector<std::string> parts(1);
    for (char const c : section) {
        if (c == '.') parts.emplace_back();
        else parts.back() += c;
    }
    for (std::string& part : parts) {
        bool const is_number = !part.empty() && part.find_first_not_of("0123456789") == std::string::npos;
        if (is_number) part = std::string(part.size() < 9 ? 9 - part.size() : 0, '0') + part;
        else if (part == "đ" || part == "Đ") part = "d~";
    }
    return parts;
}

}  // namespace

std::string slug(std::string_view text) {
    std::vector<std::string> words(1);
    for (char32_t const c : decode_all(decomposed(text))) {
        if (is_mark(c)) continue;
        std::string const part = part_of(c);
        if (!part.empty()) words.back() += part;
        else if (!words.back().empty()) words.emplace_back();
    }
    std::string out;
    for (std::string& word : words) {
        if (word.empty()) continue;
        if (word == "đ") word = "dd";
        for (std::size_t at = 0; (at = word.find("đ", at)) != std::string::npos;) word.replace(at, std::string_view("đ").size(), "d");
        out += (out.empty() ? "" : "-") + word;
    }
    return out.empty() ? "x" : out;
}

std::string anchors::unique(std::string const& wanted) {
    std::string name = before_ + wanted;
    for (unsigned n = 2; !taken_.insert(name).second; ++n) name = before_ + wanted + "-" + std::to_string(n);
    return name;
}

anchors::anchors(program::program const& p, std::string_view before) : before_(before) {
    find_articles(p);
    for (auto const& r : p.records) {
        records.push_back(unique("record-" + slug(r.name)));
        members.emplace_back();
        for (auto const& m : r.members) members.back().push_back(unique(slug(r.name) + "-" + slug(m.name)));
    }
    for (auto const& t : p.tables) tables.push_back(unique("table-" + slug(t.name)));
    for (auto const& f : p.parameters) parameters.push_back(unique("figure-" + slug(f.name)));
    for (auto const& e : p.enums) enums.push_back(unique("words-" + slug(e.name)));
    for (auto const& c : p.calendars) calendars.push_back(unique("calendar-" + slug(c.name)));
    for (std::size_t c = 0; c != p.cohorts.size(); ++c) cohorts.push_back(unique("groups-" + std::to_string(c + 1)));
}

anchors::anchors(program::program const& p) : records(p.records.size()), tables(p.tables.size()), parameters(p.parameters.size()), enums(p.enums.size()),
      calendars(p.calendars.size()), cohorts(p.cohorts.size()) {
    for (auto const& r : p.records) members.emplace_back(r.members.size());
}

void anchors::find_articles(program::program const& p) {
    std::vector<program::citation> all;
    every_note(p, [&](program::notes const& n) {
        for (auto const& c : n.citations) {
            auto const is_same = [&](program::citation const& other) { return other.library == c.library && other.text == c.text; };
            if (std::none_of(all.begin(), all.end(), is_same)) all.push_back(c);
        }
    });
    // Those of the rule set's own text before those of libraries, sections before what is cited by name.
    std::stable_sort(all.begin(), all.end(), [](program::citation const& a, program::citation const& b) {
        auto const rank = [](program::citation const& c) { return std::pair(c.library == none ? index{0} : c.library + 1, !c.is_section); };
        if (rank(a) != rank(b)) return rank(a) < rank(b);
        return a.is_section && sort_key(a.text) < sort_key(b.text);
    });
    for (auto const& c : all) {
        program::notes const alone{{c}, {}};
        by_text_[{c.library, c.text}] = articles.size();
        articles.push_back({c, unique(slug(check::print_citations(p, alone, c.library == none ? p.language : p.libraries[c.library].language)))});
    }
}

std::string const& anchors::article(program::citation const& c) const { return articles[by_text_.at({c.library, c.text})].anchor; }

}  // namespace barem::document
