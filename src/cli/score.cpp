// barem score
#include "api/outputs_agree.hpp"
#include "cli/commands.hpp"
#include "cli/input.hpp"
#include "cli/output.hpp"
#include "cli/roster.hpp"
#include "cli/rules.hpp"
#include "cli/summary.hpp"
#include "cli/terminal.hpp"
#include "columnar/evaluation.hpp"
#include "io/rejects.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <memory>

namespace barem::cli {

namespace {

struct score_arguments {
    std::string rules, root;
    roster_arguments roster;
    std::string out = standard_stream;
    std::optional<std::string> rejects;
    std::string format = "jsonl";
    std::string language;
    std::vector<std::string> settings, severities;
    std::string memory = "1G";
    std::string executor = "columnar";
    std::string instruction_set;
    std::size_t batch_rows = 1024;
    bool exact = false;
    bool quiet = false;
};

io::result_format format_of(std::string const& name) {
    return name == "csv" ? io::result_format::csv : name == "table" ? io::result_format::table : io::result_format::jsonl;
}

batch::score_options options_of(score_arguments const& a) {
    batch::score_options made;
    made.threads = threads_of(a.roster);
    made.memory = bytes_of("--memory", a.memory);
    made.executor = a.executor == "scalar" ? batch::executor::scalar : batch::executor::columnar;
    made.instruction_set = a.instruction_set;
    made.batch_rows = a.batch_rows;
    made.format = format_of(a.format);
    made.results = {a.exact, a.language};
    if (a.batch_rows == 0) throw failure("--batch-rows expects a whole number from 1");
    auto const known = columnar::instruction_sets();
    if (!a.instruction_set.empty() && std::ranges::find(known, a.instruction_set) == known.end())
        throw failure(fmt::format("this machine has no instruction set {}; it has {}", quote(a.instruction_set), fmt::join(known, ", ")));
    return made;
}

/// Writing the one file must not spoil another.
void check_files(score_arguments const& a) {
    check_standard_input(a.rules, a.roster);
    if (a.rejects) keep_apart(a.out, "the results", *a.rejects, "the rejected records");
    auto inputs = files_of(a.rules);
    std::ranges::copy(files_of(a.roster), std::back_inserter(inputs));
    for (auto const& in : inputs) {
        if (in == standard_stream) continue;
        keep_apart(a.out, "the results", in, "what they are made of");
        if (a.rejects) keep_apart(*a.rejects, "the rejected records", in, "what they are made of");
    }
}

status score(score_arguments const& a) {
    check_files(a);
    auto const options = options_of(a);
    auto const rules = load_rules(a.rules, a.root, a.settings, a.severities);
    if (!rules) return status::findings;
    if (options.format != io::result_format::jsonl && !api::outputs_agree(*rules))
        throw failure("the versions in " + quote(a.rules) + " have different outputs, which do not fit in one table: write JSON Lines (--format jsonl)");
    auto const roster = open_roster(*rules, a.roster);
    output results(a.out);
    output rejects = a.rejects ? output(*a.rejects) : output::standard_error();
    progress shown(!a.quiet);

    batch::score_watch watch;
    watch.progress = [&, size = roster->size()](std::uint64_t records, std::uint64_t bytes_read) { shown.show(records, bytes_read, size); };
    watch.results = [&](std::string_view bytes) { results.write(bytes); };
    watch.rejected = [&](batch::rejection const& why) {
        std::string line;
        io::append_reject(line, why.line, why.id, why.problems);
        if (!a.rejects) shown.erase();
        rejects.stream() << line;
        if (!a.rejects) rejects.stream().flush();
    };
    // Whoever asks for the rejected records wants all of them, even if nobody reads the results.
    watch.stop = [&] { return results.is_broken() || rejects.is_broken() || (results.is_abandoned() && !a.rejects); };
    auto const done = batch::score(*rules, *roster, options, watch);
    shown.erase();
    results.finish();
    rejects.finish();
    results.publish();
    rejects.publish();
    if (!a.quiet) std::cerr << summary(*rules, done, a.language);
    return done.rejected == 0 ? status::well : status::rejected;
}

}  // namespace

void add_score(CLI::App& program, status& ended) {
    auto& command = *program.add_subcommand("score", "score a roster");
    auto const o = std::make_shared<score_arguments>();
    option::rules(command, o->rules);
    option::root(command, o->root);
    add_roster_options(command, o->roster);
    option::out(command, o->out);
    command.add_option("--rejects", o->rejects, "write rejected records to this file (JSON Lines), instead of standard error")
        ->type_name("FILE");
    command.add_flag("--exact", o->exact, "numbers exactly, as strings: 1012.5, 100/3");
    command.add_option("--format", o->format, "jsonl (the default), csv or table")
        ->type_name("FORMAT")
        ->check(CLI::IsMember({"jsonl", "csv", "table"}));
    option::settings(command, o->settings);
    option::severities(command, o->severities);
    option::language(command, o->language, "language of the table and of the summary");
    command.add_flag("--quiet", o->quiet, "no progress, no summary");
    command.add_option("--memory", o->memory, "for ids and cohorts, before they go to files in TMPDIR; 1G unless it is given")->type_name("SIZE");
    command.add_option("--executor", o->executor, "columnar (the default) or scalar: one record at a time, with the same results")
        ->type_name("NAME")
        ->check(CLI::IsMember({"columnar", "scalar"}));
    command.add_option("--instruction-set", o->instruction_set, "of the columnar executor: " + fmt::format("{}", fmt::join(columnar::instruction_sets(), ", ")))
        ->type_name("NAME");
    command.add_option("--batch-rows", o->batch_rows, "records that the columnar executor evaluates together")->type_name("N");
    command.footer("Results are written in the order of the roster. Examples:\n"
                   "  barem score viet-yen-2015.barem roster.jsonl\n"
                   "  barem score viet-yen-2015.barem roster.jsonl -o results.csv --format csv --rejects rejects.jsonl\n"
                   "  barem score flat.barem roster.csv.zst --threads 2 --memory 256M -o results.csv --format csv\n"
                   "  barem score viet-yen-2015.barem roster.jsonl --format table --lang vi --set floor=950");
    command.callback([o, &ended] { ended = score(*o); });
}

}  // namespace barem::cli
