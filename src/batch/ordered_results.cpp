#include "batch/ordered_results.hpp"

#include "api/implementation.hpp"
#include "io/roster_reader.hpp"

#include <cstring>
#include <limits>
#include <utility>

namespace barem::batch {

namespace {

std::size_t budget_of_ids(scoring_plan const& plan) {
    if (plan.has_cohorts) return plan.options.memory / 4;
    if (plan.keeps_values) return std::numeric_limits<std::size_t>::max() / 2;      // a table is in memory anyway
    return plan.options.memory / 2;
}

/// Where a row waits among others, as bytes that stand for its results.
struct block_place { std::uint64_t block = 0; std::uint32_t row = 0; };

std::string_view bytes_of(block_place const& place) { return {reinterpret_cast<char const*>(&place), sizeof place}; }

std::string_view key_name(family::version const& version) {
    auto const& rules = version.rules.inner();
    return rules.roster_record().members[rules.rules().key_member].name;
}

}  // namespace

ordered_results::ordered_results(scoring_plan const& plan, score_watch const& watch, cohort_scorer* cohorts)
    : plan_(plan), watch_(watch), cohorts_(cohorts), ids_(budget_of_ids(plan), plan.options.scratch_folder) {
    auto const& latest = plan.rules.versions().back().rules.inner();
    for (auto const i : plan.word_outputs) {
        auto const& type = latest.roster_record().members[latest.roster_record().outputs[i].member].type;
        counts_.emplace_back(latest.rules().enums[type.of].words.size() + 1);
    }
    if (plan.keeps_values) table_ = io::make_result_writer(io::result_format::table, latest.rules(), table_text_, plan.options.results);
    else if (auto const& header = plan.lines.back().header(); !header.empty() && !watch.row) watch.results(header);
}

ordered_results::standing ordered_results::standing_of(scored_batch const& batch, std::size_t row) {
    auto const& r = batch.rows[row];
    if (r.came_to == scored_batch::fate::rejected) return standing::free;
    auto const id = batch.id_of(row);
    switch (r.came_to == scored_batch::fate::scored ? ids_.claim(id) : ids_.look(id)) {
        case id_register::answer::free: return standing::free;
        case id_register::answer::taken: return standing::taken;
        default: return standing::unknown;
    }
}

void ordered_results::take(scored_batch& batch) {
    summary_.in_columns += batch.in_columns;
    if (cohorts_) {
        auto const block = cohorts_->add(std::move(*batch.block));
        batch.words.assign(batch.rows.size() * counts_.size(), scored_batch::no_word);      // counted when there are results
        block_place place{block, 0};
        for (auto& row : batch.rows) {
            if (row.came_to == scored_batch::fate::scored) {
                batch.results.append(bytes_of(place));
                ++place.row;
            }
            row.result_end = static_cast<std::uint32_t>(batch.results.size());
        }
    }
    pending_ = 0;
    for (std::size_t row = 0; row < batch.rows.size(); ++row) {
        auto const how = standing_of(batch, row);
        if (how == standing::unknown && !deferred_) defer(batch, row);
        if (deferred_) deferred_->hold(batch, row, how);
        else settle(batch, row, how);
    }
    if (!deferred_) write(batch, pending_, batch.rows.size());
    records_ += batch.rows.size();
}

/// From this row on rows wait.
void ordered_results::defer(scored_batch const& batch, std::size_t row) {
    write(batch, pending_, row);
    deferred_.emplace(budget_of_ids(plan_), plan_.options.scratch_folder, plan_.word_outputs.size());
    ids_.hand_over([this](std::string_view id) { deferred_->known(id); });
}

/// A row whose standing is known. What is scored is written when something else comes, or the batch ends.
void ordered_results::settle(scored_batch const& batch, std::size_t row, standing how) {
    if (batch.rows[row].came_to == scored_batch::fate::scored && how == standing::free) return count(batch, row);
    write(batch, pending_, row);
    pending_ = row + 1;
    if (cohorts_ && batch.rows[row].came_to == scored_batch::fate::scored) drop(batch, row);
    reject(batch, row, how);
}

/// A row whose id is taken counts in no cohort.
void ordered_results::drop(scored_batch const& batch, std::size_t row) {
    block_place place;
    auto const bytes = batch.results.text(batch.result_begin(row), batch.rows[row].result_end);
    std::memcpy(&place, bytes.data(), sizeof place);
    cohorts_->drop(place.block, place.row);
}

void ordered_results::reject(scored_batch const& batch, std::size_t row, standing how) {
    auto const& r = batch.rows[row];
    auto const id = r.id_known ? std::optional(batch.id_of(row)) : std::nullopt;
    ++summary_.rejected;
    if (!watch_.rejected) return;
    if (how == standing::taken) watch_.rejected({r.line, id, {io::id_taken(key_name(plan_.rules.versions()[r.version]), batch.id_of(row))}});
    else watch_.rejected({r.line, id, batch.problems[r.problems]});
}

void ordered_results::write(scored_batch const& batch, std::size_t from, std::size_t to) {
    if (to == from || cohorts_) return;
    summary_.scored += to - from;
    if (watch_.row) {
        for (; from < to; ++from) {
            auto const& r = batch.rows[from];
            watch_.row({r.line, batch.id_of(from), r.version, batch.results.text(batch.result_begin(from), r.result_end)});
        }
        return;
    }
    if (!table_) return watch_.results(batch.results.text(batch.result_begin(from), batch.rows[to - 1].result_end));
    for (; from < to; ++from) table_->write({std::string(batch.id_of(from)), batch.values[from]});
}

void ordered_results::reject(rejected_row const& row) {
    ++summary_.rejected;
    if (watch_.rejected) watch_.rejected({row.line, row.id, {row.why}});
}

void ordered_results::write(scored_batch const& batch) {
    cohorts_ = nullptr;
    for (std::size_t row = 0; row < batch.rows.size(); ++row) count(batch, row);
    write(batch, 0, batch.rows.size());
}

void ordered_results::count(scored_batch const& batch, std::size_t row) {
    if (cohorts_) return;
    auto const* words = batch.words.data() + row * counts_.size();
    for (std::size_t i = 0; i < counts_.size(); ++i) ++counts_[i][words[i] == scored_batch::no_word ? counts_[i].size() - 1 : words[i]];
}

void ordered_results::settle() {
    if (!deferred_) return;
    deferred_->release([this](scored_batch const& batch, std::vector<standing> const& standings) {
        pending_ = 0;
        for (std::size_t row = 0; row < batch.rows.size(); ++row) settle(batch, row, standings[row]);
        write(batch, pending_, batch.rows.size());
    });
    deferred_.reset();
}

score_summary ordered_results::finish() {
    if (table_) {
        table_->finish();
        watch_.results(std::move(table_text_).str());
    }
    auto const& latest = plan_.rules.versions().back().rules.inner();
    if (plan_.word_outputs.empty() && plan_.rules.versions().size() > 1) return std::move(summary_);
    summary_.words.resize(latest.roster_record().outputs.size());
    for (std::size_t i = 0; i < counts_.size(); ++i) summary_.words[plan_.word_outputs[i]] = std::move(counts_[i]);
    return std::move(summary_);
}

}  // namespace barem::batch
