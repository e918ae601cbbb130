#pragma once
// A CSV file that has been opened: its header read, its records ahead.

#include "batch/record_cutter.hpp"
#include "io/csv_header.hpp"

namespace barem::batch {

inline constexpr std::size_t longest_header = 1 << 20;      ///< bytes

/// Reads the header and takes it away. Throws input_failure, with all that is wrong with the header; also when there is none, which is
/// more likely an export that failed than a roster of nobody.
[[nodiscard]] io::csv_layout open_csv(program::program const&, io::csv_expectation const&, record_cutter&);

}  // namespace barem::batch
