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

namespace {

/// Without the ends of what is declared, which nobody needs to write.
extent as_written(axis const& a, side s) {
    auto e = a.extent_of(s);
    if (s.from == 0) e.low.reset();
    if (s.to == a.all().to) e.high.reset();
    return e;
}

/// `[a .. b)`, `< b`, `>= a`; of a point the value, behind `equals`.
std::string as_test(program::program const& p, axis const& a, side s, std::string_view equals, std::string_view in) {
    auto const write = [&](number const& n) { return write_place(p, a, n); };
    if (auto const whole = a.extent_of(s); whole.is_point()) return std::string(equals) + write(*whole.low);
    auto const e = as_written(a, s);
    if (!e.high) return (e.low_closed ? ">= " : "> ") + write(*e.low);
    if (!e.low) return (e.high_closed ? "<= " : "< ") + write(*e.high);
    return std::string(in) + (e.low_closed ? '[' : '(') + write(*e.low) + " .. " + write(*e.high) + (e.high_closed ? ']' : ')');
}

/// Of words, truths and texts: each that is meant; nullopt when a text that no test mentions is one of them.
std::optional<std::vector<std::string>> values_of(program::program const& p, axis const& a, side s) {
    std::vector<std::string> all;
    for (auto i = s.from; i != s.to; ++i) {
        auto const& cell = a.cells()[i];
        if (!cell.low || !cell.high) return std::nullopt;
        for (auto v = *cell.low; v <= *cell.high; v = v + number(1)) {
            if (a.type.kind == program::type_kind::text && v == *a.domain().high) return std::nullopt;
            all.push_back(write_place(p, a, v));
        }
    }
    return all;
}

std::string joined(std::vector<std::string> const& all) {
    std::string out;
    for (auto const& one : all) out += (out.empty() ? "" : ", ") + one;
    return out;
}

}  // namespace

std::string as_cell(program::program const& p, axis const& a, side s) {
    if (s == a.all()) return "-";
    if (a.is_line()) return as_test(p, a, s, "", "");
    auto const values = values_of(p, a, s);
    return values ? joined(*values) : "-";
}

std::string as_condition(program::program const& p, axis const& a, side s) {
    if (s == a.all()) return {};
    if (a.is_line()) {
        auto const test = as_test(p, a, s, "= ", "in ");
        return a.name + " " + test;
    }
    auto const values = values_of(p, a, s);
    if (!values) return {};
    bool const is_plain = a.name.find(' ') == std::string::npos;
    if (a.type.kind == program::type_kind::truth) return *values == std::vector<std::string>{"true"} ? a.name : is_plain ? "not " + a.name : "not (" + a.name + ")";
    return values->size() == 1 ? a.name + " = " + values->front() : a.name + " in {" + joined(*values) + "}";
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
