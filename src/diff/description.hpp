#pragma once
// What a rule set says, as a tree of items that have a name and say something under a few aspects: the form in which two rule sets are
// compared. Layout, comments, the order of declarations and the order of rows that do not depend on it are not in it.

#include "diff/narrator.hpp"

#include <string>
#include <utility>
#include <vector>

namespace barem::diff {

enum class what : std::uint8_t {
    rule_set, unit, enumeration, word, calendar, day, parameter, dated_value, bands, table, argument, row, record, input, definition,
    classification, deductions, rank, quota, admission, level, exception, deduction, output, example,
};

enum class aspect : std::uint8_t {
    name, label, citation, reading, language, cites, effective_from, effective_to, dated_by, roster, years, kind, parent, type, range, decimals,
    required, condition, value, limit, each, weekend, policy, gaps, gaps_reading, overlaps, overlaps_reading, unique, keys, ties, within, quota_of, digits,
};

/// Whether it can change what a record comes to; else it is only shown to people.
[[nodiscard]] bool affects_results(what, aspect);

struct item {
    diff::what what = diff::what::rule_set;
    std::string name;                                       ///< told apart by it among siblings of its sort; of a row: its conditions
    text called;                                            ///< in words; empty: it goes without saying
    program::label label;
    text articles;                                          ///< `Art. 6.1.b`; empty: of what it stands in
    std::vector<std::pair<diff::aspect, phrase>> says;      ///< what is not said is left out
    std::vector<item> parts;
    bool in_order = false;                                  ///< the order of the parts means something

    [[nodiscard]] phrase const* find(diff::aspect) const;
};

[[nodiscard]] item describe(program::program const&);

}  // namespace barem::diff
