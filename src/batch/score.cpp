#include "batch/score.hpp"

#include "api/implementation.hpp"
#include "api/outputs_agree.hpp"
#include "batch/collected_roster.hpp"
#include "batch/ordered_pipeline.hpp"
#include "batch/ordered_results.hpp"
#include "batch/row_scorer.hpp"
#include "batch/row_target.hpp"
#include "batch/scoring_plan.hpp"
#include "batch/version_rows.hpp"

#include <sstream>
#include <utility>

namespace barem::batch {

namespace {

struct part_item {
    roster_part part;
    std::uint64_t bytes_read = 0;
    scored_batch batch;
};

/// Reads and scores all parts; hands them to `results` in their order.
void score_parts(scoring_plan const& plan, row_source& roster, score_watch const& watch, ordered_results& results, cohort_scorer const* cohorts) {
    auto const threads = threads_or_all(plan.options.threads);
    auto const make_scorer = [&] {
        std::unique_ptr<row_target> target;
        if (cohorts) target = std::make_unique<block_target>(*cohorts);
        else target = std::make_unique<line_target>(plan);
        return std::make_unique<row_scorer>(plan, roster, std::move(target));
    };
    run_in_order<part_item>(
        threads, 2 * std::size_t{threads} + 2,
        [&](part_item& next) {
            if (watch.stop && watch.stop()) return false;
            bool const any = roster.next(next.part);
            next.bytes_read = roster.bytes_read();
            return any;
        },
        make_scorer, [](row_scorer& scorer, part_item& now) { scorer.score(now.part, now.batch); },
        [&](part_item& now) {
            results.take(now.batch);
            if (watch.progress) watch.progress(results.records(), now.bytes_read);
        });
    results.settle();
}

score_summary score_alone(scoring_plan const& plan, row_source& roster, score_watch const& watch) {
    ordered_results results(plan, watch);
    score_parts(plan, roster, watch, results, nullptr);
    return results.finish();
}

// ── among others ────────────────────────────────────────────────────────────────────────────────────────────────

struct block_item { std::size_t number = 0; scored_batch batch; };

void format_block(scored_block const& block, line_target& lines, scored_batch& into) {
    into.clear();
    lines.begin(into);
    lines.use(block.outputs);
    for (auto const& from : block.rows) {
        into.ids.append(from.id);
        if (from.in_columns) lines.add_row(from.id, from.at);
        else lines.add_values(from.id, 0, block.others[from.at]);
        scored_batch::row row;
        row.line = from.line;
        row.id_end = static_cast<std::uint32_t>(into.ids.size());
        row.result_end = static_cast<std::uint32_t>(into.results.size());
        into.rows.push_back(row);
    }
}

score_summary score_among_others(scoring_plan const& plan, row_source& roster, score_watch const& watch) {
    auto const& rules = plan.rules.versions().front().rules.inner();
    auto const threads = threads_or_all(plan.options.threads);
    cohort_options options;
    options.memory = plan.options.memory / 4 * 3;
    options.directory = plan.options.scratch_folder;
    options.parallel = threads > 1;
    options.evaluation = {plan.options.batch_rows, plan.options.instruction_set};
    cohort_scorer cohorts(*rules.compiled, plan.program ? &*plan.program : nullptr, rules.rules().roster_record, rules.parameters, rules.limits, options);
    ordered_results results(plan, watch, &cohorts);
    score_parts(plan, roster, watch, results, &cohorts);
    in_arena(threads, [&] { cohorts.settle([&](rejected_row const& row) { results.reject(row); }); });
    std::size_t next = 0;
    run_in_order<block_item>(
        threads, 2 * std::size_t{threads} + 2,
        [&](block_item& item) {
            item.number = next++;
            return item.number < cohorts.blocks() && !(watch.stop && watch.stop());
        },
        [&] { return std::make_unique<line_target>(plan); },
        [&](line_target& lines, block_item& item) { format_block(cohorts.read(item.number), lines, item.batch); },
        [&](block_item& item) { results.write(item.batch); });
    return results.finish();
}

// ── several versions with cohorts: everything is kept ───────────────────────────────────────────────────────────

/// How many have each word of an output; last, how many have none.
std::vector<std::uint64_t> count_words(std::vector<outcome> const& outcomes, std::size_t output, std::size_t words) {
    std::vector<std::uint64_t> counts(words + 1);
    for (auto const& outcome : outcomes) {
        auto const* w = std::get_if<word>(&outcome.values()[output]);
        ++counts[w ? w->index : words];
    }
    return counts;
}

void write_outcomes(family const& rules, std::vector<outcome> const& outcomes, score_options const& options, score_watch const& watch) {
    bool const agree = api::outputs_agree(rules);
    std::ostringstream text;
    auto const writer = agree ? io::make_result_writer(options.format, rules.versions().back().rules.inner().rules(), text, options.results) : nullptr;
    auto const hand_on = [&](std::size_t least) {
        if (text.tellp() < static_cast<std::streamoff>(least)) return;
        watch.results(text.view());
        text.str({});
    };
    for (auto const& outcome : outcomes) {
        if (watch.stop && watch.stop()) return;
        if (agree) writer->write({outcome.id(), outcome.values()});
        else text << outcome.to_json(options.results.exact) << '\n';
        hand_on(std::size_t{1} << 18);
    }
    if (agree) writer->finish();
    hand_on(1);
}

/// One by one, as a line of the version's own.
void hand_out_rows(family const& rules, collected_roster const& done, score_options const& options, score_watch const& watch) {
    std::vector<io::result_lines> lines;
    for (auto const& v : rules.versions()) lines.emplace_back(v.rules.inner().rules(), options.format, options.results.exact);
    io::text_buffer line;
    for (std::size_t i = 0; i != done.outcomes.size(); ++i) {
        auto const& outcome = done.outcomes[i];
        auto const& from = done.origins[i];
        line.clear();
        lines[from.version].append(line, outcome.id(), outcome.values());
        watch.row({from.line, outcome.id(), from.version, line.text(0, line.size())});
    }
}

score_summary score_collected(family const& rules, row_source& roster, score_options const& options, score_watch const& watch) {
    auto const done = collect(rules, roster, options.threads, {{}, watch.rejected, watch.progress});
    if (watch.row) hand_out_rows(rules, done, options, watch);
    else write_outcomes(rules, done.outcomes, options, watch);
    score_summary summary{done.outcomes.size(), done.rejected, 0, {}};
    if (!api::outputs_agree(rules)) return summary;
    auto const& latest = rules.versions().back().rules.inner();
    auto const& record = latest.roster_record();
    summary.words.resize(record.outputs.size());
    for (std::size_t i = 0; i < record.outputs.size(); ++i) {
        auto const& type = record.members[record.outputs[i].member].type;
        if (type.kind == program::type_kind::word) summary.words[i] = count_words(done.outcomes, i, latest.rules().enums[type.of].words.size());
    }
    return summary;
}

}  // namespace

std::unique_ptr<row_source> open_roster(family const& rules, std::unique_ptr<byte_source> bytes, std::vector<list_file> lists, roster_options const& options) {
    auto const& latest = rules.versions().back().rules.inner();
    auto with = options;
    with.limits = latest.limits;
    if (rules.versions().size() == 1) return open_roster(latest.rules(), std::move(bytes), std::move(lists), with);
    // Which fields there are depends on the date of the record.
    if (with.format == roster_format::csv || !lists.empty()) throw input_failure("a roster for several versions of a rule set must be JSON Lines");
    with.format = roster_format::json_lines;
    return std::make_unique<version_source>(rules, open_roster(latest.rules(), std::move(bytes), {}, with), with.limits);
}

score_summary score(family const& rules, row_source& roster, score_options const& options, score_watch const& watch) {
    scoring_plan const plan(rules, options);
    if (!plan.has_cohorts) return score_alone(plan, roster, watch);
    return rules.versions().size() == 1 ? score_among_others(plan, roster, watch) : score_collected(rules, roster, options, watch);
}

}  // namespace barem::batch
