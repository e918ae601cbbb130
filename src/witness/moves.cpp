#include "witness/moves.hpp"

#include "check/analysis/walk.hpp"
#include "witness/records.hpp"

#include <algorithm>

namespace barem::witness {

using program::type_kind;

namespace {

constexpr std::size_t most_values = 24;      // tried for one input
constexpr std::size_t most_cells = 1'000;
constexpr std::size_t usual_elements = 24;   // of a list without a declared size

void collect(program::program const& p, index kind, record_data& from, std::vector<cell>& into) {
    for (auto const& m : p.records[kind].members) {
        if (m.kind != program::member_kind::input || m.is_key || into.size() >= most_cells) continue;
        into.push_back({&from, &m});
        if (into.back().holds_records())
            for (auto& element : from.lists[m.slot]) collect(p, m.type.of, element, into);
    }
}

}  // namespace

std::vector<cell> cells_of(program::program const& p, index kind, record_data& from) {
    std::vector<cell> all;
    collect(p, kind, from, all);
    return all;
}

number allowed(program::member const& input, number n, rounding mode) {
    auto const digits = input.type.integer ? 0 : static_cast<int>(input.decimals.value_or(6));
    n = n.rounded(digits, mode);
    if (input.range.low && n < *input.range.low) n = *input.range.low;
    if (input.range.high && n > *input.range.high) n = *input.range.high;
    return n;
}

std::size_t least_elements(program::member const& list) {
    if (list.type.kind == type_kind::record) return list.type.optional ? 0 : 1;
    return static_cast<std::size_t>(list.range.low.value_or(0).to_int64().value_or(0));
}

std::size_t most_elements(program::member const& list) {
    if (list.type.kind == type_kind::record) return 1;
    return list.range.high ? static_cast<std::size_t>(list.range.high->to_int64().value_or(0)) : std::max(least_elements(list), usual_elements);
}

turning_points::turning_points(program::program const& p) {
    auto const take = [&](value const& v, program::type const& type) {
        if (auto const* n = std::get_if<number>(&v)) numbers_[type.of].insert(*n);
        if (auto const* d = std::get_if<date>(&v)) dates_.insert(number(std::int64_t{d->days}));
        if (auto const* t = std::get_if<std::string>(&v)) texts_.insert(*t);
    };
    analysis::walk_all(p, [&](program::expression const& e, analysis::place const&) {
        if (e.kind == program::expression_kind::constant) take(e.literal, e.type);
    });
    for (auto const& x : p.parameters) {
        take(x.initial, x.type);
        for (auto const& d : x.dated) {
            take(d.at, x.type);
            dates_.insert(number(std::int64_t{d.from.days}));
        }
    }
}

std::vector<value> turning_points::for_input(program::program const& p, program::member const& input, value const& now) const {
    std::vector<value> all;
    auto const add_line = [&](std::set<number> const& points, std::optional<number> const& at, auto const& made) {
        std::set<number> near;               // the points, their neighbours, and what lies between two of them
        std::optional<number> before;
        number const step = input.type.kind == type_kind::date || input.type.integer ? number(1) : number::ratio(1, 100);
        for (auto const& x : points) {
            for (auto const& y : {x - step, x, x + step}) near.insert(y);
            if (before) near.insert((*before + x) / number(2));
            before = x;
        }
        for (auto const* end : {&input.range.low, &input.range.high})
            if (*end) near.insert(**end);
        std::vector<number> chosen(near.begin(), near.end());
        number const here = at.value_or(0);
        auto const away = [&](number const& x) { return x < here ? here - x : x - here; };
        std::ranges::stable_sort(chosen, [&](number const& a, number const& b) { return away(a) < away(b); });
        if (chosen.size() > most_values) {   // the nearest half, and some from all the others
            std::vector<number> some(chosen.begin(), chosen.begin() + most_values / 2);
            auto const others = chosen.size() - most_values / 2;
            for (std::size_t i = 0; i != most_values / 2; ++i) some.push_back(chosen[most_values / 2 + i * (others - 1) / (most_values / 2 - 1)]);
            chosen = std::move(some);
        }
        for (auto const& x : chosen) all.push_back(made(x));
    };
    switch (input.type.kind) {
        case type_kind::truth: all = {false, true}; break;
        case type_kind::word:
            for (std::uint32_t w = 0; w != p.enums[input.type.of].words.size(); ++w) all.push_back(word{w});
            break;
        case type_kind::number: {
            auto const found = numbers_.find(input.type.of);
            auto const* n = std::get_if<number>(&now);
            add_line(found == numbers_.end() ? std::set<number>{} : found->second, n ? std::optional(*n) : std::nullopt,
                     [&](number const& x) -> value { return allowed(input, x, rounding::half_even); });
            break;
        }
        case type_kind::date: {
            auto const* d = std::get_if<date>(&now);
            add_line(dates_, d ? std::optional(number(std::int64_t{d->days})) : std::nullopt, [&](number const& x) -> value {
                return date{static_cast<std::int32_t>(std::clamp<std::int64_t>(allowed(input, x, rounding::half_even).to_int64().value_or(0), first_day, last_day))};
            });
            break;
        }
        case type_kind::text:
            for (auto const& t : texts_) all.emplace_back(t);
            all.emplace_back(std::string("x"));
            all.emplace_back(std::string("y"));
            break;
        default: break;
    }
    if (input.type.optional || !input.required_when.empty()) all.emplace_back(absent{});
    if (!is_given(now) && all.empty()) all.push_back(plainest_value(p, input));
    std::erase(all, now);
    return all;
}

}  // namespace barem::witness
