#pragma once
// From a C++ value to a barem::value. Only what is exact has a way.

#include <barem/export.hpp>
#include <barem/impl/field_source.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

namespace barem::inline BAREM_VERSION_NAMESPACE::binding_parts {

template <typename V>
struct optional_parts {
    using held = V;
    static constexpr bool is_optional = false;
};
template <typename V>
struct optional_parts<std::optional<V>> {
    using held = V;
    static constexpr bool is_optional = true;
};

/// What an accessor gives for a const T, without references; and what that holds if it is an optional.
template <typename T, typename Accessor>
using given_by = std::remove_cvref_t<std::invoke_result_t<Accessor const&, T const&>>;
template <typename T, typename Accessor>
using held_by = typename optional_parts<given_by<T, Accessor>>::held;

// ── integers ────────────────────────────────────────────────────────────────────────────────────────────────────

template <typename V>
inline constexpr bool is_character = std::is_same_v<V, char> || std::is_same_v<V, wchar_t> || std::is_same_v<V, char8_t>
                                     || std::is_same_v<V, char16_t> || std::is_same_v<V, char32_t>;
template <typename V>
inline constexpr bool is_integer = std::is_integral_v<V> && !std::is_same_v<V, bool> && !is_character<V>;

/// In decimal digits; also of integers that are wider than any that the standard library writes.
template <typename I>
std::string digits_of(I whole) {
    std::string text;
    bool const is_negative = whole < I{};
    do {
        auto const digit = static_cast<int>(whole % I{10});             // of the sign of the whole
        text += static_cast<char>('0' + (digit < 0 ? -digit : digit));
        whole = static_cast<I>(whole / I{10});
    } while (whole != I{});
    if (is_negative) text += '-';
    std::reverse(text.begin(), text.end());
    return text;
}

template <typename I>
number to_number(I whole) {
    constexpr bool always_fits = sizeof(I) < sizeof(std::int64_t) || (sizeof(I) == sizeof(std::int64_t) && std::is_signed_v<I>);
    if constexpr (always_fits) return number(static_cast<std::int64_t>(whole));
    else return number::parse(digits_of(whole)).value_or(number());     // any integer type is shorter than number::max_text
}

// ── texts and dates ─────────────────────────────────────────────────────────────────────────────────────────────

template <typename V>
inline constexpr bool is_text = std::is_convertible_v<V const&, std::string_view>;

/// nullopt: a null pointer. An array of characters ends at its first zero or at its end.
template <typename V>
std::optional<std::string> to_text(V const& text) {
    if constexpr (std::is_array_v<V>) return std::string(std::begin(text), std::find(std::begin(text), std::end(text), '\0'));
    else if constexpr (std::is_pointer_v<V>) {
        if (text == nullptr) return std::nullopt;
        return std::string(text);
    } else return std::string(std::string_view(text));
}

inline date to_date(std::chrono::sys_days day) { return date{static_cast<std::int32_t>(day.time_since_epoch().count())}; }

/// As it stands in the struct, such as `"2015-02-30"`.
inline std::string shown(std::chrono::year_month_day day) {
    auto const two = [](unsigned n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    std::string year = std::to_string(static_cast<int>(day.year()));
    if (year.size() < 4 && year[0] != '-') year.insert(0, 4 - year.size(), '0');
    return '"' + year + '-' + two(static_cast<unsigned>(day.month())) + '-' + two(static_cast<unsigned>(day.day())) + '"';
}

// ── any scalar ──────────────────────────────────────────────────────────────────────────────────────────────────

template <typename V>
constexpr source_kind scalar_kind() {
    static_assert(!std::is_floating_point_v<V>,
                  "barem: float and double are not exact; bind a barem::number, or an integer by decimal(name, accessor, places)");
    static_assert(!std::is_enum_v<V>, "barem: an enum needs its words: field(name, accessor, {{value, \"word\"}, ...})");
    static_assert(!is_character<V>, "barem: a single character is neither a number nor a text; bind a std::string");
    constexpr bool is_date = std::is_same_v<V, date> || std::is_same_v<V, std::chrono::year_month_day> || std::is_same_v<V, std::chrono::sys_days>;
    constexpr bool is_known = std::is_integral_v<V> || std::is_same_v<V, number> || is_date || is_text<V>;
    static_assert(std::is_floating_point_v<V> || std::is_enum_v<V> || is_known,
                  "barem: no field can be bound to this type; a struct or a range of structs needs its own binding: field(name, accessor, binding)");
    if constexpr (std::is_same_v<V, bool>) return source_kind::truth;
    else if constexpr (std::is_integral_v<V>) return source_kind::integer;
    else if constexpr (std::is_same_v<V, number>) return source_kind::number;
    else if constexpr (is_date) return source_kind::date;
    else return source_kind::text;
}

template <typename V>
value take_value(V const& v, std::string& fault) {
    if constexpr (std::is_same_v<V, bool> || std::is_same_v<V, number> || std::is_same_v<V, date>) return v;
    else if constexpr (is_integer<V>) return to_number(v);
    else if constexpr (std::is_same_v<V, std::chrono::sys_days>) return to_date(v);
    else if constexpr (std::is_same_v<V, std::chrono::year_month_day>) {
        if (v.ok()) return to_date(std::chrono::sys_days(v));
        fault = shown(v);
    } else if constexpr (is_text<V>) {
        if (auto text = binding_parts::to_text(v)) return *std::move(text);
        fault = "a null pointer";
    }
    return absent{};
}

/// `convert(held value)`, or absent when an optional is empty.
template <typename V, typename Convert>
value take_optional(V const& v, Convert const& convert) {
    if constexpr (optional_parts<V>::is_optional) return v ? value(convert(*v)) : value(absent{});
    else return value(convert(v));
}

}  // namespace barem::binding_parts
