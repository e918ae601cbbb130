// cohort_scorer: what rests on places and groups, fed back to the rows of each block.
#include "batch/cohort_scorer.hpp"

#include "batch/column_archive.hpp"
#include "batch/group_column.hpp"
#include "batch/parallel.hpp"
#include "batch/stage_block.hpp"
#include "columnar/record_from_columns.hpp"

#include <algorithm>
#include <cstring>
#include <optional>

#include <oneapi/tbb/enumerable_thread_specific.h>

namespace barem::batch {

/// Evaluates a later stratum on block after block. One thread.
struct cohort_scorer::feeding {
    feeding(cohort_scorer const& of, index stratum);
    [[nodiscard]] bytes block(std::size_t number, failures& failed);

private:
    using source = columnar::input::source;
    struct column_memory { columnar::column column; bytes data; };

    void open(std::size_t number);
    void run_columns(block_builder& to);
    void bind(std::vector<bool>& falls_back);
    void bind_places(columnar::input const&, column_memory&, std::vector<bool>& falls_back);
    void bind_carried(columnar::input const&, columnar::column&);
    [[nodiscard]] bool is_plain();
    [[nodiscard]] bool in_columns(std::uint32_t row);
    [[nodiscard]] record_data record_of(std::uint32_t row);
    [[nodiscard]] exec::peers peers_of(std::uint32_t row) const;
    std::optional<issue> evaluate(std::uint32_t row, bytes& coded);

