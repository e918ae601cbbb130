#include "batch/score.hpp"

#include "api/implementation.hpp"
#include "api/outputs_agree.hpp"
#include "batch/collected_roster.hpp"
#include "batch/ordered_pipeline.hpp"
#include "batch/ordered_results.hpp"
#include "batch/row_scorer.hpp"
#include "batch/version_rows.hpp"

#include <algorithm>

namespace barem::batch {

namespace {

struct item {
    roster_part part;
    std::uint64_t bytes_read = 0;
    scored_batch batch;
};

bool has_cohorts(family const& rules) {
    return std::ranges::any_of(rules.versions(), [](family::version const& v) { return !v.rules.inner().rules().cohorts.empty(); });
}

score_summary score_alone(family const& rules, row_source& roster, score_options const& options, score_watch const& watch) {
    auto const threads = threads_or_all(options.threads);
    scoring_plan const plan(rules, options);
    ordered_results results(plan, watch);
    run_in_order<item>(
        threads, 2 * std::size_t{threads} + 2,
        [&](item& next) {
            if (watch.stop && watch.stop()) return false;
            bool const any = roster.next(next.part);
            next.bytes_read = roster.bytes_read();
            return any;
        },
        [&] { return std::make_unique<row_scorer>(plan, roster); }, [](row_scorer& scorer, item& now) { scorer.score(now.part, now.batch); },
        [&](item& now) {
            results.take(now.batch);
            if (watch.progress) watch.progress(results.records(), now.bytes_read);
        });
    return results.finish();
}

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

score_summary score_among_others(family const& rules, row_source& roster, score_options const& options, score_watch const& watch) {
    auto const done = collect(rules, roster, options.threads, {{}, watch.rejected, watch.progress});
    write_outcomes(rules, done.outcomes, options, watch);
    score_summary summary{done.outcomes.size(), done.rejected, {}};
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
    return has_cohorts(rules) ? score_among_others(rules, roster, options, watch) : score_alone(rules, roster, options, watch);
}

}  // namespace barem::batch
