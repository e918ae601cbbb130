#include "check/analysis/describe.hpp"

#include "check/print.hpp"

namespace barem::analysis {

std::string write_place(program::program const& p, axis const& a, number const& place) {
    return check::print(p, a.at(place), a.type);
}

std::string describe(program::program const& p, axis const& a, extent const& e) {
    auto const write = [&](number const& n) { return write_place(p, a, n); };
    if (!e.low && !e.high) return "any value";
    if (e.is_point()) return "exactly " + write(*e.low);
    if (!e.high) return e.low_closed ? write(*e.low) + " or more" : "above " + write(*e.low);
    if (!e.low) return e.high_closed ? write(*e.high) + " or less" : "below " + write(*e.high);
    if (!e.low_closed && !e.high_closed) return "between " + write(*e.low) + " and " + write(*e.high);
    if (!e.low_closed) return "above " + write(*e.low) + " and up to " + write(*e.high);
    return "from " + write(*e.low) + (e.high_closed ? " to " : " to below ") + write(*e.high);
}

std::string write_end(program::program const& p, number const& n, program::type const& type) {
    auto const days = type.kind == program::type_kind::date ? n.to_int64() : std::nullopt;
    bool const is_day = days && *days >= first_day && *days <= last_day;
    return check::print_short(p, is_day ? value(date{static_cast<std::int32_t>(*days)}) : value(n), type);
}

std::string describe_bounds(program::program const& p, bounds const& b, program::type const& type) {
    if (!b.low && !b.high) return "any value";
    if (b.low && b.low == b.high) return "always " + write_end(p, *b.low, type);
    if (!b.low) return write_end(p, *b.high, type) + " or less";
    if (!b.high) return write_end(p, *b.low, type) + " or more";
    return "from " + write_end(p, *b.low, type) + " to " + write_end(p, *b.high, type);
}

namespace {

/// Words, truths and texts one by one: "`good`, `fair` or `poor`".
std::string list_values(program::program const& p, axis const& a, side s) {
    std::vector<std::string> names;
    for (auto i = s.from; i != s.to; ++i) {
        auto const& cell = a.cells()[i];
        if (!cell.low || !cell.high) continue;
        for (auto v = *cell.low; v <= *cell.high; v = v + number(1)) {
            bool const unnamed = a.type.kind == program::type_kind::text && v == *a.domain().high;
            names.push_back(unnamed ? "any other text" : "`" + write_place(p, a, v) + "`");
        }
    }
    std::string out;
    for (std::size_t i = 0; i != names.size(); ++i) {
        if (i != 0) out += i + 1 == names.size() ? " or " : ", ";
        out += names[i];
    }
    return out;
}

}  // namespace

std::string describe(program::program const& p, axis const& a, side s) {
    return a.is_line() ? describe(p, a, a.extent_of(s)) : list_values(p, a, s);
}

std::string describe(program::program const& p, std::vector<axis> const& axes, box const& b) {
    std::string out;
    for (std::size_t i = 0; i != axes.size(); ++i) {
        if (b[i] == axes[i].all()) continue;
        if (!out.empty()) out += " and ";
        out += "`" + axes[i].name + "` is " + describe(p, axes[i], b[i]);
    }
    return out.empty() ? "in every case" : "where " + out;
}

std::string witness(program::program const& p, axis const& a, extent const& e) {
    bool const first_of_list = !a.is_line() && e.low;                  // words have no middle
    return a.name + " = " + write_place(p, a, first_of_list ? *e.low : simplest(e));
}

std::string witness(program::program const& p, std::vector<axis> const& axes, box const& b) {
    std::string out;
    for (std::size_t i = 0; i != axes.size(); ++i)
        out += (i == 0 ? "" : ", ") + witness(p, axes[i], axes[i].extent_of(b[i]));
    return out;
}

}  // namespace barem::analysis
