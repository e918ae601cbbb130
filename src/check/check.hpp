#pragma once
// From the syntax tree to the program: names, types, units, presence of optional values, cycles, strata, examples.
// What the tables and levels themselves say (gaps, overlaps, cases that no level takes) is proved afterwards in analysis/.

#include "ast/ast.hpp"
#include "check/program.hpp"

#include <barem/limits.hpp>

#include <memory>
#include <string_view>
#include <vector>

namespace barem::check {

struct checked {
    std::shared_ptr<program::program const> program;    ///< null when a finding is an error
    std::vector<diagnostic> findings;
};

/// Every error is found in one go; an expression with an error has an unknown type, so that one mistake is reported once.
[[nodiscard]] checked check(ast::rule_set const& tree, std::string_view source, compile_limits const& limits = {});

}  // namespace barem::check
