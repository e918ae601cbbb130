#pragma once
// What a field asks for, in words: the `expected` of an issue.

#include "check/program.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace barem::io {

/// "a percent from 0 to 100000 with at most 2 decimals", "one of `a`, `b`", "a list of 1 to 10 elements", "true or false".
[[nodiscard]] std::string expectation(program::program const& program, program::member const& input);

/// What the inputs at which a range begins and ends say in a record.
struct range_values { value low, high; };
/// The same with those values: "an integer from 0 to `targets` (5)".
[[nodiscard]] std::string expectation(program::program const& program, program::member const& input, range_values const& bounds);

/// The candidate that was probably meant by an unknown word; empty when there is none.
[[nodiscard]] std::string meant_by(std::string_view wanted, std::vector<std::string_view> const& candidates);

}  // namespace barem::io
