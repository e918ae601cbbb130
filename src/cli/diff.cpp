// barem diff
#include "cli/commands.hpp"
#include "cli/input.hpp"
#include "cli/output.hpp"
#include "cli/roster.hpp"
#include "cli/rules.hpp"
#include "diff/report.hpp"

#include <memory>

namespace barem::cli {

namespace {

struct diff_arguments {
    std::string old_rules, new_rules, root;
    std::string out = standard_stream;
    std::string format = "text";
    std::string language = "en";
    std::vector<std::string> settings;
    bool check = false;
};

std::string form_of(diff::report const& made, diff_arguments const& a) {
    if (a.format == "json") return diff::to_json(made);
    return diff::to_text(made, a.language);
}

status compare(diff_arguments const& a) {
    auto const before = load_rules(a.old_rules, a.root);
    auto const after = load_rules(a.new_rules, a.root, a.settings);
    if (!before || !after) return status::findings;
    diff::report made{a.old_rules, a.new_rules, diff::compare(*before, *after), std::nullopt, nullptr};
    output out(a.out);
    out.write(form_of(made, a));
    out.finish();
    out.publish();
    return a.check && !diff::same(made.versions) ? status::findings : status::well;
}

}  // namespace

void add_diff(CLI::App& program, status& ended) {
    auto& command = *program.add_subcommand("diff", "what changed from one rule set to another, and for whom");
    auto const o = std::make_shared<diff_arguments>();
    command.add_option("OLD", o->old_rules, "the rule set as it was, or a folder of its versions; - is standard input")->required()->type_name("");
    command.add_option("NEW", o->new_rules, "the rule set as it is to be")->required()->type_name("");
    option::root(command, o->root);
    option::out(command, o->out);
    command.add_option("--format", o->format, "text (the default) or json")->type_name("FORMAT")->check(CLI::IsMember({"text", "json"}));
    option::language(command, o->language, "language of the report");
    option::settings(command, o->settings);
    command.add_flag("--check", o->check, "exit status 1 when the rules differ");
    command.callback([o, &ended] { ended = compare(*o); });
}

}  // namespace barem::cli
