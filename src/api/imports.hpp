#pragma once
// A rule set with what it imports.

#include "ast/ast.hpp"
#include "check/analysis/unused.hpp"

#include <barem/ruleset.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace barem::api {

/// The tree of a rule set into which the declarations of its libraries have been taken over. Not to be used when the report has errors.
struct loaded {
    ast::rule_set tree;
    report findings;
    std::string text;           ///< of all files, as report::imported counts them
    std::vector<check::import_range> came_in;       ///< by the imports of the rule set itself
};

[[nodiscard]] loaded load(std::string_view text, std::string_view name, compile_options const& options);

/// A resolver that reads files: relative to the importing file, never outside of `root` (empty: the folder of the rule set), never more than
/// `most` bytes of one, and each once: asked for again it gives the name without the text. `rules`: the path of the rule set; its name is what importers in it are called.
[[nodiscard]] import_resolver imports_of_files(std::string const& rules, std::string const& root, std::size_t most);

}  // namespace barem::api
