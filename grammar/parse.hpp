#pragma once
// Text to abstract syntax tree. The seam behind which the parser library stays.

#include "ast/ast.hpp"

#include <barem/diagnostic.hpp>

#include <cstddef>
#include <string_view>
#include <vector>

namespace barem::grammar {

/// What a hostile text cannot exceed. Each limit ends in a finding (B1006 or B1007), never in a crash.
struct parse_limits {
    std::size_t max_source_bytes = 4'000'000;
    std::size_t max_tokens = 1'000'000;
    std::size_t max_declarations = 100'000;     ///< declarations and members of records together
    unsigned max_nesting = 64;                  ///< parentheses, calls, conditions, `not`, signs, lists and objects in one another
    unsigned max_expression_height = 500;       ///< of an expression's tree, so also the operands of `a + b + ...`
    unsigned max_errors = 50;
};

struct parse_result {
    ast::rule_set tree;                  ///< not to be evaluated when a finding is an error
    std::vector<diagnostic> findings;    ///< in the order of the text
};

/// Parses a rule set. Spans are byte offsets into `source`.
///
///     auto [tree, findings] = parse("ruleset tiny\n record head { let total = 1 }");
///     tree.records[0].lets[0].id.text   // "total"
///
/// `begin`: where the rule set begins in `source`, when other texts stand before it.
[[nodiscard]] parse_result parse(std::string_view source, parse_limits const& limits = {}, std::size_t begin = 0);

}  // namespace barem::grammar
