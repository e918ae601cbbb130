#include "batch/cohort_scorer.hpp"

#include "batch/column_archive.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>
#include <utility>

namespace barem::batch {

namespace {

constexpr std::uint64_t most_rows = 1'000'000'000;

/// Whether a row can fall back in a later stage. Values of groups can lie beyond the bounds where others bring more than columns hold.
bool can_fall_back(columnar::stage const& stage, plan::evaluation_tree const& tree) {
    if (stage.fallback != none) return true;
    return std::ranges::any_of(stage.inputs, [&](columnar::input const& in) {
        using enum columnar::input::source;
        using enum program::aggregate_function;
        if (in.from == carried) return false;
        bool bounded = in.high >= static_cast<std::int64_t>(most_rows) && in.low <= (in.from == place_before ? 0 : 1);
        if (in.from == group_value) {
            auto const function = tree.group_aggregates[in.of].function;
            bounded = function == any || function == all || (function == count && bounded);
        }
        return !bounded;
    });
}

}  // namespace

cohort_scorer::cohort_scorer(plan::compiled const& compiled, columnar::columnar_program const* program, index record, exec::parameters const& parameters,
                             record_limits const& limits, cohort_options options)
    : tree_(compiled.tree), compiled_(compiled), program_(program != nullptr && program->usable() ? program : nullptr), record_(record),
      parameters_(parameters), limits_(limits), options_(std::move(options)), strata_(strata_of(tree_, record, program_)),
      budget_(options_.memory / 2), file_(options_.directory), registers_(tree_.cohorts.size()) {
    kept_.resize(strata_.size());
    for (std::size_t s = 0; s != strata_.size(); ++s) {
        bool const columns = program_ != nullptr && s < program_->stages.size();
        if (columns) kept_[s] = kept_columns(program_->stages[s], [&](columnar::yield const& y) { return is_output_of_rank(tree_, record, y); });
        if (s != 0 && strata_[s].evaluates) {
            keeps_records_ = true;
            if (columns && can_fall_back(program_->stages[s], tree_)) keeps_columns_ = true;
        }
        stages_.push_back(std::make_unique<block_store>(budget_, file_));
    }
    for (std::size_t c = 0; c != tree_.cohorts.size(); ++c) groups_.push_back(std::make_unique<block_store>(budget_, file_));
    for (std::size_t r = 0; r != tree_.ranks.size(); ++r) places_.push_back(std::make_unique<block_store>(budget_, file_));
}

cohort_scorer::~cohort_scorer() = default;

// ── the first pass ──────────────────────────────────────────────────────────────────────────────────────────────

void cohort_scorer::add_other(block_builder& to, std::string_view id, std::uint64_t line, exec::first_phase const& made, record_data const* record) const {
    bytes coded;
    value_writer out(coded);
    write_phase(out, strata_[0], made);
    if (keeps_records_) out.write(*record);
    to.add_other(id, line, coded);
}

bytes cohort_scorer::keep(columnar::record_columns const& columns) const {
    bytes made;
    archive(columns, made);
    return made;
}

std::size_t cohort_scorer::add(block_builder&& made) {
    std::uint64_t const rows = std::uint64_t{first_rows_.back()} + made.rows();
    if (rows > most_rows) throw std::length_error("a roster with cohorts has at most " + std::to_string(most_rows) + " records");
    std::size_t const number = stages_[0]->size();
    stages_[0]->resize(number + 1);
    stages_[0]->put(number, made.finish());
    first_rows_.push_back(static_cast<std::uint32_t>(rows));
    gone_.emplace_back();
    return number;
}

void cohort_scorer::drop(std::size_t block, std::uint32_t row) {
    if (gone_[block].empty()) gone_[block].resize(first_rows_[block + 1] - first_rows_[block]);
    gone_[block][row] = true;
}

// ── settling ────────────────────────────────────────────────────────────────────────────────────────────────────

void cohort_scorer::settle(std::function<void(rejected_row const&)> const& rejected) {
    for (std::size_t s = 1; s < strata_.size(); ++s) stages_[s]->resize(blocks());
    for (auto& g : groups_) g->resize(blocks());
    enter_groups(0);
    if (!settles()) {
        // Only the groups in which records went on failing cannot be relied upon; where giving them up upsets others, so must these be.
        give_up(failing_);
        if (!settles()) give_up({});
    }
    bytes buffer;
    std::size_t block = 0, opened = blocks();
    std::optional<block_view> view;
    for (auto const& [row, why] : failed_) {
        while (row >= first_rows_[block + 1]) ++block;
        if (block != opened) view.emplace(kept_[0], stages_[0]->read(opened = block, buffer));
        auto const at = row - first_rows_[block];
        rejected({std::string(view->id(at)), view->line(at), why});
    }
    failed_.clear();
}

/// Counts, and counts again without the records that failed, until no more fails. False: there was no end of it.
bool cohort_scorer::settles() {
    for (unsigned round = 0; round <= limits_.max_roster_rounds; ++round)
        if (pass()) return true;
    return false;
}

/// Stratum by stratum over the records that have not failed. False: some failed now, so that what was counted before is to be made again.
bool cohort_scorer::pass() {
    table_.sizes.assign(tree_.cohorts.size(), {});
    table_.values.assign(tree_.group_aggregates.size(), {});
    for (auto& p : places_) p->clear();
    for (index s = 1; s < strata_.size(); ++s) {
        count(s - 1);
        if (keeps_records_ && !later(s)) return false;
    }
    return true;
}

void cohort_scorer::remove(std::uint32_t row, issue why) {
    auto const block = static_cast<std::size_t>(std::ranges::upper_bound(first_rows_, row) - first_rows_.begin()) - 1;
    drop(block, row - first_rows_[block]);
    failed_.emplace(row, std::move(why));
}

/// Rejects the records that share a group with one of these; without any, all.
void cohort_scorer::give_up(std::vector<std::uint32_t> const& failing) {
    auto const groups_of = [&](std::size_t cohort, std::size_t block, bytes& buffer) {
        auto const read = groups_[cohort]->read(block, buffer);
        return std::span(reinterpret_cast<index const*>(read.data()), read.size() / sizeof(index));
    };
    std::vector<std::set<index>> doubtful(tree_.cohorts.size());
    bytes buffer;
    for (std::size_t c = 0; c != doubtful.size(); ++c) {
        std::size_t block = 0, opened = blocks();
        std::span<index const> groups;
        for (std::uint32_t row : failing) {
            while (row >= first_rows_[block + 1]) ++block;
            if (block != opened) groups = groups_of(c, opened = block, buffer);
            if (!groups.empty()) doubtful[c].insert(groups[row - first_rows_[block]]);
        }
    }
    issue why;
    why.message = "the cohorts do not settle: without the records that fail, others fail, " + std::to_string(limits_.max_roster_rounds) + " times over";
    for (std::size_t b = 0; b != blocks(); ++b) {
        std::uint32_t const rows = first_rows_[b + 1] - first_rows_[b];
        std::vector<bool> goes(rows, failing.empty());
        for (std::size_t c = 0; c != doubtful.size(); ++c) {
            auto const groups = groups_of(c, b, buffer);
            for (std::uint32_t r = 0; r != groups.size(); ++r)
                if (groups[r] != none && doubtful[c].contains(groups[r])) goes[r] = true;
        }
        for (std::uint32_t r = 0; r != rows; ++r)
            if (goes[r] && !is_gone(b, r)) remove(first_rows_[b] + r, why);
    }
}

}  // namespace barem::batch
