#include "diff/compared_column.hpp"

#include <algorithm>
#include <utility>

namespace barem::diff {

compared_column::compared_column(shared_column const& spec, std::size_t top) : spec_(spec), top_(top) {
    for (auto const& category : spec.categories) static_cast<void>(values_.of(category));
    if (has_categories()) transitions_.assign(values_.size(), std::vector<std::uint64_t>(values_.size()));
}

code compared_column::read(std::string_view cell, std::unordered_map<std::string, std::string> const& names) {
    if (names.empty()) return values_.of(cell);
    auto const found = names.find(std::string(cell));
    return values_.of(found == names.end() ? cell : std::string_view(found->second));
}

number const& compared_column::number_of(code c) {
    for (auto next = static_cast<code>(numbers_.size()); next <= c; ++next) numbers_.push_back(number::parse_exact(values_.text(next)).value_or(number()));
    return numbers_[c];
}

bool compared_column::compare(code before, code after, std::uint64_t line, std::string_view id) {
    if (has_categories()) ++transitions_[before][after];
    if (before == after) return false;
    ++changed_;
    candidate now{0, line, {}, before, after};
    bool const both = before != value_table::nothing && after != value_table::nothing;
    if (both && (is_number() || spec_.ordered)) {
        number const from = is_number() ? number_of(before) : number(std::int64_t{before});
        number const to = is_number() ? number_of(after) : number(std::int64_t{after});
        now.distance = to - from;
        ++(now.distance.sign() > 0 ? up_ : down_);
        if (now.distance.sign() < 0) now.distance = -now.distance;
    }
    if (movers_.size() == top_ && (top_ == 0 || !is_farther(now, movers_.front()))) return true;
    now.id = id;
    note(std::move(now));
    return true;
}

void compared_column::note(candidate now) {
    movers_.push_back(std::move(now));
    std::ranges::push_heap(movers_, is_farther);
    if (movers_.size() <= top_) return;
    std::ranges::pop_heap(movers_, is_farther);
    movers_.pop_back();
}

void compared_column::finish_categories(output_difference& made) const {
    auto const size = transitions_.size();
    // Nothing comes last.
    auto const at = [&](std::size_t c) { return c == value_table::nothing ? size - 1 : c - 1; };
    made.categories = spec_.categories;
    made.labels = spec_.labels;
    made.categories.emplace_back("nothing");        // no word can be called so
    made.labels.emplace_back();
    made.transitions.assign(size, std::vector<std::uint64_t>(size));
    made.before_counts.assign(size, 0);
    made.after_counts.assign(size, 0);
    for (std::size_t a = 0; a != size; ++a) {
        if (a < before_.size()) made.before_counts[at(a)] = before_[a];
        if (a < after_.size()) made.after_counts[at(a)] = after_[a];
        for (std::size_t b = 0; b != size; ++b) made.transitions[at(a)][at(b)] = transitions_[a][b];
    }
}

output_difference compared_column::finish() {
    output_difference made;
    made.name = spec_.name;
    made.new_name = spec_.new_name;
    made.label = spec_.label;
    made.unit = spec_.unit;
    made.digits = spec_.digits;
    made.is = is_number() ? output_difference::sort::number : has_categories() ? output_difference::sort::word : output_difference::sort::other;
    made.ordered = spec_.ordered;
    made.changed = changed_;
    made.up = up_;
    made.down = down_;
    if (has_categories()) finish_categories(made);
    before_.resize(values_.size());
    after_.resize(values_.size());
    if (is_number()) {
        static_cast<void>(number_of(static_cast<code>(values_.size() - 1)));      // all of them
        made.before = distribution_of(numbers_, before_);
        made.after = distribution_of(numbers_, after_);
        made.bins = bins_of(numbers_, before_, after_);
    }
    std::ranges::sort(movers_, is_farther);
    for (auto& m : movers_) made.movers.push_back({std::move(m.id), m.line, values_.text(m.before), values_.text(m.after), {}});
    return made;
}

}  // namespace barem::diff
