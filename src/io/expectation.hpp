#pragma once
// What a field asks for, in words: the `expected` of an issue.

#include "check/program.hpp"

#include <string>

namespace barem::io {

/// "a percent from 0 to 100000 with at most 2 decimals", "one of `a`, `b`", "a list of 1 to 10 elements", "true or false".
[[nodiscard]] std::string expectation(program::program const& program, program::member const& input);

}  // namespace barem::io
