// Calendars: from weekends, holidays and exchanged days to what each day is.
#include "check/context.hpp"

#include <fmt/format.h>

#include <array>
#include <numeric>

namespace barem::check {
namespace {

using program::day_kind;

constexpr std::array<std::string_view, 7> weekdays{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};

/// After so many findings the rest of a calendar is not looked at.
constexpr std::size_t most_findings = 1'000;

/// 0: monday. 1970-01-01 was a thursday.
std::size_t weekday_of(std::int32_t day) { return static_cast<std::size_t>(((day % 7) + 7 + 3) % 7); }

class calendar_check {
public:
    calendar_check(context& c, ast::calendar_declaration const& tree, unsigned& years_so_far) : c_(c), tree_(tree), years_so_far_(years_so_far) {}

    program::calendar run() {
        made_.name = tree_.id.text;
        made_.shown = to_label(c_, tree_.shown);
        made_.where = tree_.id.where;
        auto const weekend = days_of_weekend();
        if (!cover_years()) return std::move(made_);
        for (std::size_t i = 0; i != made_.days.size(); ++i)
            if (weekend[weekday_of(made_.first.days + static_cast<std::int32_t>(i))]) made_.days[i].kind = day_kind::weekend;
        for (auto const& h : tree_.holidays)
            if (c_.findings.size() < most_findings) holiday(h);
        for (auto const& s : tree_.swaps)
            if (c_.findings.size() < most_findings) exchange(s);
        check_years();
        return std::move(made_);
    }

private:
    bool cover_years();
    std::array<bool, 7> days_of_weekend();
    void holiday(ast::holiday const& h);
    void holiday_twice(ast::holiday const& h, date day);
    std::size_t next_free(std::size_t day);
    void exchange(ast::swapped_day const& s);
    void check_years();
    std::optional<date> covered(ast::expression const& e);
    program::calendar_day& at(date d) { return made_.days[static_cast<std::size_t>(d.days - made_.first.days)]; }
    bool exchanged_before(date d, source_span where);
    [[nodiscard]] source_span place_of(program::calendar_day const& d) const {
        return d.entry == none ? tree_.weekend->where : made_.entries[d.entry].where;
    }

