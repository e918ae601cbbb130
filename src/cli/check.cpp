// barem check
#include "api/folder.hpp"
#include "api/implementation.hpp"
#include "cli/commands.hpp"
#include "cli/output.hpp"
#include "cli/rules.hpp"
#include "cli/terminal.hpp"
#include "columnar/range_hint.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>

#include <unistd.h>

namespace barem::cli {

namespace {

struct check_options {
    std::vector<std::string> rules;
    std::string root;
    std::string format = "text";
    std::string colour = "auto";
    bool speed = false;
};

std::string as_text(report const& found, bool colour) {
    return found.findings.empty() ? printable(found.name) + ": no findings\n" : found.to_text({colour});
}

/// The findings of all files in one array; each names its file.
std::string as_json(std::vector<report> const& reports) {
    auto all = nlohmann::ordered_json::array();
    for (auto const& found : reports)
        for (auto& finding : nlohmann::ordered_json::parse(found.to_json())) all.push_back(std::move(finding));
    return all.dump(2) + "\n";
}

void check_one(std::string const& path, check_options const& o, std::vector<report>& reports) {
    auto const from = read_source(path);
    auto& found = reports.emplace_back(check_rules(from.text, from.name, options_for(from, o.root)));
    if (!o.speed || found.has_errors()) return;
    auto const rules = compile(from.text, from.name, options_for(from, o.root));
    if (!rules) return;                                          // a library
    auto const& inner = rules->inner();
    if (auto hint = columnar::range_hint(*inner.compiled, inner.parameters, inner.limits)) found.findings.push_back(std::move(*hint));
}

/// Its versions one by one and together, and its libraries. One line for it when there is nothing to say.
void check_folder(std::string const& path, std::string const& root, std::vector<report>& reports) {
    compile_options options;
    options.root = root;
    auto const rules = compile_folder(path, options);
    auto found = rules ? rules->findings() : rules.error();
    bool const is_sound = found.empty();                         // else a version may have said it of a library that it imports
    for (auto const& file : files_of(path))
        if (is_sound && api::is_library(file))
            if (auto its = barem::check_file(file, options); !its.findings.empty()) found.push_back(std::move(its));
    if (found.empty()) found.emplace_back().name = path;
    std::ranges::move(found, std::back_inserter(reports));
}

status check_all(check_options const& o) {
    auto ended = status::well;
    std::vector<report> reports;
    for (auto const& path : o.rules) {
        try {
            if (api::is_folder(path)) check_folder(path, o.root, reports);
            else check_one(path, o, reports);
        } catch (failure const& why) {
            complain(why.what());
            ended = status::failed;
        }
    }
    if (ended == status::well && std::ranges::any_of(reports, &report::has_errors)) ended = status::findings;
    std::string text;
    if (o.format == "json") text = as_json(reports);
    else for (auto const& found : reports) text += as_text(found, use_colour(o.colour, STDOUT_FILENO));
    print(text);
    return ended;
}

}  // namespace

void add_check(CLI::App& program, status& ended) {
    auto& command = *program.add_subcommand("check", "find what is wrong with a rule set");
    auto const o = std::make_shared<check_options>();
    option::rules(command, o->rules);
    option::root(command, o->root);
    command.add_option("--format", o->format, "text (the default) or json")
        ->type_name("FORMAT")
        ->check(CLI::IsMember({"text", "json"}));
    option::colour(command, o->colour);
    command.add_flag("--speed", o->speed, "also hint at inputs without a range or decimals that make large rosters slower");
    command.footer("Example:\n"
                   "  barem check viet-yen-2015.barem\n"
                   "`barem help B1310` explains a code of the report.");
    command.callback([o, &ended] { ended = check_all(*o); });
}

}  // namespace barem::cli
