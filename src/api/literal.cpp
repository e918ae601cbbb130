#include "api/literal.hpp"

#include "check/print.hpp"
#include "source/suggest.hpp"

#include <fmt/format.h>

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

bool in_range(program::parameter const& parameter, value const& v) {
    auto const* n = std::get_if<number>(&v);
    auto const* d = std::get_if<date>(&v);
    if (!n && !d) return true;
    auto const at = n ? *n : number(std::int64_t{d->days});
    if (parameter.range.low && at < *parameter.range.low) return false;
    if (parameter.range.high && *parameter.range.high < at) return false;
    return !n || !parameter.decimals || (n->decimals() && *n->decimals() <= *parameter.decimals);
}

std::string expected(program::program const& p, program::parameter const& parameter) {
    if (parameter.type.kind == type_kind::word) {
        std::string words = "one of ";
        for (auto const& w : p.enums[parameter.type.of].words) words += (words.back() == ' ' ? "`" : ", `") + w.name + "`";
        return words;
    }
    auto text = check::print(p, parameter.type);
    if (auto const range = check::print(p, parameter.range, parameter.type); !range.empty()) text += " " + range;
    if (parameter.decimals) text += fmt::format(" with at most {} decimals", *parameter.decimals);
    return text;
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

result<value, issues> read_parameter(program::program const& p, program::parameter const& parameter, std::string_view text) {
    text = trim(text);
    auto v = read_value(p, parameter.type, text);
    if (v && in_range(parameter, *v)) return std::move(*v);
    auto const wanted = expected(p, parameter);
    return problem(parameter.name, wanted, std::string(text), fmt::format("parameter `{}`: expected {}, found `{}`", parameter.name, wanted, text));
}

issues unknown_parameter(program::program const& p, std::string_view name) {
    std::vector<std::string_view> names;
    for (auto const& parameter : p.parameters) names.push_back(parameter.name);
    std::string message = fmt::format("there is no parameter `{}`", name);
    if (auto const best = suggest(name, names)) message += fmt::format("; did you mean `{}`?", *best);
    else if (names.empty()) message += "; this rule set has none";
    return problem(std::string(name), "the name of a parameter", std::string(name), std::move(message));
}

}  // namespace barem::api
