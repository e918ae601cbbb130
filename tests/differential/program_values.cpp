#include "differential/program_values.hpp"

#include <barem/value.hpp>

#include <algorithm>
#include <limits>

namespace differential {

namespace {

namespace columnar = barem::columnar;
using barem::int128;
using barem::rounding;
using barem::program::index;
using barem::program::none;
using columnar::lane;
using columnar::operation;

int128 quotient(int128 a, int128 b, rounding mode) {
    int128 down = a / b;
    if (a % b != 0 && a < 0) --down;
    int128 const rest = a - down * b;
    if (rest == 0) return down;
    bool const negative = a < 0;
    auto const nearest = [&](bool half_goes_up) { return 2 * rest > b || (2 * rest == b && half_goes_up) ? down + 1 : down; };
    switch (mode) {
        case rounding::half_up: return nearest(!negative);
        case rounding::half_even: return nearest(down % 2 != 0);
        case rounding::half_down: return nearest(negative);
        case rounding::toward_zero: return negative ? down + 1 : down;
        case rounding::away_from_zero: return negative ? down : down + 1;
        case rounding::down: return down;
        case rounding::up: return down + 1;
    }
    return down;
}

using checked = std::optional<int128>;

checked sum(int128 a, int128 b) {
    int128 made = 0;
    return __builtin_add_overflow(a, b, &made) ? std::nullopt : checked(made);
}
checked product(int128 a, int128 b) {
    int128 made = 0;
    return __builtin_mul_overflow(a, b, &made) ? std::nullopt : checked(made);
}

int128 entry(columnar::lookup const& table, int128 at) {
    if (table.dense) return table.entries[static_cast<std::size_t>(at - table.low)];
    return table.entries[static_cast<std::size_t>(std::ranges::upper_bound(table.bounds, at, [](int128 x, int128 y) { return x < y; }) - table.bounds.begin())];
}

std::optional<barem::date> day(int128 y, int128 m, int128 d) {
    bool const small = y >= 1 && y <= 9999 && m >= 1 && m <= 12 && d >= 1 && d <= 31;
    return small ? barem::date::from_ymd(static_cast<int>(y), static_cast<unsigned>(m), static_cast<unsigned>(d)) : std::nullopt;
}

/// The operands of a row, and the constants.
struct operands { int128 a, b, c, k, m; };

checked number_of(operation op, operands const& o, rounding mode) {
    auto const& [a, b, c, k, m] = o;
    switch (op) {
        case operation::convert: return a;
        case operation::fill: return k;
        case operation::add: return sum(a, b);
        case operation::add_constant: return sum(a, k);
        case operation::add_where: return c ? sum(a, b) : a;
        case operation::add_constant_where: return c ? sum(a, k) : a;
        case operation::subtract: return sum(a, -b);
        case operation::subtract_from: return sum(k, -a);
        case operation::multiply: return product(a, b);
        case operation::multiply_constant: return product(a, k);
        case operation::absolute: return a < 0 ? -a : a;
        case operation::minimum: return std::min(a, b);
        case operation::maximum: return std::max(a, b);
        case operation::minimum_constant: return std::min(a, k);
        case operation::maximum_constant: return std::max(a, k);
        case operation::quotient: return quotient(a, b, mode);
        case operation::quotient_constant: return quotient(a, k, mode);
        case operation::select: return c ? a : b;
        case operation::select_constant: return c ? a : k;
        case operation::select_constants: return c ? k : m;
        default: return std::nullopt;
    }
}

bool truth_of(operation op, operands const& o) {
    auto const& [a, b, c, k, m] = o;
    switch (op) {
        case operation::within: return k <= a && a <= m;
        case operation::less: return a < b;
        case operation::less_equal: return a <= b;
        case operation::equal: return a == b;
        case operation::equal_text: return a == k;
        case operation::bits_and: return a != 0 && b != 0;
        case operation::bits_or: return a != 0 || b != 0;
        case operation::bits_and_not: return a != 0 && b == 0;
        case operation::bits_xor: return a != b;
        case operation::bits_not: return a == 0;
        default: return day(a, b, c).has_value();
    }
}

bool makes_truth(operation op) { return (op >= operation::within && op <= operation::bits_not) || op == operation::is_date; }
bool is_of_lists(operation op) { return op >= operation::element_count; }
bool is_of_dates(operation op) { return op >= operation::year_of && op <= operation::make_date; }

int128 of_date(operation op, operands const& o) {
    if (op == operation::make_date) {
        auto const made = day(o.a, o.b, o.c);
        return made ? made->days : 0;
    }
    auto const civil = barem::date{static_cast<std::int32_t>(o.a)}.to_ymd();
    return op == operation::year_of ? civil.year : static_cast<int>(op == operation::month_of ? civil.month : civil.day);
}

class row_after_row {
public:
    row_after_row(columnar::stage const& s, columnar::instruction const& i, program_values const& known) : s_(s), i_(i), known_(known) {}

