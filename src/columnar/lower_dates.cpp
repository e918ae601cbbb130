// Dates and working days.

#include "columnar/bounds.hpp"
#include "columnar/layout.hpp"
#include "columnar/lowering.hpp"
#include "exec/work_calendar.hpp"

namespace barem::columnar {

using kinds = program::type_kind;

lowered lowering::date_operation(plan::node const& n, operands in) {
    using enum plan::operation;
    switch (n.operation) {
        case date_add_days: return move_date(in[0], in[1], false, false);
        case date_subtract_days: return move_date(in[0], in[1], true, false);
        case days_after: return move_date(in[1], in[0], false, true);
        case days_before: return move_date(in[1], in[0], true, true);
        case date_difference: {
            auto to = needed(in[0]), from = needed(in[1]);
            return sum({{as_days(std::move(to)), false}, {as_days(std::move(from)), true}});
        }
        case plan::operation::make_date: return this->make_date(in);
        case year_of: return part_of_date(operation::year_of, in[0], 1, 9999);
        case month_of: return part_of_date(operation::month_of, in[0], 1, 12);
        case day_of: return part_of_date(operation::day_of, in[0], 1, 31);
        default: return working_days(n, in);
    }
}

/// A date as its day count.
lowered lowering::as_days(lowered v) {
    auto const count = [](std::span<point const> in) {
        auto* d = std::get_if<date>(&in[0].v);
        return in[0].failed || !d ? in[0] : point{false, number(d->days)};
    };
    if (auto made = pointwise(kinds::number, {&v, 1}, count)) return *made;
    v = materialise(std::move(v));
    if (v.is_constant() && is_given(v.literal)) v.literal = number(std::get<date>(v.literal).days);
    v.kind = kinds::number;
    return v;
}

/// Fails where it is no whole number.
lowered lowering::whole(lowered v) {
    auto const keep = [](std::span<point const> in) {
        auto* n = std::get_if<number>(&in[0].v);
        return !in[0].failed && n && n->is_integer() ? in[0] : point{true, {}};
    };
    if (auto made = pointwise(kinds::number, {&v, 1}, keep)) return *made;
    v = materialise(needed(std::move(v)));
    if (v.is_constant() || (v.denominator == 1 && v.divisor == none)) {
        if (v.is_constant() && (!is_given(v.literal) || !std::get<number>(v.literal).is_integer())) return failing(kinds::number);
        return v;
    }
    auto plain = v;
    plain.failed = never;
    auto made = materialise(round(plain, number(1), rounding::down));
    made.failed = code().either(v.failed, code().negated(equal_given(made, plain)));
    return made;
}

/// Day counts as dates; those that are none fail.
lowered lowering::within_dates(lowered days) {
    days = materialise(std::move(days));
    if (days.is_constant() && !is_given(days.literal)) return failing(kinds::date);
    if (days.is_constant()) {
        auto const count = std::get<number>(days.literal).to_int64().value_or(last_day + std::int64_t{1});
        if (count < first_day || count > last_day) return failing(kinds::date);
        days.literal = date{static_cast<std::int32_t>(count)};
        days.kind = kinds::date;
        return days;
    }
    auto const low = std::max<int128>(days.low, first_day), high = std::min<int128>(days.high, last_day);
    if (low > high) return failing(kinds::date);
    if (low != days.low || high != days.high) days.failed = code().either(days.failed, code().negated(code().within(days.reg, low, high)));
    days.reg = code().convert(days.reg, narrowest(low, high));
    days.low = low;
    days.high = high;
    days.kind = kinds::date;
    return days;
}

lowered lowering::move_date(lowered from, lowered by, bool back, bool from_zero) {
    by = whole(std::move(by));
    if (from_zero) by = choose(apply(plan::operation::less, {by, constant_value(kinds::number, number(0))}), failing(kinds::number), by);
    return within_dates(sum({{as_days(needed(std::move(from))), false}, {std::move(by), back}}));
}

lowered lowering::part_of_date(operation o, lowered v, int low, int high) {
    v = materialise(needed(std::move(v)));
    if (v.is_constant()) refuse("a part of a date that fails");
    if (o == operation::year_of) {
        low = date{static_cast<std::int32_t>(std::max<int128>(v.low, first_day))}.to_ymd().year;
        high = date{static_cast<std::int32_t>(std::min<int128>(v.high, last_day))}.to_ymd().year;
    }
    auto made = number_from(code().unary(o, lane::i32, v.reg), low, high, 1);
    made.failed = v.failed;
    return made;
}

lowered lowering::make_date(operands in) {
    std::array<lowered, 3> parts;
    bits failed = never;
    index domain = 0;
    for (std::size_t i = 0; i != 3; ++i) {
        parts[i] = materialise(whole(in[i]));
        failed = code().either(failed, parts[i].failed);
        if (failed.is(true)) return failing(kinds::date);
        if (!parts[i].is_constant()) domain = code().deeper(domain, code().domain_of(parts[i].reg));
    }
    for (lowered& p : parts) {
        p = in_registers(p, domain);
        // What no i32 holds is no part of a date.
        if (narrowest(p.low, p.high) > lane::i32) {
            failed = code().either(failed, code().negated(code().within(p.reg, 1, 9999)));
            p.low = std::max<int128>(p.low, 1);
            p.high = std::min<int128>(p.high, 9999);
        }
    }
    auto const year_low = std::clamp<int128>(parts[0].low, 1, 9999), year_high = std::clamp<int128>(parts[0].high, 1, 9999);
    auto made = number_from(code().make_date(operation::make_date, parts[0].reg, parts[1].reg, parts[2].reg),
                            date::from_ymd(static_cast<int>(year_low), 1, 1)->days, date::from_ymd(static_cast<int>(year_high), 12, 31)->days, 1, kinds::date);
    bool const exists = parts[0].low >= 1 && parts[0].high <= 9999 && parts[1].low >= 1 && parts[1].high <= 12 && parts[2].low >= 1 && parts[2].high <= 28;
    bits const is_none = exists ? never : code().negated({code().make_date(operation::is_date, parts[0].reg, parts[1].reg, parts[2].reg), false});
    made.failed = code().either(failed, is_none);
    return made;
}

// ── working days ────────────────────────────────────────────────────────────────────────────────────────────────

/// A function of the days of a calendar, as one lookup; other days fail.
lowered lowering::of_calendar(kinds result, exec::work_calendar const& calendar, lowered day, std::function<point(date)> const& f) {
    auto const one = [&](std::span<point const> in) {
        auto* d = std::get_if<date>(&in[0].v);
        return !in[0].failed && d && calendar.covers(*d) ? f(*d) : point{true, {}};
    };
    if (auto made = pointwise(result, {&day, 1}, one)) return *made;
    day = materialise(needed(std::move(day)));
    if (day.is_constant()) {
        auto const p = one(std::array{point{false, day.literal}});
        auto made = p.failed ? failing(result) : constant_value(result, p.v);
        made.failed = code().either(made.failed, day.failed);
        return made;
    }
    auto const first = static_cast<std::int32_t>(std::max<int128>(day.low, calendar.first_covered().days));
    auto const last = static_cast<std::int32_t>(std::min<int128>(day.high, calendar.last_covered().days));
    if (first > last) return failing(result);
    lookup values{lane::bits, true, first, {}, {}}, fails{lane::bits, true, first, {}, {}};
    bool some = false, any_fails = false;
    std::int64_t low = 0, high = 0;
    for (std::int32_t d = first; d <= last; ++d) {
        auto const p = f({d});
        fails.entries.push_back(p.failed ? 1 : 0);
        any_fails = any_fails || p.failed;
        std::int64_t entry = values.entries.empty() ? 0 : values.entries.back();
        if (!p.failed) entry = result == kinds::truth ? std::get<bool>(p.v) : plan::position_of(p.v)->to_int64().value();
        values.entries.push_back(entry);
        if (p.failed) continue;
        low = some ? std::min(low, entry) : entry;
        high = some ? std::max(high, entry) : entry;
        some = true;
    }
    if (!some) return failing(result);
    for (auto& e : values.entries) e = std::clamp(e, low, high);
    if (result != kinds::truth) values.result = narrowest(low, high);
    bits failed = day.failed;
    if (any_fails) failed = code().either(failed, {code().look_up(day.reg, std::move(fails)), false});
    if (first > day.low || last < day.high) failed = code().either(failed, code().negated(code().within(day.reg, first, last)));
    index const reg = code().look_up(day.reg, std::move(values));
    auto made = result == kinds::truth ? truth_value({reg, false}) : number_from(reg, low, high, 1, result);
    made.failed = failed;
    return made;
}

lowered lowering::working_days(plan::node const& n, operands in) {
    using enum plan::operation;
    exec::work_calendar const& calendar = *n.qualifier.calendar;
    auto const date_point = [](std::optional<date> d) { return d ? point{false, *d} : point{true, {}}; };
    switch (n.operation) {
        case is_working_day: return of_calendar(kinds::truth, calendar, in[0], [&](date d) { return point{false, calendar.is_worked(d)}; });
        case working_days_between: {
            auto const counted = [&](lowered const& v) {
                date const start = calendar.first_covered();
                return of_calendar(kinds::number, calendar, v, [&, start](date d) { return point{false, number(calendar.between(start, d))}; });
            };
            return sum({{counted(in[1]), false}, {counted(in[0]), true}});
        }
        case working_days_after:
        case working_days_before: {
            bool const after = n.operation == working_days_after;
            auto const moved = [&](std::int64_t count) {
                return of_calendar(kinds::date, calendar, in[1], [&](date d) { return date_point(after ? calendar.after(count, d) : calendar.before(count, d)); });
            };
            auto days = whole(in[0]);
            if (days.is_known()) {
                auto const count = std::get<number>(days.literal).to_int64();
                return count && *count >= 0 ? moved(*count) : failing(kinds::date);
            }
            if (days.is_constant() && days.failed.is(true)) return failing(kinds::date);
            return by_count(std::move(days), moved, calendar, in[1], after);
        }
        default: break;
    }
    refuse(std::string(plan::info(n.operation).name));
}

/// Working days from a date by a count that differs from row to row: few counts one by one, others through the days' numbers.
lowered lowering::by_count(lowered days, std::function<lowered(std::int64_t)> const& moved, exec::work_calendar const& calendar, lowered const& from, bool after) {
    using enum plan::operation;
    std::set<std::int64_t> counts;
    auto const enter = [&](number const& n) {
        if (auto const c = n.to_int64(); c && *c >= 0) counts.insert(*c);
    };
    if (days.form == lowered::form::choice) enter(days.first), enter(days.second);
    if (days.form == lowered::form::curve)
        for (point const& p : days.function->at)
            if (auto* n = std::get_if<number>(&p.v); n && !p.failed) enter(*n);
    days = materialise(std::move(days));
    if (!counts.empty() && counts.size() <= 8) {
        auto made = failing(kinds::date);
        for (auto const count : counts)
            made = choose(apply(equal, {days, constant_value(kinds::number, number(count))}), moved(count), std::move(made));
        return made;
    }
    // The count-th working day that follows: its number among all of them, which the calendar's list turns into a day.
    auto const zero = constant_value(kinds::number, number(0));
    auto const earlier = of_calendar(kinds::number, calendar, from, [&](date d) {
        return point{false, number(after ? calendar.worked_until(d) : calendar.worked_before(d))};
    });
    auto number_of_day = materialise(sum({{earlier, false}, {days, !after}, {constant_value(kinds::number, number(after ? -1 : 0)), false}}));
    if (number_of_day.is_constant()) refuse("a count of working days");
    lookup list{lane::i32, true, 0, {}, {}};
    for (std::int64_t i = 0; i != calendar.worked_in_all(); ++i) list.entries.push_back(calendar.worked_day(i).days);
    if (list.entries.empty()) return failing(kinds::date);
    auto made = number_from(none, list.entries.front(), list.entries.back(), 1, kinds::date);
    bits const there = code().within(number_of_day.reg, 0, static_cast<std::int64_t>(list.entries.size()) - 1);
    made.failed = code().either(number_of_day.failed, code().negated(there));
    made.reg = code().look_up(number_of_day.reg, std::move(list));
    auto result = choose(apply(greater, {days, zero}), made, needed(from));
    // Both need the first day to be one of the calendar's, even for a count of zero.
    result = choose(apply(is_given, {earlier}), std::move(result), failing(kinds::date));
    return choose(apply(plan::operation::less, {days, zero}), failing(kinds::date), std::move(result));
}

}  // namespace barem::columnar
