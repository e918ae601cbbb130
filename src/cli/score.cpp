// barem score
#include "api/implementation.hpp"
#include "cli/commands.hpp"
#include "cli/output.hpp"
#include "cli/rules.hpp"
#include "cli/scoring.hpp"
#include "cli/summary.hpp"
#include "cli/terminal.hpp"
#include "io/rejects.hpp"
#include "io/result_writer.hpp"

#include <iostream>
#include <memory>

namespace barem::cli {

namespace {

struct score_options {
    std::string rules, root, roster;
    std::string out = standard_stream;
    std::optional<std::string> rejects;
    std::string format = "jsonl";
    std::string language;
    std::vector<std::string> settings;
    bool exact = false;
    bool quiet = false;
};

io::result_format format_of(std::string const& name) {
    return name == "csv" ? io::result_format::csv : name == "table" ? io::result_format::table : io::result_format::jsonl;
}

/// Writing the one file must not spoil another.
void check_files(score_options const& o) {
    check_standard_input(o.rules, o.roster);
    if (o.rejects) keep_apart(o.out, "the results", *o.rejects, "the rejected records");
    auto inputs = files_of(o.rules);
    inputs.push_back(o.roster);
    for (auto const& in : inputs) {
        if (in == standard_stream) continue;
        keep_apart(o.out, "the results", in, "what they are made of");
        if (o.rejects) keep_apart(*o.rejects, "the rejected records", in, "what they are made of");
    }
}

/// Each record with its own outputs.
void write_lines(score_options const& o, std::vector<outcome> const& outcomes, output& out) {
    for (auto const& outcome : outcomes) {
        if (out.is_abandoned()) return;
        out.stream() << outcome.to_json(o.exact) << '\n';
    }
}

void write_results(score_options const& o, family const& rules, std::vector<outcome> const& outcomes, output& out) {
    if (!outputs_agree(rules)) return write_lines(o, outcomes, out);
    auto const& latest = rules.versions().back().rules.inner();
    auto const writer = io::make_result_writer(format_of(o.format), latest.rules(), out.stream(), {o.exact, o.language});
    for (auto const& outcome : outcomes) {
        if (out.is_abandoned()) break;
        writer->write({outcome.id(), outcome.values()});
    }
    writer->finish();
}

status score(score_options const& o) {
    check_files(o);
    auto const rules = load_rules(o.rules, o.root, o.settings);
    if (!rules) return status::findings;
    if (o.format != "jsonl" && !outputs_agree(*rules))
        throw failure("the versions in " + quote(o.rules) + " have different outputs, which do not fit in one table: write JSON Lines (--format jsonl)");
    input roster(o.roster);
    output results(o.out);
    output rejects = o.rejects ? output(*o.rejects) : output::standard_error();
    progress shown(!o.quiet);

    roster_watch watch;
    watch.progress = [&](std::size_t records) { shown.show(records, roster); };
    watch.rejected = [&](rejection const& why) {
        std::string line;
        io::append_reject(line, why.line, why.id, why.problems);
        if (!o.rejects) shown.erase();
        rejects.stream() << line;
        if (!o.rejects) rejects.stream().flush();
    };
    auto const done = score_roster(*rules, roster, watch);
    shown.erase();

    write_results(o, *rules, done.outcomes, results);
    results.finish();
    rejects.finish();
    results.publish();
    rejects.publish();
    if (!o.quiet) std::cerr << summary(*rules, done.outcomes, done.rejected, o.language);
    return done.rejected == 0 ? status::well : status::rejected;
}

}  // namespace

void add_score(CLI::App& program, status& ended) {
    auto& command = *program.add_subcommand("score", "score a roster");
    auto const o = std::make_shared<score_options>();
    option::rules(command, o->rules);
    option::root(command, o->root);
    option::roster(command, o->roster);
    option::out(command, o->out);
    command.add_option("--rejects", o->rejects, "write rejected records to this file (JSON Lines), instead of standard error")
        ->type_name("FILE");
    command.add_flag("--exact", o->exact, "numbers exactly, as strings: 1012.5, 100/3");
    command.add_option("--format", o->format, "jsonl (the default), csv or table")
        ->type_name("FORMAT")
        ->check(CLI::IsMember({"jsonl", "csv", "table"}));
    option::settings(command, o->settings);
    option::language(command, o->language, "language of the table and of the summary");
    command.add_flag("--quiet", o->quiet, "no progress, no summary");
    command.footer("Results are written in the order of the roster. Examples:\n"
                   "  barem score viet-yen-2015.barem roster.jsonl\n"
                   "  barem score viet-yen-2015.barem roster.jsonl -o results.csv --format csv --rejects rejects.jsonl\n"
                   "  barem score viet-yen-2015.barem roster.jsonl --format table --lang vi --set floor=950");
    command.callback([o, &ended] { ended = score(*o); });
}

}  // namespace barem::cli
