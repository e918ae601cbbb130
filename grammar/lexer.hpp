#pragma once
// Text to tokens. Never fails: what is wrong becomes a finding and a token that lets the grammar go on.

#include "token.hpp"

#include <barem/diagnostic.hpp>

#include <cstddef>
#include <string_view>
#include <vector>

namespace barem::grammar {

struct token_list {
    std::vector<token> tokens;              ///< the last one is `end`
    std::vector<source_span> comments;      ///< from `#` to the end of the line, without the line break
    std::vector<diagnostic> findings;
};

/// What stands in `source` from the byte `begin` on, which is valid UTF-8.
[[nodiscard]] token_list tokenise(std::string_view source, std::size_t max_tokens, std::size_t max_errors, std::size_t begin = 0);

}  // namespace barem::grammar
