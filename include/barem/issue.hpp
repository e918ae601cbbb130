#pragma once
// What is wrong with a record.

#include <barem/export.hpp>

#include <iosfwd>
#include <string>
#include <vector>

namespace barem::inline BAREM_VERSION_NAMESPACE {

/// One problem of one record. Bad input has `path`, `expected` and `found`; a rule that could not be evaluated has `path` (of the record
/// it was evaluated for, empty: the record itself), `rule` and `citation`. `message` says all of it in one line.
struct BAREM_API issue {
    std::string path;           ///< `tasks[2].indicators[0].contents[1].volume`
    std::string expected;
    std::string found;
    std::string message;
    std::string rule;           ///< name of the definition, such as `failed_share`
    std::string citation;       ///< of that definition, such as `Art. 7.2`
};

using issues = std::vector<issue>;

/// The messages, a line each.
[[nodiscard]] BAREM_API std::string to_text(issues const& problems);
BAREM_API std::ostream& operator<<(std::ostream& out, issue const& problem);
BAREM_API std::ostream& operator<<(std::ostream& out, issues const& problems);

}  // namespace barem
