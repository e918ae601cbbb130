#include "check/analysis/constant.hpp"

#include "check/analysis/extent.hpp"

namespace barem::analysis {

using program::expression_kind;

namespace {

std::optional<value> arithmetic(expression_kind kind, number const& a, number const& b) {
    switch (kind) {
        case expression_kind::add: return a + b;
        case expression_kind::subtract: return a - b;
        case expression_kind::multiply: return a * b;
        case expression_kind::divide: return b.is_zero() ? std::nullopt : std::optional<value>(a / b);
        case expression_kind::percent_of: return a * b / number(100);
        case expression_kind::minimum: return a < b ? a : b;
        case expression_kind::maximum: return a < b ? b : a;
        default: return std::nullopt;
    }
}

}  // namespace

std::optional<value> constant_value(program::program const& p, program::expression const& e) {
    if (e.kind == expression_kind::constant) return is_given(e.literal) ? std::optional(e.literal) : std::nullopt;
    if (e.kind == expression_kind::parameter) {
        auto const& parameter = p.parameters[e.target];
        return parameter.dated.empty() ? std::optional(parameter.initial) : std::nullopt;
    }
    std::vector<number> numbers;
    for (auto const& operand : e.operands) {
        auto const v = constant_value(p, operand);
        auto const* n = v ? std::get_if<number>(&*v) : nullptr;
        if (!n) return std::nullopt;
        numbers.push_back(*n);
    }
    if (e.kind == expression_kind::negate && numbers.size() == 1) return -numbers[0];
    return numbers.size() == 2 ? arithmetic(e.kind, numbers[0], numbers[1]) : std::nullopt;
}

std::optional<number> as_number(value const& v) {
    if (auto const* n = std::get_if<number>(&v)) return *n;
    if (auto const* d = std::get_if<date>(&v)) return number(std::int64_t{d->days});
    if (auto const* w = std::get_if<word>(&v)) return number(std::int64_t{w->index});
    if (auto const* b = std::get_if<bool>(&v)) return number(*b ? 1 : 0);
    return std::nullopt;
}

std::optional<extent> constant_extent(program::program const& p, program::interval const& in) {
    extent made{{}, {}, in.low_closed, in.high_closed};
    for (auto const& [bound, end] : {std::pair(&in.low, &made.low), std::pair(&in.high, &made.high)}) {
        if (bound->empty()) continue;
        auto const v = constant_value(p, bound->front());
        auto const n = v ? as_number(*v) : std::nullopt;
        if (!n) return std::nullopt;
        *end = *n;
    }
    return made;
}

}  // namespace barem::analysis
