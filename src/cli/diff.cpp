// barem diff
#include "batch/kept_bytes.hpp"
#include "cli/charts.hpp"
#include "cli/commands.hpp"
#include "cli/input.hpp"
#include "cli/output.hpp"
#include "cli/roster.hpp"
#include "cli/rules.hpp"
#include "cli/terminal.hpp"

#include "diff/compare_rosters.hpp"
#include "diff/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>

namespace barem::cli {

namespace {

struct diff_arguments {
    std::string old_rules, new_rules, root;
    roster_arguments roster;
    std::string out = standard_stream;
    std::optional<std::string> changes;
    std::string format = "text";
    std::string language = "en";
    std::string memory = "1G";
    std::vector<std::string> settings, by;
    std::size_t top = 10;
    bool check = false, quiet = false;

    [[nodiscard]] bool has_roster() const { return !roster.path.empty(); }
};

std::string form_of(diff::report const& made, diff_arguments const& a) {
    if (a.format == "json") return diff::to_json(made);
    if (a.format == "html") return diff::to_html(made, a.language, chart_script());
    return diff::to_text(made, a.language);
}

/// Writing the one file must not spoil another.
void check_files(diff_arguments const& a) {
    auto inputs = files_of(a.old_rules);
    std::ranges::copy(files_of(a.new_rules), std::back_inserter(inputs));
    if (a.has_roster()) std::ranges::copy(files_of(a.roster), std::back_inserter(inputs));
    if (std::ranges::count(inputs, standard_stream) > 1) throw failure("only one of the rule sets and files of the roster can be read from standard input");
    if (a.changes) keep_apart(a.out, "the report", *a.changes, "the changed records");
    for (auto const& in : inputs) {
        if (in == standard_stream) continue;
        keep_apart(a.out, "the report", in, "what it is made of");
        if (a.changes) keep_apart(*a.changes, "the changed records", in, "what they are made of");
    }
    if (!a.has_roster() && (a.changes || !a.by.empty())) throw failure(std::string(a.changes ? "--changes" : "--by") + " needs a roster");
}

/// Reads the roster several times, also one that comes through a pipe.
class files_of_roster {
public:
    explicit files_of_roster(roster_arguments const& a) : arguments_(a) {}

    std::unique_ptr<batch::row_source> open(family const& rules) {
        return open_roster(rules, arguments_, [this](std::string const& path) {
            auto& kept = kept_[path];
            if (!kept) kept = std::make_unique<batch::kept_bytes>(path);
            return kept->open();
        });
    }

private:
    roster_arguments const& arguments_;
    std::map<std::string, std::unique_ptr<batch::kept_bytes>> kept_;
};

diff::roster_difference compare_rosters(family const& before, family const& after, diff::report const& made, diff_arguments const& a, output* changes) {
    files_of_roster files(a.roster);
    progress shown(!a.quiet);
    diff::roster_job job;
    job.open = [&](family const& rules) { return files.open(rules); };
    job.by = a.by;
    job.top = a.top;
    job.options.threads = threads_of(a.roster);
    job.options.memory = bytes_of("--memory", a.memory);
    job.progress = [&](std::uint64_t records, std::uint64_t done, std::uint64_t all) { shown.show(records, done, all == 0 ? std::nullopt : std::optional(all)); };
    if (changes) job.changed = [&](std::string_view line) { changes->write(line); };
    try {
        return diff::compare_rosters(before, after, made.versions, job);
    } catch (diff::wrong_field const& why) {
        throw failure(why.what() + did_you_mean(why.field, {why.fields.begin(), why.fields.end()}));
    }
}

status ending(diff::report const& made, diff_arguments const& a) {
    auto const rejected = [&] {
        auto const& r = *made.roster;
        return r.before.rejected + r.after.rejected != 0;
    };
    auto const unfit = [&](diff::side_of_roster const& side) {
        if (!side.problem.empty()) complain(side.problem);
        return !side.problem.empty();
    };
    if (made.roster && (unfit(made.roster->before) || unfit(made.roster->after))) return status::failed;
    if (a.check && !diff::same(made.versions)) return status::findings;
    return made.roster && rejected() ? status::rejected : status::well;
}

status compare(diff_arguments const& a) {
    check_files(a);
    auto const before = load_rules(a.old_rules, a.root);
    auto const after = load_rules(a.new_rules, a.root, a.settings);
    if (!before || !after) return status::findings;
    output out(a.out);
    std::optional<output> changes;
    if (a.changes) changes.emplace(*a.changes);
    diff::report made{a.old_rules, a.new_rules, diff::compare(*before, *after), std::nullopt};
    if (a.has_roster()) made.roster = compare_rosters(*before, *after, made, a, changes ? &*changes : nullptr);
    out.write(form_of(made, a));
    out.finish();
    if (changes) changes->finish();
    out.publish();
    if (changes) changes->publish();
    return ending(made, a);
}

}  // namespace

void add_diff(CLI::App& program, status& ended) {
    auto& command = *program.add_subcommand("diff", "show what changed from one rule set to another, and for whom");
    auto const o = std::make_shared<diff_arguments>();
    command.add_option("OLD", o->old_rules, "the rule set as it was, or a folder of its versions; - is standard input")->required()->type_name("");
    command.add_option("NEW", o->new_rules, "the rule set as it is to be")->required()->type_name("");
    add_roster_options(command, o->roster, false);
    option::root(command, o->root);
    option::out(command, o->out);
    command.add_option("--format", o->format, "text (the default), json or html")->type_name("FORMAT")->check(CLI::IsMember({"text", "json", "html"}));
    option::language(command, o->language, "language of the report");
    command.add_option("--by", o->by, "totals of the roster by this field; may be repeated")->type_name("FIELD")->allow_extra_args(false);
    command.add_option("--top", o->top, "how many movers of each output are explained; 10 unless it is given")->type_name("N");
    command.add_option("--changes", o->changes, "write every record that changes to this file (JSON Lines)")->type_name("FILE");
    command.add_option("--set", o->settings, "another value of a parameter of NEW, to see what would be; may be repeated")->type_name("NAME=VALUE")->allow_extra_args(false);
    command.add_option("--memory", o->memory, "for ids and cohorts, before they go to files in TMPDIR; 1G unless it is given")->type_name("SIZE");
    command.add_flag("--check", o->check, "exit status 1 when the rules differ");
    command.add_flag("--quiet", o->quiet, "no progress");
    command.footer("Examples:\n"
                   "  barem diff 2022.barem 2023.barem\n"
                   "  barem diff 2022.barem 2023.barem roster.jsonl --by type --format html -o change.html\n"
                   "  barem diff rules.barem rules.barem roster.csv --set floor=950 --lang vi --changes changed.jsonl");
    command.callback([o, &ended] { ended = compare(*o); });
}

}  // namespace barem::cli
