#include "batch/batch_worker.hpp"

#include "api/implementation.hpp"
#include "io/validate.hpp"

#include <algorithm>
#include <cstring>

namespace barem::batch {

result<record_data, issues> checked_record(ruleset::implementation const& rules, bound_columns const& columns, std::size_t row) {
    auto data = columns.record(row);
    auto problems = io::validate(rules.rules(), rules.limits, data);
    if (problems.empty()) problems = api::check_dependent_inputs(rules, data);
    if (!problems.empty()) return problems;
    return data;
}

batch_worker::batch_worker(ruleset::implementation const& rules)
    : run_(*rules.compiled, rules.rules().roster_record, rules.parameters, rules.limits), made_(run_.blank()) {}

void batch_worker::score(batch_job const& job, std::size_t first, std::size_t end) {
    if (job.program == nullptr) {
        for (std::size_t row = first; row != end; ++row) score_row(job, row);
        return;
    }
    if (!evaluation_) {
        evaluation_.emplace(*job.program);
        by_output_.resize(job.rules.roster_record().outputs.size());
    }
    while (first != end) {
        std::size_t const taken = evaluation_->run(job.columns.evaluated(), first, end - first);
        score_batch(job, first, taken);
        first += taken;
    }
}

/// What the evaluation has just made of these rows, and what it could not.
void batch_worker::score_batch(batch_job const& job, std::size_t first, std::size_t count) {
    unsure_.assign(count / 64 + 1, 0);
    if (auto const* back = evaluation_->fallback()) std::memcpy(unsure_.data(), back, (count + 7) / 8);
    auto* const unsure = reinterpret_cast<std::uint8_t*>(unsure_.data());
    job.checks.find(first, count, scratch_, [&](std::size_t row) { unsure_[(row - first) / 64] |= std::uint64_t{1} << (row - first) % 64; });
    auto const results = evaluation_->results();
    auto const& yields = job.program->stages.front().yields;
    for (std::size_t y = 0; y != yields.size(); ++y)
        if (yields[y].purpose == columnar::yield::purpose::output) by_output_[yields[y].of] = results[y];
    job.outputs.write(by_output_, first, count, unsure);
    if (!job.status.empty()) std::fill_n(job.status.begin() + static_cast<std::ptrdiff_t>(first), count, row_status::scored);
    scored += count;
    for (std::size_t i = 0; i < count; i += 64) {
        auto word = unsure_[i / 64];
        if (count - i < 64) word &= (std::uint64_t{1} << (count - i)) - 1;
        for (; word != 0; word &= word - 1, --scored) score_row(job, first + i + static_cast<std::size_t>(__builtin_ctzll(word)));
    }
}

void batch_worker::score_row(batch_job const& job, std::size_t row) {
    ++one_by_one;
    auto data = checked_record(job.rules, job.columns, row);
    if (!data) return reject(job, row, std::move(data.error()));
    run_.begin(*data);
    if (auto why = run_.evaluate(0, made_)) return reject(job, row, {std::move(*why)});
    if (auto why = job.outputs.write_row(made_.outputs, row)) return reject(job, row, {std::move(*why)});
    if (!job.status.empty()) job.status[row] = row_status::scored;
    ++scored;
}

void batch_worker::reject(batch_job const& job, std::size_t row, issues problems) {
    job.outputs.clear_row(row);
    if (!job.status.empty()) job.status[row] = row_status::rejected;
    rejected.push_back({row, std::move(problems)});
}

}  // namespace barem::batch
