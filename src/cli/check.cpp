// barem check
#include "api/folder.hpp"
#include "api/implementation.hpp"
#include "api/settle.hpp"
#include "cli/commands.hpp"
#include "cli/fix.hpp"
#include "cli/output.hpp"
#include "cli/rules.hpp"
#include "cli/terminal.hpp"
#include "columnar/wide_inputs.hpp"

#include <barem/sarif.hpp>
#include <barem/witness.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>

#include <unistd.h>

namespace barem::cli {

namespace {

struct check_options {
    std::vector<std::string> rules, severities;
    std::string root;
    std::string format = "text";
    std::string colour = "auto";
    bool acknowledged = false, speed = false, witness = false;
    bool fix = false, difference = false;

    [[nodiscard]] bool wants_records() const { return witness || format != "text"; }
};

/// Gaps, overlaps and levels are analysed, and records looked for, only where everything has a meaning: codes B13.. and B14.. come after it.
bool was_analysed(report const& found) {
    return std::ranges::none_of(found.findings, [](diagnostic const& d) {
        return d.severity == severity::error && !d.code.starts_with("B13") && !d.code.starts_with("B14");
    });
}

std::string as_text(report const& found, check_options const& o) {
    auto text = found.to_text({.colour = use_colour(o.colour, STDOUT_FILENO), .acknowledged = o.acknowledged});
    if (!was_analysed(found))
        text += printable(found.name) + ": gaps, overlaps, levels and whatever else rests on the meaning of the rules are looked for" + (o.witness ? ", with records," : "") +
                " when these errors are mended\n";
    if (!found.findings.empty()) return text;
    auto const known = found.acknowledged.size();
    return text + printable(found.name) + ": no findings" + (known == 0 ? "" : fmt::format(" but {} acknowledged", known)) + "\n";
}

/// The findings of all files in one array; each names its file.
std::string as_json(std::vector<report> const& reports) {
    auto all = nlohmann::ordered_json::array();
    for (auto const& found : reports)
        for (auto& finding : nlohmann::ordered_json::parse(found.to_json())) all.push_back(std::move(finding));
    return all.dump(2) + "\n";
}

struct checked {
    std::vector<report> reports;
    std::size_t wide_inputs = 0;                ///< of rule sets without errors
};

/// That a rule set could be scored faster is no finding: whoever drafts one learns of it in a line at the end, unless there is more to say.
void look_for_wide_inputs(ruleset const& rules, check_options const& o, checked& made, report& into) {
    auto const& inner = rules.inner();
    auto wide = columnar::find_wide_inputs(*inner.compiled, inner.parameters, inner.limits);
    if (!wide) return;
    std::vector<diagnostic> hints{std::move(wide->hint)};
    api::set_severities(hints, options_for_folder(o.root, o.severities));
    if (hints.empty()) return;                                   // switched off
    made.wide_inputs += wide->count;
    if (o.speed || o.format != "text") std::ranges::move(hints, std::back_inserter(into.findings));
}

void check_one(std::string const& path, check_options const& o, checked& made) {
    auto const from = read_source(path);
    auto const options = [&] { return options_for(from, o.root, o.severities); };      // made anew: imports are read once
    auto const rules = compile(from.text, from.name, options());
    auto& found = made.reports.emplace_back(rules ? rules->findings() : check_rules(from.text, from.name, options()));     // a library, perhaps
    if (o.wants_records()) found = check_rules_with_records(from.text, from.name, options());
    if (rules) look_for_wide_inputs(*rules, o, made, found);
}

/// Of a report about one file, not about several together.
void add_records(report& found, compile_options const& options) {
    auto again = check_file_with_records(found.name, options);
    if (std::ranges::equal(again.findings, found.findings, {}, &diagnostic::code, &diagnostic::code)) found = std::move(again);
}

/// Its versions one by one and together, and its libraries. One line for it when there is nothing to say.
void check_folder(std::string const& path, check_options const& o, checked& made) {
    auto const options = options_for_folder(o.root, o.severities);
    auto const rules = compile_folder(path, options);
    auto found = rules ? rules->findings() : rules.error();
    bool const is_sound = std::ranges::none_of(found, &report::has_errors);
    auto const is_imported = [&](std::string const& file) {      // what there is to say of it has been said
        return std::ranges::any_of(found, [&](report const& r) { return std::ranges::find(r.imported, file, &imported_source::name) != r.imported.end(); });
    };
    for (auto const& file : files_of(path))
        if (is_sound && api::is_library(file) && !is_imported(file))
            if (auto its = barem::check_file(file, options); !its.findings.empty()) found.push_back(std::move(its));
    if (o.wants_records())
        for (auto& r : found) add_records(r, options);
    if (rules)
        for (auto const& version : rules->versions()) {
            auto const& from = version.rules.findings();
            report its{from.name, from.text, from.imported, {}, {}};        // what it found is there already
            look_for_wide_inputs(version.rules, o, made, its);
            if (!its.findings.empty()) found.push_back(std::move(its));
        }
    if (found.empty()) found.emplace_back().name = path;
    std::ranges::move(found, std::back_inserter(made.reports));
}

std::string as_text(checked const& made, check_options const& o) {
    std::string text;
    for (auto const& found : made.reports) text += as_text(found, o);
    if (made.wide_inputs == 0 || o.speed) return text;
    return text + (made.wide_inputs == 1 ? "1 input without a range or decimals makes" : std::to_string(made.wide_inputs) + " inputs without a range or decimals make") +
           " large rosters slower: `barem check --speed` says what to declare, and what that gains\n";
}

/// Beside standard output, which holds nothing but differences.
void tell_what_is_left(std::string const& path, std::vector<report> const& reports) {
    std::size_t findings = 0, proposals = 0;
    for (auto const& found : reports) {
        findings += found.findings.size();
        for (auto const& f : found.findings) proposals += !f.fixes.empty();
    }
    if (findings == 0) return complain(fmt::format("{}: no findings, nothing to fix", printable(path)));
    complain(fmt::format("{}: {} {}, none with a fix that is safe{}; `barem check {}` shows {}", printable(path), findings, findings == 1 ? "finding" : "findings",
                         proposals == 0 ? "" : fmt::format(" ({} with a proposal for a person to decide on)", proposals), printable(path), findings == 1 ? "it" : "them"));
}

status check_all(check_options const& o) {
    auto ended = status::well;
    checked made;
    for (auto const& path : o.rules) {
        try {
            bool const any_fix = (o.fix || o.difference) && fix_rules_of(path, o.root, o.severities, o.difference);
            auto const before = made.reports.size();
            if (api::is_folder(path)) check_folder(path, o, made);
            else check_one(path, o, made);
            if (o.difference && !any_fix) tell_what_is_left(path, {made.reports.begin() + static_cast<std::ptrdiff_t>(before), made.reports.end()});
        } catch (failure const& why) {
            complain(why.what());
            ended = status::failed;
        }
    }
    if (ended == status::well && std::ranges::any_of(made.reports, &report::has_errors)) ended = status::findings;
    std::string text;
    if (o.difference) return ended;                              // what would change was printed
    if (o.format == "json") text = as_json(made.reports);
    else if (o.format == "sarif") text = to_sarif(made.reports) + "\n";
    else text = as_text(made, o);
    print(text);
    return ended;
}

}  // namespace

void add_check(CLI::App& program, status& ended) {
    auto& command = *program.add_subcommand("check", "find what is wrong with a rule set");
    auto const o = std::make_shared<check_options>();
    option::rules(command, o->rules);
    option::root(command, o->root);
    command.add_option("--format", o->format, "text (the default), json, or sarif for code hosts")
        ->type_name("FORMAT")
        ->check(CLI::IsMember({"text", "json", "sarif"}));
    option::severities(command, o->severities);
    command.add_flag("--acknowledged", o->acknowledged, "also show findings that the rule set acknowledges");
    auto* const fix = command.add_flag("--fix", o->fix, "mend what can be mended without changing a result, then check");
    command.add_flag("--diff,--dry-run", o->difference, "show what --fix would change, and change nothing")->excludes(fix);
    option::colour(command, o->colour);
    command.add_flag("--witness", o->witness, "look for a record that shows each finding, for `barem explain` (JSON and SARIF always have them)");
    command.add_flag("--speed", o->speed, "say which inputs without a range or decimals make large rosters slower, and what to declare");
    command.footer("Example:\n"
                   "  barem check viet-yen-2015.barem\n"
                   "  barem check rules/*.barem --format sarif --severity B1310=error > barem.sarif\n"
                   "  barem check viet-yen-2015.barem --diff\n"
                   "`barem help B1310` explains a code of the report.");
    command.callback([o, &ended] { ended = check_all(*o); });
}

}  // namespace barem::cli
