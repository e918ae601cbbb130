#include "check/expressions.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace barem::check {

using ast_kind = ast::expression_kind;
using program::expression_kind;
using program::type_kind;

namespace {

constexpr program::type truth_type{type_kind::truth};

}  // namespace

// ── what fits ───────────────────────────────────────────────────────────────────────────────────────────────────

void expression_checker::need(program::expression& e) {
    if (e.type.kind == type_kind::nothing) {
        c_.error("B1205", e.where, "a value is needed here, found `nothing`");
        e.type = {};
        return;
    }
    if (!e.type.optional) return;
    e.type.optional = false;
    if (e.kind == expression_kind::conditional) {                  // which branch is it?
        for (std::size_t i = 0; i < e.operands.size(); ++i)
            if (i % 2 == 1 || i + 1 == e.operands.size()) need(e.operands[i]);
        return;
    }
    if (e.kind == expression_kind::default_value) return need(e.operands[1]);
    auto const text = std::string_view(c_.tree_text).substr(e.where.begin, e.where.end - e.where.begin);
    auto& d = c_.error("B1205", e.where, fmt::format("`{}` may be absent here", text), "needed here, whether or not it is given");
    if (e.kind == expression_kind::field && !s_.around.empty()) {
        auto at = locate(c_, s_.around, e.scope);
        for (auto const m : path_of(e)) {                       // the first on the way that may be absent
            auto const& member = c_.member(at.record, m);
            if (may_be_absent(at, m)) {
                d.labels.push_back({member.where, member.required_when.empty() ? "may be absent" : "required only under its condition"});
                break;
            }
            if (member.type.kind == type_kind::record) at = inward(c_, std::move(at), {m});
        }
    }
    d.help = fmt::format("test it first (`if {0} is given then ...`), or say what holds without it (`{0} default ...`)", text);
}

bool expression_checker::assignable(program::type const& found, program::type const& expected, source_span where, std::string_view role) {
    if (!known(found) || !known(expected)) return true;
    auto const fail = [&](std::string code) -> diagnostic& {
        auto plain_found = found, plain_expected = expected;
        if (found.kind != expected.kind || found.of != expected.of || found.integer != expected.integer) plain_found.optional = plain_expected.optional = false;
        return c_.error(std::move(code), where, fmt::format("{}: expected {}, found {}", role, c_.describe(plain_expected), c_.describe(plain_found)));
    };
    if (found.kind == type_kind::nothing) {
        if (!expected.optional) fail("B1205").help = "write `?` behind the type where a value may be absent";
        return expected.optional;
    }
    if (found.kind != expected.kind || found.of != expected.of) {
        auto& d = fail("B1201");
        if (found.kind == type_kind::number && expected.kind == type_kind::number) {
            d.code = "B1202";
            if (is_number(expected, program::unit_percent) && is_number(found, program::unit_none)) d.help = "`share(part, whole)` gives a percentage";
            else if (is_number(found, program::unit_percent)) d.help = "`... of x` takes a percentage of an amount";
            else if (is_number(found, program::unit_none)) d.help = fmt::format("multiply by a unit: `... * 1 {}`", c_.out.units[expected.of].name);
        }
        return false;
    }
    if (expected.integer && !found.integer) {
        fail("B1218").help = "round it: `floor(...)`, `ceil(...)` or `round(..., 0, half_up)`";
        return false;
    }
    return true;
}

program::expression expression_checker::expect(ast::expression const& e, program::type const& expected, std::string_view role) {
    auto made = infer(e, &expected);
    if (made.type.optional && !expected.optional && known(expected)) need(made);
    if (!assignable(made.type, expected, made.where, role)) {
        if (auto help = help_for_number(c_, e, expected); !help.empty()) c_.findings.back().help = std::move(help);
        made.type = {};
    }
    return made;
}

