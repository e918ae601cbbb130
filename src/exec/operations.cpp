#include "exec/operations.hpp"

#include "exec/work_calendar.hpp"
#include "number/large.hpp"

#include <vector>

namespace barem::exec {

using plan::qualifier;

namespace {

// ── operands and results ────────────────────────────────────────────────────────────────────────────────────────

template <typename T>
failure succeed(value& result, T made) {
    if constexpr (std::is_same_v<T, value>) result = std::move(made);
    else set(result, std::move(made));
    return failure::none;
}

/// Applies `f` to operands of type T. An operand that is none is one that is missing: types were checked long before.
template <typename T, typename F>
failure unary(operands in, value& result, F f) {
    auto* a = std::get_if<T>(&in[0]);
    return a ? succeed(result, f(*a)) : failure::missing_value;
}

template <typename F>
failure binary(operands in, value& result, F f) {
    auto* a = std::get_if<number>(&in[0]);
    auto* b = std::get_if<number>(&in[1]);
    return a && b ? succeed(result, f(*a, *b)) : failure::missing_value;
}

failure comparison(operands in, value& result, plan::operation which) {
    auto order = compare(in[0], in[1]);
    return order ? succeed(result, is_met(which, *order)) : failure::missing_value;
}

// ── arithmetic ──────────────────────────────────────────────────────────────────────────────────────────────────

failure negate(operands in, qualifier const&, value& result) {
    return unary<number>(in, result, [](number const& a) { return -a; });
}
failure add(operands in, qualifier const&, value& result) {
    return binary(in, result, sum);
}
failure subtract(operands in, qualifier const&, value& result) {
    return binary(in, result, [](number const& a, number const& b) { return a - b; });
}
failure multiply(operands in, qualifier const&, value& result) {
    return binary(in, result, [](number const& a, number const& b) { return a * b; });
}
failure percent_of(operands in, qualifier const&, value& result) {
    return binary(in, result, [](number const& a, number const& b) { return a * b / number(100); });
}
failure absolute(operands in, qualifier const&, value& result) {
    return unary<number>(in, result, [](number const& a) { return a.sign() < 0 ? -a : a; });
}

bool divides_by_zero(operands in) {
    auto* divisor = std::get_if<number>(&in[1]);
    return divisor && divisor->is_zero() && is_given(in[0]);
}
failure divide(operands in, qualifier const&, value& result) {
    if (divides_by_zero(in)) return failure::division_by_zero;
    return binary(in, result, [](number const& a, number const& b) { return a / b; });
}
failure share(operands in, qualifier const&, value& result) {
    if (divides_by_zero(in)) return failure::division_by_zero;
    return binary(in, result, [](number const& a, number const& b) { return a / b * number(100); });
}

/// The operand that comes first (`wanted` less) or last (`wanted` greater); of equals, any: they cannot be told apart.
failure extreme(operands in, std::strong_ordering wanted, value& result) {
    value const* best = &in[0];
    for (std::size_t i = 0; i != in.size(); ++i) {
        auto order = compare(in[i], *best);
        if (!order) return failure::missing_value;
        if (*order == wanted) best = &in[i];
    }
    return succeed(result, *best);
}
failure minimum(operands in, qualifier const&, value& result) { return extreme(in, std::strong_ordering::less, result); }
failure maximum(operands in, qualifier const&, value& result) { return extreme(in, std::strong_ordering::greater, result); }

failure round_places(operands in, qualifier const& how, value& result) {
    auto* a = std::get_if<number>(&in[0]);
    auto* digits = std::get_if<number>(&in[1]);
    if (!a || !digits) return failure::missing_value;
    auto places = digits->to_int64();
    if (!places) return failure::not_whole;
    if (*places < -number::max_exponent || *places > number::max_exponent) return failure::number_too_large;
    return succeed(result, a->rounded(static_cast<int>(*places), how.mode));
}
failure round_multiple(operands in, qualifier const& how, value& result) {
    auto* a = std::get_if<number>(&in[0]);
    auto* multiple = std::get_if<number>(&in[1]);
    if (!a || !multiple) return failure::missing_value;
    if (multiple->sign() <= 0) return failure::multiple_not_positive;
    return succeed(result, a->rounded_to(*multiple, how.mode));
}

// ── truths ──────────────────────────────────────────────────────────────────────────────────────────────────────

failure logical_not(operands in, qualifier const&, value& result) {
    return unary<bool>(in, result, [](bool a) { return !a; });
}
failure equal(operands in, qualifier const&, value& result) { return succeed(result, in[0] == in[1]); }
failure not_equal(operands in, qualifier const&, value& result) { return succeed(result, in[0] != in[1]); }
failure less(operands in, qualifier const&, value& result) { return comparison(in, result, plan::operation::less); }
failure less_equal(operands in, qualifier const&, value& result) { return comparison(in, result, plan::operation::less_equal); }
failure greater(operands in, qualifier const&, value& result) { return comparison(in, result, plan::operation::greater); }
failure greater_equal(operands in, qualifier const&, value& result) { return comparison(in, result, plan::operation::greater_equal); }

failure in_interval(operands in, qualifier const& bounds, value& result) {
    bool inside = true;
    std::size_t next = 1;
    if (bounds.has_low) {
        auto order = compare(in[next++], in[0]);
        if (!order) return failure::missing_value;
        inside = inside && (bounds.low_closed ? *order <= 0 : *order < 0);
    }
    if (bounds.has_high) {
        auto order = compare(in[0], in[next]);
        if (!order) return failure::missing_value;
        inside = inside && (bounds.high_closed ? *order <= 0 : *order < 0);
    }
    return is_given(in[0]) ? succeed(result, inside) : failure::missing_value;
}

failure in_set(operands in, qualifier const&, value& result) {
    bool found = false;
    for (std::size_t i = 1; i != in.size(); ++i) found = found || in[i] == in[0];
    return succeed(result, found);
}
failure is_given(operands in, qualifier const&, value& result) { return succeed(result, barem::is_given(in[0])); }

// ── dates ───────────────────────────────────────────────────────────────────────────────────────────────────────

failure year_of(operands in, qualifier const&, value& result) {
    return unary<date>(in, result, [](date d) { return number(d.to_ymd().year); });
}
failure month_of(operands in, qualifier const&, value& result) {
    return unary<date>(in, result, [](date d) { return number(std::int64_t{d.to_ymd().month}); });
}
failure day_of(operands in, qualifier const&, value& result) {
    return unary<date>(in, result, [](date d) { return number(std::int64_t{d.to_ymd().day}); });
}

failure position_of(operands in, qualifier const&, value& result) {
    return unary<word>(in, result, [](word w) { return number(std::int64_t{w.index} + 1); });
}

failure make_date(operands in, qualifier const&, value& result) {
    std::int64_t parts[3];
    for (int i = 0; i != 3; ++i) {
        auto* part = std::get_if<number>(&in[static_cast<std::size_t>(i)]);
        if (!part) return failure::missing_value;
        if (!part->is_integer()) return failure::not_whole;
        auto whole = part->to_int64();
        if (!whole || *whole < 1 || *whole > 9999) return i == 0 ? failure::date_out_of_range : failure::no_such_date;
        parts[i] = *whole;
    }
    auto made = date::from_ymd(static_cast<int>(parts[0]), static_cast<unsigned>(parts[1]), static_cast<unsigned>(parts[2]));
    return made ? succeed(result, *made) : failure::no_such_date;
}

failure move_date(operands in, int direction, value& result) {
    auto* from = std::get_if<date>(&in[0]);
    auto* by = std::get_if<number>(&in[1]);
    if (!from || !by) return failure::missing_value;
    if (!by->is_integer()) return failure::not_whole;
    number const moved = number(from->days) + (direction < 0 ? -*by : *by);
    if (moved < number(first_day) || moved > number(last_day)) return failure::date_out_of_range;
    return succeed(result, date{static_cast<std::int32_t>(*moved.to_int64())});
}
failure date_add_days(operands in, qualifier const&, value& result) { return move_date(in, 1, result); }
failure date_subtract_days(operands in, qualifier const&, value& result) { return move_date(in, -1, result); }

failure date_difference(operands in, qualifier const&, value& result) {
    auto* to = std::get_if<date>(&in[0]);
    auto* from = std::get_if<date>(&in[1]);
    if (!to || !from) return failure::missing_value;
    return succeed(result, number(std::int64_t{to->days} - from->days));
}

// ── deadlines ───────────────────────────────────────────────────────────────────────────────────────────────────

/// The operands of a deadline in the order of moving a date.
failure days_from(operands in, int direction, value& result) {
    auto* by = std::get_if<number>(&in[0]);
    if (by && by->sign() < 0) return failure::negative_days;
    return move_date(std::array{&in[1], &in[0]}, direction, result);
}
failure days_after(operands in, qualifier const&, value& result) { return days_from(in, 1, result); }
failure days_before(operands in, qualifier const&, value& result) { return days_from(in, -1, result); }

failure working_days_from(operands in, work_calendar const& calendar, int direction, value& result) {
    auto* by = std::get_if<number>(&in[0]);
    auto* from = std::get_if<date>(&in[1]);
    if (!by || !from) return failure::missing_value;
    if (!by->is_integer()) return failure::not_whole;
    if (by->sign() < 0) return failure::negative_days;
    auto const count = by->to_int64();
    auto const found = count ? (direction > 0 ? calendar.after(*count, *from) : calendar.before(*count, *from)) : std::nullopt;
    return found ? succeed(result, *found) : failure::outside_calendar;
}
failure working_days_after(operands in, qualifier const& how, value& result) { return working_days_from(in, *how.calendar, 1, result); }
failure working_days_before(operands in, qualifier const& how, value& result) { return working_days_from(in, *how.calendar, -1, result); }

failure working_days_between(operands in, qualifier const& how, value& result) {
    auto* from = std::get_if<date>(&in[0]);
    auto* to = std::get_if<date>(&in[1]);
    if (!from || !to) return failure::missing_value;
    if (!how.calendar->covers(*from) || !how.calendar->covers(*to)) return failure::outside_calendar;
    return succeed(result, number(how.calendar->between(*from, *to)));
}

failure is_working_day(operands in, qualifier const& how, value& result) {
    auto* day = std::get_if<date>(&in[0]);
    if (!day) return failure::missing_value;
    if (!how.calendar->covers(*day)) return failure::outside_calendar;
    return succeed(result, how.calendar->is_worked(*day));
}

// ── the table ───────────────────────────────────────────────────────────────────────────────────────────────────

}  // namespace

failure (*const functions[])(operands, qualifier const&, value&) = {
#define BAREM_PURE(name, symbol, arity, result, meaning) name,
#define BAREM_CONTROL(name, symbol, arity, result, meaning) nullptr,
#include "plan/operations.def"
#undef BAREM_PURE
#undef BAREM_CONTROL
};

failure apply(plan::operation operation, std::span<value const> in, qualifier const& how, unsigned max_number_bits, value& result) {
    std::vector<value const*> places;
    for (value const& v : in) places.push_back(&v);
    return apply(operation, operands(places.data(), places.size()), how, max_number_bits, result);
}

std::string describe(failure why) {
    switch (why) {
        case failure::none: break;
        case failure::missing_value: return "a value that is needed is missing";
        case failure::division_by_zero: return "division by zero";
        case failure::number_too_large: return "a number grew beyond the limit of its size";
        case failure::not_whole: return "a whole number is needed here";
        case failure::multiple_not_positive: return "the multiple to round to must be above zero";
        case failure::no_such_date: return "there is no such date";
        case failure::negative_days: return "a deadline is counted in days from 0";
        case failure::outside_calendar: return "a day outside the calendar";
        case failure::date_out_of_range: return "a date outside the years 1 to 9999";
    }
    return "";
}

}  // namespace barem::exec
