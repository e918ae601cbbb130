#pragma once
// What nothing uses.

#include "check/analysis/goal.hpp"

#include <string>
#include <vector>

namespace barem::ast { struct rule_set; }

namespace barem::check {

/// An import of a rule set, and the libraries that came in by it: of ast::rule_set::libraries, some in one row. None came in by an import
/// of what was there already.
struct import_range {
    std::string path;
    source_span where;
    std::size_t first_library = 0, libraries = 0;
};

/// B1113, B1114, B1115, and B1405 of rows that no call reaches. The tree: that of the program, with what it imports.
[[nodiscard]] analysis::findings find_unused(ast::rule_set const&, program::program const&, std::vector<import_range> const&);

}  // namespace barem::check
