#include "api/arrow_format.hpp"

#include "source/display.hpp"

#include <fmt/format.h>

#include <charconv>
#include <optional>

namespace barem::from_arrow {

namespace {

using form = column_view::form;

constexpr std::int64_t seconds_of_a_day = 86400;

/// All of the text; nullopt: it is no number from 0 on.
std::optional<unsigned> whole_number(std::string_view text) {
    unsigned read = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), read);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return read;
}

format integer_of(char letter) {
    switch (letter) {
        case 'c': return {kind::integer, form::i8};
        case 'C': return {kind::integer, form::u8};
        case 's': return {kind::integer, form::i16};
        case 'S': return {kind::integer, form::u16};
        case 'i': return {kind::integer, form::i32};
        case 'I': return {kind::integer, form::u32};
        case 'l': return {kind::integer, form::i64};
        case 'L': return {kind::integer, form::u64};
        default: return {};
    }
}

/// `precision,scale` or `precision,scale,bits`.
format decimal_of(std::string_view text) {
    auto const first = text.find(','), second = first == text.npos ? first : text.find(',', first + 1);
    if (first == text.npos) return {};
    auto const precision = whole_number(text.substr(0, first)), scale = whole_number(text.substr(first + 1, second - first - 1));
    auto const bits = second == text.npos ? std::optional(128U) : whole_number(text.substr(second + 1));
    if (!precision || !scale || !bits || *precision == 0 || *scale > 38) return {};
    format made{kind::decimal, form::i128, *scale};
    if (*bits == 32 && *precision <= 9) made.form = form::i32;
    else if (*bits == 64 && *precision <= 18) made.form = form::i64;
    else if (*bits == 256 && *precision <= 76) made.is_wide = true;
    else if (*bits != 128 || *precision > 38) return {};
    return made;
}

format instant_of(std::string_view text) {
    format made{kind::instant, form::days64};
    if (text == "tdm" || text == "tsm:") made.ticks = seconds_of_a_day * 1000;
    else if (text == "tss:") made.ticks = seconds_of_a_day;
    else if (text == "tsu:") made.ticks = seconds_of_a_day * 1'000'000;
    else if (text == "tsn:") made.ticks = seconds_of_a_day * 1'000'000'000;
    else return {};
    return made;
}

}  // namespace

format read_format(std::string_view text) {
    if (text == "n") return {kind::nothing};
    if (text == "b") return {kind::truth, form::bits};
    if (text == "u") return {kind::text, form::text32};
    if (text == "U") return {.kind = kind::text, .form = form::text64, .is_wide = true};
    if (text == "vu") return {kind::text_view, form::views};
    if (text == "tdD") return {kind::days, form::days32};
    if (text == "+s") return {kind::record};
    if (text == "+l" || text == "+L") return {.kind = kind::list, .is_wide = text == "+L"};
    if (text == "+vl" || text == "+vL") return {.kind = kind::list_view, .is_wide = text == "+vL"};
    if (text.starts_with("+w:"))
        if (auto const size = whole_number(text.substr(3)); size && *size <= 0x7fffffff) return {.kind = kind::list_of_size, .size = *size};
    if (text.size() == 1) return integer_of(text[0]);
    if (text.starts_with("d:")) return decimal_of(text.substr(2));
    return instant_of(text);
}

refused_type refusal_of(std::string_view format) {
    auto const called = [&](std::string_view name, std::string_view remedy) {
        return refused_type{fmt::format("{} (format `{}`)", name, printable(format.substr(0, 60))), std::string(remedy)};
    };
    if (format == "e" || format == "f" || format == "g") return called("binary floating point, which is not exact", "cast it to a decimal");
    if (format.starts_with("d:") && read_format(format).kind == kind::other)
        return called("a decimal of another precision, scale or width", "cast it to a decimal of 1 to 38 digits, 0 to 38 of them behind the point");
    if (format.starts_with("ts")) return called("a timestamp in a time zone", "cast it to date32 there");
    if (format.starts_with("tt")) return called("a time of day", "");
    if (format.starts_with("tD") || format.starts_with("ti")) return called("a duration", "cast it to an integer or a decimal");
    if (format == "z" || format == "Z" || format == "vz" || format.starts_with("w:")) return called("binary data", "cast it to utf8");
    if (format.starts_with("+m")) return called("a map", "make it a struct, or a list of structs");
    if (format.starts_with("+u")) return called("a union", "make it a column of one type");
    if (format == "+r") return called("a run-end encoded array", "decode it");
    switch (read_format(format).kind) {
        case kind::nothing: return called("nothing but nulls", "");
        case kind::integer: return called("integers", "");
        case kind::decimal: return called("decimals", "");
        case kind::truth: return called("truths", "");
        case kind::text:
        case kind::text_view: return called("texts", "");
        case kind::days:
        case kind::instant: return called("dates", "");
        case kind::record: return called("a struct", "");
        case kind::list:
        case kind::list_view:
        case kind::list_of_size: return called("lists", "");
        case kind::other: break;
    }
    return {fmt::format("format `{}`", printable(format.substr(0, 60))), ""};
}

}  // namespace barem::from_arrow
