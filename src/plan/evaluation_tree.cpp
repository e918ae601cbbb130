#include "plan/evaluation_tree.hpp"

#include <algorithm>

namespace barem::plan {

bool interval::contains(number const& x) const {
    if (low && !(low->closed ? low->at <= x : low->at < x)) return false;
    if (high && !(high->closed ? x <= high->at : x < high->at)) return false;
    return true;
}

std::optional<number> position_of(value const& v) {
    if (auto* n = std::get_if<number>(&v)) return *n;
    if (auto* d = std::get_if<date>(&v)) return number(d->days);
    if (auto* w = std::get_if<word>(&v)) return number(static_cast<std::int64_t>(w->index));
    return std::nullopt;
}

index find_piece(table const& t, number const& x) {
    auto starts_after = [](number const& wanted, piece const& p) {
        return p.where.low && (p.where.low->closed ? wanted < p.where.low->at : wanted <= p.where.low->at);
    };
    auto after = std::upper_bound(t.pieces.begin(), t.pieces.end(), x, starts_after);
    return static_cast<index>(after - t.pieces.begin()) - 1;
}

}  // namespace barem::plan
