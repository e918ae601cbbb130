#include "batch/row_scorer.hpp"

#include "columnar/record_from_columns.hpp"

#include <utility>

namespace barem::batch {

row_scorer::scalar::scalar(ruleset::implementation const& r)
    : rules(r), run(*r.compiled, r.rules().roster_record, r.parameters, r.limits), made(run.blank()) {}

row_scorer::row_scorer(scoring_plan const& plan, row_source const& roster, std::unique_ptr<row_target> target)
    : parser_(roster.make_parser()), versions_(dynamic_cast<version_parser*>(parser_.get())), target_(std::move(target)) {
    for (auto const& v : plan.rules.versions()) scalars_.emplace_back(v.rules.inner());
    if (plan.program) evaluation_.emplace(*plan.program, columnar::evaluation_options{plan.options.batch_rows, plan.options.instruction_set});
}

void row_scorer::score(roster_part const& part, scored_batch& into) {
    into.clear();
    auto rows = parser_->parse(part);
    begin_ = end_ = 0;
    into.rows.reserve(rows.rows.size());
    target_->begin(into);
    for (auto const& row : rows.rows) {
        row_ = {};
        row_.line = row.line;
        if (row.in_columns) add_from_columns(rows.columns, row.at, into);
        else add_other(rows.others[row.at], versions_ ? versions_->version_of(row.at) : 0, into);
        row_.id_end = static_cast<std::uint32_t>(into.ids.size());
        row_.result_end = static_cast<std::uint32_t>(into.results.size());
        into.rows.push_back(row_);
    }
    target_->end(rows.columns);
}

// ── rows that are not in columns, or are not sure there ─────────────────────────────────────────────────────────

void row_scorer::add_other(io::read_record& read, std::size_t version, scored_batch& into) {
    row_.version = static_cast<std::uint16_t>(version);
    row_.id_known = read.id_known;
    into.ids.append(read.id);
    if (!read.problems.empty() || !read.data) return reject(std::move(read.problems), scored_batch::fate::rejected, into);
    add_by_scalar(*read.data, read.id, version, into);
}

void row_scorer::add_by_scalar(record_data const& data, std::string_view id, std::size_t version, scored_batch& into) {
    auto& with = scalars_[version];
    if (auto problems = api::check_dependent_inputs(with.rules, data); !problems.empty())
        return reject(std::move(problems), scored_batch::fate::rejected, into);
    with.run.begin(data);
    if (auto why = with.run.evaluate(0, with.made)) return reject({std::move(*why)}, scored_batch::fate::failed, into);
    target_->add(id, row_.line, version, with.made, data);
}

void row_scorer::reject(issues problems, scored_batch::fate why, scored_batch& into) {
    row_.came_to = why;
    row_.problems = static_cast<std::uint32_t>(into.problems.size());
    into.problems.push_back(std::move(problems));
    target_->reject();
}

// ── rows in columns ─────────────────────────────────────────────────────────────────────────────────────────────

std::string_view row_scorer::id_at(columnar::record_columns const& columns, std::size_t row) const {
    auto const& rules = scalars_.front().rules;
    auto const& keys = columns.values[rules.roster_record().members[rules.rules().key_member].slot];
    auto const* ends = static_cast<std::int32_t const*>(keys.data) + keys.offset + row;
    return {keys.text_bytes + ends[0], static_cast<std::size_t>(ends[1] - ends[0])};
}

void row_scorer::add_from_columns(columnar::record_columns const& columns, std::size_t row, scored_batch& into) {
    while (evaluation_ && row >= end_) {
        begin_ = end_;
        end_ += evaluation_->run(columns, begin_, columns.rows - begin_);
        target_->evaluated(evaluation_->results(), end_ - begin_);
    }
    auto const id = id_at(columns, row);
    into.ids.append(id);
    if (evaluation_ && (evaluation_->fallback() == nullptr || !io::bit_at(evaluation_->fallback(), row - begin_))) {
        ++into.in_columns;
        return target_->add(id, row_.line, row - begin_, row);
    }
    add_by_scalar(columnar::record_of(scalars_.front().rules.rules(), columns, row), id, 0, into);
}

}  // namespace barem::batch
