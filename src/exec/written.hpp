#pragma once
// Records that stand in the rule set, in samples and examples.

#include "check/program.hpp"

#include <barem/record_data.hpp>

namespace barem::exec {

/// The record that an example writes, as if it had been read.
[[nodiscard]] record_data to_record(program::program const&, program::index kind, program::datum const&);

}  // namespace barem::exec
