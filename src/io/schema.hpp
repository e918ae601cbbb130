#pragma once
// The JSON Schema of the roster's record.

#include "check/program.hpp"

#include <string>

namespace barem::io {

/// JSON Schema (2020-12) of one record, indented, with a line end. Titles are labels in the rule set's language; `x-labels` holds all
/// of them. An input with `required when` is described by its condition as the language writes it and, where the
/// condition only compares fields of the same record with constants, checked by `if` and `then`.
/// Numbers are written exactly. What JSON Schema cannot say (ranges of dates, unique keys) the reader checks all the same.
[[nodiscard]] std::string json_schema(program::program const& program);

}  // namespace barem::io
