#include "keywords.hpp"

#include <array>
#include <unordered_map>

namespace barem::grammar {
namespace {

constexpr std::array spellings = std::to_array<keyword_spelling>({
    {"if", keyword::if_}, {"then", keyword::then}, {"else", keyword::else_}, {"or", keyword::or_}, {"and", keyword::and_},
    {"not", keyword::not_}, {"in", keyword::in}, {"is", keyword::is}, {"of", keyword::of}, {"when", keyword::when},
    {"where", keyword::where}, {"over", keyword::over}, {"by", keyword::by}, {"otherwise", keyword::otherwise},
    {"true", keyword::true_}, {"false", keyword::false_}, {"nothing", keyword::nothing}, {"default", keyword::default_},
    {"each", keyword::each}, {"cap", keyword::cap}, {"ruleset", keyword::ruleset}, {"record", keyword::record},
    {"enum", keyword::enum_}, {"parameter", keyword::parameter}, {"bands", keyword::bands}, {"cohort", keyword::cohort},
    {"sample", keyword::sample}, {"example", keyword::example}, {"input", keyword::input}, {"let", keyword::let},
    {"classify", keyword::classify}, {"deductions", keyword::deductions}, {"output", keyword::output},
    {"reading", keyword::reading}, {"decimals", keyword::decimals}, {"required", keyword::required}, {"except", keyword::except},
    {"hit", keyword::hit}, {"ties", keyword::ties}, {"ascending", keyword::ascending}, {"descending", keyword::descending},
    {"times", keyword::times}, {"to", keyword::to}, {"rounded", keyword::rounded}, {"after", keyword::after}, {"before", keyword::before},
    {"using", keyword::using_}, {"acknowledge", keyword::acknowledge}, {"expect", keyword::expect},
    {"language", keyword::language}, {"cites", keyword::cites}, {"article", keyword::article}, {"effective", keyword::effective},
    {"from", keyword::from}, {"unit", keyword::unit}, {"table", keyword::table}, {"key", keyword::key}, {"list", keyword::list},
    {"unique", keyword::unique}, {"first", keyword::first}, {"any", keyword::any}, {"priority", keyword::priority},
    {"collect", keyword::collect}, {"sum", keyword::sum}, {"min", keyword::min}, {"max", keyword::max}, {"count", keyword::count},
    {"dated", keyword::dated}, {"gaps", keyword::gaps}, {"overlaps", keyword::overlaps}, {"take", keyword::take}, {"lower", keyword::lower},
    {"higher", keyword::higher}, {"rank", keyword::rank}, {"competition", keyword::competition}, {"dense", keyword::dense},
    {"with", keyword::with}, {"given", keyword::given}, {"quota", keyword::quota}, {"admit", keyword::admit}, {"up", keyword::up},
    {"out", keyword::out},
    {"calendar", keyword::calendar}, {"library", keyword::library}, {"import", keyword::import_}, {"years", keyword::years},
    {"weekend", keyword::weekend}, {"holidays", keyword::holidays}, {"worked", keyword::worked}, {"for", keyword::for_},
    {"working", keyword::working},
});

}  // namespace

std::span<keyword_spelling const> keyword_spellings() { return spellings; }

keyword find_keyword(std::string_view nfc_text) {
    static auto const index = [] {
        std::unordered_map<std::string_view, keyword> map;
        for (auto const& s : spellings) map.emplace(s.text, s.word);
        return map;
    }();
    auto const found = index.find(nfc_text);
    return found == index.end() ? keyword::none : found->second;
}

std::string_view spelling(keyword word) {
    for (auto const& s : spellings) {
        if (s.word == word) return s.text;
    }
    return {};
}

keyword_class class_of(keyword word) {
    if (word == keyword::none) return keyword_class::none;
    if (word <= keyword::output) return keyword_class::reserved;
    return word <= keyword::expect ? keyword_class::clause : keyword_class::plain;
}

bool begins_declaration(keyword word) {
    switch (word) {
        case keyword::ruleset: case keyword::unit: case keyword::enum_: case keyword::parameter: case keyword::record:
        case keyword::bands: case keyword::table: case keyword::cohort: case keyword::sample: case keyword::example:
        case keyword::calendar: case keyword::import_: case keyword::library: return true;
        default: return false;
    }
}

bool begins_member(keyword word) {
    switch (word) {
        case keyword::key: case keyword::input: case keyword::let: case keyword::classify: case keyword::deductions:
        case keyword::output: case keyword::dated: return true;
        default: return false;
    }
}

bool begins_cohort_member(keyword word) {
    switch (word) {
        case keyword::rank: case keyword::let: case keyword::quota: case keyword::admit: return true;
        default: return false;
    }
}

bool begins_calendar_clause(keyword word) {
    switch (word) {
        case keyword::years: case keyword::weekend: case keyword::holidays: case keyword::worked: return true;
        default: return false;
    }
}

bool begins_table_clause(keyword word) {
    switch (word) {
        case keyword::gaps: case keyword::overlaps: case keyword::otherwise: case keyword::cap: return true;
        default: return false;
    }
}

}  // namespace barem::grammar
