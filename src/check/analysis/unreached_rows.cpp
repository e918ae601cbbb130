// Rows of tables that no call reaches, by what the arguments can be where the table is called: B1405.

#include "check/analysis/constant.hpp"
#include "check/analysis/describe.hpp"
#include "check/analysis/findings.hpp"
#include "check/analysis/interval_arithmetic.hpp"
#include "check/analysis/table_model.hpp"

#include <fmt/format.h>

#include <map>

namespace barem::analysis {

namespace {

/// By table and argument, what all calls give.
using reach = std::map<std::pair<index, std::size_t>, std::pair<bounds, source_span>>;

reach reach_of_calls(program::program const& p) {
    reach found;
    estimator estimate(p);
    walk_all(p, [&](program::expression const& e, place const& at) {
        if (e.kind != program::expression_kind::look_up) return;
        for (std::size_t i = 0; i != e.operands.size(); ++i) {
            auto const its = estimate.of(e.operands[i], at);
            auto const [known, fresh] = found.try_emplace({e.target, i}, its, e.operands[i].where);
            if (!fresh) known->second.first = hull(known->second.first, its);
        }
    });
    return found;
}

/// With the values of gaps that it may take.
extent with_gaps(program::table const& t, extent asked) {
    if (t.gaps == program::gap_reading::lower) asked.high.reset();
    if (t.gaps == program::gap_reading::higher) asked.low.reset();
    return asked;
}

}  // namespace

void find_unreached_rows(program::program const& p, std::function<bool(source_span)> const& is_foreign, findings& found) {
    for (auto const& [which, given] : reach_of_calls(p)) {
        auto const& t = p.tables[which.first];
        auto const& argument = t.arguments[which.second];
        auto const& [its, where] = given;
        bool const is_line = argument.type.kind == program::type_kind::number || argument.type.kind == program::type_kind::date;
        if (!is_line || (!its.low && !its.high) || is_foreign(t.where)) continue;
        axis const line(p, argument.name, argument.type, argument.range, argument.decimals);
        extent const reached{its.low, its.high, its.low.has_value(), its.high.has_value()};
        if (!intersection(reached, line.domain(), line.step())) continue;        // that is B1311
        for (std::size_t r = 0; r != t.rows.size(); ++r) {
            auto const& test = t.rows[r].tests[which.second];
            auto const asked = test.form == program::test::kind::interval ? constant_extent(p, test.in.front()) : std::nullopt;
            if (!asked || !intersection(*asked, line.domain(), line.step())) continue;       // that is B1305, B1314
            if (intersection(with_gaps(t, *asked), reached, line.step())) continue;
            auto const is = describe_bounds(p, its, argument.type);
            auto& d = found.emplace_back(diagnostic{"B1405", severity::warning, fmt::format("this row of `{}` is never reached: `{}` is {}", t.name, argument.name, is), {}, {}, {}, {}});
            d.labels.push_back({test.where != source_span{} ? test.where : t.rows[r].where, "never reached"});
            d.labels.push_back({where, is});
            d.help = "correct the bounds, or what is declared";
            d.to_show = goal::every_call(which.first);
            d.refuted_by = goal::of_call(which.first, {}, {static_cast<index>(r)});
        }
    }
}

}  // namespace barem::analysis
