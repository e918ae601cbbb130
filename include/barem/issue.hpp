#pragma once
// What is wrong with a record.

#include <iosfwd>
#include <string>
#include <vector>

namespace barem {

/// One problem of one record. Bad input has `path`, `expected` and `found`; a rule that could not be evaluated has `path` (of the record
/// it was evaluated for, empty: the record itself), `rule` and `citation`. `message` says all of it in one line.
struct issue {
    std::string path;           ///< `tasks[2].indicators[0].contents[1].volume`
    std::string expected;
    std::string found;
    std::string message;
    std::string rule;           ///< name of the definition, such as `failed_share`
    std::string citation;       ///< of that definition, such as `Art. 7.2`
};

using issues = std::vector<issue>;

/// The messages, a line each.
[[nodiscard]] std::string to_text(issues const& problems);
std::ostream& operator<<(std::ostream& out, issue const& problem);
std::ostream& operator<<(std::ostream& out, issues const& problems);

}  // namespace barem
