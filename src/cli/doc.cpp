// barem doc
#include "api/implementation.hpp"
#include "cli/commands.hpp"
#include "cli/output.hpp"
#include "cli/rules.hpp"
#include "document/describe.hpp"

#include <filesystem>
#include <memory>

namespace barem::cli {

namespace {

struct doc_options {
    std::string rules, root;
    std::string out = "-";
    std::string format = "html";
    std::string language = "en";
};

status doc(doc_options const& o) {
    for (auto const& in : files_of(o.rules))
        if (in != "-") keep_apart(o.out, "the page", in, "what it is made of");
    auto const rules = load_rules(o.rules, o.root);
    if (!rules) return status::findings;
    std::vector<document::described> versions;
    bool const is_folder = rules->versions().size() > 1;
    for (auto const& v : rules->versions()) versions.push_back({&v.rules.inner().rules(), is_folder ? std::filesystem::path(v.file).filename().string() : std::string()});
    auto const page = document::describe(versions, o.language == "vi" ? explain::language::vi : explain::language::en);
    output out(o.out);
    out.stream() << (o.format == "html" ? document::to_html(page) : document::to_markdown(page));
    out.finish();
    out.publish();
    return status::well;
}

}  // namespace

void add_doc(CLI::App& program, status& ended) {
    auto& command = *program.add_subcommand("doc", "tell a rule set in words: a page for those who read the decree");
    auto const o = std::make_shared<doc_options>();
    option::rules(command, o->rules);
    option::root(command, o->root);
    option::language(command, o->language, "language of the page");
    command.add_option("--format", o->format, "html (the default) or markdown")->type_name("FORMAT")->check(CLI::IsMember({"html", "markdown"}));
    option::out(command, o->out);
    command.footer("Example:\n  barem doc viet-yen-2015.barem --lang vi -o viet-yen-2015.html");
    command.callback([o, &ended] { ended = doc(*o); });
}

}  // namespace barem::cli
