// barem fmt
#include "cli/commands.hpp"
#include "cli/input.hpp"
#include "cli/output.hpp"
#include "cli/rules.hpp"
#include "cli/terminal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <memory>

#include <unistd.h>

namespace barem::cli {

namespace {

struct fmt_options {
    std::vector<std::string> rules;
    bool check = false;
};

status format_one(std::string const& path, bool check, std::string& others) {
    auto const from = read_source(path);
    auto const made = format_rules(from.text, from.name);
    if (!made) {
        std::cerr << made.error().to_text({use_colour("auto", STDERR_FILENO)});
        return status::findings;
    }
    bool const differs = *made != from.text;
    if (check) {
        if (differs) {
            print(printable(from.name) + "\n");
            others += ' ' + (path == standard_stream ? "-" : printable(path));
        }
        return differs ? status::findings : status::well;
    }
    if (path == standard_stream) print(*made);
    else if (differs) replace_file(path, *made);
    return status::well;
}

status format_all(fmt_options const& o) {
    auto ended = status::well;
    std::string others;                      // files that are laid out otherwise
    for (auto const& path : o.rules) {
        try {
            for (auto const& file : files_of(path)) ended = std::max(ended, format_one(file, o.check, others));
        } catch (failure const& why) {
            complain(why.what());
            ended = status::failed;
        }
    }
    if (!others.empty()) {
        bool const one = others.find(' ', 1) == std::string::npos;
        complain(fmt::format("not in canonical layout: {}; `barem fmt{}` lays {} out{}", one ? "this file" : "these files", others, one ? "it" : "them",
                             one && others != " -" ? fmt::format(", `barem fmt - <{0} | diff{0} -` shows what would change", others) : ""));
    }
    return ended;
}

}  // namespace

void add_fmt(CLI::App& program, status& ended) {
    auto& command = *program.add_subcommand("fmt", "lay a rule set out, tables aligned");
    auto const o = std::make_shared<fmt_options>();
    option::rules(command, o->rules);
    command.add_flag("--check", o->check, "change nothing, name the files that are laid out otherwise");
    command.footer("Files are changed in place; - is laid out to standard output. Examples:\n"
                   "  barem fmt viet-yen-2015.barem\n"
                   "  barem fmt --check *.barem");
    command.callback([o, &ended] { ended = format_all(*o); });
}

}  // namespace barem::cli
