#include "batch/row_target.hpp"

#include "api/implementation.hpp"
#include "batch/result_values.hpp"
#include "batch/scoring_plan.hpp"

namespace barem::batch {

// ── lines ───────────────────────────────────────────────────────────────────────────────────────────────────────

void line_target::evaluated(std::span<columnar::result_column const> results, std::size_t) {
    outputs_.clear();
    for (auto const yield : plan_.yield_of) outputs_.push_back(results[yield]);
    // What a column of numbers counts is the same in every batch.
    if (forms_.empty()) forms_ = plan_.lines.front().forms_of(outputs_);
}

void line_target::use(std::span<columnar::result_column const> outputs) {
    outputs_.assign(outputs.begin(), outputs.end());
    forms_ = plan_.lines.front().forms_of(outputs_);
}

void line_target::add(std::string_view id, std::uint64_t, std::size_t in_results, std::size_t) { add_row(id, in_results); }

void line_target::add_row(std::string_view id, std::size_t row) {
    if (plan_.keeps_values) {
        auto const& record = plan_.rules.versions().front().rules.inner().roster_record();
        auto& values = into_->values.emplace_back();
        for (std::size_t i = 0; i < outputs_.size(); ++i) values.push_back(value_at(record.members[record.outputs[i].member].type, outputs_[i], row));
    } else {
        plan_.lines.front().append(into_->results, id, outputs_, forms_, row);
    }
    for (auto const i : plan_.word_outputs) {
        auto const& column = outputs_[i];
        bool const given = column.given == nullptr || io::bit_at(column.given, row);
        into_->words.push_back(given ? static_cast<std::uint16_t>(io::count_at(column.lane, column.data, row)) : scored_batch::no_word);
    }
}

void line_target::add(std::string_view id, std::uint64_t, std::size_t version, exec::first_phase const& made, record_data const&) {
    add_values(id, version, made.outputs);
}

void line_target::add_values(std::string_view id, std::size_t version, std::span<value const> outputs) {
    if (plan_.keeps_values) into_->values.emplace_back(outputs.begin(), outputs.end());
    else plan_.lines[version].append(into_->results, id, outputs);
    for (auto const i : plan_.word_outputs) {
        auto const* w = std::get_if<word>(&outputs[i]);
        into_->words.push_back(w ? static_cast<std::uint16_t>(w->index) : scored_batch::no_word);
    }
}

void line_target::reject() {
    if (plan_.keeps_values) into_->values.emplace_back();
    into_->words.resize(into_->words.size() + plan_.word_outputs.size(), scored_batch::no_word);
}

// ── blocks ──────────────────────────────────────────────────────────────────────────────────────────────────────

void block_target::begin(scored_batch& into) {
    into_ = &into;
    into.block.emplace(scorer_.start());
    any_evaluated_ = false;
}

void block_target::evaluated(std::span<columnar::result_column const> results, std::size_t rows) {
    into_->block->add_columns(results, rows);
    any_evaluated_ = true;
}

void block_target::add(std::string_view id, std::uint64_t line, std::size_t, std::size_t in_columns) {
    into_->block->add_row(id, line, static_cast<std::uint32_t>(in_columns));
}

void block_target::add(std::string_view id, std::uint64_t line, std::size_t, exec::first_phase const& made, record_data const& data) {
    scorer_.add_other(*into_->block, id, line, made, scorer_.keeps_records() ? &data : nullptr);
}

void block_target::end(columnar::record_columns const& columns) {
    if (any_evaluated_ && scorer_.keeps_columns()) into_->block->keep_records(scorer_.keep(columns));
}

}  // namespace barem::batch
