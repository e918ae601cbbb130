#include <barem/batch.hpp>

#include "api/implementation.hpp"
#include "batch/batch_worker.hpp"
#include "batch/column_roster.hpp"
#include "columnar/lower.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <iterator>
#include <mutex>
#include <thread>

namespace barem::inline BAREM_VERSION_NAMESPACE {

// ── what callers fill ───────────────────────────────────────────────────────────────────────────────────────────

batch_columns& batch_columns::set(std::string_view field, column_view column) {
    auto const known = std::ranges::find(fields_, field, &std::pair<std::string, column_view>::first);
    if (known != fields_.end()) known->second = column;
    else fields_.emplace_back(field, column);
    return *this;
}

batch_columns::nested& batch_columns::list(std::string_view field) {
    auto const known = std::ranges::find(lists_, field, &nested::name);
    if (known != lists_.end()) return *known;
    lists_.emplace_back().name = field;
    return lists_.back();
}

batch_columns& batch_columns::set_list(std::string_view field, std::span<std::int32_t const> offsets, batch_columns const& elements) {
    nested& to = list(field);
    to.single = false;
    to.offsets = offsets;
    to.held.assign(1, elements);
    return *this;
}

batch_columns& batch_columns::set_record(std::string_view field, batch_columns const& held, std::span<std::uint8_t const> given, std::size_t offset) {
    nested& to = list(field);
    to.single = true;
    to.given = given.data();
    to.given_offset = offset;
    to.held.assign(1, held);
    return *this;
}

batch_outputs& batch_outputs::set(std::string_view output, output_view column) {
    auto const known = std::ranges::find(columns_, output, &std::pair<std::string, output_view>::first);
    if (known != columns_.end()) known->second = column;
    else columns_.emplace_back(output, column);
    return *this;
}

// ── scoring ─────────────────────────────────────────────────────────────────────────────────────────────────────

struct BAREM_LOCAL batch_scorer::implementation {
    explicit implementation(ruleset r);

    issues bind(batch_columns const&, batch_outputs const&);
    void score_rows(batch::batch_job const&, std::size_t rows, unsigned threads);
    batch_result score_roster(std::size_t rows, std::span<row_status> status);

    ruleset rules;
    columnar::columnar_program program;
    std::string why_slow;
    batch::bound_columns columns;
    batch::bound_outputs outputs;
    batch::column_checks checks;
    std::vector<std::unique_ptr<batch::batch_worker>> workers;
};

namespace {

std::string why_not(ruleset::implementation const& rules, columnar::columnar_program const& program) {
    if (!rules.compiled->tree.cohorts.empty()) return "the rule set has cohorts";
    if (!program.usable()) return program.refused;
    if (program.steps_of_record > rules.limits.max_steps) return "a record may need more steps than the limit allows";
    return {};
}

}  // namespace

batch_scorer::implementation::implementation(ruleset r)
    : rules(std::move(r)), program(columnar::lower(*rules.inner().compiled, rules.inner().parameters, rules.inner().limits)),
      why_slow(why_not(rules.inner(), program)), columns(rules.inner().rules()), outputs(rules.inner().rules()),
      checks(rules.inner().rules(), why_slow.empty() ? &program : nullptr, rules.inner().limits) {}

issues batch_scorer::implementation::bind(batch_columns const& from, batch_outputs const& to) {
    auto problems = columns.bind(from);
    auto more = outputs.bind(to, from.rows());
    problems.insert(problems.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    if (!to.status().empty() && to.status().size() < from.rows()) {
        issue made;
        made.path = "status";
        made.expected = std::to_string(from.rows()) + " rows";
        made.found = std::to_string(to.status().size());
        made.message = "status: expected " + made.expected + ", found " + made.found;
        problems.push_back(std::move(made));
    }
    return problems;
}

/// Threads take one range after another; the results are the same whoever takes which.
void batch_scorer::implementation::score_rows(batch::batch_job const& job, std::size_t rows, unsigned threads) {
    constexpr std::size_t range = 1 << 14;
    threads = static_cast<unsigned>(std::clamp<std::size_t>(threads, 1, rows / range + 1));
    while (workers.size() < threads) workers.push_back(std::make_unique<batch::batch_worker>(rules.inner()));
    for (auto& w : workers) w->begin();
    if (threads == 1) return workers.front()->score(job, 0, rows);
    std::atomic<std::size_t> next = 0;
    std::exception_ptr thrown;
    std::mutex throwing;
    auto const work = [&](batch::batch_worker& w) {
        try {
            for (std::size_t first = next.fetch_add(range); first < rows; first = next.fetch_add(range)) w.score(job, first, std::min(rows, first + range));
        } catch (...) {
            next = rows;
            std::scoped_lock const lock(throwing);
            thrown = std::current_exception();
        }
    };
    {
        std::vector<std::jthread> others;
        for (unsigned t = 1; t != threads; ++t) others.emplace_back([&, t] { work(*workers[t]); });
        work(*workers.front());
    }
    if (thrown) std::rethrow_exception(thrown);
}

/// All rows among one another.
batch_result batch_scorer::implementation::score_roster(std::size_t rows, std::span<row_status> status) {
    batch::column_roster roster(rules.inner());
    roster.add(columns, rows);
    roster.finish();
    return roster.write(outputs, status, rows);
}

batch_scorer::batch_scorer(ruleset rules) : inner_(std::make_unique<implementation>(std::move(rules))) {}
batch_scorer::~batch_scorer() = default;
batch_scorer::batch_scorer(batch_scorer&&) noexcept = default;
batch_scorer& batch_scorer::operator=(batch_scorer&&) noexcept = default;

ruleset const& batch_scorer::rules() const { return inner_->rules; }
bool batch_scorer::has_cohorts() const { return !inner_->rules.inner().compiled->tree.cohorts.empty(); }
std::string const& batch_scorer::why_slow() const { return inner_->why_slow; }

result<batch_result, issues> batch_scorer::score(batch_columns const& columns, batch_outputs const& outputs, batch_options const& options) {
    auto& in = *inner_;
    if (auto problems = in.bind(columns, outputs); !problems.empty()) return problems;
    in.checks.prepare(in.columns.evaluated());
    batch::batch_job const job{in.rules.inner(), in.why_slow.empty() ? &in.program : nullptr, in.columns, in.checks, in.outputs, outputs.status()};
    batch_result made;
    if (in.rules.inner().compiled->tree.cohorts.empty()) {
        in.score_rows(job, columns.rows(), options.threads);
        for (auto& w : in.workers) {
            made.scored += w->scored;
            made.one_by_one += w->one_by_one;
            std::ranges::move(w->rejected, std::back_inserter(made.rejected));
        }
    } else {
        made = in.score_roster(columns.rows(), outputs.status());
    }
    std::ranges::sort(made.rejected, {}, &batch_result::rejection::row);
    return made;
}

}  // namespace barem
