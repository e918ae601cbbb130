#pragma once
// Values of fields and results.

#include <barem/export.hpp>
#include <barem/number.hpp>

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace barem::inline BAREM_VERSION_NAMESPACE {

/// A day of the proleptic Gregorian calendar, years 1 to 9999, as a count of days since 1970-01-01.
struct BAREM_API date {
    std::int32_t days = 0;
    friend auto operator<=>(date const&, date const&) = default;

    /// nullopt when there is no such day.
    static std::optional<date> from_ymd(int year, unsigned month, unsigned day);
    /// Reads `YYYY-MM-DD`.
    static std::optional<date> parse(std::string_view text);
    /// Precondition of both: the day is one of first_day to last_day.
    [[nodiscard]] std::string to_text() const;
    struct civil { int year; unsigned month, day; };
    [[nodiscard]] civil to_ymd() const;
};
inline constexpr std::int32_t first_day = -719162;   ///< 0001-01-01
inline constexpr std::int32_t last_day = 2932896;    ///< 9999-12-31

/// A word of an enumeration, by its position in the declaration (from 0).
struct BAREM_API word {
    std::uint32_t index = 0;
    friend auto operator<=>(word const&, word const&) = default;
};

/// Nothing: an optional field that was not given, or a result that does not exist.
struct BAREM_API absent {
    friend auto operator<=>(absent const&, absent const&) = default;
};

/// One scalar value. Amounts of any unit are numbers; percent are numbers in percent (112.5 is 112.5 %).
using value = std::variant<absent, bool, number, word, date, std::string>;

[[nodiscard]] inline bool is_given(value const& v) { return v.index() != 0; }

}  // namespace barem
