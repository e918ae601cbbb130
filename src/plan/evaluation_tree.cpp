#include "plan/evaluation_tree.hpp"

#include <algorithm>

namespace barem::plan {

index find_piece(table const& t, number const& x) {
    auto starts_after = [](number const& wanted, piece const& p) {
        return p.where.low && (p.where.low->closed ? wanted < p.where.low->at : wanted <= p.where.low->at);
    };
    auto after = std::upper_bound(t.pieces.begin(), t.pieces.end(), x, starts_after);
    return static_cast<index>(after - t.pieces.begin()) - 1;
}

}  // namespace barem::plan
