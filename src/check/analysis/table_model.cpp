#include "check/analysis/table_model.hpp"

#include "check/analysis/constant.hpp"
#include "check/analysis/describe.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace barem::analysis {

namespace {

/// The places of constants; nullopt when one of them is not constant.
std::optional<std::vector<number>> places_of(program::program const& p, axis& a, std::vector<program::expression> const& members) {
    std::vector<number> places;
    for (auto const& m : members) {
        auto const v = constant_value(p, m);
        auto const place = v ? a.place(*v) : std::nullopt;
        if (!place) return std::nullopt;
        places.push_back(*place);
    }
    return places;
}

std::vector<extent> all_but(std::vector<number> places) {
    std::sort(places.begin(), places.end());
    std::vector<extent> between(1);
    for (auto const& at : places) {
        between.back().high = at;
        between.push_back({at, {}, false, false});
    }
    return between;
}

}  // namespace

stretches stretches_of(program::program const& p, axis& a, program::test const& t) {
    using kind = program::test::kind;
    if (t.form == kind::any) return std::vector{extent::everything()};
    if (t.form == kind::interval) {
        auto const e = constant_extent(p, t.in.front());
        return e ? stretches({*e}) : std::nullopt;
    }
    auto const places = t.form == kind::condition ? std::nullopt : places_of(p, a, t.members);
    if (!places) return std::nullopt;
    if (t.form == kind::none_of) return all_but(*places);
    std::vector<extent> points;
    for (auto const& at : *places) points.push_back(extent::point(at));
    return points;
}

source_span place_of(program::table const& t, std::size_t row) {
    auto const& r = t.rows[row];
    bool const one_cell = t.arguments.size() == 1 && !r.tests.empty() && r.tests[0].where != source_span{};
    return one_cell ? r.tests[0].where : r.where;
}

extent meant_by(extent const& empty) {
    if (*empty.high < *empty.low) return {empty.high, empty.low, empty.low_closed, empty.high_closed};
    return *empty.low == *empty.high ? extent::point(*empty.low) : empty;
}

std::optional<diagnostic> empty_interval(program::program const& p, axis const& a, extent const& e, program::interval const& written, source_span where) {
    if (tightened(e, a.step())) return std::nullopt;
    auto const write = [&](number const& n) { return write_place(p, a, n); };
    auto const brackets = [&](extent const& x) {
        return fmt::format("{}{} .. {}{}", x.low_closed ? '[' : '(', write(*x.low), write(*x.high), x.high_closed ? ']' : ')');
    };
    bool const reversed = *e.high < *e.low;
    diagnostic d;
    d.code = "B1305";
    d.message = fmt::format("`{}` holds no value", brackets(e));
    auto const propose = [&](std::string_view what) {
        auto const instead = brackets(meant_by(e));
        d.help = fmt::format("{} `{}`", what, instead);
        if (written.where != source_span{}) d.fixes.push_back({fmt::format("write `{}`", instead), false, {{written.where, instead}}});
    };
    d.labels.push_back({where, reversed ? "ends before it begins" : "nothing lies in it"});
    if (reversed) {
        propose("write the smaller bound first:");
        d.witness = write(*e.high) + " is less than " + write(*e.low);
    } else if (*e.low == *e.high) {
        propose("to mean exactly that value, write");
        d.witness = fmt::format("{} = {} is left out by the round bracket", a.name, write(*e.low));
    } else {
        auto const taken = a.type.kind == program::type_kind::date ? "whole days" : "multiples of " + write(*a.step());
        d.help = fmt::format("`{}` takes only {}; include a bound with a square bracket", a.name, taken);
        d.witness = fmt::format("no value lies between {} and {}", write(*e.low), write(*e.high));
    }
    return d;
}

namespace {

class builder {
public:
    builder(program::program const& p, program::table const& t, std::size_t max_boxes)
        : p_(p), index_(static_cast<program::index>(&t - p.tables.data())), t_(t), left_(max_boxes) {}

    table_model build() {
        for (auto const& a : t_.arguments) out_.axes.emplace_back(p_, a.name, a.type, a.range, a.decimals);
        read_tests();
        for (auto& a : out_.axes) a.make_cells();
        for (std::size_t r = 0; r != t_.rows.size(); ++r) add_row(r);
        return std::move(out_);
    }

private:
    void read_tests() {
        tests_.resize(t_.rows.size());
        out_.certain.assign(t_.rows.size(), true);
        out_.possible.assign(t_.rows.size(), false);
        for (std::size_t r = 0; r != t_.rows.size(); ++r)
            for (std::size_t i = 0; i != t_.rows[r].tests.size(); ++i) read_test(r, i);
    }

