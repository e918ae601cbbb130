// barem schema
#include "cli/commands.hpp"
#include "cli/output.hpp"
#include "cli/rules.hpp"

#include <memory>

namespace barem::cli {

namespace {

status schema(std::string const& path) {
    auto const rules = load_rules(path);
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
    auto const path = std::make_shared<std::string>();
    option::rules(command, *path);
    command.footer("Example:\n  barem schema viet-yen-2015.barem > record.schema.json");
    command.callback([path, &ended] { ended = schema(*path); });
}

}  // namespace barem::cli
