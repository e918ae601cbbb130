#include "check/turning_points.hpp"

namespace barem::program {

turning_points::turning_points(program const& p) : p_(p) {
    auto const all = [&](std::vector<expression> const& expressions) { for (auto const& e : expressions) take(e); };
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

void turning_points::take_interval(interval const& i) {
    for (auto const& bound : i.low) take(bound);
    for (auto const& bound : i.high) take(bound);
}

void turning_points::take(expression const& e) {
    if (e.kind == expression_kind::constant) take(e.literal, e.type);
    for (auto const& o : e.operands) take(o);
    for (auto const& i : e.in) take_interval(i);
    for (auto const& a : e.aggregate) {
        for (auto const& o : a.over) take(o);
        for (auto const& o : a.filter) take(o);
    }
}

void turning_points::take(value const& v, type const& type) {
    if (auto const* n = std::get_if<number>(&v)) numbers_[type.of].insert(*n);
    if (auto const* d = std::get_if<date>(&v)) days_.insert(*d);
}

namespace {

bool in_range(range const& r, number const& n) { return (!r.low || *r.low <= n) && (!r.high || n <= *r.high); }

std::vector<value> of_numbers(member const& m, std::set<number> const& constants) {
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

std::vector<value> of_days(member const& m, std::set<date> const& days) {
    std::vector<value> made;
    for (auto const& d : days)
        for (int by : {-1, 0, 1})
            if (in_range(m.range, number(std::int64_t{d.days} + by))) made.emplace_back(date{d.days + by});
    return made;
}

}  // namespace

std::vector<value> turning_points::for_input(member const& m) const {
    std::vector<value> made;
    switch (m.type.kind) {
        case type_kind::truth: made = {true, false}; break;
        case type_kind::word:
            for (std::uint32_t w = 0; w != p_.enums[m.type.of].words.size(); ++w) made.emplace_back(word{w});
            break;
        case type_kind::number: {
            auto const known = numbers_.find(m.type.of);
            made = of_numbers(m, known == numbers_.end() ? std::set<number>{} : known->second);
            break;
        }
        case type_kind::date: made = of_days(m, days_); break;
        default: return {};
    }
    if (m.type.optional) made.emplace_back(absent{});
    return made;
}

}  // namespace barem::program
