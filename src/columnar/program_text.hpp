#pragma once
// A columnar program as text, for people: `barem dump --stage plan`.

#include "check/program.hpp"
#include "columnar/program.hpp"

#include <string>

namespace barem::columnar {

/// Its domains; by stage: inputs, instructions, yields; or why there is none.
[[nodiscard]] std::string to_text(program::program const&, columnar_program const&);

}  // namespace barem::columnar
