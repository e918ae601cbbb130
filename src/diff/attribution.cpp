#include "diff/attribution.hpp"

#include "api/family.hpp"
#include "api/implementation.hpp"
#include "batch/ordered_pipeline.hpp"
#include "batch/version_rows.hpp"
#include "columnar/record_from_columns.hpp"
#include "diff/inquiry.hpp"
#include "io/csv_cells.hpp"
#include "plan/lower.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace barem::diff {

namespace {

/// A record of the roster as one side reads it.
struct found_record {
    std::uint64_t line = 0;
    std::size_t version = 0;
    record_data data;
};

using lines = std::vector<std::uint64_t>;       ///< ascending

struct wanted_item {
    batch::roster_part part;
    std::vector<found_record> found;
    std::uint64_t last = 0;
};

class finder {
public:
    finder(family const& rules, batch::row_source const& roster, lines const& wanted) : rules_(rules), wanted_(wanted), parser_(roster.make_parser()), versions_(dynamic_cast<batch::version_parser*>(parser_.get())) {}

    void find(wanted_item& into) {
        into.found.clear();
        auto rows = parser_->parse(into.part);
        for (auto const& row : rows.rows) {
            into.last = std::max(into.last, row.line);
            if (!std::ranges::binary_search(wanted_, row.line)) continue;
            auto const version = versions_ && !row.in_columns ? versions_->version_of(row.at) : 0;
            auto const& rules = rules_.versions()[version].rules.inner();
            if (row.in_columns) into.found.push_back({row.line, version, columnar::record_of(rules.rules(), rows.columns, row.at)});
            else if (auto& data = rows.others[row.at].data) into.found.push_back({row.line, version, std::move(*data)});
        }
    }

private:
    family const& rules_;
    lines const& wanted_;
    std::unique_ptr<batch::row_parser> parser_;
    batch::version_parser* versions_;
};

std::map<std::uint64_t, found_record> find_records(family const& rules, batch::row_source& roster, lines const& wanted, unsigned threads) {
    std::map<std::uint64_t, found_record> made;
    std::uint64_t last = 0;
    threads = batch::threads_or_all(threads);
    batch::run_in_order<wanted_item>(
        threads, 2 * std::size_t{threads} + 2, [&](wanted_item& next) { return last < wanted.back() && roster.next(next.part); },
        [&] { return std::make_unique<finder>(rules, roster, wanted); }, [](finder& f, wanted_item& now) { f.find(now); },
        [&](wanted_item& now) {
            last = std::max(last, now.last);
            for (auto& f : now.found) made.emplace(f.line, std::move(f));
        });
    return made;
}

/// A cell of a result, as the value that it shows.
value value_of(std::string_view cell, program::program const& p, program::type const& type) {
    using program::type_kind;
    if (cell.empty()) return absent{};
    switch (type.kind) {
        case type_kind::truth: return cell == "true";
        case type_kind::number: return number::parse_exact(cell).value_or(number());
        case type_kind::date: return date::parse(cell).value_or(date());
        case type_kind::word: {
            auto const& words = p.enums[type.of].words;
            auto const found = std::ranges::find(words, cell, &program::enumeration::word::name);
            return word{static_cast<std::uint32_t>(found - words.begin())};
        }
        default: return std::string(cell == "\"\"" ? "" : cell);
    }
}

/// One side, prepared to be asked about records.
class asked_side {
public:
    asked_side(side const& of, roster_job const& job, lines const& wanted) : side_(of) {
        for (auto const& aligned : of.aligned) {
            auto& v = versions_.emplace_back();
            v.rules = plan::compile(std::make_shared<program::program const>(alone(aligned, v.among_others)));
            v.alone = std::make_unique<narrator>(*v.rules.rules);
            v.written = std::make_unique<narrator>(aligned);
        }
        auto const roster = job.open(of.rules);
        records_ = find_records(of.rules, *roster, wanted, job.options.threads);
        if (std::ranges::any_of(versions_, [](auto const& v) { return !v.among_others.empty(); })) add_standings(job, wanted);
    }

    [[nodiscard]] found_record const* find(std::uint64_t line) const {
        auto const found = records_.find(line);
        return found == records_.end() ? nullptr : &found->second;
    }
    [[nodiscard]] witness witness_of(found_record const& r) const {
        auto const& inner = side_.rules.versions()[r.version].rules.inner();
        return {versions_[r.version].rules, inner.parameters, inner.limits, r.data, *versions_[r.version].alone, *versions_[r.version].written};
    }

private:
    struct version {
        plan::compiled rules;
        std::vector<program::index> among_others;
        std::unique_ptr<narrator> alone, written;
    };

    /// Scores the roster once more, for what the records are among others.
    void add_standings(roster_job const& job, lines const& wanted) {
        auto inner = std::make_shared<family::implementation>();
        inner->date_field = side_.rules.date_field();
        inner->versions = side_.rules.versions();
        for (std::size_t v = 0; v != versions_.size(); ++v) {
            std::vector<program::output> outputs;
            for (auto const m : versions_[v].among_others) outputs.push_back({m, 0, {}});
            inner->versions[v].rules = with_outputs(inner->versions[v].rules, std::move(outputs));
        }
        family const rules(std::move(inner));
        auto const roster = job.open(rules);
        auto options = job.options;
        options.format = io::result_format::csv;
        options.results.exact = true;
        io::csv_cells cells;
        batch::score_watch watch;
        watch.row = [&](batch::scored_row const& row) {
            if (!std::ranges::binary_search(wanted, row.line)) return;
            auto const found = records_.find(row.line);
            if (found == records_.end()) return;
            auto const& own = rules.versions()[row.version].rules.inner();
            cells.split(row.result);
            std::size_t cell = 1;
            for (auto const m : versions_[row.version].among_others) found->second.data.values.push_back(value_of(cells[cell++], own.rules(), own.roster_record().members[m].type));
        };
        batch::score(rules, *roster, options, watch);
    }

    side const& side_;
    std::vector<version> versions_;
    std::map<std::uint64_t, found_record> records_;     ///< by line
};

lines lines_of(std::vector<output_difference> const& outputs) {
    lines made;
    for (auto const& of : outputs)
        for (auto const& m : of.movers) made.push_back(m.line);
    std::ranges::sort(made);
    made.erase(std::ranges::unique(made).begin(), made.end());
    return made;
}

}  // namespace

void attribute_movers(std::vector<output_difference>& outputs, sides const& both, roster_job const& job) {
    auto const wanted = lines_of(outputs);
    if (wanted.empty()) return;
    asked_side const old(both.before, job, wanted), fresh(both.after, job, wanted);
    for (auto& of : outputs)
        for (auto& m : of.movers) {
            auto const *before = old.find(m.line), *after = fresh.find(m.line);
            if (!before || !after) continue;
            m.causes = find_causes(of.name, old.witness_of(*before), fresh.witness_of(*after));
        }
}

}  // namespace barem::diff
