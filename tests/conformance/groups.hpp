#pragma once
// The groups of vectors that stand in tests/conformance; README.md says what they are made of.

#include <filesystem>
#include <iosfwd>
#include <map>
#include <string>
#include <vector>

namespace conformance {

/// Parameters and their values, written as in a rule set.
using settings = std::map<std::string, std::string>;

/// Files that have one stem. Paths of files that it does not have are empty.
struct group {
    std::string topic, name;
    std::filesystem::path rules;            ///< a file, or the folder of a family of versions
    std::filesystem::path roster;
    std::filesystem::path expected, printed; ///< of the roster: at least one if there is a roster
    std::filesystem::path settings, errors, refused, failures;
};

std::ostream& operator<<(std::ostream& out, group const& g);

struct group_list {
    std::vector<group> groups;              ///< by topic and name
    std::vector<std::string> mistakes;      ///< files without a group, groups that are not whole; a line each
};

group_list const& all_groups();

std::string read(std::filesystem::path const& file);
std::vector<std::string> lines_of(std::string const& text);

}  // namespace conformance
