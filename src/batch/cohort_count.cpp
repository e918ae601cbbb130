// cohort_scorer: groups, what they have in common, and places in them.
#include "batch/cohort_scorer.hpp"

#include "batch/result_values.hpp"
#include "batch/group_folds.hpp"
#include "batch/stage_block.hpp"

#include <algorithm>
#include <numeric>

namespace barem::batch {

namespace {

std::span<index const> as_groups(std::span<std::byte const> block) { return {reinterpret_cast<index const*>(block.data()), block.size() / sizeof(index)}; }

}  // namespace

/// The numbers of the groups that the rows are in. A row that is gone stays where it was.
void cohort_scorer::enter_groups(index s) {
    if (strata_[s].cohorts.empty()) return;
    stage_block at(*stages_[s], kept_[s], strata_[s], tree_, record_);
    bytes buffer;
    for (std::size_t b = 0; b != blocks(); ++b) {
        at.open(b);
        std::uint32_t const rows = at.view().rows();
        for (auto const& c : strata_[s].cohorts) {
            auto const before = as_groups(groups_[c.number]->read(b, buffer));
            bytes made(rows * sizeof(index));
            auto* const groups = reinterpret_cast<index*>(made.data());
            auto& known = registers_[c.number];
            std::vector<partition_column> columns;
            auto const& partition = tree_.cohorts[c.number].partition;
            for (std::size_t i = 0; at.view().column_rows() != 0 && i != partition.size(); ++i)
                columns.push_back({at.column(c.partition[i]), tree_.records[record_].members[partition[i]].type});
            if (gone_[b].empty() && at.view().is_plain()) {
                known.of(columns, {groups, rows});
                groups_[c.number]->put(b, std::move(made));
                continue;
            }
            for (std::uint32_t r = 0; r != rows; ++r) {
                if (is_gone(b, r)) groups[r] = before.empty() ? none : before[r];
                else if (at.view().in_columns(r)) groups[r] = known.of(columns, at.view().place(r));
                else groups[r] = known.of(at.others()[at.view().place(r)].brought.partitions[c.number]);
            }
            groups_[c.number]->put(b, std::move(made));
        }
    }
}

namespace {

/// What rows bring to one aggregate, folded block by block.
class aggregate_fold {
public:
    aggregate_fold(stratum::aggregate const& of, plan::evaluation_tree const& tree, unsigned max_number_bits)
        : of_(of), what_(tree.group_aggregates[of.number]), tree_(tree), folds_(what_.function, max_number_bits) {}