program::expression expression_checker::condition(ast::expression const& e, std::string_view role) {
    auto made = infer(e, &truth_type);
    need(made);
    if (known(made.type) && made.type.kind != type_kind::truth) {
        auto& d = c_.error("B1204", made.where, fmt::format("{}: expected a condition, found {}", role, c_.describe(made.type)));
        d.help = made.type.kind == type_kind::number ? "compare it: `... > 0`" : "compare it with `=`";
        made.type = {};
    }
    return made;
}

// ── dispatch ────────────────────────────────────────────────────────────────────────────────────────────────────

program::expression expression_checker::infer(ast::expression const& e, program::type const* hint) {
    c_.enter_levels(1);
    auto made = infer_kind(e, hint);
    c_.leave_levels(1);
    return made;
}

program::expression expression_checker::infer_kind(ast::expression const& e, program::type const* hint) {
    switch (e.kind) {
        case ast_kind::number:
        case ast_kind::date:
        case ast_kind::string:
        case ast_kind::truth:
        case ast_kind::nothing: return literal(e, hint);
        case ast_kind::path: return value_path(e, hint);
        case ast_kind::call: return call(e, hint);
        case ast_kind::negate: return negate(e, hint);
        case ast_kind::logical_not: {
            auto operand = condition(e.operands[0], "`not`");
            return node(expression_kind::logical_not, truth_type, e.where, operand_list(std::move(operand)));
        }
        case ast_kind::binary: return binary(e, hint);
        case ast_kind::in_interval: return in_interval(e);
        case ast_kind::in_set: return in_set(e);
        case ast_kind::is_given: return is_given(e);
        case ast_kind::conditional: return conditional(e, hint);
    }
    return unknown(e);
}

/// A path to a value: records and lists have names, but no value of their own.
program::expression expression_checker::value_path(ast::expression const& e, program::type const* hint) {
    auto made = path(e, hint);
    if (made.type.kind != type_kind::record && made.type.kind != type_kind::list) return made;
    auto const text = std::string_view(c_.tree_text).substr(e.where.begin, e.where.end - e.where.begin);
    auto& d = c_.error("B1109", e.where, fmt::format("`{}` is {}, not a value", text, c_.describe(made.type)));
    if (made.type.kind == type_kind::list) d.help = fmt::format("count or test its elements: `count({0})`, `any({0} where ...)`", text);
    else if (names_group(c_, s_, e)) d.help = fmt::format("`count({})` is how many records the group has", text);
    else d.help = fmt::format("name one of its fields: `{}. ...`", text);
    return unknown(e);
}

program::expression expression_checker::literal(ast::expression const& e, program::type const* hint) {
    auto made = unknown(e);
    made.kind = expression_kind::constant;
    switch (e.kind) {
        case ast_kind::number: {
            auto const n = number::parse(e.text);
            if (!n) return made;
            made.literal = *n;
            index unit = program::unit_none;
            if (e.unit.text == "%") unit = program::unit_percent;
            else if (e.unit.text.empty()) unit = hint && hint->kind == type_kind::number ? hint->of : program::unit_none;
            else if (auto const u = find_unit(c_, e.unit.text)) unit = *u;
            else {
                std::vector<std::string_view> names;
                for (auto const& u2 : c_.out.units) names.push_back(u2.name);
                auto& d = c_.error("B1102", e.unit.where, fmt::format("there is no unit `{}`", e.unit.text), "not found");
                c_.propose_name(d, e.unit.text, names);
                if (d.help.empty()) d.help = fmt::format("declare it: `unit {}`", e.unit.text);
                return unknown(e);
            }
            made.type = {type_kind::number, unit, n->is_integer()};
            return made;
        }
        case ast_kind::date:
            if (auto const d = date::parse(e.text)) {
                made.literal = *d;
                made.type = {type_kind::date};
            }
            return made;
        case ast_kind::string:
            made.literal = e.text;
            made.type = {type_kind::text};
            return made;
        case ast_kind::truth:
            made.literal = e.text == "true";
            made.type = truth_type;
            return made;
        default:
            made.literal = absent{};
            made.type = {type_kind::nothing};
            return made;
    }
}

