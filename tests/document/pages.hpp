#pragma once
// Pages of rule sets, and what a reader of their markup sees.

#include "api/implementation.hpp"
#include "document/describe.hpp"

#include <barem/family.hpp>

#include <map>
#include <set>
#include <string>
#include <vector>

namespace barem::pages {

inline std::string const source = BAREM_SOURCE_DIR;
inline std::vector<std::string> const regulations{"viet-yen-2015", "hon-quan-2021", "ninh-hai-2021", "phu-tho-2022", "dong-nai-2013"};

inline ruleset regulation(std::string const& name) { return compile_file(source + "/rulesets/" + name + "/" + name + ".barem").value(); }
inline ruleset grants() { return compile_file(source + "/tests/document/grants.barem").value(); }

inline document::page page_of(ruleset const& rules, explain::language l) {
    document::described const one{&rules.inner().rules(), ""};
    return document::describe({&one, 1}, l);
}

/// What stands in a page of HTML. Well-formed: every element is closed in its turn.
struct markup {
    std::string words;                              ///< of the body, without names of the rule set (<code>)
    std::vector<std::string> ids, targets;          ///< id="...", href="#..."
    std::string problem;                            ///< empty: it is well-formed
};

[[nodiscard]] markup read_html(std::string const& page);
/// `&lt;` is `<` again.
[[nodiscard]] std::string unescaped(std::string text);

inline bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

}  // namespace barem::pages
