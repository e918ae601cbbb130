// Days and civil dates. The algorithms count years from March, so that a leap day is the last day of its year.

#include <barem/value.hpp>

#include <array>

namespace barem::inline BAREM_VERSION_NAMESPACE {

namespace {

constexpr int days_of_era = 146097;                 // 400 years
constexpr int march_of_year_0 = 719468;             // days from 0000-03-01 to 1970-01-01

bool is_leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

unsigned days_of_month(int year, unsigned month) {
    constexpr std::array<unsigned, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

/// The value of the digits in text[from, from + count); -1 when one of them is no digit.
int digits(std::string_view text, std::size_t from, std::size_t count) {
    int value = 0;
    for (char c : text.substr(from, count)) {
        if (c < '0' || c > '9') return -1;
        value = value * 10 + (c - '0');
    }
    return value;
}

void put(std::string& text, std::size_t end, int value) {
    for (; value != 0; value /= 10) text[--end] = static_cast<char>('0' + value % 10);
}

}  // namespace

std::optional<date> date::from_ymd(int year, unsigned month, unsigned day) {
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > days_of_month(year, month)) return std::nullopt;
    int const y = month > 2 ? year : year - 1;
    int const era = y / 400, year_of_era = y % 400;
    int const month_from_march = static_cast<int>(month > 2 ? month - 3 : month + 9);
    int const day_of_year = (153 * month_from_march + 2) / 5 + static_cast<int>(day) - 1;
    int const day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return date{era * days_of_era + day_of_era - march_of_year_0};
}

std::optional<date> date::parse(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    int const year = digits(text, 0, 4), month = digits(text, 5, 2), day = digits(text, 8, 2);
    if (year < 0 || month < 0 || day < 0) return std::nullopt;
    return from_ymd(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
}

date::civil date::to_ymd() const {
    int const shifted = days + march_of_year_0;      // > 0 in the range of dates
    int const era = shifted / days_of_era, day_of_era = shifted % days_of_era;
    int const year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int const day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int const month_from_march = (5 * day_of_year + 2) / 153;
    int const month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
    int const day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    return {era * 400 + year_of_era + (month <= 2 ? 1 : 0), static_cast<unsigned>(month), static_cast<unsigned>(day)};
}

std::string date::to_text() const {
    auto const [year, month, day] = to_ymd();
    std::string text = "0000-00-00";
    put(text, 4, year);
    put(text, 7, static_cast<int>(month));
    put(text, 10, static_cast<int>(day));
    return text;
}

}  // namespace barem
