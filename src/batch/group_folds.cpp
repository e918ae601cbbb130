#include "batch/group_folds.hpp"

#include <utility>

namespace barem::batch {

void group_folds::add(index group, value over, value by) {
    if (group >= groups_.size()) groups_.resize(group + 1, one{exec::fold(function_)});
    one& g = groups_[group];
    ++g.counted;
    if (g.why == exec::failure::none && !g.values.is_decided()) g.why = g.values.add(std::move(over), std::move(by), max_number_bits_);
}

std::vector<exec::group_value> group_folds::finish(index groups) {
    groups_.resize(groups, one{exec::fold(function_)});
    std::vector<exec::group_value> made(groups);
    for (index g = 0; g != groups; ++g) {
        made[g].counted = groups_[g].counted;
        made[g].why = groups_[g].why;
        if (made[g].why == exec::failure::none) made[g].why = groups_[g].values.result(max_number_bits_, made[g].result);
    }
    groups_.clear();
    return made;
}

}  // namespace barem::batch
