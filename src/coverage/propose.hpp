#pragma once
// Examples for what no example touches, as text to be pasted.

#include "coverage/coverage.hpp"

#include <string>
#include <vector>

namespace barem::coverage {

struct proposal {
    place about;
    std::string text;               ///< one line of the language; empty: no example was found
};

/// For each band, row, reading, level, exception and row of deductions that no example touches. Tables are called with values of the row's own
/// cells that no earlier row takes. For the rest, one input of an example is changed until the place is come by, or several. The values expected are those
/// that come out: a person says whether they are right. Every proposal was tried: below the rule set it compiles, passes and touches the place.
/// `options`: what the rule set was compiled with.
[[nodiscard]] std::vector<proposal> propose(ruleset const&, compile_options const& options);

/// The proposals below comments that say what they are for, and those places for which none was found.
[[nodiscard]] std::string to_text(std::string const& file, std::vector<proposal> const&, explain::language = explain::language::en);

}  // namespace barem::coverage
