// cohort_scorer: results.
#include "batch/cohort_scorer.hpp"

#include "batch/result_values.hpp"
#include "batch/stage_block.hpp"

namespace barem::batch {

namespace {

/// What a scored_block points into.
struct opened {
    std::vector<stage_block> stages;                    ///< by stratum; those that evaluate nothing stay closed
    bytes places;
    std::vector<std::vector<std::int32_t>> columns;     ///< of places
};

}  // namespace

scored_block cohort_scorer::read(std::size_t number) const {
    auto const memory = std::make_shared<opened>();
    scored_block made;
    made.memory.push_back(memory);
    auto const has_block = [&](std::size_t s) { return s == 0 || (strata_[s].evaluates && keeps_records_); };
    for (std::size_t s = 0; s != strata_.size(); ++s) memory->stages.emplace_back(*stages_[s], kept_[s], strata_[s], tree_, record_);
    for (std::size_t s = 0; s != strata_.size(); ++s)
        if (has_block(s)) memory->stages[s].open(number);
    auto const& first = memory->stages[0].view();
    auto const in_columns = [&](std::size_t s, std::uint32_t r) { return memory->stages[s].view().in_columns(r); };

    for (std::uint32_t r = 0; r != first.rows(); ++r) {
        if (is_gone(number, r)) continue;
        auto row = first.row(r);
        for (std::size_t s = 1; row.in_columns && s != strata_.size(); ++s) row.in_columns = !has_block(s) || in_columns(s, r);
        if (!row.in_columns) {
            row.at = static_cast<std::uint32_t>(made.others.size());
            made.others.emplace_back(tree_.records[record_].outputs.size());
        }
        made.rows.push_back(row);
    }
    auto const each_other = [&](auto visit) {           // row of the block, its outputs
        std::uint32_t r = 0;
        for (auto const& row : made.rows) {
            while (is_gone(number, r)) ++r;
            if (!row.in_columns) visit(r, made.others[row.at]);
            ++r;
        }
    };
    made.outputs.resize(tree_.records[record_].outputs.size());
    for (std::size_t s = 0; s != strata_.size(); ++s) {
        if (!has_block(s)) continue;
        auto& stage = memory->stages[s];
        bool const columns = stage.view().column_rows() != 0 && program_ != nullptr && s < program_->stages.size();
        for (auto const& o : strata_[s].outputs)
            if (columns) made.outputs[o.number] = stage.column(o.yield);
        if (made.others.empty()) continue;
        each_other([&](std::uint32_t r, std::vector<value>& outputs) {
            if (!in_columns(s, r)) {
                auto const& yields = stage.other(stage.view().place(r)).outputs;
                for (auto const& o : strata_[s].outputs) outputs[o.number] = yields[o.number];
                return;
            }
            for (auto const& o : strata_[s].outputs) {
                auto const member = tree_.records[record_].outputs[o.number];
                outputs[o.number] = value_at(tree_.records[record_].members[member].type, made.outputs[o.number], first.place(r));
            }
        });
    }
    for (index r = 0; r != tree_.ranks.size(); ++r) {
        auto const& outputs = tree_.records[record_].outputs;
        auto const output = static_cast<std::size_t>(std::find(outputs.begin(), outputs.end(), tree_.ranks[r].member) - outputs.begin());
        if (output == outputs.size()) continue;
        auto const from = places_[r]->read(number, memory->places);
        auto const* const places = reinterpret_cast<row_place const*>(from.data());
        auto& column = memory->columns.emplace_back(first.column_rows());
        for (std::uint32_t row = 0; row != first.rows(); ++row)
            if (first.in_columns(row)) column[first.place(row)] = static_cast<std::int32_t>(places[row].place);
        made.outputs[output] = {columnar::lane::i32, column.data(), nullptr, 1, columnar::lane::i64, nullptr};
        each_other([&](std::uint32_t row, std::vector<value>& to) { to[output] = number_of(places[row].place, 1, 1); });
    }
    return made;
}

}  // namespace barem::batch
