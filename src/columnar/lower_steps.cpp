// Functions that step from value to value along a number: bands, parameters by date. One lookup where the counts allow it.

#include "columnar/bounds.hpp"
#include "columnar/layout.hpp"
#include "columnar/lowering.hpp"

#include <numeric>

namespace barem::columnar {

using kinds = program::type_kind;

namespace {

bool reached(step const& s, number const& x) { return s.after ? s.at < x : s.at <= x; }

struct entry_table {
    std::vector<int128> from;               ///< ascending; of the first entry: anything
    std::vector<point> points;
};

/// The steps that matter for a register of these bounds.
entry_table within_range(std::vector<step> const& steps, point const& before, lowered const& of) {
    entry_table made{{of.low}, {before}};
    for (step const& s : steps) {
        auto const& p = s.then;
        int128 const from = first_count(s, of.denominator);
        if (from > of.high) break;
        if (from <= made.from.back()) {
            made.points.back() = p;
            continue;
        }
        if (p == made.points.back()) continue;
        made.from.push_back(from);
        made.points.push_back(p);
    }
    return made;
}

}  // namespace

int128 count_at(number const& at, std::int64_t denominator, rounding mode) {
    auto const whole = (at * number(denominator)).rounded(0, mode);
    if (auto const small = whole.to_int64()) return *small;
    big_integer const big = numerator(to_rational(whole));
    if (abs(big) > big_integer(most_count)) return whole.sign() < 0 ? -most_count - 1 : most_count + 1;
    return static_cast<int128>(big);
}

std::optional<int128> whole_count(number const& at, std::int64_t denominator) {
    auto const low = count_at(at, denominator, rounding::down);
    bool const fits = low >= -most_count && low <= most_count && low == count_at(at, denominator, rounding::up);
    return fits ? std::optional{low} : std::nullopt;
}

/// The first count that a step has reached.
int128 first_count(step const& s, std::int64_t denominator) {
    return count_at(s.at, denominator, s.after ? rounding::down : rounding::up) + (s.after ? 1 : 0);
}

lowered lowering::step_function(kinds result, lowered of, std::vector<step> const& steps, point const& before) {
    auto const at = [&](number const& x) {
        auto const after = std::partition_point(steps.begin(), steps.end(), [&](step const& s) { return reached(s, x); });
        return after == steps.begin() ? before : std::prev(after)->then;
    };
    auto const one = [&](std::span<point const> in) {
        auto const position = in[0].failed ? std::nullopt : plan::position_of(in[0].v);
        return position ? at(*position) : point{true, {}};
    };
    if (auto made = pointwise(result, {&of, 1}, one)) return *made;
    of = materialise(needed(std::move(of)));
    if (of.is_constant()) {
        auto const p = at(*plan::position_of(of.literal));
        auto made = p.failed ? failing(result) : constant_value(result, p.v);
        made.failed = code().either(of.failed, made.failed);
        return made;
    }
    if (of.divisor != none || of.low < -(int128{1} << 62) || of.high > int128{1} << 62 || result == kinds::text) {
        auto made = before.failed ? failing(result) : constant_value(result, before.v);
        auto plain = of;
        plain.failed = never;
        for (auto const& [from, after, p] : steps) {
            auto const is_reached = truth_value(less(constant_value(kinds::number, from), plain, !after));
            made = choose(is_reached, p.failed ? failing(result) : constant_value(result, p.v), std::move(made));
        }
        made = materialise(std::move(made));
        made.failed = code().either(of.failed, made.failed);
        return made;
    }
    auto const table = within_range(steps, before, of);
    auto const look = [&](lane l, std::vector<std::int64_t> entries) {
        lookup search{l, false, 0, {}, std::move(entries)};
        for (std::size_t i = 1; i != table.from.size(); ++i) search.bounds.push_back(static_cast<std::int64_t>(table.from[i]));
        return code().look_up(of.reg, std::move(search));
    };
    auto const truths = [&](auto const& mark) {
        std::vector<std::int64_t> entries;
        for (point const& p : table.points) entries.push_back(mark(p) ? 1 : 0);
        if (std::ranges::count(entries, 0) == std::ssize(entries)) return never;
        if (std::ranges::count(entries, 1) == std::ssize(entries)) return always;
        // One interval is a comparison.
        auto const first = static_cast<std::size_t>(std::ranges::find(entries, 1) - entries.begin());
        std::size_t end = first;
        while (end != entries.size() && entries[end] == 1) ++end;
        if (std::find(entries.begin() + static_cast<std::ptrdiff_t>(end), entries.end(), 1) == entries.end())
            return code().within(of.reg, table.from[first], end == entries.size() ? of.high : table.from[end] - 1);
        return bits{look(lane::bits, std::move(entries)), false};
    };
    bits const failed = code().either(of.failed, truths([](point const& p) { return p.failed; }));
    bits const given = truths([](point const& p) { return p.failed || is_given(p.v); });
    lowered made;
    made.kind = result;
    if (result == kinds::truth) {
        made = truth_value(truths([](point const& p) { return !p.failed && is_given(p.v) && std::get<bool>(p.v); }));
    } else {
        made.form = lowered::form::registers;
        bool first = true;
        for (point const& p : table.points)
            if (auto* n = std::get_if<number>(&p.v); n && !p.failed) {
                if (n->is_large()) throw refusal{"a number of more than 64 bits"};
                made.denominator = times64(made.denominator / std::gcd(made.denominator, number_access::denominator(*n)), number_access::denominator(*n));
            }
        std::vector<std::int64_t> entries;
        for (point const& p : table.points) {
            bool const counts = !p.failed && is_given(p.v);
            auto const count = counts ? (*plan::position_of(p.v) * number(made.denominator)).to_int64() : std::optional<std::int64_t>{0};
            if (!count) throw refusal{"a number of more than 64 bits"};
            entries.push_back(counts ? *count : entries.empty() ? 0 : entries.back());
            if (!counts) continue;
            made.low = first ? int128{*count} : std::min<int128>(made.low, *count);
            made.high = first ? int128{*count} : std::max<int128>(made.high, *count);
            first = false;
        }
        if (entries.front() < made.low || entries.front() > made.high) entries.front() = static_cast<std::int64_t>(made.low);
        if (first) return failed.is(true) ? failing(result) : [&] { auto nothing = constant_value(result, absent{}); nothing.failed = failed; return nothing; }();
        for (auto& e : entries) e = std::clamp<std::int64_t>(e, static_cast<std::int64_t>(made.low), static_cast<std::int64_t>(made.high));
        if (made.low == made.high) made = constant_value(result, std::ranges::find_if(table.points, [](point const& p) { return !p.failed && is_given(p.v); })->v);
        else made.reg = look(narrowest(made.low, made.high), std::move(entries));
    }
    made.failed = failed;
    made.given = given;
    return made;
}

}  // namespace barem::columnar