    [[nodiscard]] checked value(std::size_t row) const {
        operands const o{at(i_.a, row), at(i_.b, row), at(i_.c, row), constant(0), constant(1)};
        if (makes_truth(i_.operation)) return truth_of(i_.operation, o) ? 1 : 0;
        if (is_of_dates(i_.operation)) return of_date(i_.operation, o);
        if (i_.operation == operation::look_up) return entry(s_.lookups[i_.table], o.a);
        if (i_.operation == operation::look_up_pair) return entry(s_.lookups[i_.table], o.a * o.k + o.b);
        return number_of(i_.operation, o, i_.mode);
    }

    /// Of the elements of a row.
    [[nodiscard]] checked value_of_list(std::size_t row) const {
        checked total = 0;
        int128 elements = 0, count = 0, truths = 0, best = 0, best_by = 0;
        auto const& offsets = known_.offsets[i_.elements];
        for (auto e = static_cast<std::size_t>(offsets[row]); e != static_cast<std::size_t>(offsets[row + 1]); ++e) {
            ++elements;
            if (i_.c != none && at(i_.c, e) == 0) continue;
            int128 const a = at(i_.a, e), by = at(i_.b, e);
            if (i_.operation == operation::sum_of && total) total = sum(*total, a);
            truths += a != 0 ? 1 : 0;
            if (++count == 1 || better(a, best, by, best_by)) best = a, best_by = by;
        }
        switch (i_.operation) {
            case operation::element_count: return elements;
            case operation::count_of: return count;
            case operation::any_of: return truths != 0 ? 1 : 0;
            case operation::all_of: return truths == count ? 1 : 0;
            case operation::sum_of: return total;
            default: return best;
        }
    }

    /// Of the row's parent.
    [[nodiscard]] int128 value_of_parent(std::size_t row) const {
        auto const& offsets = known_.offsets[i_.domain];
        return at(i_.a, static_cast<std::size_t>(std::ranges::upper_bound(offsets, static_cast<std::int32_t>(row)) - offsets.begin()) - 1);
    }

private:
    [[nodiscard]] int128 at(index reg, std::size_t row) const { return reg == none ? 0 : known_.registers[reg].values[row]; }
    [[nodiscard]] int128 constant(index which) const { return i_.constants == none ? 0 : s_.constants[i_.constants + which]; }
    [[nodiscard]] bool better(int128 a, int128 best, int128 by, int128 best_by) const {
        switch (i_.operation) {
            case operation::minimum_of: return a < best;
            case operation::maximum_of: return a > best;
            case operation::latest_of: return by >= best_by;
            default: return false;
        }
    }

    columnar::stage const& s_;
    columnar::instruction const& i_;
    program_values const& known_;
};

}  // namespace

lane_bounds bounds_of(lane l) {
    auto const of = []<typename T>(T) { return lane_bounds{std::numeric_limits<T>::min(), std::numeric_limits<T>::max()}; };
    switch (l) {
        case lane::u8: return of(std::uint8_t{});
        case lane::i16: return of(std::int16_t{});
        case lane::i32: return of(std::int32_t{});
        case lane::i64: return of(std::int64_t{});
        case lane::i128: return {-(int128{1} << 126), int128{1} << 126};
        default: return {0, 1};
    }
}

lane result_lane(columnar::stage const& s, columnar::instruction const& i) {
    if (makes_truth(i.operation)) return lane::bits;
    return i.table == none ? i.lane : s.lookups[i.table].result;
}

std::optional<content> interpret(columnar::stage const& s, columnar::instruction const& i, program_values const& known) {
    content made{result_lane(s, i), i.domain, {}};
    row_after_row const rows(s, i, known);
    auto const within = bounds_of(made.lane);
    for (std::size_t row = 0; row != known.rows[i.domain]; ++row) {
        auto const v = is_of_lists(i.operation) ? rows.value_of_list(row) : i.operation == operation::gather ? rows.value_of_parent(row) : rows.value(row);
        if (!v || (made.lane != lane::text && (*v < within.low || *v > within.high))) return std::nullopt;
        made.values.push_back(*v);
    }
    return made;
}

}  // namespace differential
