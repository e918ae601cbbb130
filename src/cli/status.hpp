#pragma once
// How the program ends, and how it says that it cannot go on.

#include "source/display.hpp"

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace barem::cli {

/// Exit statuses. Where several apply, `failed` counts first, then `findings`.
enum class status : int {
    well = 0,
    findings = 1,       ///< the rule set has errors, an example failed, a file is not formatted
    failed = 2,         ///< wrong usage, or a file cannot be read or written
    rejected = 3,       ///< some records were rejected
};

/// Ends the command with status::failed. The message is one line without the program's name.
class failure : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// What a user wrote, in backticks and harmless to a terminal.
[[nodiscard]] inline std::string quote(std::string_view text) { return "`" + printable(text) + "`"; }

/// `cannot read `a.jsonl`: No such file or directory`
[[nodiscard]] failure cannot(std::string_view what_to_do, std::string_view path, int error_number);

/// "; did you mean `score`?", or nothing when nothing known is like it.
[[nodiscard]] std::string did_you_mean(std::string_view wanted, std::vector<std::string_view> const& known);

/// Prints `barem: message` to standard error.
void complain(std::string_view message);

}  // namespace barem::cli
