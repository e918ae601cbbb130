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

void group_totals::take(group& to, group const& more) const {
    to.changed += more.changed;
    to.outputs.resize(outputs_);
    for (std::size_t side = 0; side != 2; ++side) {
        to.records[side] += more.records[side];
        for (std::size_t i = 0; i != outputs_; ++i) {
            auto const& from = more.outputs[i];
            auto& into = to.outputs[i];
            into.counts[side].resize(from.counts[side].size());
            for (std::size_t c = 0; c != from.counts[side].size(); ++c) into.counts[side][c] += from.counts[side][c];
            into.sums[side].add(from.sums[side]);
            into.given[side] += from.given[side];
        }
    }
}

/// Groups of many numbers by bins, empty ones left out; those without a number last.
std::vector<group_total> group_totals::together(std::vector<code> const& order) const {
    auto& by = columns_[field_];
    std::vector<number> values;
    std::vector<std::uint64_t> each(order.size() + 1, 1);
    values.emplace_back();                                  // nothing
    std::vector<code> numbers;
    for (code const c : order)
        if (c != value_table::nothing) values.push_back(by.number_of(c)), numbers.push_back(c);
    each.resize(values.size());
    std::vector<group_total> made;
    std::size_t at = 0;
    for (auto const& b : bins_of(values, each, std::vector<std::uint64_t>(each.size()))) {
        group all;
        for (; at != numbers.size() && by.number_of(numbers[at]) < b.to; ++at) take(all, groups_[numbers[at]]);
        if (all.outputs.empty()) continue;
        made.push_back(finish(all));
        made.back().within = b;
    }
    if (numbers.size() != order.size()) made.push_back(finish(value_table::nothing, groups_[value_table::nothing]));
    return made;
}

group_total group_totals::finish(code value, group const& from) const {
    auto const& spec = columns_[field_].spec();
    bool const is_category = value != value_table::nothing && value <= spec.labels.size();
    auto made = finish(from);
    made.value = columns_[field_].text(value);
    if (is_category) made.label = spec.labels[value - 1];
    return made;
}

group_total group_totals::finish(group const& from) const {
    group_total made{{}, {}, from.records[0], from.records[1], from.changed, {}};
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
    constexpr std::size_t most_numbers = 24;
    grouping made{by.spec().name, by.spec().label, {}, by.is_number()};
    std::vector<code> order;
    for (code c = 0; c < groups_.size(); ++c)
        if (!groups_[c].outputs.empty()) order.push_back(c);
    std::ranges::sort(order, [&](code a, code b) {
        if ((a == value_table::nothing) != (b == value_table::nothing)) return b == value_table::nothing;
        if (by.is_number()) return by.number_of(a) < by.number_of(b);
        return by.has_categories() ? a < b : by.text(a) < by.text(b);
    });
    for (code const c : order) made.groups.push_back(finish(c, groups_[c]));
    if (by.is_number() && order.size() > most_numbers) made.together = together(order);
    return made;
}

}  // namespace barem::diff