    context& c_;
    ast::calendar_declaration const& tree_;
    unsigned& years_so_far_;                ///< of the calendars before
    program::calendar made_;
    std::vector<std::size_t> next_free_; ///< by day: itself, or a later day up to which all are holidays
};

bool calendar_check::cover_years() {
    if (!tree_.years) {
        c_.error("B1710", tree_.id.where, fmt::format("the calendar `{}` does not say which years it covers", tree_.id.text)).help =
            "add `years 2021`, or `years 2020 .. 2024`";
        return false;
    }
    auto const [first, last, where] = *tree_.years;
    if (first < 1 || first > 9999 || last < 1 || last > 9999) {
        c_.error("B1711", where, fmt::format("`{}` is no year from 1 to 9999", first < 1 || first > 9999 ? first : last));
        return false;
    }
    if (last < first) {
        c_.error("B1711", where, "the years end before they begin").help = "write the earlier year first";
        return false;
    }
    if (last - first + 1 > c_.limits.max_calendar_years - years_so_far_) {
        c_.error("B1711", where, fmt::format("calendars cover more than {} years in all", c_.limits.max_calendar_years)).help =
            "cover the years that records can have";
        return false;
    }
    years_so_far_ += last - first + 1;
    made_.first_year = static_cast<int>(first);
    made_.last_year = static_cast<int>(last);
    made_.first = *date::from_ymd(made_.first_year, 1, 1);
    made_.days.resize(static_cast<std::size_t>(date::from_ymd(made_.last_year, 12, 31)->days - made_.first.days) + 1);
    next_free_.resize(made_.days.size() + 1);
    std::iota(next_free_.begin(), next_free_.end(), std::size_t{0});
    return true;
}

std::array<bool, 7> calendar_check::days_of_weekend() {
    std::array<bool, 7> off{};
    if (!tree_.weekend) return off;
    for (auto const& d : tree_.weekend->days) {
        auto const found = std::ranges::find(weekdays, d.text);
        if (found == weekdays.end()) {
            auto& made = c_.error("B1712", d.where, fmt::format("`{}` is no day of the week", d.text));
            c_.propose_name(made, d.text, {weekdays.begin(), weekdays.end()});
            if (made.help.empty()) made.help = fmt::format("the days are {}", fmt::join(weekdays, ", "));
            continue;
        }
        bool& its = off[static_cast<std::size_t>(found - weekdays.begin())];
        if (its) c_.error("B1712", d.where, fmt::format("`{}` is given twice", d.text)).help = "remove one of them";
        its = true;
    }
    return off;
}

/// A date of the calendar's years; a finding otherwise.
std::optional<date> calendar_check::covered(ast::expression const& e) {
    auto const day = date::parse(e.text);
    if (!day) return std::nullopt;
    if (made_.find(*day)) return day;
    auto& d = c_.error("B1713", e.where, fmt::format("{} is outside the years of the calendar", e.text));
    d.labels.push_back({tree_.years->where, "the years"});
    d.help = "correct the date, or let the calendar cover its year";
    return std::nullopt;
}

void calendar_check::holiday(ast::holiday const& h) {
    auto const first = covered(h.first);
    auto const last = h.last ? covered(*h.last) : first;
    if (!first || !last) return;
    if (*last < *first) {
        c_.error("B1714", h.where, "the holidays end before they begin").help = "write the earlier day first";
        return;
    }
    auto const entry = static_cast<index>(made_.entries.size());
    made_.entries.push_back({to_label(c_, h.shown), to_notes(c_, h.notes), h.where, *first, *last});
    bool told = false;
    auto const end = static_cast<std::size_t>(last->days - made_.first.days) + 1;
    for (auto day = static_cast<std::size_t>(first->days - made_.first.days); day < end;) {
        auto const next = next_free(day);
        if (next == day) {
            made_.days[day] = {day_kind::holiday, entry};
            next_free_[day] = day + 1;
            ++day;
            continue;
        }
        if (!told) holiday_twice(h, date{made_.first.days + static_cast<std::int32_t>(day)});
        told = true;
        day = next;
    }
}

void calendar_check::holiday_twice(ast::holiday const& h, date day) {
    auto& d = c_.warning("B1718", h.where, fmt::format("{} is a holiday already", day.to_text()));
    d.labels.push_back({place_of(at(day)), "by this"});
    d.help = "list each holiday once: the first one is shown as the reason";
}

/// The first day from this one on that is no holiday yet. Skips in steps that grow, so that no list of holidays takes long.
std::size_t calendar_check::next_free(std::size_t day) {
    while (next_free_[day] != day) day = next_free_[day] = next_free_[next_free_[day]];
    return day;
}

/// A finding when the day takes part in an exchange already.
bool calendar_check::exchanged_before(date d, source_span where) {
    auto const& its = at(d);
    if (its.kind != day_kind::swapped_in && its.kind != day_kind::swapped_off) return false;
    c_.error("B1717", where, fmt::format("{} is exchanged twice", d.to_text())).labels.push_back({place_of(its), "first here"});
    return true;
}

void calendar_check::exchange(ast::swapped_day const& s) {
    auto const worked = covered(s.worked), off = covered(s.off);
    if (!worked || !off) return;
    bool const repeated = exchanged_before(*worked, s.worked.where);
    if (exchanged_before(*off, s.off.where) || repeated) return;
    if (at(*worked).kind == day_kind::worked) {
        c_.error("B1715", s.worked.where, fmt::format("{} is a working day anyway", s.worked.text)).help =
            "before `for` stands a day off that is worked, behind it the working day that is off instead";
        return;
    }
    if (auto const& its = at(*off); its.kind != day_kind::worked) {
        c_.error("B1716", s.off.where, fmt::format("{} is a day off anyway", s.off.text)).labels.push_back(
            {place_of(its), its.kind == day_kind::weekend ? "a day of the weekend" : "a holiday"});
        return;
    }
    auto const entry = static_cast<index>(made_.entries.size());
    made_.entries.push_back({to_label(c_, s.shown), to_notes(c_, s.notes), s.where, *worked, *off});
    at(*worked) = {day_kind::swapped_in, entry};
    at(*off) = {day_kind::swapped_off, entry};
}

/// A year in which nobody works is a mistake, not a calendar.
void calendar_check::check_years() {
    for (int year = made_.first_year; year <= made_.last_year; ++year) {
        bool worked = false;
        date const last = *date::from_ymd(year, 12, 31);
        for (date day = *date::from_ymd(year, 1, 1); !worked && day <= last; ++day.days)
            worked = at(day).kind == day_kind::worked || at(day).kind == day_kind::swapped_in;
        if (worked) continue;
        c_.error("B1719", tree_.id.where, fmt::format("no day of {} is worked", year)).help = "leave working days between weekends and holidays";
        return;
    }
}

}  // namespace

void check_calendars(context& c) {
    unsigned years = 0;
    for (auto const& k : c.tree.calendars) {
        auto const [known, fresh] = c.calendars.emplace(k.id.text, static_cast<index>(c.out.calendars.size()));
        if (!fresh) {
            auto& d = c.error("B1104", k.id.where, fmt::format("the calendar `{}` is declared twice", k.id.text), "declared again here");
            d.labels.push_back({c.out.calendars[known->second].where, "first declared here"});
            d.help = "rename one of them, or remove it";
            continue;
        }
        c.out.calendars.push_back(calendar_check(c, k, years).run());
    }
}

}  // namespace barem::check
