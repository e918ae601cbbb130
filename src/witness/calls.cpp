#include "witness/calls.hpp"

#include "check/analysis/axis.hpp"
#include "check/analysis/constant.hpp"
#include "exec/scalar.hpp"
#include "witness/moves.hpp"

#include <algorithm>

namespace barem::witness {

using analysis::goal;

namespace {

constexpr std::size_t most_calls = 20'000;
constexpr std::int64_t most_whole_numbers = 400;     // of a range of which each is tried

struct candidates {
    std::vector<value> values;
    bool complete = false;
};

/// As if it were an input.
candidates values_of(program::program const& p, turning_points const& points, program::argument const& a) {
    using program::type_kind;
    candidates made;
    auto const& [low, high] = a.range;
    bool const whole = a.type.kind == type_kind::date || (a.type.kind == type_kind::number && a.type.integer);
    if (whole && low && high && *high - *low <= number(most_whole_numbers)) {
        analysis::axis const line(p, a.name, a.type, a.range, a.decimals);
        for (auto at = *low; at <= *high; at = at + number(1)) made.values.push_back(line.at(at));
        if (a.type.optional) made.values.emplace_back(absent{});
        made.complete = true;
    } else {
        program::member like;
        like.type = a.type;
        like.range = a.range;
        like.decimals = a.decimals;
        made.values = points.for_input(p, like, {});
        made.complete = a.type.kind == type_kind::truth || a.type.kind == type_kind::word;
    }
    return made;
}

bool is_wanted(analysis::wanted_argument const& wanted, value const& v) {
    if (!wanted.is_line) return !is_given(wanted.exactly) || wanted.exactly == v;
    auto const at = analysis::as_number(v);
    return at && wanted.within.contains(*at);
}

}  // namespace

call_found find_call(plan::compiled const& compiled, record_limits const& limits, goal const& wanted) {
    auto const& p = *compiled.rules;
    auto const& t = p.tables[wanted.table];
    turning_points const points(p);
    std::vector<candidates> all;
    bool complete = true;
    for (std::size_t i = 0; i != t.arguments.size(); ++i) {
        auto its = values_of(p, points, t.arguments[i]);
        if (i < wanted.arguments.size()) std::erase_if(its.values, [&](value const& v) { return !is_wanted(wanted.arguments[i], v); });
        if (its.values.empty()) return {};
        complete = complete && its.complete;
        all.push_back(std::move(its));
    }
    exec::evaluation run(compiled, exec::initial_parameters(p), limits);
    std::vector<std::size_t> at(all.size());
    for (std::size_t left = most_calls; left != 0; --left) {
        std::vector<value> arguments;
        for (std::size_t i = 0; i != all.size(); ++i) arguments.push_back(all[i].values[at[i]]);
        auto const hit = run.decide(wanted.table, arguments);
        bool const holds = hit && (wanted.no_row ? hit->rows.empty() && !hit->otherwise
                                                 : std::ranges::all_of(wanted.rows, [&](auto r) { return std::ranges::find(hit->rows, r) != hit->rows.end(); }));
        if (holds) return {std::move(arguments), false};
        complete = complete && hit.has_value();
        std::size_t i = 0;
        while (i != at.size() && ++at[i] == all[i].values.size()) at[i++] = 0;
        if (i == at.size()) return {std::nullopt, complete};
    }
    return {};
}

}  // namespace barem::witness
