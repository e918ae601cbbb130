#include "batch/scoring_plan.hpp"

#include "api/implementation.hpp"
#include "api/outputs_agree.hpp"
#include "columnar/lower.hpp"

#include <algorithm>
#include <utility>

namespace barem::batch {

namespace {

/// Of the roster's record, by output: the yield of the first stage that makes it.
std::vector<program::index> yields_of_outputs(columnar::columnar_program const& program, std::size_t outputs) {
    std::vector<program::index> found(outputs, program::none);
    auto const& yields = program.stages.front().yields;
    for (program::index y = 0; y != yields.size(); ++y)
        if (yields[y].purpose == columnar::yield::purpose::output) found[yields[y].of] = y;
    return found;
}

}  // namespace

scoring_plan::scoring_plan(family const& f, score_options const& o) : rules(f), options(o), keeps_values(o.format == io::result_format::table) {
    auto const& versions = rules.versions();
    for (auto const& v : versions)
        lines.emplace_back(v.rules.inner().rules(), keeps_values ? io::result_format::jsonl : options.format, options.results.exact);
    has_cohorts = std::ranges::any_of(versions, [](family::version const& v) { return !v.rules.inner().rules().cohorts.empty(); });
    auto const& latest = versions.back().rules.inner();
    auto const& record = latest.roster_record();
    if (api::outputs_agree(rules))
        for (std::size_t i = 0; i < record.outputs.size(); ++i)
            if (record.members[record.outputs[i].member].type.kind == program::type_kind::word) word_outputs.push_back(i);
    if (options.executor == executor::scalar || versions.size() > 1) return;
    auto made = columnar::lower(*latest.compiled, latest.parameters, latest.limits);
    if (!made.usable() || made.steps_of_record > latest.limits.max_steps) return;
    if (!has_cohorts) yield_of = yields_of_outputs(made, record.outputs.size());
    program = std::move(made);
}

}  // namespace barem::batch
