#include "api/literal.hpp"

#include "io/expectation.hpp"
#include "io/validate.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <ranges>

namespace barem::api {
namespace {

using program::type_kind;

std::string_view trim(std::string_view s) {
    while (!s.empty() && s.front() == ' ') s.remove_prefix(1);
    while (!s.empty() && s.back() == ' ') s.remove_suffix(1);
    return s;
}

/// A number, alone or with the unit that is expected.
std::optional<value> read_number(program::program const& p, program::type const& type, std::string_view text) {
    auto digits = text;
    auto const unit = type.of == program::unit_percent ? std::string_view("%") : std::string_view(p.units[type.of].name);
    if (type.of != program::unit_none && digits.ends_with(unit)) digits = trim(digits.substr(0, digits.size() - unit.size()));
    auto const n = number::parse(digits);
    if (!n || (type.integer && !n->is_integer())) return std::nullopt;
    return *n;
}

bool in_range(program::parameter const& parameter, value const& v) {
    auto const* n = std::get_if<number>(&v);
    auto const* d = std::get_if<date>(&v);
    if (!n && !d) return true;
    auto const at = n ? *n : number(std::int64_t{d->days});
    if (parameter.range.low && at < *parameter.range.low) return false;
    if (parameter.range.high && *parameter.range.high < at) return false;
    return !n || !parameter.decimals || (n->decimals() && *n->decimals() <= *parameter.decimals);
}

/// As for an input of the same type and range.
std::string expected(program::program const& p, program::parameter const& parameter) {
    program::member as_input;
    as_input.type = parameter.type;
    as_input.range = parameter.range;
    as_input.decimals = parameter.decimals;
    return io::expectation(p, as_input);
}

issues problem(std::string path, std::string wanted, std::string found, std::string message) {
    issue made;
    made.path = std::move(path);
    made.expected = std::move(wanted);
    made.found = std::move(found);
    made.message = std::move(message);
    return {made};
}

}  // namespace

std::optional<value> read_value(program::program const& p, program::type const& type, std::string_view text) {
    switch (type.kind) {
        case type_kind::number: return read_number(p, type, text);
        case type_kind::truth:
            if (text == "true" || text == "false") return text == "true";
            return std::nullopt;
        case type_kind::date:
            if (auto const d = date::parse(text)) return *d;
            return std::nullopt;
        case type_kind::text: return std::string(text);
        case type_kind::word:
            for (program::index w = 0; w < p.enums[type.of].words.size(); ++w)
                if (p.enums[type.of].words[w].name == text) return word{w};
            return std::nullopt;
        default: return std::nullopt;
    }
}

result<value, issues> read_input(program::program const& p, program::member const& input, std::string const& path, std::string_view text) {
    text = trim(text);
    if (text == "nothing" && io::may_be_absent(input)) return value(absent{});
    if (auto v = read_value(p, input.type, text)) return std::move(*v);
    auto const wanted = io::expectation(p, input);
    return problem(path, wanted, std::string(text), fmt::format("{}: expected {}, found `{}`", path, wanted, text));
}

result<value, issues> read_parameter(program::program const& p, program::parameter const& parameter, std::string_view text) {
    text = trim(text);
    auto v = read_value(p, parameter.type, text);
    if (v && in_range(parameter, *v)) return std::move(*v);
    auto const wanted = expected(p, parameter);
    return problem(parameter.name, wanted, std::string(text), fmt::format("parameter `{}`: expected {}, found `{}`", parameter.name, wanted, text));
}

issues unknown_parameter(std::vector<std::string_view> const& names, std::string_view name) {
    constexpr std::size_t most_names = 10;
    std::string message = fmt::format("there is no parameter `{}`", name);
    if (auto const meant = io::meant_by(name, names); !meant.empty()) message += fmt::format("; did you mean `{}`?", meant);
    else if (names.empty()) message += "; this rule set has none";
    else message += fmt::format("; there {} `{}`{}", names.size() == 1 ? "is" : "are", fmt::join(names | std::views::take(most_names), "`, `"),
                                names.size() > most_names ? ", …" : "");
    return problem(std::string(name), "the name of a parameter", std::string(name), std::move(message));
}

}  // namespace barem::api
