#pragma once
// Conditions as JSON Schema.

#include "check/program.hpp"
#include "io/json_writer.hpp"

namespace barem::io {

/// Whether a condition over a record can be said in JSON Schema: comparisons of its own words and truths with constants, joined by
/// `and`, `or` and `not`.
[[nodiscard]] bool is_plain_condition(program::program const& program, program::record_kind const& kind, program::expression const& condition);

/// Writes a schema that holds of a record of that kind exactly when the condition does. Precondition: is_plain_condition().
void write_condition(json_writer& json, program::program const& program, program::record_kind const& kind, program::expression const& condition);

}  // namespace barem::io
