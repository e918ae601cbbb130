#pragma once
// The commands of the program, one file each.

#include "cli/status.hpp"

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

namespace barem::cli {

// Each adds its command to the program; when it is the one that was asked for, it runs while the arguments are parsed and stores how
// it ended. All may throw failure.
void add_score(CLI::App& program, status& ended);
void add_explain(CLI::App& program, status& ended);
void add_diff(CLI::App& program, status& ended);
void add_check(CLI::App& program, status& ended);
void add_test(CLI::App& program, status& ended);
void add_fmt(CLI::App& program, status& ended);
void add_doc(CLI::App& program, status& ended);
void add_dump(CLI::App& program, status& ended);
void add_schema(CLI::App& program, status& ended);
void add_help(CLI::App& program, status& ended);
void add_version(CLI::App& program, status& ended);

/// `barem 0.1.0`
[[nodiscard]] std::string version_line();

// Options that several commands have.
namespace option {
void rules(CLI::App& command, std::string& path);
void rules(CLI::App& command, std::vector<std::string>& paths);
void root(CLI::App& command, std::string& folder);
void severities(CLI::App& command, std::vector<std::string>& severities);
void settings(CLI::App& command, std::vector<std::string>& settings);
void out(CLI::App& command, std::string& path);
void language(CLI::App& command, std::string& language, std::string const& what);
void colour(CLI::App& command, std::string& choice);
}  // namespace option

}  // namespace barem::cli
