#pragma once
// What the forms of a report have in common.

#include "check/print.hpp"
#include "diff/report.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace barem::diff {

/// One of two languages.
class words {
public:
    explicit words(std::string_view language) : is_vietnamese_(language == "vi") {}

    [[nodiscard]] std::string operator()(std::string_view en, std::string_view vi) const { return std::string(is_vietnamese_ ? vi : en); }
    [[nodiscard]] std::string const& operator()(text const& of) const { return is_vietnamese_ ? of.vi : of.en; }
    [[nodiscard]] std::string_view language() const { return is_vietnamese_ ? "vi" : "en"; }
    /// The label, else the name.
    [[nodiscard]] std::string operator()(program::label const& label, std::string_view name) const {
        auto const shown = check::text_of(label, language());
        return std::string(shown.empty() ? name : shown);
    }

private:
    bool is_vietnamese_;
};

/// `3 changes in the rules, 1 of them in texts only (...)`
[[nodiscard]] std::string rules_summary(std::vector<version_difference> const&, words const&);
/// That nothing differs: neither the rules nor what becomes of a roster. Empty: something does.
[[nodiscard]] std::string sameness(report const&, words const&);
/// Empty: a rule set on its own.
[[nodiscard]] std::string version_heading(version_difference const&, words const&);

/// `81.5`, `≈ 33.3333`: an exact text for people.
[[nodiscard]] std::string readable(number const&, unsigned digits, words const&);
[[nodiscard]] std::string readable(std::uint64_t count, words const&);
/// `60 – <65`: from the first on, below the second; a single number where nothing else can be in it.
[[nodiscard]] std::string readable(bin const&, bool is_single, words const&);
[[nodiscard]] bool are_single(output_difference const&);
/// A value of an output: a word by its label, a number readable, nothing as such.
[[nodiscard]] std::string readable(output_difference const&, std::string const& exact, words const&);
[[nodiscard]] std::string category(output_difference const&, std::size_t, words const&);
/// Categories that occur, words of an order from the highest; nothing last.
[[nodiscard]] std::vector<std::size_t> categories_in_order(output_difference const&);
/// `Total points (points)`
[[nodiscard]] std::string title(output_difference const&, words const&);
/// `131 change: 12 up, 119 down`
[[nodiscard]] std::string moves(output_difference const&, words const&);
/// Movers of an output by the rules that moved them, in the order of the first of each.
struct moved_by {
    std::string rules;                              ///< a line each: `Quota (Art. 6): at most 20 % of the ... -> at most 15 % of the ...`
    struct move { std::string from_to; std::vector<std::string> ids; };
    std::vector<move> moves;
};
[[nodiscard]] std::vector<moved_by> by_rules(output_difference const&, words const&);
/// `A, B, C and 7 more`
[[nodiscard]] std::string some_of(std::vector<std::string> const& ids, words const&);
/// What a group is called.
[[nodiscard]] std::string name_of(group_total const&, grouping const&, words const&);
/// Before and after, of a group: sum and mean of a number, how many have each category. Empty for others.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> totals(output_difference const&, group_total::of_output const&, words const&);
[[nodiscard]] std::size_t groups_shown(roster_difference const&);
/// Sentences on who was scored and rejected.
[[nodiscard]] std::vector<std::string> roster_summary(roster_difference const&, words const&);

void add_roster_text(std::string& out, roster_difference const&, words const&);

}  // namespace barem::diff
