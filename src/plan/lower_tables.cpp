#include "plan/lower.hpp"
#include "plan/lower_expression.hpp"

#include <stdexcept>

namespace barem::plan {

namespace {

/// A bound of a cell. That it is constant was checked; anything else is a mistake of ours.
number constant_bound(program::program const& p, program::expression const& e) {
    auto const v = constant_value(p, e);
    auto const at = v ? position_of(*v) : std::nullopt;
    if (!at) throw std::logic_error("a bound of a table is not constant");
    return *at;
}

interval lower_interval(program::program const& p, program::interval const& i) {
    interval made;
    if (!i.low.empty()) made.low = bound{constant_bound(p, i.low.front()), i.low_closed};
    if (!i.high.empty()) made.high = bound{constant_bound(p, i.high.front()), i.high_closed};
    return made;
}

interval lower_range(program::range const& r) {
    interval made;
    if (r.low) made.low = bound{*r.low, true};
    if (r.high) made.high = bound{*r.high, true};
    return made;
}

test lower_test(program::program const& p, expression_lowering& in, program::test const& t) {
    test made;
    made.form = t.form;
    if (t.form == program::test::kind::interval) made.in = lower_interval(p, t.in.front());
    if (t.form == program::test::kind::condition) made.condition = in.lower(t.members);
    if (t.form == program::test::kind::one_of || t.form == program::test::kind::none_of) {
        std::vector<index> members;
        for (auto const& m : t.members) members.push_back(in.lower(m));
        made.members = in.list(members);
    }
    return made;
}

/// Where the row of a band table holds; nullopt when its test is none of numbers, dates or words.
std::optional<std::vector<interval>> places(program::program const& p, program::table_row const& row) {
    if (row.tests.size() != 1) return std::nullopt;
    program::test const& t = row.tests.front();
    if (t.form == program::test::kind::any) return std::vector{interval{}};
    if (t.form == program::test::kind::interval) return std::vector{lower_interval(p, t.in.front())};
    if (t.form != program::test::kind::one_of) return std::nullopt;
    std::vector<interval> points;
    for (auto const& m : t.members) {
        auto const v = constant_value(p, m);
        auto const at = v ? position_of(*v) : std::nullopt;
        if (!at) return std::nullopt;
        points.push_back({bound{*at, true}, bound{*at, true}});
    }
    return points;
}

void lower_pieces(program::program const& p, program::table const& t, table& made) {
    std::vector<std::vector<interval>> rows;
    for (auto const& row : t.rows) {
        auto where = places(p, row);
        if (!where) return;                         // the rows are tried one by one instead
        rows.push_back(std::move(*where));
    }
    made.by_pieces = true;
    made.pieces = make_pieces(rows, t.gaps);
}

}  // namespace

table lower_table(program::program const& p, evaluation_tree& out, program::table const& t) {
    expression_lowering in(p, out, none);
    table made;
    made.policy = t.is_bands && t.overlaps_take_first ? program::hit_policy::first : t.policy;
    made.result = t.result;
    made.overlaps_take_first = t.overlaps_take_first;
    made.nothing_in_gaps = t.gaps == program::gap_reading::nothing;
    for (auto const& a : t.arguments) made.arguments.push_back({a.type, lower_range(a.range), a.decimals});
    if (!t.rows.empty()) made.columns = static_cast<index>(t.rows.front().tests.size());
    for (auto const& row : t.rows) {
        for (auto const& cell : row.tests) made.tests.push_back(lower_test(p, in, cell));
        made.results.push_back(in.lower(row.result));
    }
    if (!t.otherwise.empty()) made.otherwise = in.lower(t.otherwise.front().value);
    if (t.is_bands && t.arguments.size() == 1) lower_pieces(p, t, made);
    if (!made.by_pieces) made.rows = std::make_shared<row_index const>(out, made);
    return made;
}

}  // namespace barem::plan
