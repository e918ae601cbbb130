// barem test
#include "api/implementation.hpp"
#include "cli/commands.hpp"
#include "cli/output.hpp"
#include "cli/rules.hpp"
#include "cli/terminal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include <unistd.h>

namespace barem::cli {

namespace {

struct test_options {
    std::vector<std::string> rules, severities;
    std::string root;
    std::string colour = "auto";
};

std::string verdict(std::string const& name, std::size_t passed, std::size_t all) {
    auto const examples = fmt::format("{} example{}", all, all == 1 ? "" : "s");
    if (all == 0) return fmt::format("{}: no examples\n", name);
    if (passed == all) return fmt::format("{}: {} passed\n", name, examples);
    return fmt::format("{}: {} of {} failed\n", name, all - passed, examples);
}

status test_version(ruleset const& rules, bool colour, std::string& text) {
    auto const results = rules.run_examples();
    text += results.failures.to_text({colour});
    text += verdict(printable(results.failures.name), results.passed, rules.inner().rules().examples.size());
    return results.failures.has_errors() ? status::findings : status::well;
}

status test_one(std::string const& path, test_options const& o, std::string& text) {
    auto const rules = load_rules(path, o.root, {}, o.severities);
    if (!rules) return status::findings;
    auto ended = status::well;
    for (auto const& v : rules->versions()) ended = std::max(ended, test_version(v.rules, use_colour(o.colour, STDOUT_FILENO), text));
    return ended;
}

status test_all(test_options const& o) {
    auto ended = status::well;
    std::string text;
    for (auto const& path : o.rules) {
        try {
            ended = std::max(ended, test_one(path, o, text));
        } catch (failure const& why) {
            complain(why.what());
            ended = status::failed;
        }
    }
    print(text);
    return ended;
}

}  // namespace

void add_test(CLI::App& program, status& ended) {
    auto& command = *program.add_subcommand("test", "run the examples of a rule set");
    auto const o = std::make_shared<test_options>();
    option::rules(command, o->rules);
    option::root(command, o->root);
    option::severities(command, o->severities);
    option::colour(command, o->colour);
    command.footer("Example:\n  barem test viet-yen-2015.barem");
    command.callback([o, &ended] { ended = test_all(*o); });
}

}  // namespace barem::cli
