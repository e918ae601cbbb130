#pragma once
// Writes what the examples of a rule set give in the place of what they expect.

#include "examples/run.hpp"

#include <string>
#include <vector>

namespace barem::examples {

struct updated_text {
    std::string text;
    std::string difference;                 ///< as `diff -u` shows it; empty when every example passes
    std::size_t changed = 0;                ///< expected values
    std::vector<std::string> refused;       ///< why not, a line each; the text is as it was then
};

/// Only the values change: layout and comments stay. Nothing changes unless all examples pass afterwards. `options`: what the rule set was
/// compiled with.
[[nodiscard]] updated_text update(ruleset const&, compile_options const& options);

}  // namespace barem::examples
