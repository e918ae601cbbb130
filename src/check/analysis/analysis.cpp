#include "check/analysis/analysis.hpp"

#include "check/analysis/constant.hpp"
#include "check/analysis/findings.hpp"
#include "check/analysis/table_model.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace barem::check {

using namespace analysis;

namespace {

/// B1305 in conditions: `x in [90% .. 80%)` is false whatever `x` is.
void check_intervals(program::program const& p, std::vector<diagnostic>& found) {
    walk_all(p, [&](program::expression const& e, place const&) {
        if (e.kind != program::expression_kind::in_interval || e.in.empty()) return;
        auto const asked = constant_extent(p, e.in.front());
        if (!asked) return;
        auto type = e.operands[0].type;
        type.integer = false;                // an interval without a whole number may be meant as such
        if (auto d = empty_interval(p, axis(p, "the value", type, {}, {}), *asked, e.in.front(), e.where)) found.push_back(std::move(*d));
    });
}

/// Nobody reads thousands of gaps; errors are kept before warnings.
void keep(std::vector<diagnostic>& found, std::size_t most) {
    if (found.size() <= most) return;
    auto const left = found.size() - most;
    std::ranges::stable_sort(found, {}, &diagnostic::severity);
    found.resize(most);
    if (most != 0) found.back().notes.push_back(fmt::format("{} more findings are not shown", left));
}

}  // namespace

std::vector<diagnostic> analyse(program::program const& p, compile_limits const& limits) {
    std::vector<diagnostic> found;
    estimator estimate(p);
    for (program::index t = 0; t != p.tables.size(); ++t) analyse_table(p, t, estimate, limits, found);
    for (program::index r = 0; r != p.records.size(); ++r)
        for (auto const& m : p.records[r].members)
            if (!m.levels.empty()) analyse_levels(p, r, m, estimate, limits, found);
    check_intervals(p, found);
    auto const domains = check_domains(p);
    found.insert(found.end(), domains.begin(), domains.end());
    keep(found, limits.max_findings);
    return found;
}

}  // namespace barem::check
