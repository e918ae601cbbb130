#pragma once
// What changed from one rule set to another, in what they say rather than how they are laid out. Pure: two programs in, changes out.

#include "diff/description.hpp"

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace barem::diff {

/// One thing that changed.
struct change {
    enum class sort : std::uint8_t { added, removed, changed, renamed, reordered };
    struct step { diff::what what = diff::what::rule_set; std::string name; text called; program::label label; };

    sort how = sort::changed;
    std::vector<step> path;             ///< from the declaration inward; the last is what changed
    diff::aspect aspect = diff::aspect::name;       ///< of changed
    phrase before, after;               ///< added, removed: what it says in short; of changed: the aspect, empty when it is not said
    phrase value;                       ///< of a row or a level whose conditions changed: what it gives
    text articles;                      ///< of the new text unless it is removed; empty: none
    bool affects_results = true;
};

struct rules_difference {
    std::vector<change> changes;        ///< by article
    program::program aligned;           ///< the new program, under old names where something was plainly only renamed
};

[[nodiscard]] rules_difference compare(program::program const& before, program::program after);

/// Whether an article stands before another: `6.2` before `6.10`, `6.1.d` before `6.1.đ` before `6.1.e`.
[[nodiscard]] bool stands_before(std::string_view article, std::string_view other);

// ── for compare() ──

/// By sort of the declaration and path of the new name (`agency.total`), the old name.
using renames = std::map<std::pair<what, std::string>, std::string>;

/// What shares its names: a rule may become a table of levels, and keep its name.
[[nodiscard]] what namespace_of(what);

/// The program with old names in the place of new ones.
[[nodiscard]] program::program with_old_names(program::program, renames const&);

/// Which parts of two items stand for the same thing; what is left of the old ones was removed, of the new ones added.
struct matching {
    std::vector<std::pair<item const*, item const*>> both;      ///< in the order of the new ones
    std::vector<item const*> removed, added;
};
[[nodiscard]] matching match(std::vector<item> const& before, std::vector<item> const& after);

/// Whether something has plainly only another name.
[[nodiscard]] bool is_renamed(item const& before, item const& after);

}  // namespace barem::diff
