#include "io/expectation.hpp"

#include "source/suggest.hpp"

#include <fmt/format.h>

namespace barem::io {

namespace {

using program::member;
using program::type_kind;

constexpr std::size_t most_words = 30;
constexpr std::size_t longest_guess = 200;      // bytes; nobody mistypes a longer word

std::string bound(number const& n, bool is_date) {
    auto const days = is_date ? n.to_int64() : std::nullopt;
    return days ? date{static_cast<std::int32_t>(*days)}.to_text() : n.to_exact();
}

/// One end of a range: a constant, or another input and perhaps its value. Empty when there is no such end.
std::string bound(std::optional<number> const& at, std::optional<program::bounding_input> const& input, value const& its_value, bool is_date) {
    if (!input) return at ? bound(*at, is_date) : "";
    if (auto const* n = std::get_if<number>(&its_value)) return fmt::format("`{}` ({})", input->name, n->to_exact());
    if (auto const* day = std::get_if<date>(&its_value)) return fmt::format("`{}` ({})", input->name, day->to_text());
    return fmt::format("`{}`", input->name);
}

std::string range_text(member const& input, range_values const& values) {
    bool const is_date = input.type.kind == type_kind::date;
    auto const low = bound(input.range.low, input.low_input, values.low, is_date);
    auto const high = bound(input.range.high, input.high_input, values.high, is_date);
    if (!low.empty() && !high.empty()) return fmt::format(" from {} to {}", low, high);
    if (!low.empty()) return " from " + low;
    return high.empty() ? "" : " up to " + high;
}

std::string expected_number(program::program const& program, member const& input, range_values const& values) {
    auto const unit = input.type.of;
    std::string text = input.type.integer ? "an integer" : "a number";
    if (unit == program::unit_percent) text = input.type.integer ? "a whole percent" : "a percent";
    else if (unit == program::unit_days || unit == program::unit_working_days) text += " of days";
    else if (unit >= program::first_declared_unit && unit < program.units.size()) text += " of " + program.units[unit].name;
    text += range_text(input, values);
    if (input.decimals && !input.type.integer)
        text += fmt::format(" with at most {} {}", *input.decimals, *input.decimals == 1 ? "decimal" : "decimals");
    return text;
}

std::string word_text(program::enumeration const& words) {
    std::string text = words.words.size() == 1 ? "" : "one of ";
    for (std::size_t i = 0; i < words.words.size(); ++i) {
        if (i == most_words) return text + ", …";
        text += fmt::format("{}`{}`", i == 0 ? "" : ", ", words.words[i].name);
    }
    return text;
}

std::string list_text(program::range const& size) {
    auto const elements = [](number const& n) { return n == number(1) ? "1 element" : n.to_exact() + " elements"; };
    if (size.low && size.high && *size.low == *size.high) return "a list of " + elements(*size.low);
    if (size.low && size.high) return fmt::format("a list of {} to {}", size.low->to_exact(), elements(*size.high));
    if (size.low && size.low->sign() > 0) return "a list of at least " + elements(*size.low);
    if (size.high) return "a list of at most " + elements(*size.high);
    return "a list";
}

}  // namespace

std::string expectation(program::program const& program, member const& input) { return expectation(program, input, {}); }

std::string expectation(program::program const& program, member const& input, range_values const& bounds) {
    switch (input.type.kind) {
        case type_kind::truth: return "true or false";
        case type_kind::number: return expected_number(program, input, bounds);
        case type_kind::text: return "a text";
        case type_kind::date: return "a date as YYYY-MM-DD" + range_text(input, bounds);
        case type_kind::word: return word_text(program.enums[input.type.of]);
        case type_kind::record: return "an object";
        case type_kind::list: return list_text(input.range);
        case type_kind::unknown:
        case type_kind::nothing: break;
    }
    return "a value";
}

std::string meant_by(std::string_view wanted, std::vector<std::string_view> const& candidates) {
    if (wanted.size() > longest_guess) return {};
    return suggest(wanted, candidates).value_or("");
}

}  // namespace barem::io
