#include "coverage/changed_records.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace barem::coverage {

using program::index;

// ── values ──────────────────────────────────────────────────────────────────────────────────────────────────────

turning_points::turning_points(program::program const& p) : p_(p) {
    auto const all = [&](std::vector<program::expression> const& expressions) { for (auto const& e : expressions) take(e); };
    for (auto const& q : p.parameters) {
        take(q.initial, q.type);
        for (auto const& v : q.dated) take(v.at, q.type);
    }
    for (auto const& r : p.records)
        for (auto const& m : r.members) {
            all(m.value);
            for (auto const& e : m.exceptions) take(e.condition), take(e.value);
            for (auto const& c : m.levels)
                for (auto const& l : c.levels) all(l.condition), take(l.value);
            for (auto const& d : m.deductions)
                for (auto const& row : d.rows) take(row.condition);
        }
    for (auto const& t : p.tables)
        for (auto const& row : t.rows)
            for (auto const& test : row.tests) {
                all(test.members);
                for (auto const& i : test.in) take_interval(i);
            }
}

void turning_points::take_interval(program::interval const& i) {
    for (auto const& bound : i.low) take(bound);
    for (auto const& bound : i.high) take(bound);
}

void turning_points::take(program::expression const& e) {
    if (e.kind == program::expression_kind::constant) take(e.literal, e.type);
    for (auto const& o : e.operands) take(o);
    for (auto const& i : e.in) take_interval(i);
    for (auto const& a : e.aggregate) {
        for (auto const& o : a.over) take(o);
        for (auto const& o : a.filter) take(o);
    }
}

void turning_points::take(value const& v, program::type const& type) {
    if (auto const* n = std::get_if<number>(&v)) numbers_[type.of].insert(*n);
    if (auto const* d = std::get_if<date>(&v)) days_.insert(*d);
}

namespace {

bool in_range(program::range const& r, number const& n) { return (!r.low || *r.low <= n) && (!r.high || n <= *r.high); }

std::vector<value> of_numbers(program::member const& m, std::set<number> const& constants) {
    auto const digits = m.type.integer ? 0U : m.decimals.value_or(2);
    number step = 1;
    for (unsigned i = 0; i != digits; ++i) step = step / number(10);
    std::set<number> found;
    auto const add = [&](number const& n) { found.insert(n.rounded(static_cast<int>(digits), rounding::down)); };
    for (auto const& at : constants) add(at), add(at - step), add(at + step);
    if (m.range.low) add(*m.range.low);
    if (m.range.high) add(*m.range.high);
    add(0), add(1);
    std::vector<value> made;
    for (auto const& n : found)
        if (in_range(m.range, n)) made.emplace_back(n);
    return made;
}

std::vector<value> of_days(program::member const& m, std::set<date> const& days) {
    std::vector<value> made;
    for (auto const& d : days)
        for (int by : {-1, 0, 1})
            if (in_range(m.range, number(std::int64_t{d.days} + by))) made.emplace_back(date{d.days + by});
    return made;
}

}  // namespace

std::vector<value> turning_points::for_input(program::member const& m) const {
    std::vector<value> made;
    switch (m.type.kind) {
        case program::type_kind::truth: made = {true, false}; break;
        case program::type_kind::word:
            for (std::uint32_t w = 0; w != p_.enums[m.type.of].words.size(); ++w) made.emplace_back(word{w});
            break;
        case program::type_kind::number: {
            auto const known = numbers_.find(m.type.of);
            made = of_numbers(m, known == numbers_.end() ? std::set<number>{} : known->second);
            break;
        }
        case program::type_kind::date: made = of_days(m, days_); break;
        default: return {};
    }
    if (m.type.optional) made.emplace_back(absent{});
    return made;
}

// ── records ─────────────────────────────────────────────────────────────────────────────────────────────────────

namespace {

class changer {
public:
    using visitor = std::function<bool(std::string const&, program::member const&, value const&)>;
    changer(program::program const& p, turning_points const& points, visitor const& visit) : p_(p), points_(points), visit_(visit) {}

    bool record(index kind, program::datum& at, std::string const& path) {
        auto const& members = p_.records[kind].members;
        for (index m = 0; m != members.size(); ++m) {
            if (members[m].kind != program::member_kind::input || members[m].is_key) continue;
            bool const goes_on = is_given(at, m) ? given(members[m], field(at, m), path + members[m].name) : added(members[m], m, at, path + members[m].name);
            if (!goes_on) return false;
        }
        return true;
    }

private:
    static bool is_given(program::datum const& at, index m) { return std::ranges::find(at.fields, m, &std::pair<index, program::datum>::first) != at.fields.end(); }
    static program::datum& field(program::datum& at, index m) { return std::ranges::find(at.fields, m, &std::pair<index, program::datum>::first)->second; }

    bool given(program::member const& m, program::datum& now, std::string const& path) {
        if (m.type.kind == program::type_kind::list) return list(m.type.of, now, path);
        if (m.type.kind == program::type_kind::record) return now.form != program::datum::kind::record || record(m.type.of, now, path + ".");
        return scalar(m, now, path);
    }

    bool added(program::member const& m, index which, program::datum& at, std::string const& path) {
        if (m.type.kind == program::type_kind::list || m.type.kind == program::type_kind::record) return true;
        at.fields.emplace_back(which, program::datum{});
        bool const goes_on = scalar(m, at.fields.back().second, path);
        at.fields.pop_back();
        return goes_on;
    }

    bool scalar(program::member const& m, program::datum& now, std::string const& path) {
        auto const before = now.scalar;
        bool goes_on = true;
        for (auto const& v : points_.for_input(m)) {
            if (v == before) continue;
            now.scalar = v;
            goes_on = visit_(path, m, v);
            if (!goes_on) break;
        }
        now.scalar = before;
        return goes_on;
    }

    bool list(index kind, program::datum& now, std::string const& path) {
        std::uint64_t position = 0;
        for (std::size_t i = 0; i != now.elements.size(); ++i) {
            auto const times = now.elements[i].second;
            bool const goes_on = first_of(kind, now, i, fmt::format("{}[{}].", path, position));
            if (!goes_on) return false;
            position += times;
        }
        return true;
    }

    bool first_of(index kind, program::datum& now, std::size_t i, std::string const& path) {
        auto const whole = now.elements[i];
        auto const at = now.elements.begin() + static_cast<std::ptrdiff_t>(i);
        if (whole.second > 1) {
            at->second = 1;
            now.elements.insert(at + 1, {whole.first, whole.second - 1});
        }
        bool const goes_on = record(kind, now.elements[i].first, path);
        if (whole.second > 1) now.elements.erase(now.elements.begin() + static_cast<std::ptrdiff_t>(i) + 1);
        now.elements[i] = whole;
        return goes_on;
    }

    program::program const& p_;
    turning_points const& points_;
    visitor const& visit_;
};

}  // namespace

bool each_change(program::program const& p, turning_points const& points, index kind, program::datum& record,
                 std::function<bool(std::string const&, program::member const&, value const&)> const& visit) {
    return changer(p, points, visit).record(kind, record, "");
}

}  // namespace barem::coverage
