// Years, months and days of the proleptic Gregorian calendar, without branches.
#include "columnar/kernels/targets.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "columnar/kernels/dates.cpp"
#include <hwy/foreach_target.h>

#include "columnar/kernels/lanes-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace barem::columnar::kernels {
namespace HWY_NAMESPACE {

// Days are counted from 0000-03-01, so that a leap day is the last of its year, and years are cut into eras of 400.
constexpr std::int32_t days_before_1970 = 719468, first_day_counted = 306, last_day_counted = 2932896 + days_before_1970;
constexpr std::uint32_t days_of_era = 146097;

struct civil { std::uint32_t year, month, day; };

inline civil civil_of(std::int32_t days) {
    // Any other value than a date is that of a row that falls back.
    std::int32_t const low = first_day_counted - days_before_1970, high = last_day_counted - days_before_1970;
    std::int32_t const kept = days < low ? low : days > high ? high : days;
    auto const counted = static_cast<std::uint32_t>(kept + days_before_1970);
    std::uint32_t const era = counted / days_of_era, of_era = counted % days_of_era;
    std::uint32_t const year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    std::uint32_t const of_year = of_era - (365 * year + year / 4 - year / 100);
    std::uint32_t const month = (5 * of_year + 2) / 153;
    std::uint32_t const day = of_year - (153 * month + 2) / 5 + 1;
    bool const next = month >= 10;
    return {year + era * 400 + (next ? 1 : 0), next ? month - 9 : month + 3, day};
}

inline std::int32_t clamped_to(std::int32_t x, std::int32_t low, std::int32_t high) { return x < low ? low : x > high ? high : x; }

inline std::int32_t days_of(std::int32_t year, std::int32_t month, std::int32_t day) {
    auto const y = static_cast<std::uint32_t>(clamped_to(year, 1, 9999)), m = static_cast<std::uint32_t>(clamped_to(month, 1, 12));
    auto const d = static_cast<std::uint32_t>(clamped_to(day, 1, 31));
    std::uint32_t const counted = m <= 2 ? y - 1 : y;
    std::uint32_t const era = counted / 400, of_era = counted % 400;
    std::uint32_t const of_year = (153 * (m > 2 ? m - 3 : m + 9) + 2) / 5 + d - 1;
    return static_cast<std::int32_t>(era * days_of_era + of_era * 365 + of_era / 4 - of_era / 100 + of_year) - days_before_1970;
}

inline std::int32_t days_in(std::int32_t year, std::int32_t month) {
    bool const leap = ((year % 4 == 0) & (year % 100 != 0)) | (year % 400 == 0);
    bool const short_one = (month == 4) | (month == 6) | (month == 9) | (month == 11);
    return month == 2 ? (leap ? 29 : 28) : short_one ? 30 : 31;
}

template <typename Part> HWY_INLINE void part_of(operands const& o, Part part) {
    auto const* const a = values<std::int32_t>(o.a);
    auto* HWY_RESTRICT const result = values<std::int32_t>(o.result);
    for (std::size_t i = 0; i < o.rows; i += block)
        for (std::size_t j = i; j < i + block; ++j) result[j] = static_cast<std::int32_t>(part(civil_of(a[j])));
}
void year_of(operands const& o) { part_of(o, [](civil c) { return c.year; }); }
void month_of(operands const& o) { part_of(o, [](civil c) { return c.month; }); }
void day_of(operands const& o) { part_of(o, [](civil c) { return c.day; }); }

void make_date(operands const& o) {
    auto const *const year = values<std::int32_t>(o.a), *const month = values<std::int32_t>(o.b), *const day = values<std::int32_t>(o.c);
    auto* HWY_RESTRICT const result = values<std::int32_t>(o.result);
    for (std::size_t i = 0; i < o.rows; i += block)
        for (std::size_t j = i; j < i + block; ++j) result[j] = days_of(year[j], month[j], day[j]);
}

void is_date(operands const& o) {
    auto const *const year = values<std::int32_t>(o.a), *const month = values<std::int32_t>(o.b), *const day = values<std::int32_t>(o.c);
    for (std::size_t i = 0; i < o.rows; i += block) {
        std::uint8_t truths[block];
        for (std::size_t j = 0; j < block; ++j) {
            std::int32_t const y = year[i + j], m = month[i + j], d = day[i + j];
            truths[j] = (y >= 1) & (y <= 9999) & (m >= 1) & (m <= 12) & (d >= 1) & (d <= days_in(y, m));
        }
        set_word(o.result, i / block, packed(truths));
    }
}

kernel dates_of_target(form const& f) {
    switch (f.operation) {
        case operation::year_of: return &year_of;
        case operation::month_of: return &month_of;
        case operation::day_of: return &day_of;
        case operation::make_date: return &make_date;
        case operation::is_date: return &is_date;
        default: return nullptr;
    }
}

}  // namespace HWY_NAMESPACE
}  // namespace barem::columnar::kernels
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace barem::columnar::kernels {
BAREM_EXPORT_KERNELS(dates)
}  // namespace barem::columnar::kernels
#endif
