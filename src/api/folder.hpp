#pragma once
// Folders of rule sets.

#include <barem/result.hpp>

#include <string>
#include <vector>

namespace barem::api {

[[nodiscard]] bool is_folder(std::string const& path);

/// Why a folder that imports shall not leave is none, in one line; empty when it is one, or is left to the rule set.
[[nodiscard]] std::string wrong_root(std::string const& root);

/// The files of a folder that end in `.barem`, by name; not hidden ones, and nothing of the folders in it. The error is one line.
[[nodiscard]] result<std::vector<std::string>, std::string> rule_files(std::string const& folder);

/// Whether the first word of a file is `library`.
[[nodiscard]] bool is_library(std::string const& file);

}  // namespace barem::api
