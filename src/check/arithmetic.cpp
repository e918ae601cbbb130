// Sums, products and percentages, with their units.
#include "check/expressions.hpp"

#include <fmt/format.h>

namespace barem::check {

using program::expression_kind;
using program::type_kind;

namespace {

constexpr program::type percent_type{type_kind::number, program::unit_percent};

}  // namespace

program::expression expression_checker::arithmetic(ast::expression const& e, program::type const* hint) {
    bool const sum = e.text == "+" || e.text == "-";
    // Only a sum hands its expected unit on to bare literals; in a product a bare number is just a number.
    auto [a, b] = [&] {
        if (sum) return pair(e.operands[0], e.operands[1], hint);
        auto first = infer(e.operands[0]);
        return std::pair{std::move(first), infer(e.operands[1])};
    }();
    need(a);
    need(b);
    if (!known(a.type) || !known(b.type)) return unknown(e);
    return sum ? additive(e, std::move(a), std::move(b)) : multiplicative(e, std::move(a), std::move(b));
}

program::expression expression_checker::additive(ast::expression const& e, program::expression a, program::expression b) {
    bool const plus = e.text == "+";
    auto const whole = e.where;
    if (a.type.kind == type_kind::date && is_number(b.type, program::unit_days))
        return node(plus ? expression_kind::date_add_days : expression_kind::date_subtract_days, {type_kind::date}, whole, operand_list(std::move(a), std::move(b)));
    if (plus && b.type.kind == type_kind::date && is_number(a.type, program::unit_days))
        return node(expression_kind::date_add_days, {type_kind::date}, whole, operand_list(std::move(b), std::move(a)));
    if (!plus && a.type.kind == type_kind::date && b.type.kind == type_kind::date)
        return node(expression_kind::date_difference, {type_kind::number, program::unit_days, true}, whole, operand_list(std::move(a), std::move(b)));
    if (a.type.kind == type_kind::number && b.type.kind == type_kind::number && a.type.of == b.type.of)
        return node(plus ? expression_kind::add : expression_kind::subtract, {type_kind::number, a.type.of, a.type.integer && b.type.integer}, whole,
                    operand_list(std::move(a), std::move(b)));
    auto const is_amount = [](program::type const& t) { return t.kind == type_kind::number || t.kind == type_kind::date; };
    auto& d = c_.error(is_amount(a.type) && is_amount(b.type) ? "B1202" : "B1201", e.operator_where,
                       fmt::format("cannot {} {} {} {}", plus ? "add" : "subtract", c_.describe(plus ? a.type : b.type), plus ? "and" : "from",
                                   c_.describe(plus ? b.type : a.type)));
    d.labels.push_back({a.where, c_.describe(a.type)});
    d.labels.push_back({b.where, c_.describe(b.type)});
    if (is_number(a.type, program::unit_percent) || is_number(b.type, program::unit_percent))
        d.help = "to take a percentage of an amount write `80% of amount`";
    else if (is_number(a.type, program::unit_working_days) || is_number(b.type, program::unit_working_days))
        d.help = plus ? "which days are worked is said by a calendar: write `... after date`, such as `3 working days after issued`"
                      : "which days are worked is said by a calendar: write `... before date`, such as `3 working days before issued`";
    else if (a.type.kind == type_kind::date || b.type.kind == type_kind::date)
        d.help = "a date moves by days: `d + 7 days`; `d2 - d1` is the number of days between two dates";
    for (auto const& [written, other] : {std::pair(&e.operands[0], &b.type), {&e.operands[1], &a.type}})
        if (auto help = help_for_number(c_, *written, *other); !help.empty()) d.help = std::move(help);
    return unknown(e);
}

program::expression expression_checker::multiplicative(ast::expression const& e, program::expression a, program::expression b) {
    bool const times = e.text == "*";
    if (a.type.kind == type_kind::number && b.type.kind == type_kind::number) {
        auto const plain_a = a.type.of == program::unit_none, plain_b = b.type.of == program::unit_none;
        std::optional<index> unit;
        if (plain_b) unit = a.type.of;
        else if (times && plain_a) unit = b.type.of;
        else if (!times && a.type.of == b.type.of) unit = program::unit_none;
        if (unit) {
            bool const integer = times && a.type.integer && b.type.integer;
            return node(times ? expression_kind::multiply : expression_kind::divide, {type_kind::number, *unit, integer}, e.where,
                        operand_list(std::move(a), std::move(b)));
        }
    }
    auto& d = c_.error("B1203", e.operator_where, fmt::format("cannot {} {} by {}", times ? "multiply" : "divide", c_.describe(a.type), c_.describe(b.type)));
    d.labels.push_back({a.where, c_.describe(a.type)});
    d.labels.push_back({b.where, c_.describe(b.type)});
    if (is_number(a.type, program::unit_percent) || is_number(b.type, program::unit_percent)) d.help = "to take a percentage of an amount write `80% of amount`";
    else d.help = "at most one side of `*` has a unit; `/` divides by a plain number or by the same unit";
    return unknown(e);
}

program::expression expression_checker::percent_of(ast::expression const& e, program::type const* hint) {
    if (auto const& written = e.operands[0]; written.kind == ast::expression_kind::number && written.unit.text.empty()) {
        // Elsewhere a bare number takes the unit that is expected; here 0.15 is as likely to be meant for 15 %.
        c_.error("B1202", written.where, fmt::format("`{}` before `of` is no percentage", written.text), "a percentage is needed").help =
            fmt::format("write `{}%` if that is meant, or `x * amount` to multiply", written.text);
        return unknown(e);
    }
    auto share = expect(e.operands[0], percent_type, "before `of`");
    auto whole = infer(e.operands[1], hint);
    need(whole);
    if (!known(whole.type)) return unknown(e);
    if (whole.type.kind != type_kind::number) {
        c_.error("B1201", whole.where, fmt::format("after `of`: expected an amount, found {}", c_.describe(whole.type)));
        return unknown(e);
    }
    program::type const type{type_kind::number, whole.type.of};
    return node(expression_kind::percent_of, type, e.where, operand_list(std::move(share), std::move(whole)));
}

}  // namespace barem::check
