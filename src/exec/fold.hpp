#pragma once
// What aggregates make of values: one fold for the elements of a list and for the records of a group.

#include "check/program.hpp"
#include "exec/operations.hpp"

namespace barem::exec {

/// Takes the values of the elements that pass the filter, in their order. Exact. The order matters to `first` and `latest` only.
class fold {
public:
    explicit fold(program::aggregate_function function) : function_(function) {}

    /// `v`: of `any` without a value, true; of `count`, anything. `by`: of `latest`, what it is chosen by.
    [[nodiscard]] failure add(value v, value by, unsigned max_number_bits);
    [[nodiscard]] failure result(unsigned max_number_bits, value& made) const;

    [[nodiscard]] bool is_decided() const { return decided_; }          ///< nothing that follows can change the result
    [[nodiscard]] std::int64_t counted() const { return count_; }

private:
    program::aggregate_function function_;
    std::int64_t count_ = 0;
    value best_;                    ///< sum, minimum, maximum, first or latest so far; absent: none yet
    value by_;                      ///< latest: what `best_` was chosen by
    bool decided_ = false;
};

}  // namespace barem::exec
