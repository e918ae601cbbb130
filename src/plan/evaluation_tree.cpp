#include "plan/evaluation_tree.hpp"

#include <algorithm>

namespace barem::plan {

index find_piece(table const& t, number const& x) {
    // The first piece has no lower end, the others have.
    auto const begins_by = [&](piece const& p) {
        auto const order = p.where.low->at <=> x;
        return order < 0 || (order == 0 && p.where.low->closed);
    };
    return static_cast<index>(std::partition_point(t.pieces.begin() + 1, t.pieces.end(), begins_by) - t.pieces.begin()) - 1;
}

}  // namespace barem::plan