// ── operators ───────────────────────────────────────────────────────────────────────────────────────────────────

bool expression_checker::wants_hint(ast::expression const& e) const {
    switch (e.kind) {
        case ast_kind::number: return e.unit.text.empty();
        case ast_kind::nothing: return true;
        case ast_kind::negate: return wants_hint(e.operands[0]);
        case ast_kind::path: return e.path.size() == 1 && (c_.words.contains(e.path[0].text) || !is_value_name(e.path[0].text));
        case ast_kind::conditional:
            for (std::size_t i = 1; i < e.operands.size(); i += 2)
                if (!wants_hint(e.operands[i])) return false;
            return wants_hint(e.operands.back());
        default: return false;
    }
}

std::pair<program::expression, program::expression> expression_checker::pair(ast::expression const& a, ast::expression const& b,
                                                                             program::type const* hint) {
    if (wants_hint(a) && !wants_hint(b)) {
        auto second = infer(b, hint);
        auto first = infer(a, known(second.type) ? &second.type : hint);
        return {std::move(first), std::move(second)};
    }
    auto first = infer(a, hint);
    auto second = infer(b, known(first.type) ? &first.type : hint);
    return {std::move(first), std::move(second)};
}

program::expression expression_checker::negate(ast::expression const& e, program::type const* hint) {
    auto operand = infer(e.operands[0], hint);
    need(operand);
    if (known(operand.type) && operand.type.kind != type_kind::number) {
        c_.error("B1201", operand.where, fmt::format("`-`: expected a number, found {}", c_.describe(operand.type)));
        return unknown(e);
    }
    auto const type = operand.type;
    if (auto const* n = std::get_if<number>(&operand.literal); n && operand.kind == expression_kind::constant) {
        operand.literal = -*n;
        operand.where = e.where;
        return operand;
    }
    return node(expression_kind::negate, type, e.where, operand_list(std::move(operand)));
}

program::expression expression_checker::binary(ast::expression const& e, program::type const* hint) {
    auto const& op = e.text;
    if (op == "and" || op == "or") return logical(e, op == "and");
    if (op == "default") return default_value(e, hint);
    if (op == "of") return percent_of(e, hint);
    if (op == "after" || op == "before") return deadline(e);
    if (op == "+" || op == "-" || op == "*" || op == "/") return arithmetic(e, hint);
    return comparison(e);
}

/// Each operand is only looked at when those before it leave the question open, and may rely on that. `a and b and c`, which the
/// tree nests to the left, is taken in one go: each condition is then learned once.
program::expression expression_checker::logical(ast::expression const& e, bool conjunction) {
    auto const role = conjunction ? "`and`" : "`or`";
    std::vector<ast::expression const*> nested{&e};
    while (nested.back()->operands[0].kind == ast_kind::binary && nested.back()->operands[0].text == e.text) nested.push_back(&nested.back()->operands[0]);
    auto const before = s_.known;
    c_.enter_levels(static_cast<unsigned>(nested.size()) - 1);
    auto made = condition(nested.back()->operands[0], role);
    for (auto n = nested.rbegin(); n != nested.rend(); ++n) {
        assume(n == nested.rbegin() ? made : made.operands[1], conjunction);
        auto next = condition((*n)->operands[1], role);
        made = node(conjunction ? expression_kind::logical_and : expression_kind::logical_or, truth_type, (*n)->where, operand_list(std::move(made), std::move(next)));
    }
    c_.leave_levels(static_cast<unsigned>(nested.size()) - 1);
    s_.known = before;
    return made;
}

