#pragma once
// Agencies as CSV, and what one would write by hand to rank them.

#include "common/random.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace barem_bench::cohort {

/// `types`: how many groups there are.
std::string draw_csv(std::size_t agencies, int types);

/// CSV to CSV: points, ranks within types, quotas, levels. Rows are well formed.
void score_csv(std::string_view csv, std::string& results);

}  // namespace barem_bench::cohort
