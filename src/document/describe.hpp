#pragma once
// From programs to the page that tells them.

#include "check/program.hpp"
#include "document/page.hpp"

#include <span>

namespace barem::document {

struct described {
    program::program const* rules = nullptr;
    std::string file;                                   ///< of a version in a folder
};

/// `versions`: a rule set alone, or the versions of one, by date.
[[nodiscard]] page describe(std::span<described const> versions, explain::language);

}  // namespace barem::document
