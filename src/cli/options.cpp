#include "cli/commands.hpp"

namespace barem::cli::option {

void rules(CLI::App& command, std::string& path) {
    command.add_option("RULESET", path, "the rule set, or a folder of its versions; - is standard input")->required()->type_name("");
}

void rules(CLI::App& command, std::vector<std::string>& paths) {
    command.add_option("RULESET", paths, "the rule sets, or folders of versions; - is standard input")->required()->type_name("");
}

void root(CLI::App& command, std::string& folder) {
    command.add_option("--root", folder, "folder that imports never leave; else that of the rule set")->type_name("DIR");
}

void severities(CLI::App& command, std::vector<std::string>& severities) {
    command.add_option("--severity", severities, "what findings of a code are: error, warning, hint or off; may be repeated")
        ->type_name("CODE=SEVERITY")
        ->allow_extra_args(false);
}

void settings(CLI::App& command, std::vector<std::string>& settings) {
    command.add_option("--set", settings, "another value of a parameter, to see what would be; may be repeated")
        ->type_name("NAME=VALUE")
        ->allow_extra_args(false);          // else it takes the arguments that follow as well
}

void out(CLI::App& command, std::string& path) {
    command.add_option("-o,--output", path, "write to this file, complete or not at all, instead of standard output")
        ->type_name("FILE");
}

void language(CLI::App& command, std::string& language, std::string const& what) {
    command.add_option("--lang", language, what + ": en or vi")->type_name("LANG")->check(CLI::IsMember({"en", "vi"}));
}

void colour(CLI::App& command, std::string& choice) {
    command.add_option("--color", choice, "auto (on a terminal), always or never")
        ->type_name("WHEN")
        ->check(CLI::IsMember({"auto", "always", "never"}));
}

}  // namespace barem::cli::option
