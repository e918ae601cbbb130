#pragma once
// Writing rule sets with their safe fixes.

#include <string>
#include <vector>

namespace barem::cli {

/// Makes the safe fixes of a rule set, or of all files of a folder, one by one: each is replaced at once or stays as it is. What was done goes
/// to standard error. `only_show`: prints the difference instead, and writes nothing. Returns whether there was any. Throws failure.
bool fix_rules_of(std::string const& path, std::string const& root, std::vector<std::string> const& severities, bool only_show);

}  // namespace barem::cli
