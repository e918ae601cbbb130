#pragma once
// The roster on the command line: one file, or several that belong together.

#include "batch/score.hpp"

#include <barem/family.hpp>

#include <CLI/CLI.hpp>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace barem::cli {

struct roster_arguments {
    std::string path;
    std::string format = "auto";
    std::string separator = "auto";
    std::vector<std::string> lists;             ///< PATH=FILE each
    std::string threads = "all";
};

void add_roster_options(CLI::App& command, roster_arguments&, bool is_required = true);

/// All files that it reads; `-` is standard input. Throws failure.
[[nodiscard]] std::vector<std::string> files_of(roster_arguments const&);

/// Throws failure when it and the rule set, or two files of it, are standard input.
void check_standard_input(std::string const& rules_path, roster_arguments const&);

/// Throws failure or batch::input_failure. `open_bytes` opens a file by its path.
[[nodiscard]] std::unique_ptr<batch::row_source> open_roster(family const&, roster_arguments const&,
                                                             std::function<std::unique_ptr<batch::byte_source>(std::string const&)> const& open_bytes = batch::open_file);

/// 0: all.
[[nodiscard]] unsigned threads_of(roster_arguments const&);

/// `256M`: bytes, with K, M, G or T for powers of 1024. Throws failure.
[[nodiscard]] std::size_t bytes_of(std::string const& option, std::string const& text);

}  // namespace barem::cli
