#include "check/analysis/thresholds.hpp"

#include "check/analysis/constant.hpp"
#include "check/analysis/extent.hpp"
#include "check/analysis/linear.hpp"

namespace barem::analysis {

using program::expression;
using program::expression_kind;

namespace {

/// Null when there is none.
expression const* compared_number(program::program const& p, expression const& e) {
    auto const is_line = [](expression const& x) { return x.type.kind == program::type_kind::number || x.type.kind == program::type_kind::date; };
    switch (e.kind) {
        case expression_kind::equal:
        case expression_kind::not_equal:
        case expression_kind::less:
        case expression_kind::less_equal:
        case expression_kind::greater:
        case expression_kind::greater_equal: {
            auto const &a = e.operands[0], &b = e.operands[1];
            if (!is_line(a) || !is_line(b)) return nullptr;
            return constant_value(p, b) ? &a : constant_value(p, a) ? &b : nullptr;
        }
        case expression_kind::in_interval: {
            auto const asked = constant_extent(p, e.in.front());
            bool const has_values = asked && tightened(*asked, std::nullopt);
            return is_line(e.operands[0]) && has_values ? &e.operands[0] : nullptr;
        }
        default: return nullptr;
    }
}

}  // namespace

std::optional<threshold> threshold_of(program::program const& p, expression const& comparison, place const& at, estimator& estimate) {
    auto const* number = compared_number(p, comparison);
    if (!number) return std::nullopt;
    auto const& value = *solve_for_variable(p, *number).variable;
    auto reach = estimate.of(value, at);
    if (!reach.low && !reach.high) return std::nullopt;
    return threshold{&value, std::move(reach)};
}

}  // namespace barem::analysis
