#include "check/analysis/analysis.hpp"

#include "check/analysis/asked.hpp"
#include "check/analysis/constant.hpp"
#include "check/analysis/findings.hpp"
#include "check/analysis/table_model.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace barem::check {

using namespace analysis;

namespace {

/// B1305 in conditions: `x in [90% .. 80%)` is false whatever `x` is. A record shows it whose `x` is what was most likely meant.
void check_intervals(program::program const& p, findings& found) {
    site_visitor each;
    each.interval = [&](program::expression const& e, site const& where) {
        auto const asked = e.in.empty() ? std::nullopt : constant_extent(p, e.in.front());
        if (!asked) return;
        auto type = e.operands[0].type;
        type.integer = false;                // an interval without a whole number may be meant as such
        auto d = empty_interval(p, axis(p, "the value", type, {}, {}), *asked, e.in.front(), e.where);
        if (!d) return;
        auto shown = where.at.table == program::none ? goal::of_value(where.owner, e.operands[0], meant_by(*asked)) : goal::every_call(where.at.table);
        shown.within = where.within;
        found.emplace_back(std::move(*d), std::move(shown));
    };
    visit_sites(p, each);
}

}  // namespace

void keep_worst(findings& found, std::size_t most) {
    if (found.size() <= most) return;
    auto const left = found.size() - most;
    std::ranges::stable_sort(found, {}, [](analysis::finding const& f) { return f.severity; });
    found.erase(found.begin() + static_cast<std::ptrdiff_t>(most), found.end());
    if (most != 0) found.back().notes.push_back(fmt::format("{} more findings are not shown", left));
}

findings analyse(program::program const& p, compile_limits const& limits) {
    findings found;
    estimator estimate(p);
    for (program::index t = 0; t != p.tables.size(); ++t) analyse_table(p, t, estimate, limits, found);
    for (program::index r = 0; r != p.records.size(); ++r)
        for (auto const& m : p.records[r].members)
            if (!m.levels.empty()) analyse_levels(p, r, m, estimate, limits, found);
    check_intervals(p, found);
    analyse_conditions(p, estimate, limits, found);
    analyse_duplicates(p, found);
    check_domains(p, limits, found);
    analyse_caps(p, found);
    analyse_order(p, found);
    analyse_fractions(p, found);
    analyse_signs(p, found);
    keep_worst(found, limits.max_findings);
    return found;
}

}  // namespace barem::check
