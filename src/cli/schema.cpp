// barem schema
#include "cli/commands.hpp"
#include "cli/output.hpp"
#include "cli/rules.hpp"

#include <memory>

namespace barem::cli {

namespace {

struct schema_options { std::string rules, root; };

status schema(schema_options const& o) {
    auto const rules = load_rules(o.rules, o.root);
    if (!rules) return status::findings;
    if (rules->versions().size() > 1) {
        std::string files;
        for (auto const& v : rules->versions()) files += (files.empty() ? "" : ", ") + quote(v.file);
        throw failure("each version has a schema of its own: name one of " + files);
    }
    auto text = rules->versions().front().rules.schema();
    if (!text.ends_with('\n')) text += '\n';
    print(text);
    return status::well;
}

}  // namespace

void add_schema(CLI::App& program, status& ended) {
    auto& command = *program.add_subcommand("schema", "write the JSON Schema of a record");
    auto const o = std::make_shared<schema_options>();
    option::rules(command, o->rules);
    option::root(command, o->root);
    command.footer("Example:\n  barem schema viet-yen-2015.barem > record.schema.json");
    command.callback([o, &ended] { ended = schema(*o); });
}

}  // namespace barem::cli
