#include "diff/versions.hpp"

#include "api/implementation.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace barem::diff {

namespace {

/// What holds: values that were set from outside in the place of those that are declared.
program::program as_set(ruleset::implementation const& rules) {
    auto made = rules.rules();
    auto const declared = exec::initial_parameters(made);
    for (std::size_t i = 0; i != declared.size(); ++i) {
        if (rules.parameters[i] == declared[i] || !is_given(rules.parameters[i])) continue;
        made.parameters[i].initial = rules.parameters[i];
        made.parameters[i].dated.clear();
    }
    return made;
}

text when_of(family const& of, std::size_t version) {
    auto const& v = of.versions()[version];
    if (of.versions().size() == 1 || !v.from) return {};
    return {fmt::format("from {}", v.from->to_text()), fmt::format("từ ngày {}", v.from->to_text())};
}

version_difference compare_two(family const& before, std::size_t old, family const& after, std::size_t fresh) {
    auto const &a = before.versions()[old].rules.inner(), &b = after.versions()[fresh].rules.inner();
    version_difference made{old, fresh, when_of(after, fresh), b.rules().name, {}};
    made.rules = diff::compare(as_set(a), as_set(b));
    return made;
}

}  // namespace

std::vector<version_difference> compare(family const& before, family const& after) {
    auto const &old = before.versions(), &fresh = after.versions();
    std::vector<version_difference> made;
    std::vector<bool> taken(old.size());
    for (std::size_t j = 0; j != fresh.size(); ++j) {
        std::size_t i = 0;
        bool const alone = old.size() == 1 && fresh.size() == 1;
        while (i != old.size() && (taken[i] || !(alone || old[i].from == fresh[j].from))) ++i;
        if (i == old.size()) {
            made.push_back({std::nullopt, j, when_of(after, j), fresh[j].rules.name(), {}});
            continue;
        }
        taken[i] = true;
        made.push_back(compare_two(before, i, after, j));
    }
    for (std::size_t i = 0; i != old.size(); ++i)
        if (!taken[i]) made.push_back({i, std::nullopt, when_of(before, i), old[i].rules.name(), {}});
    return made;
}

bool same(std::vector<version_difference> const& versions) {
    return std::ranges::all_of(versions, [](auto const& v) { return v.before && v.after && v.rules.changes.empty(); });
}

}  // namespace barem::diff
