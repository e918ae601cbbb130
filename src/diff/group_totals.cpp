#include "diff/group_totals.hpp"

#include <algorithm>

namespace barem::diff {

group_totals::group& group_totals::of(code value) {
    if (value >= groups_.size()) groups_.resize(std::size_t{value} + 1);
    auto& made = groups_[value];
    if (made.outputs.empty()) {
        made.outputs.resize(outputs_);
        for (std::size_t i = 0; i != outputs_; ++i)
            if (columns_[i].has_categories())
                for (auto& counts : made.outputs[i].counts) counts.resize(columns_[i].spec().categories.size() + 1);
    }
    return made;
}

void group_totals::add(std::span<code const> row, bool after) {
    auto& to = of(row[field_]);
    ++to.records[after];
    for (std::size_t i = 0; i != outputs_; ++i) {
        auto const c = row[i];
        auto& output = to.outputs[i];
        if (columns_[i].has_categories()) ++output.counts[after][c];
        if (!columns_[i].is_number() || c == value_table::nothing) continue;
        output.sums[after].add(columns_[i].number_of(c));
        ++output.given[after];
    }
}

group_total group_totals::finish(code value, group const& from) const {
    auto const& spec = columns_[field_].spec();
    bool const is_category = value != value_table::nothing && value <= spec.labels.size();
    group_total made{columns_[field_].text(value), is_category ? spec.labels[value - 1] : program::label{}, from.records[0], from.records[1], from.changed, {}};
    for (auto const& output : from.outputs) {
        auto& to = made.outputs.emplace_back();
        // Nothing, the first code, comes last.
        for (bool const after : {false, true}) {
            auto counts = output.counts[after];
            if (!counts.empty()) std::ranges::rotate(counts, counts.begin() + 1);
            (after ? to.after_counts : to.before_counts) = std::move(counts);
        }
        to.before_sum = output.sums[0].total();
        to.after_sum = output.sums[1].total();
        to.before_given = output.given[0];
        to.after_given = output.given[1];
        to.is_exact = output.sums[0].is_exact() && output.sums[1].is_exact();
    }
    return made;
}

grouping group_totals::finish() {
    auto& by = columns_[field_];
    grouping made{by.spec().name, by.spec().label, {}};
    std::vector<code> order;
    for (code c = 0; c < groups_.size(); ++c)
        if (!groups_[c].outputs.empty()) order.push_back(c);
    std::ranges::sort(order, [&](code a, code b) {
        if ((a == value_table::nothing) != (b == value_table::nothing)) return b == value_table::nothing;
        if (by.is_number()) return by.number_of(a) < by.number_of(b);
        return by.has_categories() ? a < b : by.text(a) < by.text(b);
    });
    for (code const c : order) made.groups.push_back(finish(c, groups_[c]));
    return made;
}

}  // namespace barem::diff
