// barem help, barem version
#include "cli/commands.hpp"
#include "cli/output.hpp"
#include "cli/terminal.hpp"

#include <barem/catalog.hpp>
#include <barem/version.hpp>

#include <fmt/format.h>

#include <memory>

#include <unistd.h>

namespace barem::cli {

namespace {

struct help_options { std::string topic, colour = "auto"; };

failure unknown(std::string const& topic, std::vector<std::string> const& commands) {
    std::vector<std::string_view> known(commands.begin(), commands.end());
    for (auto const& entry : catalog()) known.push_back(entry.code);
    return failure(fmt::format("there is no command or code {}{}", quote(topic), did_you_mean(topic, known)));
}

status help(CLI::App& program, help_options const& o) {
    if (o.topic.empty()) {
        // App::help() would show the chosen command, which is this one.
        print(program.get_formatter()->make_help(&program, program.get_name(), CLI::AppFormatMode::Normal));
        return status::well;
    }
    std::vector<std::string> names;
    for (auto* command : program.get_subcommands({})) {
        names.push_back(command->get_name());
        if (command->get_name() != o.topic) continue;
        print(command->help(program.get_name()));
        return status::well;
    }
    auto const page = explain_code(o.topic, {use_colour(o.colour, STDOUT_FILENO)});
    if (page.empty()) throw unknown(o.topic, names);
    print(page);
    return status::well;
}

}  // namespace

std::string version_line() { return fmt::format("barem {}", version()); }

void add_help(CLI::App& program, status& ended) {
    auto& command = *program.add_subcommand("help", "explain a code of a report, or a command");
    auto const o = std::make_shared<help_options>();
    command.add_option("TOPIC", o->topic, "a code such as B1203, or a command")->type_name("");
    option::colour(command, o->colour);
    command.footer("Example:\n  barem help B1203");
    command.callback([&program, o, &ended] { ended = help(program, *o); });
}

void add_version(CLI::App& program, status& ended) {
    auto& command = *program.add_subcommand("version", "print the version");
    command.footer("Example:\n  barem version");
    command.callback([&ended] {
        print(version_line() + "\n");
        ended = status::well;
    });
}

}  // namespace barem::cli
