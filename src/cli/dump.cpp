// barem dump
#include "cli/commands.hpp"
#include "cli/output.hpp"
#include "cli/rules.hpp"

#include <memory>

namespace barem::cli {

namespace {

struct dump_options { std::string rules, root, stage = "program"; };

status dump(dump_options const& o) {
    auto const rules = load_rules(o.rules, o.root);
    if (!rules) return status::findings;
    auto const wanted = o.stage == "ast" ? stage::ast : o.stage == "plan" ? stage::plan : stage::program;
    for (auto const& v : rules->versions()) {
        auto text = (v.file.empty() ? "" : "# " + printable(v.file) + "\n") + v.rules.dump(wanted);
        if (!text.ends_with('\n')) text += '\n';
        print(text);
    }
    return status::well;
}

}  // namespace

void add_dump(CLI::App& program, status& ended) {
    auto& command = *program.add_subcommand("dump", "show what a rule set is compiled to");
    auto const o = std::make_shared<dump_options>();
    option::rules(command, o->rules);
    option::root(command, o->root);
    command.add_option("--stage", o->stage, "ast: as it was read; program (the default): checked; plan: as it is evaluated")
        ->type_name("STAGE")
        ->check(CLI::IsMember({"ast", "program", "plan"}));
    command.footer("Example:\n  barem dump viet-yen-2015.barem --stage plan");
    command.callback([o, &ended] { ended = dump(*o); });
}

}  // namespace barem::cli
