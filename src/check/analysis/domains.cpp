// Whether the arguments that tables and bands are given lie within what these declare.

#include "check/analysis/bounds.hpp"
#include "check/print.hpp"

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

std::string write(program::program const& p, number const& n, program::type const& type) {
    auto const days = type.kind == program::type_kind::date ? n.to_int64() : std::nullopt;
    bool const is_day = days && *days >= first_day && *days <= last_day;
    return check::print_short(p, is_day ? value(date{static_cast<std::int32_t>(*days)}) : value(n), type);
}

std::string write(program::program const& p, bounds const& b, program::type const& type) {
    if (b.low && b.low == b.high) return "always " + write(p, *b.low, type);
    if (!b.low) return write(p, *b.high, type) + " or less";
    if (!b.high) return write(p, *b.low, type) + " or more";
    return "from " + write(p, *b.low, type) + " to " + write(p, *b.high, type);
}

void check_argument(program::program const& p, program::table const& t, std::size_t i, program::expression const& given, bounds const& its,
                    std::vector<diagnostic>& found) {
    auto const& a = t.arguments[i];
    bool const always = always_outside(its, a.range);
    auto const example = outside_value(its, a.range);
    if (!always && !example) return;
    auto const is = write(p, its, a.type);
    auto const takes = write(p, bounds{a.range.low, a.range.high}, a.type);
    diagnostic d{always ? "B1311" : "B1310", always ? severity::error : severity::warning, {}, {}, {}, {}, {}};
    d.message = always ? fmt::format("`{}` never takes this: it is {}, and `{}` must be {}", t.name, is, a.name, takes)
                       : fmt::format("this can be {}, but `{}` of `{}` must be {}", is, a.name, t.name, takes);
    d.labels.push_back({given.where, is});
    d.labels.push_back({a.where, takes});
    d.help = always ? "correct the argument, or widen the range that is declared"
                    : "limit the argument with `min` or `max`, or widen the range that is declared";
    if (example) d.witness = a.name + " = " + write(p, *example, a.type);
    found.push_back(std::move(d));
}

}  // namespace

std::vector<diagnostic> check_domains(program::program const& p) {
    std::vector<diagnostic> found;
    estimator estimate(p);
    walk_all(p, [&](program::expression const& e, place const& at) {
        if (e.kind != program::expression_kind::look_up) return;
        auto const& t = p.tables[e.target];
        for (std::size_t i = 0; i != t.arguments.size() && i != e.operands.size(); ++i)
            if (t.arguments[i].range.low || t.arguments[i].range.high) check_argument(p, t, i, e.operands[i], estimate.of(e.operands[i], at), found);
    });
    return found;
}

}  // namespace barem::analysis