program::expression expression_checker::comparison(ast::expression const& e) {
    auto [a, b] = pair(e.operands[0], e.operands[1], nullptr);
    bool const equality = e.text == "=" || e.text == "!=";
    need(a);
    need(b);
    if (!known(a.type) || !known(b.type)) return unknown(e);
    auto const kind = e.text == "=" ? expression_kind::equal : e.text == "!=" ? expression_kind::not_equal : e.text == "<" ? expression_kind::less
                    : e.text == "<=" ? expression_kind::less_equal : e.text == ">" ? expression_kind::greater : expression_kind::greater_equal;
    bool const same = a.type.kind == b.type.kind && a.type.of == b.type.of;
    bool const sortable = a.type.kind == type_kind::number || a.type.kind == type_kind::date || (a.type.kind == type_kind::word && c_.out.enums[a.type.of].ordered);
    if (same && (equality || sortable)) return node(kind, truth_type, e.where, operand_list(std::move(a), std::move(b)));
    if (same) {
        auto& d = c_.error("B1209", e.operator_where, fmt::format("{} has no order", c_.describe(a.type)), "only `=` and `!=` apply");
        if (a.type.kind == type_kind::word) d.help = "declare the words of the enum from low to high, with `<` between them";
        return unknown(e);
    }
    auto& d = c_.error(a.type.kind == type_kind::number && b.type.kind == type_kind::number ? "B1202" : "B1201", e.operator_where,
                       fmt::format("cannot compare {} with {}", c_.describe(a.type), c_.describe(b.type)));
    d.labels.push_back({a.where, c_.describe(a.type)});
    d.labels.push_back({b.where, c_.describe(b.type)});
    for (auto const& [written, other] : {std::pair(&e.operands[0], &b.type), {&e.operands[1], &a.type}})
        if (auto help = help_for_number(c_, *written, *other); !help.empty()) d.help = std::move(help);
    auto const kinds = std::minmax(a.type.kind, b.type.kind);
    if (kinds == std::minmax(type_kind::text, type_kind::date)) d.help = "dates are written without quotes: 2015-10-31";
    if (kinds == std::minmax(type_kind::text, type_kind::word)) d.help = "words are written without quotes";
    return unknown(e);
}

program::expression expression_checker::default_value(ast::expression const& e, program::type const* hint) {
    auto [a, b] = pair(e.operands[0], e.operands[1], hint);
    if (!known(a.type) || !known(b.type)) return unknown(e);
    if (a.type.kind == type_kind::nothing) {
        c_.warning("B1212", a.where, "this is never given", "`default` always applies").help = "remove the `default`";
        return b;
    }
    if (!a.type.optional)
        c_.warning("B1212", a.where, "this is always given", "`default` never applies").help = "remove the `default`";
    auto type = a.type;
    type.optional = b.type.optional || b.type.kind == type_kind::nothing;
    type.integer = a.type.integer && b.type.integer;
    auto as_found = b.type;
    as_found.integer = type.integer;
    if (!assignable(as_found, type, b.where, "after `default`")) return unknown(e);
    return node(expression_kind::default_value, type, e.where, operand_list(std::move(a), std::move(b)));
}

