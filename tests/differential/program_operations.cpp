// Random operations on registers that are there already. Constants are chosen where they matter: at the values, and at the ends of lanes.

#include "differential/program_maker.hpp"

#include <barem/value.hpp>

#include <algorithm>
#include <limits>
#include <set>

namespace differential {

namespace columnar = barem::columnar;
using barem::program::none;

void program_maker::operate() {
    auto const domain = static_cast<index>(d_.below(3));
    switch (d_.below(10)) {
        case 0: case 1: return arithmetic(domain);
        case 2: return division(domain);
        case 3: return comparisons(domain);
        case 4: return d_.one_in(2) ? comparisons(domain) : truths(domain);
        case 5: return choices(domain);
        case 6: return d_.one_in(4) ? look_up_pair(domain) : lookups(domain);
        case 7: return moving(domain);
        case 8: return dates(domain);
        default: return lists();
    }
}

void program_maker::arithmetic(index domain) {
    auto const a = any_number(domain);
    if (!a) return;
    auto const b = any(domain, lane_of(*a)), c = any(domain, lane::bits);
    auto const op = d_.of({operation::add, operation::add_constant, operation::add_where, operation::add_constant_where, operation::subtract, operation::subtract_from,
                           operation::multiply, operation::multiply_constant, operation::absolute, operation::minimum, operation::maximum, operation::minimum_constant,
                           operation::maximum_constant});
    bool const where = op == operation::add_where || op == operation::add_constant_where;
    if (where && !c) return;
    // Often a constant that takes the results to the very end of the lane.
    int128 k = near(*a);
    auto const ends = bounds_of(lane_of(*a));
    if (!values(*a).empty() && d_.one_in(3)) {
        if (op == operation::add_constant || op == operation::add_constant_where) k = ends.high - std::ranges::max(values(*a));
        if (op == operation::subtract_from) k = ends.low + std::ranges::max(values(*a));
    }
    if (k < ends.low || k > ends.high) return;
    instruction i{op, lane_of(*a)};
    i.a = *a;
    bool const binary = op == operation::add || op == operation::add_where || op == operation::subtract || op == operation::multiply || op == operation::minimum ||
                        op == operation::maximum;
    if (binary) i.b = *b;
    else if (op != operation::absolute) i.constants = constant(k);
    if (where) i.c = *c;
    put(i, domain);
}

void program_maker::division(index domain) {
    auto const a = any_number(domain);
    if (!a) return;
    auto const b = any(domain, lane_of(*a));
    instruction i{operation::quotient_constant, lane_of(*a)};
    i.a = *a;
    i.mode = static_cast<barem::rounding>(d_.below(7));
    if (d_.one_in(2) && std::ranges::all_of(values(*b), [](int128 v) { return v > 0; })) {
        i.operation = operation::quotient;
        i.b = *b;
    } else {
        i.constants = constant(d_.one_in(4) ? std::max<int128>(near(*a), 1) : d_.of({1, 2, 3, 5, 10, 7, 100, 25, 64, 127}));
    }
    put(i, domain);
}

void program_maker::comparisons(index domain) {
    auto const op = d_.of({operation::within, operation::less, operation::less_equal, operation::equal, operation::equal_text});
    bool const texts = op == operation::equal_text || (op == operation::equal && d_.one_in(4));
    auto const a = texts ? any(domain, lane::text) : any_number(domain);
    if (!a) return;
    instruction i{op, lane_of(*a)};
    i.a = *a;
    auto k = near(*a), m = near(*a);
    if (m < k && !d_.one_in(10)) std::swap(k, m);
    if (op == operation::within) i.constants = constant(k, m);
    else if (op == operation::equal_text) i.constants = constant(d_.below(made_.texts.size()));
    else i.b = *any(domain, lane_of(*a));
    put(i, domain);
}

void program_maker::truths(index domain) {
    auto const a = any(domain, lane::bits);
    if (!a) return;
    instruction i{d_.of({operation::bits_and, operation::bits_or, operation::bits_and_not, operation::bits_xor, operation::bits_not}), lane::bits};
    i.a = *a;
    if (i.operation != operation::bits_not) i.b = *any(domain, lane::bits);
    put(i, domain);
}

void program_maker::choices(index domain) {
    auto const c = any(domain, lane::bits);
    auto const a = any(domain, any_lane());
    if (!c || !a) return;
    auto const l = lane_of(*a);
    bool const number = l != lane::bits && l != lane::text;
    instruction i{number ? d_.of({operation::select, operation::select_constant, operation::select_constants}) : operation::select, l};
    i.c = *c;
    if (i.operation != operation::select_constants) i.a = *a;
    if (i.operation == operation::select) i.b = *any(domain, l);
    else i.constants = constant(near(*a), near(*a));
    put(i, domain);
}

// ── lookups ─────────────────────────────────────────────────────────────────────────────────────────────────────

void program_maker::lookups(index domain) {
    auto const a = any_number(domain);
    if (!a || lane_of(*a) == lane::i128 || values(*a).empty()) return;
    auto const low = std::ranges::min(values(*a)), high = std::ranges::max(values(*a));
    columnar::lookup table;
    table.dense = high - low < 600 && d_.percent(70);
    std::size_t entries = 0;
    if (table.dense) {
        table.low = static_cast<std::int64_t>(low);
        entries = static_cast<std::size_t>(high - low) + 1;
    } else {
        std::set<std::int64_t> bounds;
        for (int n = d_.one_in(4) ? d_.between(10, 300) : d_.between(1, 12); n != 0; --n) bounds.insert(static_cast<std::int64_t>(near(*a)));
        table.bounds.assign(bounds.begin(), bounds.end());
        entries = table.bounds.size() + 1;
    }
    instruction i{operation::look_up, lane_of(*a)};
    i.a = *a;
    i.table = add_lookup(std::move(table), entries);
    put(i, domain);
}

void program_maker::look_up_pair(index domain) {
    auto const a = any_number(domain);
    if (!a || lane_of(*a) == lane::i128 || values(*a).empty()) return;
    auto const b = any(domain, lane_of(*a));
    auto const [a_low, a_high] = std::ranges::minmax(values(*a));
    auto const [b_low, b_high] = std::ranges::minmax(values(*b));
    if (a_high - a_low > 100 || b_high - b_low > 100) return;
    int128 const k = b_high - b_low + 1, low = a_low * k + b_low, high = a_high * k + b_high;
    auto const places = bounds_of(lane::i64);
    if (low < places.low || high > places.high || k > bounds_of(lane_of(*a)).high) return;
    columnar::lookup table;
    table.low = static_cast<std::int64_t>(low);
    instruction i{operation::look_up_pair, lane_of(*a)};
    i.a = *a;
    i.b = *b;
    i.constants = constant(k);
    i.table = add_lookup(std::move(table), static_cast<std::size_t>(high - low) + 1);
    put(i, domain);
}

/// With random entries.
program_maker::index program_maker::add_lookup(columnar::lookup table, std::size_t entries) {
    table.result = d_.of({lane::bits, lane::u8, lane::i16, lane::i32, lane::i64});
    auto const ends = bounds_of(table.result);
    for (; entries != 0; --entries) {
        int128 const small = d_.below(2) + (table.result == lane::bits ? 0 : d_.below(90));
        table.entries.push_back(static_cast<std::int64_t>(d_.one_in(2) ? ends.low + static_cast<int128>(d_.next()) % (ends.high - ends.low + 1) : small));
    }
    stage().lookups.push_back(std::move(table));
    return static_cast<index>(stage().lookups.size() - 1);
}

// ── moving, dates, lists ────────────────────────────────────────────────────────────────────────────────────────

void program_maker::moving(index domain) {
    if (domain != 0 && d_.one_in(2)) {
        auto const a = any(domain - 1, any_lane());
        if (!a) return;
        instruction i{operation::gather, lane_of(*a)};
        i.a = *a;
        put(i, domain);
        return;
    }
    if (d_.one_in(4)) {
        auto const l = any_lane();
        instruction i{operation::fill, l};
        i.constants = constant(l == lane::text ? int128(d_.below(made_.texts.size())) : near(l, {}));
        put(i, domain);
        return;
    }
    auto const a = any_number(domain);
    auto const l = d_.of({lane::u8, lane::i16, lane::i32, lane::i64, lane::i128});
    if (!a || l == lane_of(*a)) return;
    instruction i{operation::convert, l};
    i.a = *a;
    put(i, domain);
}

void program_maker::dates(index domain) {
    auto const a = any(domain, lane::i32);
    if (!a || d_.one_in(2)) return;
    instruction i{operation::is_date, lane::i32};
    i.a = *a;
    if (std::ranges::all_of(values(*a), [](int128 v) { return v >= barem::first_day && v <= barem::last_day; })) {
        auto part = i;
        part.operation = d_.of({operation::year_of, operation::month_of, operation::day_of});
        put(part, domain);
    }
    i.b = *any(domain, lane::i32);
    i.c = *any(domain, lane::i32);
    auto const known = put(i, domain);
    i.operation = operation::make_date;
    auto const day = put(i, domain);
    if (!day) return;
    hide(*day);
    if (!known) return;
    instruction choose{operation::select_constant, lane::i32};
    choose.a = *day;
    choose.c = *known;
    choose.constants = constant(0);
    put(choose, domain);
}

/// Of the elements of each row of a parent, with or without a filter.
void program_maker::lists() {
    index const child = static_cast<index>(d_.between(1, 2)), parent = child - 1;
    auto const op = d_.of({operation::element_count, operation::count_of, operation::any_of, operation::all_of, operation::sum_of, operation::sum_of, operation::minimum_of,
                           operation::maximum_of, operation::first_of, operation::latest_of});
    bool const counts = op == operation::element_count || op == operation::count_of, truth = op == operation::any_of || op == operation::all_of;
    auto const c = op == operation::element_count || (d_.one_in(3) && op != operation::count_of) ? std::nullopt : any(child, lane::bits);
    auto const a = truth                                                            ? any(child, lane::bits)
                   : op == operation::first_of || op == operation::latest_of ? any(child, any_lane())
                                                                                     : any_number(child);
    auto const by = any_number(child);
    if (!a || !by || (op == operation::count_of && !c)) return;
    auto l = counts ? lane::i32 : lane_of(*a);
    if (op == operation::sum_of && d_.percent(70)) l = std::max(l, d_.of({lane::i32, lane::i64, lane::i128}));
    instruction i{op, l};
    i.elements = child;
    if (!counts) i.a = *a;
    if (op == operation::latest_of) i.b = *by;
    if (c) i.c = *c;
    auto const made = put(i, parent);
    if (!made || counts || truth || op == operation::sum_of || l == lane::bits) return;
    instruction there{c ? operation::count_of : operation::element_count, lane::i32};
    there.elements = child;
    if (c) there.c = *c;
    auto const count = put(there, parent);
    if (count) choose_away(*made, *count);
    else hide(*made);
}

/// Without an element the value is any.
void program_maker::choose_away(index value, index count) {
    if (std::ranges::all_of(values(count), [](int128 n) { return n != 0; })) return;
    hide(value);
    index const domain = known_.registers[value].domain;
    instruction there{operation::within, lane::i32};
    there.a = count;
    there.constants = constant(1, std::numeric_limits<std::int32_t>::max());
    auto const some = put(there, domain);
    auto const other = any(domain, lane_of(value));
    if (!some || !other) return;
    instruction choose{operation::select, lane_of(value)};
    choose.a = value;
    choose.b = *other;
    choose.c = *some;
    put(choose, domain);
}

}  // namespace differential
