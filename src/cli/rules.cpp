#include "cli/rules.hpp"

#include "api/folder.hpp"
#include "api/imports.hpp"
#include "cli/input.hpp"
#include "cli/status.hpp"
#include "cli/terminal.hpp"

#include <barem/catalog.hpp>

#include <algorithm>
#include <iostream>
#include <map>
#include <set>

#include <unistd.h>

namespace barem::cli {

namespace {

family with_setting(family const& rules, std::string const& setting, std::set<std::string>& names) {
    auto const equals = setting.find('=');
    if (equals == std::string::npos) throw failure("--set expects name=value, found " + quote(setting));
    auto const name = setting.substr(0, equals);
    if (!names.insert(name).second) throw failure("--set gives " + quote(name) + " two values");
    auto changed = rules.with_parameter(name, setting.substr(equals + 1));
    if (!changed) throw failure(to_text(changed.error()));
    return *changed;
}

}  // namespace

source read_source(std::string const& path) {
    return {path == standard_stream ? "standard input" : path, read_text(path, compile_limits{}.max_source_bytes)};
}

namespace {

/// `B1310=error`
std::pair<std::string, severity_choice> parse_severity(std::string const& setting) {
    static std::map<std::string, severity_choice, std::less<>> const words{
        {"error", severity_choice::error}, {"warning", severity_choice::warning}, {"hint", severity_choice::hint}, {"off", severity_choice::off}};
    auto const equals = setting.find('=');
    auto const word = equals == std::string::npos ? words.end() : words.find(setting.substr(equals + 1));
    if (word == words.end())
        throw failure("--severity expects a code and `error`, `warning`, `hint` or `off`, such as B1310=error; found " + quote(setting));
    auto const code = setting.substr(0, equals);
    auto const why = wrong_severity(code, word->second);
    if (why.empty()) return {code, word->second};
    std::vector<std::string_view> known;
    if (find_code(code) == nullptr)
        for (auto const& entry : catalog()) known.push_back(entry.code);
    throw failure("--severity: " + printable(why) + did_you_mean(code, known));
}

}  // namespace

compile_options options_for_folder(std::string const& root, std::vector<std::string> const& severities) {
    compile_options made;
    made.root = root;
    for (auto const& setting : severities) {
        auto chosen = parse_severity(setting);
        auto const is_same = [&](auto const& other) { return other.first == chosen.first; };
        if (std::ranges::any_of(made.severities, is_same)) throw failure("--severity gives " + quote(chosen.first) + " twice");
        made.severities.push_back(std::move(chosen));
    }
    return made;
}

compile_options options_for(source const& from, std::string const& root, std::vector<std::string> const& severities) {
    if (auto const why = api::wrong_root(root); !why.empty()) throw failure(why);
    auto made = options_for_folder({}, severities);
    made.imports = api::imports_of_files(from.name, root, made.compile.max_imported_bytes);
    return made;
}

namespace {

result<family, std::vector<report>> compile_any(std::string const& path, std::string const& root,
                                                std::vector<std::string> const& severities) {
    if (api::is_folder(path)) {
        static_cast<void>(files_of(path));                       // throws when it cannot be read
        return compile_folder(path, options_for_folder(root, severities));
    }
    auto const from = read_source(path);
    auto rules = compile(from.text, from.name, options_for(from, root, severities));
    if (!rules) return std::vector{std::move(rules.error())};
    return family(*rules);
}

}  // namespace

std::optional<family> load_rules(std::string const& path, std::string const& root, std::vector<std::string> const& settings,
                                 std::vector<std::string> const& severities) {
    auto rules = compile_any(path, root, severities);
    if (!rules) {
        for (auto const& r : rules.error()) std::cerr << r.to_text({use_colour("auto", STDERR_FILENO)});
        return std::nullopt;
    }
    std::set<std::string> names;
    for (auto const& setting : settings) rules = with_setting(*rules, setting, names);
    return *rules;
}

std::vector<std::string> files_of(std::string const& path) {
    if (!api::is_folder(path)) return {path};
    auto const files = api::rule_files(path);
    if (!files) throw failure(files.error());
    return *files;
}

}  // namespace barem::cli
