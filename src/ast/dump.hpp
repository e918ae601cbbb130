#pragma once
// The syntax tree as indented text, for people and for golden tests.

#include "ast/ast.hpp"

#include <string>

namespace barem::ast {

struct dump_options {
    bool spans = false;   ///< append the bytes of each node: `@12..34`
};

/// One node a line, its parts indented under it:
///
///     let total
///       value: binary +
///         path base
///         number 5 points
[[nodiscard]] std::string dump(rule_set const& tree, dump_options options = {});

/// Of one expression, for messages of tests.
[[nodiscard]] std::string dump(expression const& e, dump_options options = {});

}  // namespace barem::ast
