#include "cli/scoring.hpp"

#include "api/family_reader.hpp"
#include "api/implementation.hpp"
#include "cli/status.hpp"
#include "io/roster_reader.hpp"

#include <memory>
#include <unordered_map>
#include <utility>

namespace barem::cli {

namespace {

class scoring {
public:
    scoring(family const& rules, roster_watch const& watch) : watch_(watch), done_{family_roster(rules), {}, 0} {}

    /// False when the record was read well and then had no result: its id is free again.
    bool add(io::roster_entry& entry, family::version const* version);
    [[nodiscard]] scored_roster finish();

private:
    void reject(rejection const& why) {
        ++done_.rejected;
        if (watch_.rejected) watch_.rejected(why);
    }

    roster_watch const& watch_;
    scored_roster done_;
    std::unordered_map<std::string, std::size_t> lines_;        // of records that their cohorts may still reject
};

bool scoring::add(io::roster_entry& entry, family::version const* version) {
    auto& read = entry.record;
    auto const id = read.id_known ? std::optional<std::string_view>(read.id) : std::nullopt;
    if (!read.data) {
        reject({entry.line, id, read.problems});
        return true;
    }
    auto const& rules = version->rules.inner();
    record const made(std::make_shared<record_data const>(std::move(*read.data)), rules.compiled);
    auto const added = done_.ranked.add(made);
    if (!added) {
        reject({entry.line, id, added.error()});
        return false;
    }
    if (!rules.rules().cohorts.empty()) lines_.emplace(read.id, entry.line);
    if (watch_.accepted) watch_.accepted(read.id, made);
    return true;
}

scored_roster scoring::finish() {
    done_.outcomes = done_.ranked.finish([&](roster::failure const& failed) {
        auto const line = lines_.find(failed.id);
        reject({line == lines_.end() ? 0 : line->second, failed.id, failed.problems});
    });
    return std::move(done_);
}

}  // namespace

void check_standard_input(std::string const& rules_path, std::string const& roster_path) {
    if (rules_path == standard_stream && roster_path == standard_stream)
        throw failure("the rule set and the roster cannot both be read from standard input");
}

scored_roster score_roster(family const& rules, input& roster, roster_watch const& watch) {
    api::family_reader source(rules);
    io::roster_reader reader(roster.stream(), [&](std::string_view line) { return source.read(line); });
    scoring run(rules, watch);
    for (std::size_t records = 1; auto entry = reader.next(); ++records) {
        if (!run.add(*entry, source.version())) reader.release(entry->record.id);
        if (watch.progress) watch.progress(records);
    }
    roster.check();
    return run.finish();
}

}  // namespace barem::cli
