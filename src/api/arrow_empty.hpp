#pragma once
// An array without rows that belongs to a schema: so a schema is looked at before there is a batch.

#include <barem/arrow_abi.h>

#include <cstddef>
#include <deque>
#include <vector>

namespace barem::from_arrow {

/// Of any schema, a broken one too. Nothing in it has to be released.
class empty_array {
public:
    explicit empty_array(ArrowSchema const& schema) { fill(root_, &schema, 0); }
    empty_array(empty_array const&) = delete;
    empty_array& operator=(empty_array const&) = delete;

    [[nodiscard]] ArrowArray const& operator*() const { return root_; }

private:
    void fill(ArrowArray& to, ArrowSchema const* schema, std::size_t depth);

    ArrowArray root_{};
    std::deque<ArrowArray> held_;
    std::deque<std::vector<ArrowArray*>> children_;
};

}  // namespace barem::from_arrow
