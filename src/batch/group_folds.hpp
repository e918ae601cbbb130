#pragma once
// Values of groups from what their records bring, in the order of the roster, for any number of groups at once.

#include "batch/row_block.hpp"
#include "exec/cohort.hpp"
#include "exec/fold.hpp"

#include <vector>

namespace barem::batch {

/// One aggregate over all groups of a cohort. Exact; the same as exec::fold_group over each group.
class group_folds {
public:
    group_folds(program::aggregate_function function, unsigned max_number_bits) : function_(function), max_number_bits_(max_number_bits) {}

    void add(index group, value over, value by);
    /// By group.
    [[nodiscard]] std::vector<exec::group_value> finish(index groups);

private:
    struct one {
        exec::fold values;
        exec::failure why = exec::failure::none;
        index counted = 0;
    };

    program::aggregate_function function_;
    unsigned max_number_bits_;
    std::vector<one> groups_;
};

}  // namespace barem::batch
