#pragma once
// What the forms of a report have in common.

#include "check/print.hpp"
#include "diff/report.hpp"

#include <string>
#include <string_view>

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
/// Empty: a rule set on its own.
[[nodiscard]] std::string version_heading(version_difference const&, words const&);

void add_roster_text(std::string& out, roster_difference const&, words const&);

}  // namespace barem::diff
