#include "coverage/table_cases.hpp"

#include "check/analysis/table_model.hpp"

#include <algorithm>

namespace barem::coverage {

namespace {

using namespace analysis;

constexpr std::size_t most_boxes = 100'000, most_steps = 100'000;

std::vector<value> simplest_of(table_model const& model, box const& where) {
    std::vector<value> made;
    for (std::size_t i = 0; i != where.size(); ++i) {
        auto const& a = model.axes[i];
        auto const values = a.extent_of(where[i]);
        made.push_back(a.at(a.is_line() || !values.low ? simplest(values) : *values.low));      // words have no middle
    }
    return made;
}

/// What is left of a box by certain rows before `row`.
std::vector<box> left_of(table_model const& model, box const& whole, std::size_t row) {
    std::vector<row_box> earlier;
    for (auto const& b : model.boxes)
        if (b.row < row && b.certain && meets(b.where, whole)) earlier.push_back({common(b.where, whole), b.row, true});
    budget steps(most_steps);
    return cover(whole, earlier, row, false, steps).gaps;
}

/// An interval without values stands in the model as it was meant, which no call hits.
bool has_values(table_model const& model) {
    return !model.has_empty_interval && std::ranges::none_of(model.axes, [](axis const& a) { return a.cells().empty(); });
}

}  // namespace

std::optional<std::vector<value>> arguments_for(program::program const& p, program::table const& t, std::size_t row) {
    auto const model = model_of(p, t, most_boxes);
    if (!has_values(model)) return std::nullopt;
    std::vector<box> own;
    if (row == t.rows.size()) own.push_back(model.space());
    for (auto const& b : model.boxes)
        if (b.row == row) own.push_back(b.where);
    for (auto const& whole : own)
        if (auto const left = left_of(model, whole, row); !left.empty()) return simplest_of(model, left.front());
    return std::nullopt;
}

std::optional<std::vector<value>> arguments_of_overlap(program::program const& p, program::table const& t) {
    auto const model = model_of(p, t, most_boxes);
    if (!has_values(model)) return std::nullopt;
    for (auto const& a : model.boxes)
        for (auto const& b : model.boxes)
            if (a.row < b.row && meets(a.where, b.where)) return simplest_of(model, common(a.where, b.where));
    return std::nullopt;
}

}  // namespace barem::coverage
