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
[[nodiscard]] std::string readable(number const&, unsigned digits);
/// A value of an output: a word by its label, a number readable, nothing as such.
[[nodiscard]] std::string readable(output_difference const&, std::string const& exact, words const&);
[[nodiscard]] std::string category(output_difference const&, std::size_t, words const&);
/// Categories that occur, words of an order from the highest; nothing last.
[[nodiscard]] std::vector<std::size_t> categories_in_order(output_difference const&);
/// `Total points (total), points`
[[nodiscard]] std::string title(output_difference const&, words const&);
/// `131 change: 12 up, 119 down`
[[nodiscard]] std::string moves(output_difference const&, words const&);
/// `agency.quota, Art. 6: 20% of agency -> 15% of agency (4 -> 3)`
[[nodiscard]] std::string told(cause const&, words const&);
/// Before and after, of a group: sum and mean of a number, how many have each category. Empty for others.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> totals(output_difference const&, group_total::of_output const&);
[[nodiscard]] std::size_t groups_shown(roster_difference const&);
/// Sentences on who was scored and rejected.
[[nodiscard]] std::vector<std::string> roster_summary(roster_difference const&, words const&);

void add_roster_text(std::string& out, roster_difference const&, words const&);

}  // namespace barem::diff
