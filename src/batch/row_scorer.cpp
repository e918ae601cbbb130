#include "batch/row_scorer.hpp"

#include "api/implementation.hpp"
#include "api/outputs_agree.hpp"
#include "batch/result_values.hpp"
#include "columnar/record_from_columns.hpp"

#include <utility>

namespace barem::batch {

namespace {

/// Of the roster's record, by output: the yield of the first stage that makes it.
[[maybe_unused]] std::vector<program::index> yields_of_outputs(columnar::columnar_program const& program, std::size_t outputs) {
    std::vector<program::index> found(outputs, program::none);
    auto const& yields = program.stages.front().yields;
    for (program::index y = 0; y != yields.size(); ++y)
        if (yields[y].purpose == columnar::yield::purpose::output) found[yields[y].of] = y;
    return found;
}

}  // namespace

scoring_plan::scoring_plan(family const& f, score_options const& o) : rules(f), options(o), keeps_values(o.format == io::result_format::table) {
    for (auto const& v : rules.versions())
        lines.emplace_back(v.rules.inner().rules(), keeps_values ? io::result_format::jsonl : options.format, options.results.exact);
    auto const& latest = rules.versions().back().rules.inner();
    auto const& record = latest.roster_record();
    if (api::outputs_agree(rules))
        for (std::size_t i = 0; i < record.outputs.size(); ++i)
            if (record.members[record.outputs[i].member].type.kind == program::type_kind::word) word_outputs.push_back(i);
    if (options.executor == executor::scalar || rules.versions().size() > 1) return;
#if __has_include("columnar/lowering.hpp")
    auto made = columnar::lower(*latest.compiled, latest.parameters, latest.limits);
    if (!made.usable() || made.stages.size() != 1 || made.steps_of_record > latest.limits.max_steps) return;
    yield_of = yields_of_outputs(made, record.outputs.size());
    program = std::move(made);
#endif
}

row_scorer::scalar::scalar(ruleset::implementation const& r)
    : rules(r), run(*r.compiled, r.rules().roster_record, r.parameters, r.limits), made(run.blank()) {}

row_scorer::row_scorer(scoring_plan const& plan, row_source const& roster) : plan_(plan), parser_(roster.make_parser()) {
    versions_ = dynamic_cast<version_parser*>(parser_.get());
    for (auto const& v : plan.rules.versions()) scalars_.emplace_back(v.rules.inner());
    if (plan.program) evaluation_.emplace(*plan.program, columnar::evaluation_options{plan.options.batch_rows, plan.options.instruction_set});
}

void row_scorer::score(roster_part const& part, scored_batch& into) {
    into.clear();
    auto rows = parser_->parse(part);
    begin_ = end_ = 0;
    into.rows.reserve(rows.rows.size());
    for (auto const& row : rows.rows) {
        row_ = {};
        row_.line = row.line;
        if (row.in_columns) add_from_columns(rows.columns, row.at, into);
        else add_other(rows.others[row.at], versions_ ? versions_->version_of(row.at) : 0, into);
        row_.id_end = static_cast<std::uint32_t>(into.ids.size());
        row_.result_end = static_cast<std::uint32_t>(into.results.size());
        into.rows.push_back(row_);
    }
}

// ── rows that are not in columns, or are not sure there ─────────────────────────────────────────────────────────

void row_scorer::add_other(io::read_record& read, std::size_t version, scored_batch& into) {
    row_.version = static_cast<std::uint16_t>(version);
    row_.id_known = read.id_known;
    if (!read.problems.empty() || !read.data) {
        into.ids.append(read.id);
        return reject(std::move(read.problems), scored_batch::fate::rejected, into);
    }
    add_by_scalar(*read.data, read.id, version, into);
}

void row_scorer::add_by_scalar(record_data const& data, std::string_view id, std::size_t version, scored_batch& into) {
    auto& with = scalars_[version];
    into.ids.append(id);
    if (auto problems = api::check_dependent_inputs(with.rules, data); !problems.empty())
        return reject(std::move(problems), scored_batch::fate::rejected, into);
    with.run.begin(data);
    if (auto why = with.run.evaluate(0, with.made)) return reject({std::move(*why)}, scored_batch::fate::failed, into);
    auto const& outputs = with.made.outputs;
    if (plan_.keeps_values) into.values.push_back(outputs);
    else plan_.lines[version].append(into.results, id, outputs);
    for (auto const i : plan_.word_outputs) {
        auto const* w = std::get_if<word>(&outputs[i]);
        into.words.push_back(w ? static_cast<std::uint16_t>(w->index) : scored_batch::no_word);
    }
}

void row_scorer::reject(issues problems, scored_batch::fate why, scored_batch& into) {
    row_.came_to = why;
    row_.problems = static_cast<std::uint32_t>(into.problems.size());
    into.problems.push_back(std::move(problems));
    if (plan_.keeps_values) into.values.emplace_back();
    into.words.resize(into.words.size() + plan_.word_outputs.size(), scored_batch::no_word);
}

// ── rows in columns ─────────────────────────────────────────────────────────────────────────────────────────────

std::string_view row_scorer::id_at(columnar::record_columns const& columns, std::size_t row) const {
    auto const& rules = scalars_.front().rules;
    auto const& keys = columns.values[rules.roster_record().members[rules.rules().key_member].slot];
    auto const* ends = static_cast<std::int32_t const*>(keys.data) + keys.offset + row;
    return {keys.text_bytes + ends[0], static_cast<std::size_t>(ends[1] - ends[0])};
}

void row_scorer::add_from_columns(columnar::record_columns const& columns, std::size_t row, scored_batch& into) {
    if (evaluation_ && (row < begin_ || row >= end_)) {
        begin_ = row;
        end_ = row + evaluation_->run(columns, row, columns.rows - row);
        outputs_.clear();
        auto const results = evaluation_->results();
        for (auto const y : plan_.yield_of) outputs_.push_back(results[y]);
        if (forms_.empty()) forms_ = plan_.lines.front().forms_of(outputs_);
    }
    auto const id = id_at(columns, row);
    if (evaluation_ && (evaluation_->fallback() == nullptr || !io::bit_at(evaluation_->fallback(), row - begin_))) return add_evaluated(id, row - begin_, into);
    add_by_scalar(columnar::record_of(scalars_.front().rules.rules(), columns, row), id, 0, into);
}

void row_scorer::add_evaluated(std::string_view id, std::size_t row, scored_batch& into) {
    into.ids.append(id);
    if (plan_.keeps_values) {
        auto const& rules = scalars_.front().rules;
        auto const& record = rules.roster_record();
        auto& values = into.values.emplace_back();
        for (std::size_t i = 0; i < outputs_.size(); ++i) values.push_back(value_at(record.members[record.outputs[i].member].type, outputs_[i], row));
    } else {
        plan_.lines.front().append(into.results, id, outputs_, forms_, row);
    }
    for (auto const i : plan_.word_outputs) {
        auto const& column = outputs_[i];
        bool const given = column.given == nullptr || io::bit_at(column.given, row);
        into.words.push_back(given ? static_cast<std::uint16_t>(io::count_at(column.lane, column.data, row)) : scored_batch::no_word);
    }
}

}  // namespace barem::batch