program::expression expression_checker::conditional(ast::expression const& e, program::type const* hint) {
    // The first branch that knows its own type tells it to bare literals and words in the others.
    auto made = node(expression_kind::conditional, {}, e.where, {});
    auto const before = s_.known;
    std::optional<program::type> settled;
    if (hint && known(*hint)) settled = *hint;
    std::vector<program::expression*> values;
    made.operands.resize(e.operands.size());
    auto const check_branches = [&](bool literals) {
        s_.known = before;
        for (std::size_t i = 0; i < e.operands.size(); i += 2) {
            bool const last = i + 1 == e.operands.size();
            if (!last) {
                if (!literals) made.operands[i] = condition(e.operands[i], "`if`");
                auto const outside = s_.known;
                assume(made.operands[i], true);
                if (wants_hint(e.operands[i + 1]) == literals) made.operands[i + 1] = infer(e.operands[i + 1], settled ? &*settled : nullptr);
                s_.known = outside;
                assume(made.operands[i], false);
            } else if (wants_hint(e.operands[i]) == literals) {
                made.operands[i] = infer(e.operands[i], settled ? &*settled : nullptr);
            }
            auto const& v = made.operands[last ? i : i + 1];
            if (!settled && known(v.type) && v.type.kind != type_kind::nothing) settled = v.type;
        }
    };
    check_branches(false);
    check_branches(true);
    s_.known = before;
    program::type type;
    bool optional = false, integer = true, failed = false;
    for (std::size_t i = 0; i < made.operands.size(); ++i) {
        if (i % 2 == 0 && i + 1 != made.operands.size()) continue;
        auto const& v = made.operands[i];
        if (!known(v.type)) { failed = true; continue; }
        optional = optional || v.type.optional || v.type.kind == type_kind::nothing;
        if (v.type.kind == type_kind::nothing) continue;
        integer = integer && v.type.integer;
        if (!known(type)) { type = v.type; continue; }
        auto found = v.type, expected = type;
        found.integer = expected.integer = found.optional = expected.optional = false;
        if (!assignable(found, expected, v.where, "every branch has one type")) failed = true;
    }
    if (failed) return unknown(e);
    if (!known(type)) type = {type_kind::nothing};
    type.integer = type.kind == type_kind::number && integer;
    type.optional = optional;
    made.type = type;
    return made;
}

program::interval expression_checker::interval(ast::interval const& i, program::type const& of) {
    program::interval made;
    made.low_closed = i.low_closed;
    made.high_closed = i.high_closed;
    made.where = i.where;
    auto expected = of;
    expected.integer = expected.optional = false;
    if (i.low) made.low.push_back(expect(*i.low, expected, "lower bound"));
    if (i.high) made.high.push_back(expect(*i.high, expected, "upper bound"));
    return made;
}

program::expression expression_checker::in_interval(ast::expression const& e) {
    auto value = infer(e.operands[0]);
    need(value);
    if (!known(value.type)) return unknown(e);
    if (value.type.kind != type_kind::number && value.type.kind != type_kind::date) {
        c_.error("B1209", value.where, fmt::format("{} does not lie in an interval", c_.describe(value.type))).help = "list the words instead: `in {a, b}`";
        return unknown(e);
    }
    auto made = node(expression_kind::in_interval, truth_type, e.where, {});
    made.in.push_back(interval(*e.range, value.type));
    made.operands.push_back(std::move(value));
    return made;
}

program::expression expression_checker::in_set(ast::expression const& e) {
    auto value = infer(e.operands[0]);
    need(value);
    auto made = node(expression_kind::in_set, truth_type, e.where, {});
    auto expected = value.type;
    expected.integer = false;
    for (std::size_t i = 1; i < e.operands.size(); ++i) made.operands.push_back(expect(e.operands[i], expected, "member of the set"));
    made.operands.insert(made.operands.begin(), std::move(value));
    return known(made.operands[0].type) ? made : unknown(e);
}

program::expression expression_checker::is_given(ast::expression const& e) {
    auto value = e.operands[0].kind == ast_kind::path ? path(e.operands[0], nullptr) : infer(e.operands[0]);   // of a record as well
    if (!known(value.type)) return unknown(e);
    bool const negative = e.text == "not given";
    if (value.type.kind == type_kind::list) {
        c_.error("B1208", value.where, "a list is always given; it may be empty").help = "write `count(...) = 0`";
        return unknown(e);
    }
    if (value.type.kind == type_kind::nothing)
        c_.warning("B1212", value.where, "this is never given", "always absent").help = "remove the test";
    else if (!value.type.optional)
        c_.warning("B1212", value.where, "this is always given", "never absent").help = "remove the test";
    auto made = node(expression_kind::is_given, truth_type, e.where, operand_list(std::move(value)));
    return negative ? node(expression_kind::logical_not, truth_type, e.where, operand_list(std::move(made))) : made;
}

program::expression expression_checker::call(ast::expression const& e, program::type const* hint) { return check_call(c_, *this, e, hint); }

}  // namespace barem::check
