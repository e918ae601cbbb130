// How working days were counted: which days were left out on the way, and why.

#include "explain/decisions.hpp"
#include "explain/wording.hpp"

namespace barem::explain {

using program::day_kind;

namespace {

/// Of more days than that only the number is told.
constexpr int most_weekend_runs = 4;

text full(date d) {
    auto const at = d.to_ymd();
    return day(at.year, at.month, at.day);
}

/// "10 to 16 February 2021"; "10/02 đến 16/02/2021"
text full(date first, date last) {
    if (first == last) return full(first);
    auto const a = first.to_ymd(), b = last.to_ymd();
    text begin = full(first);
    if (a.year == b.year) {
        begin.en.resize(begin.en.rfind(hard_space));
        begin.vi.resize(begin.vi.rfind('/'));
        if (a.month == b.month) begin.en = std::to_string(a.day);
    }
    return say(message::days_to, {begin, full(last)});
}

}  // namespace

/// "Lunar New Year, Art. 112"; "weekend"; "exchange: worked on 11 September 2021 instead"
text decider::reason_of(program::calendar const& calendar, program::calendar_day const& d) {
    if (d.kind == day_kind::weekend) return say(message::weekend);
    auto const& entry = calendar.entries[d.entry];
    auto const label = [&](message unnamed) { return entry.shown.empty() ? say(unnamed) : label_of(entry.shown, ""); };
    text says = label(d.kind == day_kind::holiday ? message::holiday : message::exchanged);
    if (d.kind == day_kind::swapped_off) says = say(message::swapped_off, {says, full(entry.first)});
    if (d.kind == day_kind::swapped_in) says = say(message::swapped_in, {says, full(entry.last)});
    text const at = c_.cited(entry.notes);
    return at.empty() ? says : says + text::same(", ") + at;
}

/// Takes down the days off among first .. last, runs of the same reason as one, and the days that are worked in exchange.
void decider::days_between(program::calendar const& calendar, date first, date last, counting& into) {
    for (date d = first; d <= last; ++d.days) {
        auto const* its = calendar.find(d);
        if (!its || its->kind == day_kind::worked) continue;
        auto& runs = its->kind == day_kind::swapped_in ? into.exchanged : into.left_out;
        bool const joins = !runs.empty() && runs.back().last.days + 1 == d.days && runs.back().kind == its->kind && runs.back().entry == its->entry;
        if (joins) runs.back().last = d;
        else runs.push_back({d, d, its->kind, its->entry, reason_of(calendar, *its)});
    }
}

/// Holidays one by one, then the weekends together.
text decider::runs_of(std::vector<day_run> const& runs) {
    std::vector<text> parts, weekends;
    std::int64_t days = 0;
    for (day_run const& r : runs) {
        if (r.kind != day_kind::weekend) {
            parts.push_back(say(message::of_record, {full(r.first, r.last), r.reason}));
            continue;
        }
        weekends.push_back(full(r.first, r.last));
        days += std::int64_t{r.last.days} - r.first.days + 1;
    }
    if (weekends.size() > most_weekend_runs) parts.push_back(say(message::weekend_days, {text::same(std::to_string(days))}));
    else if (!weekends.empty()) parts.push_back(say(message::of_record, {join(weekends, ", "), say(message::weekend)}));
    return join(parts, "; ");
}

std::optional<counting> decider::count_days(spot const& at, index id) {
    plan::node const& n = c_.node(id);
    bool const between = n.operation == plan::operation::working_days_between;
    auto const first = c_.value_of(at, c_.operand(n, 0)), second = c_.value_of(at, c_.operand(n, 1)), result = c_.value_of(at, id);
    if (!first || !second || !result || !is_given(*result) || !is_given(*second)) return std::nullopt;
    auto const& calendar = c_.rules.calendars[n.target];
    counting made;
    made.from = std::get<date>(between ? *first : *second);
    made.to = std::get<date>(between ? *second : *result);
    bool const forward = made.from <= made.to;
    if (made.from == made.to) return std::nullopt;
    // Counted are the days after the earlier one up to the later one; of a deadline before a day, that day itself is not.
    date const begin = forward ? date{made.from.days + 1} : between ? date{made.to.days + 1} : made.to;
    date const end = forward ? made.to : between ? made.from : date{made.from.days - 1};
    days_between(calendar, begin, end, made);
    auto const shown = [&](value const& v, index node) { return c_.shown(v, c_.node(node).type).shown; };
    text const what = between ? say(message::working_days_between, {full(made.from), full(made.to)})
                              : say(n.operation == plan::operation::working_days_after ? message::days_after_date : message::days_before_date,
                                    {shown(*first, c_.operand(n, 0)), full(made.from)});
    made.says = say(between ? message::labelled : message::counted_to, {what, shown(*result, id)});
    if (c_.rules.calendars.size() > 1) made.says = say(message::on_calendar, {made.says, label_of(calendar.shown, calendar.name)});
    if (!made.left_out.empty()) made.says += say(message::not_counted, {runs_of(made.left_out)});
    if (!made.exchanged.empty()) made.says += say(message::also_counted, {runs_of(made.exchanged)});
    return made;
}

/// The countings that an expression rests on, each once; of tables, in their arguments. Of choices, the conditions that were asked and the branch that was taken.
void decider::count_within(spot const& at, index id, std::vector<counting>& into) {
    using enum plan::operation;
    plan::node const& n = c_.node(id);
    if (n.operation == plan::operation::aggregate || n.operation == constant) return;
    bool const counts = n.operation == working_days_after || n.operation == working_days_before || n.operation == working_days_between;
    index const branch = n.operation == conditional ? speech.taken(at, id) : none;
    for (index i = 0; i != n.operands.count; ++i) {
        index const operand = c_.operand(n, i);
        bool const is_condition = branch != none && i % 2 == 0 && i + 1 != n.operands.count;
        if (branch != none && !is_condition && operand != branch) continue;
        count_within(at, operand, into);
        if (branch != none && operand == branch) break;
    }
    if (!counts) return;
    auto made = count_days(at, id);
    bool const known = made && std::any_of(into.begin(), into.end(), [&](counting const& c) { return c.says == made->says; });
    if (made && !known) into.push_back(std::move(*made));
}

std::vector<counting> decider::countings(spot const& at, index node) {
    std::vector<counting> made;
    if (node != none && !c_.rules.calendars.empty()) count_within(at, node, made);
    return made;
}

/// "Done 13 February 2021 is no working day (weekend)"
text speech::working_day(spot const& at, plan::node const& n, bool outcome, manner m) {
    text says = say(outcome ? message::is_working_day : message::is_no_working_day, {formula(at, c_.operand(n, 0), m)});
    auto const v = m == manner::valued && !outcome ? c_.value_of(at, c_.operand(n, 0)) : std::nullopt;
    auto const* d = v ? std::get_if<date>(&*v) : nullptr;
    auto const& calendar = c_.rules.calendars[n.target];
    auto const* its = d ? calendar.find(*d) : nullptr;
    return its ? say(message::of_record, {says, decider(c_).reason_of(calendar, *its)}) : says;
}

}  // namespace barem::explain
