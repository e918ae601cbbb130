// The command line program.
#include "cli/commands.hpp"
#include "cli/output.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <csignal>
#include <new>
#include <sstream>

#include <fcntl.h>
#include <unistd.h>

namespace barem::cli {

namespace {

constexpr char const* description = "barem: exact, explained scores from a regulation that is written as rules";
constexpr char const* footer =
    "`barem COMMAND --help` tells more. Results go to standard output, everything else to standard error. Exit status:\n"
    "  0  all is well\n"
    "  1  the rule set has errors, an example failed, or `fmt --check` or `diff --check` found a difference\n"
    "  2  wrong usage, or a file cannot be read or written\n"
    "  3  some records were rejected; the others were scored";

void add_commands(CLI::App& program, status& ended) {
    program.require_subcommand(1);
    program.set_version_flag("--version", version_line(), "print the version");
    program.set_help_flag("-h,--help", "print this help");
    program.get_formatter()->label("Positionals", "Arguments");
    program.get_formatter()->label("Subcommands", "Commands");
    program.get_formatter()->label("SUBCOMMAND", "COMMAND");
    program.get_formatter()->label("REQUIRED", "");
    program.footer(footer);
    for (auto* add : {add_score, add_explain, add_diff, add_check, add_test, add_fmt, add_doc, add_dump, add_schema, add_help, add_version})
        add(program, ended);
    for (auto* command : program.get_subcommands({})) command->group("Commands");
}

/// The parser would take a misspelt command for a missing one.
void check_command(CLI::App const& program, std::string const& word) {
    std::vector<std::string> names;
    for (auto const* command : program.get_subcommands({})) names.push_back(command->get_name());
    if (word.starts_with('-') || std::ranges::find(names, word) != names.end()) return;
    throw failure(fmt::format("there is no command {}{}", quote(word), did_you_mean(word, {names.begin(), names.end()})));
}

/// The parser's messages begin with a capital.
std::string in_our_words(std::string message) {
    auto const character = [&](std::size_t i) { return static_cast<unsigned char>(message[i]); };
    bool const is_sentence = message.size() > 1 && (message[1] == ' ' || std::islower(character(1)) != 0);
    if (is_sentence) message[0] = static_cast<char>(std::tolower(character(0)));
    return printable(message);
}

/// Help and version, too, reach us as errors of the parser.
status report(CLI::App const& program, CLI::ParseError const& e) {
    std::ostringstream out, ignored;
    if (program.exit(e, out, ignored) == 0) {
        print(out.str());
        return status::well;
    }
    auto const chosen = program.get_subcommands();
    complain(in_our_words(e.what()));
    complain(fmt::format("see barem {}--help", chosen.empty() ? "" : chosen.front()->get_name() + " "));
    return status::failed;
}

status run(int argc, char** argv) {
    auto ended = status::well;
    CLI::App program(description, "barem");
    add_commands(program, ended);
    if (argc < 2) throw failure("a command is required; see barem --help");
    check_command(program, argv[1]);
    try {
        program.parse(argc, argv);
    } catch (CLI::ParseError const& e) {
        return report(program, e);
    }
    return ended;
}

/// Else a file that is opened takes the number of a stream that was closed, and what is meant for the stream lands in it.
void occupy_standard_streams() {
    int opened = 0;
    do opened = ::open("/dev/null", O_RDONLY);
    while (opened >= 0 && opened <= STDERR_FILENO);
    if (opened >= 0) ::close(opened);
}

}  // namespace

}  // namespace barem::cli

int main(int argc, char** argv) {
    using namespace barem::cli;
    occupy_standard_streams();
    std::signal(SIGPIPE, SIG_IGN);          // output notices that its reader went away
    output::remove_on_signals();
    try {
        return static_cast<int>(run(argc, argv));
    } catch (std::bad_alloc const&) {
        complain("out of memory");
    } catch (std::exception const& why) {
        complain(why.what());
    }
    return static_cast<int>(status::failed);
}