    void read_test(std::size_t row, std::size_t column) {
        auto const& test = t_.rows[row].tests[column];
        if (column >= out_.axes.size()) {                              // the column `when`
            if (test.form != program::test::kind::any) out_.certain[row] = false;
            return;
        }
        auto& a = out_.axes[column];
        auto found = stretches_of(p_, a, test);
        if (!found) {
            out_.certain[row] = false;
            found.emplace(1);
        }
        for (auto& e : *found) {
            if (test.form == program::test::kind::interval)
                if (auto d = empty_interval(p_, a, e, test.in.front(), test.where)) take_as_meant(column, e, std::move(*d));
            a.cut_at(e);
        }
        tests_[row].push_back(std::move(*found));
    }

    void take_as_meant(std::size_t column, extent& empty, diagnostic d) {
        out_.has_empty_interval = true;
        empty = meant_by(empty);
        auto shown = goal::nothing("no value lies in it");
        if (tightened(empty, out_.axes[column].step())) {
            std::vector<wanted_argument> given(column);
            given.push_back({empty, {}, true});
            shown = goal::of_call(index_, std::move(given));
        }
        out_.findings.emplace_back(std::move(d), std::move(shown));
    }

    void add_row(std::size_t row) {
        std::vector<std::vector<side>> sides;
        std::size_t count = 1;
        for (std::size_t i = 0; i != out_.axes.size(); ++i) {
            sides.push_back(sides_of(row, i));
            if (sides.back().empty()) return outside(row, i);
            count *= sides.back().size();
            if (count > left_) break;
        }
        out_.possible[row] = true;
        if (count > left_) {
            out_.too_many_boxes = true;
            return;
        }
        left_ -= count;
        for (std::size_t n = 0; n != count; ++n) {                     // n counts through all combinations
            row_box b{{}, static_cast<std::uint32_t>(row), out_.certain[row]};
            std::size_t rest = n;
            for (auto const& s : sides) {
                b.where.push_back(s[rest % s.size()]);
                rest /= s.size();
            }
            out_.boxes.push_back(std::move(b));
        }
    }

    std::vector<side> sides_of(std::size_t row, std::size_t column) const {
        std::vector<side> sides;
        for (auto const& e : tests_[row][column]) sides.push_back(out_.axes[column].locate(e));
        normalise(sides);
        return sides;
    }

    void outside(std::size_t row, std::size_t column) {
        auto const& a = out_.axes[column];
        auto const& asked = tests_[row][column];
        bool const is_interval = t_.rows[row].tests[column].form == program::test::kind::interval;
        auto const written = is_interval ? constant_extent(p_, t_.rows[row].tests[column].in.front()) : std::nullopt;
        if (written && !tightened(*written, a.step())) return;         // that was B1305
        diagnostic d{"B1314", severity::warning, {}, {}, {}, {}, {}};
        d.message = fmt::format("this row of `{}` can never be hit: `{}` never takes what it asks for", t_.name, a.name);
        auto const test_where = t_.rows[row].tests[column].where;
        d.labels.push_back({test_where != source_span{} ? test_where : t_.rows[row].where, "outside what is declared"});
        d.labels.push_back({t_.arguments[column].where, fmt::format("`{}` is {}", a.name, describe(p_, a, a.all()))});
        d.help = "remove the row, or widen what is declared";
        d.fixes.push_back({"remove the row", false, {{t_.rows[row].where, {}}}});
        if (a.is_line() && asked.size() == 1) {                        // no word follows the highest
            auto const exists = a.type.kind == program::type_kind::date ? extent{first_day, last_day, true, true} : extent::everything();
            if (auto const beyond = intersection(asked[0], exists, a.step())) d.witness = witness(p_, a, *beyond);
        }
        out_.findings.emplace_back(std::move(d), goal::every_call(index_));
    }

    program::program const& p_;
    program::index index_;
    program::table const& t_;
    std::size_t left_;
    table_model out_;
    std::vector<std::vector<std::vector<extent>>> tests_;              // by row and column
};

}  // namespace

table_model model_of(program::program const& p, program::table const& t, std::size_t max_boxes) {
    return builder(p, t, max_boxes).build();
}

box table_model::space() const {
    box all;
    for (auto const& a : axes) all.push_back(a.all());
    return all;
}

}  // namespace barem::analysis
