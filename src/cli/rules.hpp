#pragma once
// Rule sets from the command line.

#include <barem/family.hpp>

#include <optional>
#include <string>
#include <vector>

namespace barem::cli {

struct source {
    std::string name;       ///< as reports show it
    std::string text;
};

/// Throws failure when it cannot be read.
[[nodiscard]] source read_source(std::string const& path);

/// Imports are files: relative to the importing one, and never outside of `root` (empty: the folder of the rule set).
/// `severities`: `CODE=SEVERITY`. Throws failure for what cannot be set.
[[nodiscard]] compile_options options_for(source const& from, std::string const& root, std::vector<std::string> const& severities = {});

/// The same for a folder, which is no source.
[[nodiscard]] compile_options options_for_folder(std::string const& root, std::vector<std::string> const& severities = {});

/// Compiles a rule set, or the versions of one in a folder, and sets parameters (`name=value`). nullopt: there are errors, and they were
/// shown on standard error. Throws failure for what cannot be read and for a wrong parameter.
[[nodiscard]] std::optional<family> load_rules(std::string const& path, std::string const& root, std::vector<std::string> const& settings = {},
                                               std::vector<std::string> const& severities = {});

/// The rule files of a folder; of anything else the path itself. Throws failure.
[[nodiscard]] std::vector<std::string> files_of(std::string const& path);

}  // namespace barem::cli
