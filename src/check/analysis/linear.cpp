#include "check/analysis/linear.hpp"

#include "check/analysis/constant.hpp"

#include <utility>

namespace barem::analysis {

using program::expression_kind;

namespace {

std::optional<number> constant_number(program::program const& p, program::expression const& e) {
    auto const v = constant_value(p, e);
    auto const* n = v ? std::get_if<number>(&*v) : nullptr;
    return n ? std::optional(*n) : std::nullopt;
}

/// Takes the constant operand of `at` into factor and offset; false when `at` is no such operation.
bool peel(program::program const& p, linear& found) {
    auto const& e = *found.variable;
    auto const go_on = [&](program::expression const& rest, number const& factor, number const& offset) {
        found.offset = found.offset + found.factor * offset;
        found.factor = found.factor * factor;
        found.variable = &rest;
        return true;
    };
    if (e.kind == expression_kind::negate) return go_on(e.operands[0], -1, 0);
    if (e.operands.size() != 2) return false;
    auto const a = constant_number(p, e.operands[0]), b = constant_number(p, e.operands[1]);
    switch (e.kind) {
        case expression_kind::add: return b ? go_on(e.operands[0], 1, *b) : a && go_on(e.operands[1], 1, *a);
        case expression_kind::subtract: return b ? go_on(e.operands[0], 1, -*b) : a && go_on(e.operands[1], -1, *a);
        case expression_kind::multiply:
            if (b && !b->is_zero()) return go_on(e.operands[0], *b, 0);
            return a && !a->is_zero() && go_on(e.operands[1], *a, 0);
        case expression_kind::percent_of:
            if (b && !b->is_zero()) return go_on(e.operands[0], *b / number(100), 0);
            return a && !a->is_zero() && go_on(e.operands[1], *a / number(100), 0);
        case expression_kind::divide: return b && !b->is_zero() && go_on(e.operands[0], number(1) / *b, 0);
        default: return false;
    }
}

}  // namespace

linear solve_for_variable(program::program const& p, program::expression const& e) {
    linear found{&e};
    while (peel(p, found)) {}
    return found;
}

extent linear::solve(extent const& e) const {
    extent s = e;
    for (auto* end : {&s.low, &s.high})
        if (*end) *end = (**end - offset) / factor;
    if (factor.sign() < 0) {
        std::swap(s.low, s.high);
        std::swap(s.low_closed, s.high_closed);
    }
    return s;
}

}  // namespace barem::analysis
