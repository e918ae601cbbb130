#include "batch/collected_roster.hpp"

#include "api/implementation.hpp"
#include "batch/ordered_pipeline.hpp"
#include "batch/version_rows.hpp"
#include "columnar/record_from_columns.hpp"
#include "io/roster_reader.hpp"

#include <memory>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace barem::batch {

namespace {

/// One row, read and checked.
struct read_row {
    std::uint64_t line = 0;
    std::size_t version = 0;
    io::read_record record;
};

struct row_item {
    roster_part part;
    std::uint64_t bytes_read = 0;
    std::vector<read_row> rows;
};

class row_reader {
public:
    row_reader(family const& rules, row_source const& roster) : rules_(rules), parser_(roster.make_parser()), versions_(dynamic_cast<version_parser*>(parser_.get())) {}

    void read(row_item& into) {
        into.rows.clear();
        auto rows = parser_->parse(into.part);
        for (auto const& row : rows.rows) {
            auto& made = into.rows.emplace_back();
            made.line = row.line;
            made.version = versions_ && !row.in_columns ? versions_->version_of(row.at) : 0;
            auto const& rules = rules_.versions()[made.version].rules.inner();
            if (row.in_columns) from_columns(rules, rows.columns, row.at, made.record);
            else made.record = std::move(rows.others[row.at]);
            if (made.record.data && made.record.problems.empty()) made.record.problems = api::check_dependent_inputs(rules, *made.record.data);
            if (!made.record.problems.empty()) made.record.data.reset();
        }
    }

private:
    static void from_columns(ruleset::implementation const& rules, columnar::record_columns const& columns, std::size_t row, io::read_record& into) {
        into.data = columnar::record_of(rules.rules(), columns, row);
        into.id = api::id_of(rules, *into.data);
        into.id_known = true;
        into.key_name = rules.roster_record().members[rules.rules().key_member].name;
    }

    family const& rules_;
    std::unique_ptr<row_parser> parser_;
    version_parser* versions_;
};

class collector {
public:
    collector(family const& rules, collect_watch const& watch) : rules_(rules), watch_(watch), done_{family_roster(rules), {}, {}, 0} {}

    void add(read_row& row) {
        auto& read = row.record;
        auto const id = read.id_known ? std::optional<std::string_view>(read.id) : std::nullopt;
        if (!read.data) return reject({row.line, id, read.problems});
        if (taken_.contains(read.id)) return reject({row.line, id, {io::id_taken(read.key_name, read.id)}});
        auto const& rules = rules_.versions()[row.version].rules.inner();
        record const made(std::make_shared<record_data const>(std::move(*read.data)), rules.compiled);
        auto const added = done_.ranked.add(made);
        if (!added) return reject({row.line, id, added.error()});
        taken_.emplace(read.id, collected_roster::origin{row.line, row.version});
        if (watch_.accepted) watch_.accepted(read.id, made);
    }

    collected_roster finish() {
        done_.outcomes = done_.ranked.finish([&](roster::failure const& failed) {
            auto const found = taken_.find(failed.id);
            reject({found == taken_.end() ? 0 : found->second.line, failed.id, failed.problems});
        });
        for (auto const& outcome : done_.outcomes) done_.origins.push_back(taken_.at(outcome.id()));
        return std::move(done_);
    }

private:
    void reject(rejection const& why) {
        ++done_.rejected;
        if (watch_.rejected) watch_.rejected(why);
    }

    family const& rules_;
    collect_watch const& watch_;
    collected_roster done_;
    std::unordered_map<std::string, collected_roster::origin> taken_;       ///< by id
};

}  // namespace

collected_roster collect(family const& rules, row_source& roster, unsigned threads, collect_watch const& watch) {
    threads = threads_or_all(threads);
    collector into(rules, watch);
    std::uint64_t records = 0;
    run_in_order<row_item>(
        threads, 2 * std::size_t{threads} + 2,
        [&](row_item& next) {
            bool const any = roster.next(next.part);
            next.bytes_read = roster.bytes_read();
            return any;
        },
        [&] { return std::make_unique<row_reader>(rules, roster); }, [](row_reader& reader, row_item& now) { reader.read(now); },
        [&](row_item& now) {
            for (auto& row : now.rows) into.add(row);
            records += now.rows.size();
            if (watch.progress) watch.progress(records, now.bytes_read);
        });
    return into.finish();
}

}  // namespace barem::batch