    cohort_scorer const& s_;
    index stratum_;
    std::vector<stage_block> before_;                   ///< stages 0 to stratum - 1, at the block
    std::vector<std::span<index const>> groups_;        ///< by cohort, at the block
    std::vector<std::span<row_place const>> places_;    ///< by rank
    std::vector<bytes> buffers_;
    columnar::stage const* stage_ = nullptr;
    std::optional<columnar::evaluation> columns_;
    columnar::stage_columns inputs_;
    std::vector<column_memory> made_;                   ///< by input
    std::vector<std::optional<group_column>> values_;   ///< by input
    std::vector<bool> fell_back_;                       ///< by row of the columns
    exec::stratum_evaluation scalar_;
    exec::first_phase phase_;
    std::optional<columnar::record_columns> records_;   ///< of the columns, once one was asked for
};

cohort_scorer::feeding::feeding(cohort_scorer const& of, index stratum)
    : s_(of), stratum_(stratum), buffers_(of.groups_.size() + of.places_.size()), scalar_(of.compiled_, of.record_, of.parameters_, of.limits_),
      phase_(scalar_.blank()) {
    for (index s = 0; s != stratum; ++s) before_.emplace_back(*of.stages_[s], of.kept_[s], of.strata_[s], of.tree_, of.record_);
    if (of.program_ == nullptr || stratum >= of.program_->stages.size() || !of.strata_[stratum].evaluates) return;
    stage_ = &of.program_->stages[stratum];
    columns_.emplace(*of.program_, of.options_.evaluation);
    inputs_.values.resize(stage_->inputs.size());
    inputs_.divisors.resize(stage_->inputs.size());
    made_.resize(stage_->inputs.size());
    for (columnar::input const& in : stage_->inputs) {
        auto& column = values_.emplace_back();
        if (in.from != source::group_value) continue;
        plan::group_aggregate const& a = of.tree_.group_aggregates[in.of];
        std::int64_t denominator = 1;
        for (auto const& y : of.program_->stages[a.stratum].yields)
            if (y.purpose == columnar::yield::purpose::over && y.in == in.of) denominator = y.denominator;
        if (a.function == program::aggregate_function::count) denominator = 1;
        column.emplace(in, *stage_, denominator, a.function, of.table_.values[in.of]);
    }
}

void cohort_scorer::feeding::open(std::size_t number) {
    for (index s = 0; s != stratum_; ++s)
        if (s == 0 || s_.strata_[s].evaluates) before_[s].open(number);
    records_.reset();
    groups_.clear();
    places_.clear();
    for (std::size_t c = 0; c != s_.groups_.size(); ++c) {
        auto const from = s_.groups_[c]->read(number, buffers_[c]);
        groups_.emplace_back(reinterpret_cast<index const*>(from.data()), from.size() / sizeof(index));
    }
    for (std::size_t r = 0; r != s_.places_.size(); ++r) {
        std::span<std::byte const> from;
        if (s_.places_[r]->size() != 0) from = s_.places_[r]->read(number, buffers_[s_.groups_.size() + r]);
        places_.emplace_back(reinterpret_cast<row_place const*>(from.data()), from.size() / sizeof(row_place));
    }
}

/// Whether every row of the block is the same row of the columns, so far.
bool cohort_scorer::feeding::is_plain() {
    for (index s = 0; s != stratum_; ++s)
        if ((s == 0 || s_.strata_[s].evaluates) && !before_[s].view().is_plain()) return false;
    return before_[0].view().rows() == before_[0].view().column_rows() && before_[0].view().rows() != 0;
}

/// Whether all stages so far have the row in their columns.
bool cohort_scorer::feeding::in_columns(std::uint32_t row) {
    for (index s = 0; s != stratum_; ++s)
        if ((s == 0 || s_.strata_[s].evaluates) && !before_[s].view().in_columns(row)) return false;
    return true;
}

bytes cohort_scorer::feeding::block(std::size_t number, failures& failed) {
    open(number);
    auto const& first = before_[0].view();
    block_builder made(s_.kept_[stratum_]);
    if (first.column_rows() != 0) run_columns(made);
    if (is_plain() && s_.gone_[number].empty() && std::ranges::find(fell_back_, true) == fell_back_.end()) {
        made.add_all_rows();
        return made.finish();
    }
    bytes coded;
    for (std::uint32_t r = 0; r != first.rows(); ++r) {
        if (s_.is_gone(number, r)) {
            made.add_row({}, 0, 0);
        } else if (in_columns(r) && !fell_back_[first.place(r)]) {
            made.add_row({}, 0, first.place(r));
        } else {
            coded.clear();
            if (auto why = evaluate(r, coded)) {
                failed.emplace_back(r, std::move(*why));
                made.add_row({}, 0, 0);
            } else {
                made.add_other({}, 0, coded);
            }
        }
    }
    return made.finish();
}

// ── columns ─────────────────────────────────────────────────────────────────────────────────────────────────────

void cohort_scorer::feeding::run_columns(block_builder& to) {
    std::uint32_t const rows = before_[0].view().column_rows();
    fell_back_.assign(rows, false);
    if (stage_ == nullptr) return to.skip_columns(rows);
    bind(fell_back_);
    std::size_t const most = std::max<std::size_t>(s_.options_.evaluation.batch_rows, 1);
    for (std::size_t first = 0; first != rows;) {
        std::size_t const count = std::min<std::size_t>(most, rows - first);
        columns_->run(stratum_, inputs_, first, count);
        to.add_columns(columns_->results(), count);
        if (auto const* fallback = columns_->fallback())
            for (std::size_t r = 0; r != count; ++r)
                if (io::bit_at(fallback, r)) fell_back_[first + r] = true;
        first += count;
    }
}

void cohort_scorer::feeding::bind(std::vector<bool>& falls_back) {
    auto const& first = before_[0].view();
    for (std::size_t i = 0; i != stage_->inputs.size(); ++i) {
        columnar::input const& in = stage_->inputs[i];
        if (in.from == source::carried) {
            bind_carried(in, inputs_.values[i]);
        } else if (in.from == source::group_value) {
            index const cohort = s_.tree_.group_aggregates[in.of].cohort;
            std::vector<index> groups(first.column_rows(), none);
            for (std::uint32_t r = 0; r != first.rows(); ++r)
                if (first.in_columns(r)) groups[first.place(r)] = groups_[cohort][r];
            values_[i]->gather(groups, falls_back);
            inputs_.values[i] = values_[i]->values();
            inputs_.divisors[i] = values_[i]->divisors();
        } else {
            bind_places(in, made_[i], falls_back);
            inputs_.values[i] = made_[i].column;
        }
    }
}

/// Numbers of places and records. Rows that have none get the least that is allowed, and are not looked at.
void cohort_scorer::feeding::bind_places(columnar::input const& in, column_memory& made, std::vector<bool>& falls_back) {
    auto const& first = before_[0].view();
    made.data.assign(first.column_rows() * sizeof(std::int64_t), std::byte{});
    auto* const to = reinterpret_cast<std::int64_t*>(made.data.data());
    std::fill_n(to, first.column_rows(), in.low);
    auto const put = [&](auto number_of) {
        for (std::uint32_t r = 0; r != first.rows(); ++r) {
            if (!first.in_columns(r)) continue;
            auto const number = static_cast<std::int64_t>(number_of(r));
            auto const place = first.place(r);
            if (number >= in.low && number <= in.high) to[place] = number;
            else falls_back[place] = true;
        }
    };
    if (in.from == source::group_size) {
        auto const& sizes = s_.table_.sizes[in.of];
        put([&](std::uint32_t r) { return groups_[in.of][r] == none ? 0 : sizes[groups_[in.of][r]]; });
    } else if (in.from == source::place) {
        put([&](std::uint32_t r) { return places_[in.of][r].place; });
    } else if (in.from == source::place_before) {
        put([&](std::uint32_t r) { return places_[in.of][r].before; });
    } else {
        put([&](std::uint32_t r) { return places_[in.of][r].sharing; });
    }
    made.column = {};
    made.column.storage = columnar::storage::i64;
    made.column.data = to;
}

void cohort_scorer::feeding::bind_carried(columnar::input const& in, columnar::column& made) {
    auto const from = before_[in.stage].column(in.of);
    made = {};
    made.storage = storage_of(from.lane);
    made.places = in.places;
    made.within_bounds = true;
    made.data = from.data;
    made.given = from.given;
    if (from.lane != columnar::lane::text) return;
    auto const& kept = s_.kept_[in.stage];
    auto const [ends, texts] = before_[in.stage].view().text_bytes(kept.of_yield[in.of]);
    made.data = ends;
    made.text_bytes = texts;
}

// ── rows on their own ───────────────────────────────────────────────────────────────────────────────────────────

record_data cohort_scorer::feeding::record_of(std::uint32_t row) {
    auto const& first = before_[0].view();
    if (!first.in_columns(row)) {
        std::optional<value_reader> behind;
        (void)before_[0].other(first.place(row), &behind);
        return behind->record();
    }
    if (!records_) records_ = unarchived(first.records());
    return columnar::record_of(*s_.compiled_.rules, *records_, first.place(row));
}

exec::peers cohort_scorer::feeding::peers_of(std::uint32_t row) const {
    auto const& tree = s_.tree_;
    auto const& table = s_.table_;
    exec::peers made{std::vector<std::optional<exec::standing>>(tree.ranks.size()), std::vector<std::optional<exec::group_value>>(tree.group_aggregates.size()),
                     std::vector<index>(tree.cohorts.size())};
    for (index c = 0; c != tree.cohorts.size(); ++c)
        if (!table.sizes[c].empty()) made.sizes[c] = table.sizes[c][groups_[c][row]];
    for (index r = 0; r != tree.ranks.size(); ++r)
        if (!places_[r].empty()) {
            auto const& p = places_[r][row];
            made.standings[r] = exec::standing{p.place, p.before, p.sharing, made.sizes[tree.ranks[r].cohort]};
        }
    for (index a = 0; a != tree.group_aggregates.size(); ++a)
        if (!table.values[a].empty()) made.values[a] = table.values[a][groups_[tree.group_aggregates[a].cohort][row]];
    return made;
}

std::optional<issue> cohort_scorer::feeding::evaluate(std::uint32_t row, bytes& coded) {
    auto const record = record_of(row);
    auto const others = peers_of(row);
    scalar_.begin(record);
    scalar_.join(others);
    if (auto why = scalar_.evaluate(stratum_, phase_)) return why;
    value_writer out(coded);
    write_phase(out, s_.strata_[stratum_], phase_);
    return std::nullopt;
}

// ── all blocks ──────────────────────────────────────────────────────────────────────────────────────────────────

/// What the records yield once the strata before are settled. All that fail in a stratum fail together, so that their order is of no account.
bool cohort_scorer::later(index s) {
    if (!strata_[s].evaluates) return true;
    std::vector<failures> failed(blocks());
    oneapi::tbb::enumerable_thread_specific<std::unique_ptr<feeding>> states;
    for_each_index(blocks(), options_.parallel, [&](std::size_t b) {
        auto& state = states.local();
        if (!state) state = std::make_unique<feeding>(*this, s);
        stages_[s]->put(b, state->block(b, failed[b]));
    });
    failing_.clear();
    for (std::size_t b = 0; b != failed.size(); ++b)
        for (auto& [row, why] : failed[b]) {
            failing_.push_back(first_rows_[b] + row);
            remove(first_rows_[b] + row, std::move(why));
        }
    enter_groups(s);
    return failing_.empty();
}

}  // namespace barem::batch
