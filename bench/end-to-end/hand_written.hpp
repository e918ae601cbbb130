#pragma once
// CSV to CSV for `flat` alone: one pass over the file in memory, one row at a time.

#include <string>
#include <string_view>

namespace barem_bench::flat {

/// The results of a CSV file of the workload's header, whose rows are all well formed.
void score_csv(std::string_view csv, std::string& results);

}  // namespace barem_bench::flat
