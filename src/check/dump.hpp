#pragma once
// The program as text: every name resolved, every type inferred.

#include "check/program.hpp"

#include <string>

namespace barem::check {

[[nodiscard]] std::string dump(program::program const&);

}  // namespace barem::check
