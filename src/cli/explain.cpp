// barem explain
#include "batch/collected_roster.hpp"
#include "cli/commands.hpp"
#include "cli/input.hpp"
#include "cli/output.hpp"
#include "cli/roster.hpp"
#include "cli/rules.hpp"
#include "cli/terminal.hpp"
#include "io/text_form.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace barem::cli {

namespace {

struct explain_options {
    std::string rules, root, id;
    roster_arguments roster;
    std::string out = standard_stream;
    std::string format = "text";
    std::string language = "en";
    std::vector<std::string> settings, severities;
};

/// What a roster has to say of one id.
struct search {
    std::string id;
    std::optional<record> accepted;
    std::vector<std::string> rejections;        ///< a line each, with the reasons
    std::vector<std::string> other_ids;         ///< of rejected records
};

/// Ids of a roster are in normal form C; a keyboard or a file name may give another form.
std::string as_stored(std::string const& id) {
    return io::find_invalid_utf8(id) == std::string::npos ? io::to_nfc(id) : id;
}

batch::collect_watch watch_for(search& wanted) {
    batch::collect_watch watch;
    watch.accepted = [&](std::string const& id, record const& r) {
        if (id == wanted.id) wanted.accepted = r;
    };
    watch.rejected = [&](batch::rejection const& why) {
        if (!why.id) return;
        if (*why.id != wanted.id) {
            wanted.other_ids.emplace_back(*why.id);
            return;
        }
        for (auto const& problem : why.problems)
            wanted.rejections.push_back(fmt::format("line {}: {}", why.line, problem.message));
    };
    return watch;
}

failure unknown(search const& wanted, std::vector<outcome> const& outcomes) {
    std::vector<std::string_view> ids(wanted.other_ids.begin(), wanted.other_ids.end());
    for (auto const& outcome : outcomes) ids.push_back(outcome.id());
    return failure(fmt::format("no record has the id {}{}", quote(wanted.id), did_you_mean(wanted.id, ids)));
}

status tell_rejection(search const& wanted) {
    complain(fmt::format("the record {} was rejected", quote(wanted.id)));
    for (auto const& line : wanted.rejections) complain(line);
    return status::rejected;
}

std::string sheet(explanation const& of, explain_options const& o) {
    auto text = o.format == "json"       ? of.to_json()
                : o.format == "html"     ? of.to_html(o.language)
                : o.format == "markdown" ? of.to_markdown(o.language)
                                         : of.to_text(o.language);
    if (!text.ends_with('\n')) text += '\n';
    return text;
}

void check_files(explain_options const& o) {
    check_standard_input(o.rules, o.roster);
    auto inputs = files_of(o.rules);
    std::ranges::copy(files_of(o.roster), std::back_inserter(inputs));
    for (auto const& in : inputs)
        if (in != standard_stream) keep_apart(o.out, "the explanation", in, "what it is made of");
}

status explain(explain_options const& o) {
    check_files(o);
    auto const rules = load_rules(o.rules, o.root, o.settings, o.severities);
    if (!rules) return status::findings;
    auto const roster = open_roster(*rules, o.roster);
    output out(o.out);
    search wanted{as_stored(o.id), {}, {}, {}};
    progress shown(true);
    auto watch = watch_for(wanted);
    watch.progress = [&, size = roster->size()](std::uint64_t records, std::uint64_t bytes_read) { shown.show(records, bytes_read, size); };
    auto const done = batch::collect(*rules, *roster, threads_of(o.roster), watch);
    shown.erase();

    bool const scored = std::ranges::find(done.outcomes, wanted.id, &outcome::id) != done.outcomes.end();
    if (!scored && wanted.rejections.empty()) throw unknown(wanted, done.outcomes);
    if (!scored) return tell_rejection(wanted);
    auto const made = done.ranked.explain(*wanted.accepted);
    if (!made) throw failure(to_text(made.error()));
    out.stream() << sheet(*made, o);
    out.finish();
    out.publish();
    if (done.rejected == 0) return status::well;
    complain(fmt::format("records rejected: {}; ranks are counted over the others", done.rejected));
    return status::rejected;
}

}  // namespace

void add_explain(CLI::App& program, status& ended) {
    auto& command = *program.add_subcommand("explain", "explain one record of a roster, step by step");
    auto const o = std::make_shared<explain_options>();
    option::rules(command, o->rules);
    option::root(command, o->root);
    add_roster_options(command, o->roster);
    command.add_option("--id", o->id, "the record to explain")->required()->type_name("ID");
    command.add_option("--format", o->format, "text (the default), markdown, html or json")
        ->type_name("FORMAT")
        ->check(CLI::IsMember({"text", "markdown", "html", "json"}));
    option::language(command, o->language, "language of the sheet");
    option::out(command, o->out);
    option::settings(command, o->settings);
    option::severities(command, o->severities);
    command.footer("The whole roster is scored, so that ranks are right. Examples:\n"
                   "  barem explain viet-yen-2015.barem roster.jsonl --id \"Phòng Nội vụ\"\n"
                   "  barem explain viet-yen-2015.barem roster.jsonl --id \"Phòng Nội vụ\" "
                   "--format html --lang vi -o sheet.html");
    command.callback([o, &ended] { ended = explain(*o); });
}

}  // namespace barem::cli
