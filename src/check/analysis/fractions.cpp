// Percentages and points written as fractions of one, `0.9%` where 90 % is meant: B1319.

#include "check/analysis/asked.hpp"
#include "check/analysis/constant.hpp"
#include "check/analysis/describe.hpp"
#include "check/analysis/findings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace barem::analysis {

using program::expression;
using program::expression_kind;

namespace {

struct bound {
    number at;
    source_span where;
};

/// What is compared: an input, or an argument of a table.
struct compared {
    std::string name;
    program::type type;
    program::range range;
    source_span where;
    std::vector<bound> bounds;
    std::optional<goal> to_show;             ///< that it is looked at; `within` of which value is said when the bounds are known
};

/// Bounds that use only the first hundredth of what is declared and look like 0.5, 0.7, 0.9.
bool look_like_fractions(compared const& c) {
    bool const wide = c.range.high && *c.range.high >= number(50) && (!c.range.low || *c.range.low >= number(0));
    if (!wide || c.bounds.size() < 2) return false;
    std::vector<number> between;
    for (auto const& b : c.bounds) {
        if (b.at < number(0) || b.at > number(1)) return false;
        if (b.at > number(0) && b.at < number(1)) between.push_back(b.at);
    }
    std::ranges::sort(between);
    between.erase(std::unique(between.begin(), between.end()), between.end());
    return between.size() >= 2 && between.back() >= number::ratio(1, 2);
}

/// `percent 0%..1%`
bool is_declared_as_fraction(compared const& c) {
    return c.type.of == program::unit_percent && c.range.low && c.range.low->is_zero() && c.range.high && *c.range.high == number(1);
}

void take_interval(program::program const& p, program::interval const& in, source_span where, compared& into) {
    auto const e = constant_extent(p, in);
    if (!e) return into.bounds.push_back({number(100), where});        // not known: no ground for suspicion
    for (auto const& end : {e->low, e->high})
        if (end) into.bounds.push_back({*end, where});
}

std::vector<compared> arguments(program::program const& p) {
    std::vector<compared> all;
    for (index t = 0; t != p.tables.size(); ++t)
        for (std::size_t a = 0; a != p.tables[t].arguments.size(); ++a) {
            auto const& its = p.tables[t].arguments[a];
            if (its.type.kind != program::type_kind::number) continue;
            compared made{its.name, its.type, its.range, its.where, {}, goal::of_call(t, std::vector<wanted_argument>(a + 1))};
            for (auto const& row : p.tables[t].rows)
                if (auto const& test = row.tests[a]; test.form == program::test::kind::interval) take_interval(p, test.in.front(), test.where, made);
                else if (test.form != program::test::kind::any) made.bounds.push_back({number(100), test.where});
            all.push_back(std::move(made));
        }
    return all;
}

/// Inputs with every constant that they are compared with anywhere.
std::vector<compared> inputs(program::program const& p) {
    std::map<member_place, compared> all;
    for (index r = 0; r != p.records.size(); ++r)
        for (index m = 0; m != p.records[r].members.size(); ++m)
            if (auto const& its = p.records[r].members[m]; its.kind == program::member_kind::input && its.type.kind == program::type_kind::number)
                all[{r, m}] = {its.name, its.type, its.range, its.where, {}, {}};
    walk_all(p, [&](expression const& e, place const& at) {
        auto const input = [&](expression const& x) {
            return x.kind == expression_kind::field ? all.find(member_of(p, at, x)) : all.end();
        };
        if (e.kind == expression_kind::in_interval) {
            if (auto const found = input(e.operands[0]); found != all.end()) take_interval(p, e.in.front(), e.where, found->second);
            return;
        }
        bool const compares = e.kind == expression_kind::less || e.kind == expression_kind::less_equal || e.kind == expression_kind::greater ||
                              e.kind == expression_kind::greater_equal || e.kind == expression_kind::equal || e.kind == expression_kind::not_equal;
        if (!compares) return;
        for (std::size_t side : {0U, 1U})
            if (auto const found = input(e.operands[side]); found != all.end()) {
                auto const v = constant_value(p, e.operands[1 - side]);
                auto const n = v ? as_number(*v) : std::nullopt;
                found->second.bounds.push_back({n.value_or(number(100)), e.where});
            }
    });
    site_visitor each;
    each.reference = [&](expression const& e, site const& where) {
        auto const found = e.kind == expression_kind::field ? all.find(member_of(p, where.at, e)) : all.end();
        if (found == all.end() || found->second.to_show || where.at.table != program::none) return;
        found->second.to_show = goal::of_value(where.owner, e, {});
        found->second.to_show->within = where.within;
    };
    visit_sites(p, each);
    std::vector<compared> made;
    for (auto& [place, its] : all) made.push_back(std::move(its));
    return made;
}

/// A value of one: above all bounds, and yet hardly anything of what is declared.
goal of_one(compared const& c, number const& largest) {
    if (!c.to_show) return goal::every_record();
    auto shown = *c.to_show;
    extent const hardly_anything{largest, number(1), true, true};
    if (shown.form == goal::kind::call) shown.arguments.back() = {hardly_anything, {}, true};
    else shown.reach = hardly_anything;
    return shown;
}

}  // namespace

void analyse_fractions(program::program const& p, findings& found) {
    auto all = arguments(p);
    std::ranges::move(inputs(p), std::back_inserter(all));
    for (auto& c : all) {
        auto const range = [&] { return describe_bounds(p, {c.range.low, c.range.high}, c.type); };
        if (is_declared_as_fraction(c)) {
            auto& d = found.emplace_back(diagnostic{"B1319", severity::hint, fmt::format("`{}` is {}: is a fraction of one meant?", c.name, range()), {}, {}, {}, {}});
            d.labels.push_back({c.where, "a whole is 100%"});
            d.help = "declare `percent 0%..100%` for a share";
            d.to_show = goal::every_record();
        } else if (look_like_fractions(c)) {
            auto const largest = std::ranges::max_element(c.bounds, {}, &bound::at);
            auto& d = found.emplace_back(diagnostic{"B1319", severity::hint, fmt::format("every bound of `{}` looks like a fraction of one, though it is {}", c.name, range()), {}, {}, {}, {}});
            d.labels.push_back({largest->where, fmt::format("the highest bound is {}", write_end(p, largest->at, c.type))});
            d.labels.push_back({c.where, range()});
            d.help = fmt::format("write {} for {}", write_end(p, largest->at * number(100), c.type), write_end(p, largest->at, c.type));
            d.to_show = of_one(c, largest->at);
        }
    }
}

}  // namespace barem::analysis
