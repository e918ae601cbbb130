#pragma once
// A calendar as a list of days, counted one by one: slow and plain, to compare with.

#include "exec/work_calendar.hpp"

#include <cstdint>
#include <optional>
#include <random>
#include <utility>
#include <vector>

namespace barem::testing {

struct naive_calendar {
    date first;
    std::vector<bool> worked;

    [[nodiscard]] bool covers(date d) const { return d >= first && d.days - first.days < static_cast<std::int64_t>(worked.size()); }
    [[nodiscard]] bool is_worked(date d) const { return worked[static_cast<std::size_t>(d.days - first.days)]; }

    [[nodiscard]] std::optional<date> moved(std::int64_t count, date d, int direction) const {
        while (count > 0) {
            d.days += direction;
            if (!covers(d)) return std::nullopt;
            if (is_worked(d)) --count;
        }
        return d;
    }

    [[nodiscard]] std::int64_t between(date from, date to) const {
        if (to < from) return -between(to, from);
        std::int64_t count = 0;
        for (date d{from.days + 1}; d <= to; ++d.days) count += is_worked(d) ? 1 : 0;
        return count;
    }

    /// The same days as the checker would give them.
    [[nodiscard]] program::calendar compiled() const {
        program::calendar made;
        made.first = first;
        for (bool const w : worked) made.days.push_back({w ? program::day_kind::worked : program::day_kind::holiday, program::none});
        return made;
    }
};

/// Twelve years with a weekend of up to four days, forty runs of holidays and a dozen exchanged days.
inline naive_calendar random_calendar(std::mt19937& random) {
    int const year = 1990 + static_cast<int>(random() % 100);
    naive_calendar made{*date::from_ymd(year, 1, 1), {}};
    made.worked.assign(static_cast<std::size_t>(date::from_ymd(year + 11, 12, 31)->days - made.first.days) + 1, true);
    unsigned const weekend = random() % 5, begins = random() % 7;
    for (std::size_t i = 0; i != made.worked.size(); ++i)
        if ((i + begins) % 7 < weekend) made.worked[i] = false;
    auto const any = [&] { return random() % made.worked.size(); };
    for (int run = 0; run != 40; ++run)
        for (std::size_t at = any(), end = at + random() % 10; at < std::min(end, made.worked.size()); ++at) made.worked[at] = false;
    for (int swap = 0; swap != 12; ++swap) {
        auto const a = any(), b = any();
        if (!made.worked[a] && made.worked[b]) {
            made.worked[a] = true;
            made.worked[b] = false;
        }
    }
    return made;
}

}  // namespace barem::testing