    template <typename Gone>
    void add(stage_block& at, std::span<index const> groups, Gone is_gone) {
        auto const yielded = [&](index y) { return y == none || at.view().column_rows() == 0 ? columnar::result_column{} : at.column(y); };
        auto const filter = yielded(of_.filter), over = yielded(of_.over), by = yielded(of_.by);
        auto const type_of = [&](index node) { return node == none ? program::type{} : tree_.nodes[node].type; };
        auto const over_type = type_of(what_.over), by_type = type_of(what_.by);
        for (std::uint32_t r = 0; r != at.view().rows(); ++r) {
            if (is_gone(r)) continue;
            std::uint32_t const place = at.view().place(r);
            if (!at.view().in_columns(r)) {
                auto const& c = at.others()[place].brought.contributions[of_.number];
                if (c.counts) folds_.add(groups[r], c.over, c.by);
                continue;
            }
            if (filter.data != nullptr && !io::bit_at(filter.data, place)) continue;
            folds_.add(groups[r], over.data == nullptr ? value(true) : value_at(over_type, over, place), by.data == nullptr ? value() : value_at(by_type, by, place));
        }
    }
    [[nodiscard]] std::vector<exec::group_value> finish(index groups) { return folds_.finish(groups); }

private:
    stratum::aggregate const& of_;
    plan::group_aggregate const& what_;
    plan::evaluation_tree const& tree_;
    group_folds folds_;
};

/// The keys of the rows of a block as fractions.
class key_reader {
public:
    key_reader(stratum::rank const& of, columnar::stage const* stage) : of_(of) {
        for (index y : of.keys) denominators_.push_back(stage == nullptr || y == none ? 1 : stage->yields[y].denominator);
    }
    /// One key, by row of the block; with a divisor of 0 where it does not fit.
    void read(stage_block& at, std::size_t key, std::vector<fraction>& made) {
        auto const& view = at.view();
        if (view.is_plain() && view.column_rows() != 0) return read_fractions(at.column(of_.keys[key]), view.rows(), made);
        column_.clear();
        if (view.column_rows() != 0) read_fractions(at.column(of_.keys[key]), view.column_rows(), column_);
        made.resize(view.rows());
        for (std::uint32_t r = 0; r != view.rows(); ++r) {
            std::uint32_t const place = view.place(r);
            if (view.in_columns(r)) made[r] = place < column_.size() ? column_[place] : fraction{};     // of a row that is gone: anything
            else made[r] = fraction_of(at.others()[place].brought.keys[of_.number][key], denominators_[key]).value_or(fraction{0, 0});
        }
    }

private:
    stratum::rank const& of_;
    std::vector<std::int64_t> denominators_;
    std::vector<fraction> column_;
};

}  // namespace

/// The cohorts, ranks and group aggregates of a stratum, now that every record has brought what they need.
void cohort_scorer::count(index s) {
    stratum const& of = strata_[s];
    if (of.cohorts.empty() && of.ranks.empty() && of.aggregates.empty()) return;
    columnar::stage const* const stage = program_ != nullptr && s < program_->stages.size() ? &program_->stages[s] : nullptr;
    std::vector<aggregate_fold> folds;
    for (auto const& a : of.aggregates) folds.emplace_back(a, tree_, limits_.max_number_bits);
    std::vector<std::vector<key_range>> ranges;
    std::vector<key_reader> keys;
    std::vector<char> packed(of.ranks.size(), 1);
    for (auto const& r : of.ranks) {
        ranges.emplace_back(r.keys.size());
        keys.emplace_back(r, stage);
    }
    for (auto const& c : of.cohorts) table_.sizes[c.number].assign(registers_[c.number].size(), 0);
    stage_block at(*stages_[s], kept_[s], of, tree_, record_);
    bytes buffer;
    std::vector<fraction> read;
    for (std::size_t b = 0; b != blocks(); ++b) {
        at.open(b);
        std::uint32_t const rows = at.view().rows();
        for (auto const& c : of.cohorts) {
            auto const groups = as_groups(groups_[c.number]->read(b, buffer));
            for (std::uint32_t r = 0; r != rows; ++r)
                if (!is_gone(b, r)) ++table_.sizes[c.number][groups[r]];
        }
        for (std::size_t r = 0; r != keys.size(); ++r)
            for (std::size_t k = 0; k != ranges[r].size() && packed[r]; ++k) {
                keys[r].read(at, k, read);
                for (std::uint32_t row = 0; row != rows; ++row) {
                    if (is_gone(b, row)) continue;
                    if (fits(read[row])) ranges[r][k].add(read[row]);
                    else packed[r] = 0;
                }
            }
        for (std::size_t a = 0; a != folds.size(); ++a) {
            index const cohort = tree_.group_aggregates[of.aggregates[a].number].cohort;
            folds[a].add(at, as_groups(groups_[cohort]->read(b, buffer)), [&](std::uint32_t r) { return is_gone(b, r); });
        }
    }
    for (std::size_t a = 0; a != folds.size(); ++a) {
        auto const number = of.aggregates[a].number;
        table_.values[number] = folds[a].finish(registers_[tree_.group_aggregates[number].cohort].size());
    }
    for (std::size_t r = 0; r != of.ranks.size(); ++r) place(of.ranks[r], ranges[r], packed[r] != 0);
}

/// The places of the rows in one rank.
void cohort_scorer::place(stratum::rank const& of, std::vector<key_range> const& ranges, bool packed) {
    plan::rank const& rank = tree_.ranks[of.number];
    index const s = rank.stratum;
    columnar::stage const* const stage = program_ != nullptr && s < program_->stages.size() ? &program_->stages[s] : nullptr;
    ranking_room const room{first_rows_, options_.memory / 4, file_, options_.parallel};
    ranking how;
    how.dense = rank.dense;
    how.groups = registers_[rank.cohort].size();
    how.bits = how.group_bits();
    for (std::size_t k = 0; k != ranges.size(); ++k) {
        how.keys.emplace_back(ranges[k], rank.keys[k].descending);
        how.bits += how.keys.back().bits();
    }
    auto const& groups_store = *groups_[rank.cohort];
    block_store& made = *places_[of.number];
    if (packed && how.bits <= greatest_packed_key) {
        place_rows(how, room, [&](std::size_t b, rows_to_rank& to) {
            stage_block at(*stages_[s], kept_[s], strata_[s], tree_, record_);
            at.open(b);
            key_reader keys(of, stage);
            bytes buffer;
            auto const groups = as_groups(groups_store.read(b, buffer));
            to.rows.resize(at.view().rows());
            std::iota(to.rows.begin(), to.rows.end(), first_rows_[b]);
            to.groups.assign(groups.begin(), groups.end());
            to.keys.resize(ranges.size());
            for (std::size_t k = 0; k != to.keys.size(); ++k) keys.read(at, k, to.keys[k]);
            if (gone_[b].empty()) return;
            auto const leave_out = [&](auto& all) {
                std::size_t kept = 0;
                for (std::size_t r = 0; r != all.size(); ++r)
                    if (!gone_[b][r]) all[kept++] = all[r];
                all.resize(kept);
            };
            leave_out(to.rows);
            leave_out(to.groups);
            for (auto& key : to.keys) leave_out(key);
        }, made);
        return;
    }
    std::vector<row_to_compare> rows;
    std::vector<bool> descending;
    for (auto const& k : rank.keys) descending.push_back(k.descending);
    stage_block at(*stages_[s], kept_[s], strata_[s], tree_, record_);
    bytes buffer;
    for (std::size_t b = 0; b != blocks(); ++b) {
        at.open(b);
        auto const groups = as_groups(groups_store.read(b, buffer));
        std::vector<columnar::result_column> columns;
        for (index y : of.keys)
            if (at.view().column_rows() != 0) columns.push_back(at.column(y));
        for (std::uint32_t r = 0; r != at.view().rows(); ++r) {
            if (is_gone(b, r)) continue;
            row_to_compare one{first_rows_[b] + r, groups[r], {}};
            if (at.view().in_columns(r))
                for (std::size_t k = 0; k != columns.size(); ++k)
                    one.keys.push_back(value_at(tree_.nodes[rank.keys[k].value].type, columns[k], at.view().place(r)));
            else one.keys = at.others()[at.view().place(r)].brought.keys[of.number];
            rows.push_back(std::move(one));
        }
    }
    place_compared(std::move(rows), descending, rank.dense, room, made);
}

}  // namespace barem::batch
