#pragma once
// A CSV file that has been opened: its header read, its records ahead.

#include "batch/record_cutter.hpp"
#include "io/csv_header.hpp"

namespace barem::batch {

/// Reads the header and takes it away. A file without a single byte has no columns, and no records. Throws input_failure, with all that
/// is wrong with the header.
[[nodiscard]] io::csv_layout open_csv(program::program const&, io::csv_expectation const&, record_cutter&);

}  // namespace barem::batch
