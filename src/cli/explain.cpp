// barem explain
#include "api/implementation.hpp"
#include "batch/collected_roster.hpp"
#include "cli/commands.hpp"
#include "cli/input.hpp"
#include "cli/output.hpp"
#include "cli/roster.hpp"
#include "cli/rules.hpp"
#include "cli/terminal.hpp"
#include "io/text_form.hpp"

#include <barem/counterfactual.hpp>

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
    std::string level;                          ///< why the record does not have it; empty: not asked
    std::vector<std::string> other_inputs;      ///< `path=value`

    [[nodiscard]] std::vector<input_change> changes() const {
        std::vector<input_change> made;
        for (auto const& one : other_inputs) {
            auto const equals = one.find('=');
            if (equals == std::string::npos || equals == 0) throw failure("--what-if is FIELD=VALUE, found " + quote(one));
            made.push_back({one.substr(0, equals), one.substr(equals + 1)});
        }
        return made;
    }
};

/// What a roster has to say of one id.
struct search {
    std::string id;                             ///< empty: the only record, whatever its id
    bool is_any = false, several = false;
    std::optional<record> accepted;
    std::vector<std::string> rejections;        ///< a line each, with the reasons
    std::vector<std::string> other_ids;         ///< of rejected records
};

/// Ids of a roster are in normal form C; a keyboard or a file name may give another form.
std::string as_stored(std::string const& id) {
    return io::find_invalid_utf8(id) == std::string::npos ? io::to_nfc(id) : id;
}

/// The roster in which the record has other inputs.
struct other_roster {
    other_roster(family const& f, std::vector<input_change> c) : rules(f), changes(std::move(c)), ranked(f) {}

    void add(std::string const& id, record const& r, std::string const& wanted) {
        if (changes.empty()) return;
        auto added = ranked.add(id == wanted ? *(changed = change(r)) : r);
        if (!added) throw failure("the record is not scored with these inputs: " + to_text(added.error()));
    }

    family const& rules;
    std::vector<input_change> changes;
    family_roster ranked;
    std::optional<record> changed;

private:
    [[nodiscard]] record change(record const& r) const {
        auto made = with_inputs(rules, r, changes);
        if (!made) throw failure("--what-if: " + to_text(made.error()));
        return std::move(*made);
    }
};

batch::collect_watch watch_for(search& wanted, other_roster& other) {
    batch::collect_watch watch;
    auto const meet = [&](std::string const& id) {
        if (!wanted.is_any) return;
        wanted.several = wanted.several || (!wanted.id.empty() && wanted.id != id);
        if (wanted.id.empty()) wanted.id = id;
    };
    watch.accepted = [&, meet](std::string const& id, record const& r) {
        meet(id);
        if (id == wanted.id) wanted.accepted = r;
        other.add(id, r, wanted.id);
    };
    watch.rejected = [&, meet](batch::rejection const& why) {
        if (!why.id) return;
        meet(std::string(*why.id));
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

template <typename Sheet>
std::string sheet(Sheet const& of, explain_options const& o) {
    auto text = o.format == "json"       ? of.to_json()
                : o.format == "html"     ? of.to_html(o.language)
                : o.format == "markdown" ? of.to_markdown(o.language)
                                         : of.to_text(o.language);
    if (!text.ends_with('\n')) text += '\n';
    return text;
}

/// What was asked about the record.
std::string answer(explanation const& of, other_roster& other, explain_options const& o) {
    if (!o.level.empty()) {
        auto const made = why_not(of, o.level);
        if (!made) throw failure("--why-not: " + to_text(made.error()));
        return sheet(*made, o);
    }
    if (other.changes.empty()) return sheet(of, o);
    static_cast<void>(other.ranked.finish());
    auto const then = other.ranked.explain(*other.changed);
    if (!then) throw failure("the record is not scored with these inputs: " + to_text(then.error()));
    auto const made = compare(of, *then);
    if (!made) throw failure(to_text(made.error()));
    return sheet(*made, o);
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
    search wanted{as_stored(o.id), o.id.empty(), false, {}, {}, {}};
    other_roster other(*rules, o.changes());
    progress shown(true);
    auto watch = watch_for(wanted, other);
    watch.progress = [&, size = roster->size()](std::uint64_t records, std::uint64_t bytes_read) { shown.show(records, bytes_read, size); };
    auto const done = batch::collect(*rules, *roster, threads_of(o.roster), watch);
    shown.erase();

    if (wanted.several) throw failure("the roster has several records: say which one with --id");
    if (wanted.is_any && wanted.id.empty()) throw failure(done.rejected == 0 ? "the roster has no record" : "no record of the roster has an id");
    bool const scored = std::ranges::find(done.outcomes, wanted.id, &outcome::id) != done.outcomes.end();
    if (!scored && wanted.rejections.empty()) throw unknown(wanted, done.outcomes);
    if (!scored) return tell_rejection(wanted);
    auto const made = done.ranked.explain(*wanted.accepted);
    if (!made) throw failure(to_text(made.error()));
    out.stream() << answer(*made, other, o);
    out.finish();
    out.publish();
    if (done.rejected != 0) {
        bool const has_groups = std::ranges::any_of(rules->versions(), [](auto const& v) { return !v.rules.inner().rules().cohorts.empty(); });
        complain(fmt::format("records rejected: {}{}", done.rejected, has_groups ? "; ranks are counted over the others" : ""));
    }
    return status::well;                        // the record that was asked for is explained
}

}  // namespace

void add_explain(CLI::App& program, status& ended) {
    auto& command = *program.add_subcommand("explain", "explain one record of a roster, step by step");
    auto const o = std::make_shared<explain_options>();
    option::rules(command, o->rules);
    option::root(command, o->root);
    add_roster_options(command, o->roster);
    command.add_option("--id", o->id, "the record to explain; may be left out where the roster has only one")->type_name("ID");
    command.add_option("--format", o->format, "text (the default), markdown, html or json")
        ->type_name("FORMAT")
        ->check(CLI::IsMember({"text", "markdown", "html", "json"}));
    option::language(command, o->language, "language of the sheet");
    auto* const level = command.add_option("--why-not", o->level, "which conditions stand between the record and this level, and by how much; name it `rating=good` where several have it")
                            ->type_name("LEVEL");
    command.add_option("--what-if", o->other_inputs, "what another value of an input would change, such as excess=12% or tasks[2].done=true; may be repeated")
        ->type_name("FIELD=VALUE")
        ->allow_extra_args(false)
        ->excludes(level);
    option::out(command, o->out);
    option::settings(command, o->settings);
    option::severities(command, o->severities);
    command.footer("The whole roster is scored, so that ranks are right. Examples:\n"
                   "  barem explain viet-yen-2015.barem roster.jsonl --id \"Phòng Nội vụ\"\n"
                   "  barem explain viet-yen-2015.barem roster.jsonl --id \"Phòng Nội vụ\" "
                   "--format html --lang vi -o sheet.html\n"
                   "  barem explain viet-yen-2015.barem roster.jsonl --id \"Phòng Nội vụ\" --why-not excellent\n"
                   "  barem explain viet-yen-2015.barem roster.jsonl --id \"Phòng Nội vụ\" "
                   "--what-if innovative=true --what-if commended=true");
    command.callback([o, &ended] { ended = explain(*o); });
}

}  // namespace barem::cli
