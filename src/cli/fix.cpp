#include "cli/fix.hpp"

#include "cli/input.hpp"
#include "cli/output.hpp"
#include "cli/rules.hpp"
#include "cli/status.hpp"

#include <barem/fix.hpp>

#include <fmt/format.h>

#include <iostream>

namespace barem::cli {

bool fix_rules_of(std::string const& path, std::string const& root, std::vector<std::string> const& severities, bool only_show) {
    if (path == standard_stream && !only_show) throw failure("standard input cannot be fixed in place: --diff shows what would change");
    bool any = false;
    for (auto const& file : files_of(path)) {
        auto const from = read_source(file);
        auto const made = fix_rules(from.text, from.name, options_for(from, root, severities));
        any = any || !made.fixed.empty();
        if (only_show) {
            print(made.difference);
            continue;
        }
        if (made.fixed.empty()) continue;
        replace_file(file, made.text);
        for (auto const& d : made.fixed)
            std::cerr << fmt::format("{}: fixed {}: {}\n", printable(from.name), d.code, printable(d.fixes.front().what));
    }
    return any;
}

}  // namespace barem::cli
