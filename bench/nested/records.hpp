#pragma once
// The roster in the two forms that barem takes: records one by one, and columns as readers make them.

#include "common/columnar_rules.hpp"
#include "nested/roster.hpp"

#include <barem/ruleset.hpp>

#include <deque>
#include <string>
#include <vector>

namespace barem_bench::nested {

std::vector<barem::record> records_of(barem::ruleset const&, roster const&, std::size_t heads);

/// Keeps what its view points into; the roster must outlive it.
class roster_columns {
public:
    roster_columns(barem::ruleset const&, roster const&);
    roster_columns(roster_columns const&) = delete;
    roster_columns& operator=(roster_columns const&) = delete;
    [[nodiscard]] barem::columnar::record_columns const& view() const { return head_.view(); }

private:
    template <typename From>
    std::int32_t const* wide(std::vector<From> const& from, int times = 1);
    std::uint8_t const* bits(bytes const& from, bool inverted = false);

    barem::roster_shape shape_;
    std::deque<std::vector<std::int32_t>> wide_;
    std::deque<bytes> bits_;
    std::vector<std::int32_t> block_offsets_;
    std::string block_bytes_;
    column_set head_;
};

}  // namespace barem_bench::nested
