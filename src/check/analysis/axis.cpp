#include "check/analysis/axis.hpp"

#include "check/analysis/constant.hpp"

#include <algorithm>

namespace barem::analysis {

using program::type_kind;

axis::axis(program::program const& p, std::string its_name, program::type const& t, program::range const& range,
           std::optional<std::uint32_t> decimals)
    : name(std::move(its_name)), type(t), domain_{range.low, range.high, range.low.has_value(), range.high.has_value()} {
    auto const last = [&]() -> std::int64_t { return std::int64_t(p.enums[t.of].words.size()) - 1; };
    switch (t.kind) {
        case type_kind::number:
            if (t.integer || decimals) step_ = 1;
            for (std::uint32_t i = 0; !t.integer && i != decimals.value_or(0); ++i) step_ = *step_ / number(10);
            break;
        case type_kind::date:
            step_ = 1;
            if (!domain_.low) domain_.low = first_day;
            if (!domain_.high) domain_.high = last_day;
            break;
        case type_kind::word: step_ = 1; domain_.low = 0; domain_.high = last(); break;
        case type_kind::truth: step_ = 1; domain_.low = 0; domain_.high = 1; break;
        default: step_ = 1; domain_.low = 0; break;      // texts: the high end is known when all were seen
    }
    domain_.low_closed = domain_.low.has_value();
    domain_.high_closed = domain_.high.has_value();
}

bool axis::is_line() const { return type.kind == type_kind::number || type.kind == type_kind::date; }

std::optional<number> axis::place(value const& v) {
    auto const* text = std::get_if<std::string>(&v);
    if (!text) return as_number(v);
    auto const found = std::find(texts_.begin(), texts_.end(), *text);
    auto const at = found - texts_.begin();
    if (found == texts_.end()) texts_.push_back(*text);
    return number(std::int64_t{at});
}

value axis::at(number const& place) const {
    auto const whole = place.to_int64().value_or(0);
    switch (type.kind) {
        case type_kind::number: return place;
        case type_kind::date: return date{static_cast<std::int32_t>(whole)};
        case type_kind::word: return word{static_cast<std::uint32_t>(whole)};
        case type_kind::truth: return whole != 0;
        default: break;
    }
    if (whole < std::int64_t(texts_.size())) return texts_[static_cast<std::size_t>(whole)];
    std::string other = "other";
    while (std::find(texts_.begin(), texts_.end(), other) != texts_.end()) other += "'";
    return other;
}

void axis::cut_at(extent const& e) {
    if (e.low) cuts_.push_back(*e.low);
    if (e.high) cuts_.push_back(*e.high);
}

void axis::make_cells() {
    if (type.kind == type_kind::text) {
        domain_.high = number(std::int64_t(texts_.size()));
        domain_.high_closed = true;
    }
    cut_at(domain_);
    std::sort(cuts_.begin(), cuts_.end());
    cuts_.erase(std::unique(cuts_.begin(), cuts_.end()), cuts_.end());

    auto const keep = [&](extent const& raw) {
        rank_.push_back(static_cast<std::uint32_t>(cells_.size()));
        if (auto const inside = intersection(raw, domain_, step_)) cells_.push_back(*inside);
    };
    for (std::size_t i = 0; i <= cuts_.size(); ++i) {
        extent between;
        if (i != 0) between.low = cuts_[i - 1];
        if (i != cuts_.size()) between.high = cuts_[i];
        keep(between);
        if (i != cuts_.size()) keep(extent::point(cuts_[i]));
    }
    rank_.push_back(static_cast<std::uint32_t>(cells_.size()));
}

std::size_t axis::cut_index(number const& at) const {
    return static_cast<std::size_t>(std::lower_bound(cuts_.begin(), cuts_.end(), at) - cuts_.begin());
}

side axis::locate(extent const& e) const {
    // raw cell 2i + 1 is the point of cut i; 2i lies below it, 2i + 2 above
    std::size_t const from = e.low ? 2 * cut_index(*e.low) + (e.low_closed ? 1 : 2) : 0;
    std::size_t const to = e.high ? 2 * cut_index(*e.high) + (e.high_closed ? 2 : 1) : rank_.size() - 1;
    return from < to ? side{rank_[from], rank_[to]} : side{};
}

extent axis::extent_of(side s) const {
    auto const &first = cells_[s.from], &last = cells_[s.to - 1];
    return {first.low, last.high, first.low_closed, last.high_closed};
}

void normalise(std::vector<side>& sides) {
    std::erase_if(sides, [](side const& s) { return s.empty(); });
    std::sort(sides.begin(), sides.end());
    std::size_t kept = 0;
    for (auto const& s : sides) {
        if (kept != 0 && sides[kept - 1].to >= s.from) sides[kept - 1].to = std::max(sides[kept - 1].to, s.to);
        else sides[kept++] = s;
    }
    sides.resize(kept);
}

}  // namespace barem::analysis
