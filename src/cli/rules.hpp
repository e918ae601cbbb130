#pragma once
// Rule sets from the command line.

#include <barem/ruleset.hpp>

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

/// Compiles a rule set and sets its parameters (`name=value`). nullopt: it has errors, and they were shown on standard error. Throws
/// failure for a file that cannot be read and for a wrong parameter.
[[nodiscard]] std::optional<ruleset> load_rules(std::string const& path, std::vector<std::string> const& settings = {});

}  // namespace barem::cli
