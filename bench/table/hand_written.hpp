#pragma once
// The look-up that one would write for this one table.

#include "table/rules.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace barem_bench::table {

struct columns_of_records {
    std::vector<std::uint8_t> region, kind, category, urban, age;
    std::vector<std::int16_t> amount;
    void add(record const&);
};

/// Where a row stands follows from the first four columns and the places of amount and age among the bounds of that category and kind.
class fees {
public:
    fees();
    void look_up(columns_of_records const& in, std::size_t rows, std::int16_t* out) const;

private:
    std::int16_t amount_bounds_[amounts - 1][categories];
    std::uint8_t age_bounds_[kinds];
    std::vector<std::int16_t> points_;
};

}  // namespace barem_bench::table
