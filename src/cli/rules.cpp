#include "cli/rules.hpp"

#include "cli/input.hpp"
#include "cli/status.hpp"
#include "cli/terminal.hpp"

#include <iostream>

#include <unistd.h>

namespace barem::cli {

namespace {

ruleset with_setting(ruleset const& rules, std::string const& setting) {
    auto const equals = setting.find('=');
    if (equals == std::string::npos) throw failure("--set expects name=value, found " + quote(setting));
    auto changed = rules.with_parameter(setting.substr(0, equals), setting.substr(equals + 1));
    if (!changed) throw failure(to_text(changed.error()));
    return *changed;
}

}  // namespace

source read_source(std::string const& path) {
    return {path == standard_stream ? "standard input" : path, read_text(path, compile_limits{}.max_source_bytes)};
}

std::optional<ruleset> load_rules(std::string const& path, std::vector<std::string> const& settings) {
    auto const from = read_source(path);
    auto rules = compile(from.text, from.name);
    if (!rules) {
        std::cerr << rules.error().to_text({use_colour("auto", STDERR_FILENO)});
        return std::nullopt;
    }
    for (auto const& setting : settings) rules = with_setting(*rules, setting);
    return *rules;
}

}  // namespace barem::cli
