#pragma once
// Record columns as bytes and back, whole: what later stages may need of records waits in this form.

#include "batch/spill.hpp"
#include "columnar/record_columns.hpp"

#include <span>

namespace barem::batch {

void archive(columnar::record_columns const&, bytes& out);

/// Views into the bytes, which archive() wrote at a multiple of 16.
[[nodiscard]] columnar::record_columns unarchived(std::span<std::byte const> archive);

}  // namespace barem::batch
