#include "batch/column_roster.hpp"

#include "api/implementation.hpp"
#include "batch/batch_worker.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace barem::batch {

column_roster::column_roster(ruleset::implementation const& rules)
    : rules_(rules), scorer_(*rules.compiled, rules.rules().roster_record, rules.parameters, rules.limits) {}

void column_roster::add(bound_columns const& columns, std::size_t rows) {
    for (std::size_t i = 0; i != rows; ++i, ++added_) {
        auto data = checked_record(rules_, columns, i);
        if (!data) {
            rejected_.push_back({added_, std::move(data.error())});
            continue;
        }
        row_of_.push_back(added_);
        if (auto why = scorer_.add(std::make_shared<record_data const>(std::move(*data)), {})) rejected_.push_back({added_, {std::move(*why)}});
    }
}

void column_roster::finish() {
    auto made = scorer_.finish();
    scored_ = std::move(made.scored);
    for (auto& r : made.rejected) rejected_.push_back({row_of_[r.position], {std::move(r.why)}});
    std::ranges::sort(rejected_, {}, &batch_result::rejection::row);
}

batch_result column_roster::write(bound_outputs const& to, std::span<row_status> status, std::size_t rows) {
    batch_result made;
    auto const reject = [&](std::size_t row, issues problems) {
        to.clear_row(row);
        if (!status.empty()) status[row] = row_status::rejected;
        made.rejected.push_back({row, std::move(problems)});
    };
    auto const end = written_ + rows;
    for (; next_rejected_ != rejected_.size() && rejected_[next_rejected_].row < end; ++next_rejected_)
        reject(rejected_[next_rejected_].row - written_, std::move(rejected_[next_rejected_].problems));
    for (; next_scored_ != scored_.size() && row_of_[scored_[next_scored_].position] < end; ++next_scored_) {
        auto const& s = scored_[next_scored_];
        auto const row = row_of_[s.position] - written_;
        if (auto why = to.write_row(s.outputs, row)) {
            reject(row, {std::move(*why)});
            continue;
        }
        if (!status.empty()) status[row] = row_status::scored;
        ++made.scored;
    }
    written_ = end;
    made.one_by_one = rows;
    std::ranges::sort(made.rejected, {}, &batch_result::rejection::row);
    return made;
}

}  // namespace barem::batch
