// Whether the arguments that tables and bands are given lie within what these declare.

#include "check/analysis/describe.hpp"
#include "check/analysis/findings.hpp"

#include <fmt/format.h>

namespace barem::analysis {

namespace {

/// An end of what is given that is not allowed.
std::optional<number> outside_value(bounds const& given, program::range const& declared) {
    if (given.low && declared.low && *given.low < *declared.low) return given.low;
    if (given.high && declared.high && *given.high > *declared.high) return given.high;
    if (given.low && declared.high && *given.low > *declared.high) return given.low;
    if (given.high && declared.low && *given.high < *declared.low) return given.high;
    return std::nullopt;
}

bool always_outside(bounds const& given, program::range const& declared) {
    return (given.high && declared.low && *given.high < *declared.low) || (given.low && declared.high && *given.low > *declared.high);
}

/// The values of an argument beyond what it is declared as, on the side of `example`.
goal beyond(program::table const& t, index table, std::size_t i, number const& example) {
    auto const& range = t.arguments[i].range;
    std::vector<wanted_argument> wanted(t.arguments.size());
    bool const above = range.high && example > *range.high;
    wanted[i] = {above ? extent{range.high, {}, false, false} : extent{{}, range.low, false, false}, {}, true};
    return goal::of_call(table, std::move(wanted));
}

void check_argument(program::program const& p, index table, std::size_t i, program::expression const& given, bounds const& its, findings& found) {
    auto const& t = p.tables[table];
    auto const& a = t.arguments[i];
    bool const always = always_outside(its, a.range);
    auto const example = outside_value(its, a.range);
    if (!always && !example) return;
    auto const is = describe_bounds(p, its, a.type);
    auto const takes = describe_bounds(p, bounds{a.range.low, a.range.high}, a.type);
    diagnostic d{always ? "B1311" : "B1310", always ? severity::error : severity::warning, {}, {}, {}, {}, {}};
    d.message = always ? fmt::format("`{}` never takes this: it is {}, and `{}` must be {}", t.name, is, a.name, takes)
                       : fmt::format("this can be {}, but `{}` of `{}` must be {}", is, a.name, t.name, takes);
    d.labels.push_back({given.where, is});
    d.labels.push_back({a.where, takes});
    d.help = always ? "correct the argument, or widen the range that is declared"
                    : "limit the argument with `min` or `max`, or widen the range that is declared";
    if (example) d.witness = a.name + " = " + write_end(p, *example, a.type);
    found.push_back({std::move(d), example ? beyond(t, table, i, *example) : goal::every_call(table)});
}

}  // namespace

void check_domains(program::program const& p, findings& found) {
    estimator estimate(p);
    walk_all(p, [&](program::expression const& e, place const& at) {
        if (e.kind != program::expression_kind::look_up) return;
        auto const& t = p.tables[e.target];
        for (std::size_t i = 0; i != t.arguments.size() && i != e.operands.size(); ++i)
            if (t.arguments[i].range.low || t.arguments[i].range.high) check_argument(p, e.target, i, e.operands[i], estimate.of(e.operands[i], at), found);
    });
}

}  // namespace barem::analysis
