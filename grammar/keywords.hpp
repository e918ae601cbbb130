#pragma once
// The words of the language, in one place. Another spelling of a word (in Vietnamese, say) is one more line in keywords.cpp;
// the grammar knows only the enumerators.

#include <cstdint>
#include <span>
#include <string_view>

namespace barem::grammar {

enum class keyword : std::uint8_t {
    none,
    // reserved: never a name
    if_, then, else_, or_, and_, not_, in, is, of, when, where, over, by, otherwise, true_, false_, nothing, default_, each, cap,
    ruleset, record, enum_, parameter, bands, cohort, sample, example, input, let, classify, deductions, output,
    // clause words: may be names, but never the unit of a number, since they may follow one on its line
    reading, decimals, required, except, hit, ties, ascending, descending, times, to, rounded, after, before, using_, acknowledge, expect,
    // plain words: keywords only where the grammar expects them
    language, cites, article, effective, from, unit, table, key, list, unique, first, any, priority, collect, sum, min, max, count,
    dated, gaps, overlaps, take, lower, higher, rank, competition, dense, with, given, quota, admit, up, out,
    calendar, library, import_, years, weekend, holidays, worked, for_, working,
};

enum class keyword_class : std::uint8_t { none, reserved, clause, plain };

struct keyword_spelling {
    std::string_view text;   ///< NFC
    keyword word;
};

/// All spellings; the first one of a keyword is the one that messages show.
[[nodiscard]] std::span<keyword_spelling const> keyword_spellings();

[[nodiscard]] keyword find_keyword(std::string_view nfc_text);
[[nodiscard]] std::string_view spelling(keyword word);
[[nodiscard]] keyword_class class_of(keyword word);

[[nodiscard]] inline bool is_reserved(keyword word) { return class_of(word) == keyword_class::reserved; }

/// Words that may begin a declaration, a member of a record or of a cohort, a clause of a table or of a calendar.
[[nodiscard]] bool begins_declaration(keyword word);
[[nodiscard]] bool begins_member(keyword word);
[[nodiscard]] bool begins_cohort_member(keyword word);
[[nodiscard]] bool begins_table_clause(keyword word);
[[nodiscard]] bool begins_calendar_clause(keyword word);

}  // namespace barem::grammar
