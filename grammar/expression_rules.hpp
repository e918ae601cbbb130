#pragma once
// Expressions, loosest first. Included by parse.cpp only.

#include "actions.hpp"
#include "terminals.hpp"

#include <algorithm>
#include <memory>
#include <optional>

namespace barem::grammar {

BAREM_RULE(expression, node, located, "an expression")
BAREM_RULE(if_expression, node, located, "an expression")
BAREM_RULE(or_expression, node, located, "an expression")
BAREM_RULE(and_expression, node, located, "an expression")
BAREM_RULE(not_expression, node, located, "an expression")
BAREM_RULE(comparison, node, located, "an expression")
BAREM_RULE(default_expression, node, located, "an expression")
BAREM_RULE(deadline_expression, node, located, "an expression")
BAREM_RULE(additive, node, located, "an expression")
BAREM_RULE(multiplicative, node, located, "an expression")
BAREM_RULE(unary, node, located, "an expression")
BAREM_RULE(primary, node, located, "an expression")
BAREM_RULE(call, node, located, "a call such as `f(1)`")
BAREM_RULE(path_expression, node, located, "a name")
BAREM_RULE(literal, node, located, "a literal")
BAREM_RULE(quantity, node, located, "a number")
BAREM_RULE(date, node, located, "a date such as 2015-10-31")
BAREM_RULE(bound, node, located, "a number or a date")
BAREM_RULE(bound_operand, node, located, "a number, a date or a name")
BAREM_RULE(interval, ast::interval, located, "an interval such as `[1 .. 5)`")
BAREM_RULE(word_set, node, located, "a set such as `{a, b}`")

// ── how expressions are built ───────────────────────────────────────────────────────────────────────────────────

namespace build {

using ast::expression_kind;

/// Bounds the height of the tree: later stages walk it recursively.
inline void grow(session& s, node& parent, unsigned child_height) {
    parent.height = std::max(parent.height, child_height + 1);
    if (parent.height <= s.limits.max_expression_height) return;
    s.hold("B1006", "this expression is more than " + std::to_string(s.limits.max_expression_height) + " operations high",
           parent.where.end != 0 ? parent.where : parent.operator_where,
           "name parts of it with `let`s of their own");
    boost::throw_exception(failure(s.begin(), "a smaller expression"));
}

inline void add_operand(session& s, node& parent, node&& operand) {
    auto const height = operand.height;
    parent.operands.push_back(std::move(operand));
    grow(s, parent, height);
}

inline node leaf(expression_kind form, std::string text, source_span where) {
    node n;
    n.kind = form;
    n.text = std::move(text);
    n.where = n.operator_where = where;
    return n;
}

/// The way an operator is spelt in the tree, whatever spelling the text uses.
inline std::string operator_text(session const& s, token const& t) {
    return t.word == keyword::none ? std::string(s.text(t)) : std::string(spelling(t.word));
}

inline void fold(session& s, node& left, token const& op, node&& right) {
    node whole = leaf(expression_kind::binary, operator_text(s, op), join(left.where, right.where));
    whole.operator_where = span_of(op);
    add_operand(s, whole, std::move(left));
    add_operand(s, whole, std::move(right));
    left = std::move(whole);
}

/// Wraps the value before a test (`x in ...`, `x is given`) into the test.
inline node& wrap(session& s, node& value, expression_kind form, std::string text, token const& op) {
    node whole = leaf(form, std::move(text), value.where);
    whole.operator_where = span_of(op);
    add_operand(s, whole, std::move(value));
    value = std::move(whole);
    return value;
}

inline bool is_comparison(token const& t) { return t.kind >= kind::equal && t.kind <= kind::greater_equal; }

/// `900 <= total < 1000`: says how it is written here.
inline void report_chain(session& s, node const& first, token const& op, node const& last) {
    auto const text = [&](source_span where) { return std::string(s.text(where)); };
    auto const& left = first.operands.size() == 2 ? first : node{};
    auto const rising = [](std::string_view o) { return o == "<" || o == "<="; };
    auto const falling = [](std::string_view o) { return o == ">" || o == ">="; };
    std::string help = "join two comparisons with `and`";
    auto const second = text(span_of(op));
    bool const is_short = last.where.end - first.where.begin < 200;   // to be quoted
    if (is_short && left.operands.size() == 2 && ((rising(left.text) && rising(second)) || (falling(left.text) && falling(second)))) {
        bool const up = rising(left.text);
        auto const low = up ? text(left.operands[0].where) : text(last.where);
        auto const high = up ? text(last.where) : text(left.operands[0].where);
        auto const low_operator = up ? std::string(left.text) : second;
        auto const high_operator = up ? second : std::string(left.text);
        help = "write `" + text(left.operands[1].where) + " in " + (low_operator.size() == 2 ? "[" : "(") + low + " .. " + high +
               (high_operator.size() == 2 ? "]" : ")") + "`";
    }
    s.report("B1008", "comparisons cannot be chained", join(first.where, last.where), std::move(help));
}

}  // namespace build

// ── actions ─────────────────────────────────────────────────────────────────────────────────────────────────────

/// `attr` is an operator token and its right operand.
inline constexpr auto fold_binary = [](auto& ctx) {
    auto& attr = x3::_attr(ctx);
    build::fold(state(ctx), x3::_val(ctx), boost::fusion::at_c<0>(attr), std::move(boost::fusion::at_c<1>(attr)));
};

inline constexpr auto report_chained = [](auto& ctx) {
    auto& attr = x3::_attr(ctx);
    build::report_chain(state(ctx), x3::_val(ctx), boost::fusion::at_c<0>(attr), boost::fusion::at_c<1>(attr));
};

inline constexpr auto operand = [](auto& ctx) { build::add_operand(state(ctx), x3::_val(ctx), std::move(x3::_attr(ctx))); };

/// A prefix operator: its token, as the start of a node.
template <ast::expression_kind Kind>
constexpr auto prefix = [](auto& ctx) {
    auto& n = x3::_val(ctx);
    n.kind = Kind;
    n.operator_where = span_of(x3::_attr(ctx));
};

inline constexpr auto test_interval = [](auto& ctx) {
    auto& attr = x3::_attr(ctx);
    auto& n = build::wrap(state(ctx), x3::_val(ctx), ast::expression_kind::in_interval, {}, boost::fusion::at_c<0>(attr));
    n.range = std::make_shared<ast::interval const>(std::move(boost::fusion::at_c<1>(attr)));
};

inline constexpr auto test_set = [](auto& ctx) {
    auto& attr = x3::_attr(ctx);
    node& members = boost::fusion::at_c<1>(attr);
    auto& n = build::wrap(state(ctx), x3::_val(ctx), ast::expression_kind::in_set, {}, boost::fusion::at_c<0>(attr));
    for (auto& m : members.operands) n.operands.push_back(std::move(m));
    build::grow(state(ctx), n, members.height);
};

template <bool Given>
constexpr auto test_given = [](auto& ctx) {
    build::wrap(state(ctx), x3::_val(ctx), ast::expression_kind::is_given, Given ? "given" : "not given", x3::_attr(ctx));
};

template <ast::expression_kind Kind>
constexpr auto literal_token = [](auto& ctx) {
    token const& t = x3::_attr(ctx);
    session& s = state(ctx);
    auto text = t.word == keyword::none ? std::string(s.text(t)) : std::string(spelling(t.word));
    if (Kind == ast::expression_kind::string) text = unquote(text);
    if (Kind == ast::expression_kind::nothing) text.clear();
    x3::_val(ctx) = build::leaf(Kind, std::move(text), span_of(t));
};

/// A quantity's unit follows its number, so the node's operator place is the whole once it is known.
inline constexpr auto set_unit = [](auto& ctx) {
    auto& n = x3::_val(ctx);
    n.unit = std::move(x3::_attr(ctx));
    n.where.end = n.operator_where.end = n.unit.where.end;
};

inline constexpr auto set_working_days = [](auto& ctx) {
    auto& n = x3::_val(ctx);
    auto& attr = x3::_attr(ctx);
    n.unit = {"working_days", join(boost::fusion::at_c<0>(attr).where, boost::fusion::at_c<1>(attr).where)};
    n.where.end = n.operator_where.end = n.unit.where.end;
};

inline constexpr auto path_name = [](auto& ctx) {
    auto& n = x3::_val(ctx);
    n.kind = ast::expression_kind::path;
    if (n.path.empty()) n.operator_where = x3::_attr(ctx).where;
    n.operator_where.end = x3::_attr(ctx).where.end;
    n.path.push_back(std::move(x3::_attr(ctx)));
};

inline constexpr auto function_name = [](auto& ctx) {
    auto& n = x3::_val(ctx);
    n.kind = ast::expression_kind::call;
    n.text = x3::_attr(ctx).text;
    n.operator_where = x3::_attr(ctx).where;
};

template <auto Member>
constexpr auto clause = [](auto& ctx) {
    node& found = x3::_attr(ctx);
    build::grow(state(ctx), x3::_val(ctx), found.height);
    x3::_val(ctx).*Member = std::make_shared<ast::expression const>(std::move(found));
};

template <auto Side, auto Closed>
constexpr auto interval_end = [](auto& ctx) {
    x3::_val(ctx).*Closed = x3::_attr(ctx).kind == kind::open_bracket || x3::_attr(ctx).kind == kind::close_bracket;
};

// ── operators ───────────────────────────────────────────────────────────────────────────────────────────────────

constexpr auto word_token(keyword word, std::string_view words) {
    return token_if(words, [word](token const& t) { return t.word == word; });
}

inline constexpr auto or_operator = word_token(keyword::or_, "`or`");
inline constexpr auto and_operator = word_token(keyword::and_, "`and`");
inline constexpr auto default_operator = word_token(keyword::default_, "`default`");
inline constexpr auto not_operator = word_token(keyword::not_, "`not`");
inline constexpr auto in_operator = word_token(keyword::in, "`in`");
inline constexpr auto deadline_operator =
    token_if("`after` or `before`", [](token const& t) { return t.word == keyword::after || t.word == keyword::before; });
/// `after` may also be a name, such as the word of a level that begins on the next line: then no operand follows.
inline constexpr auto next_is_deadline = next_parser("a deadline", [](token const* t) {
    if (t[0].word != keyword::after && t[0].word != keyword::before) return false;
    return is_name(t[1]) || t[1].kind == kind::date || t[1].kind == kind::number || t[1].kind == kind::open_parenthesis ||
           t[1].kind == kind::minus || t[1].word == keyword::if_ || t[1].word == keyword::not_;
});
inline constexpr auto is_operator = word_token(keyword::is, "`is`");
inline constexpr auto minus_operator = token_if("`-`", [](token const& t) { return t.kind == kind::minus; });
inline constexpr auto comparison_operator = token_if("a comparison", build::is_comparison);
inline constexpr auto additive_operator =
    token_if("`+` or `-`", [](token const& t) { return t.kind == kind::plus || t.kind == kind::minus; });
inline constexpr auto multiplicative_operator = token_if(
    "`*`, `/` or `of`", [](token const& t) { return t.kind == kind::star || t.kind == kind::slash || t.word == keyword::of; });
inline constexpr auto next_opens_interval = next_parser(
    "an interval", [](token const* t) { return t->kind == kind::open_bracket || t->kind == kind::open_parenthesis; });
inline constexpr auto next_opens_set = next_parser("a set", [](token const* t) { return t->kind == kind::open_brace; });
inline constexpr auto next_is_call = next_parser("a call", [](token const* t) {
    return is_name(t[0]) && t[1].kind == kind::open_parenthesis && !t[1].starts_line;
});

inline constexpr auto interval_opening =
    token_if("`[` or `(`", [](token const& t) { return t.kind == kind::open_bracket || t.kind == kind::open_parenthesis; });
inline constexpr auto interval_closing =
    token_if("`]` or `)`", [](token const& t) { return t.kind == kind::close_bracket || t.kind == kind::close_parenthesis; });

// ── the rules ───────────────────────────────────────────────────────────────────────────────────────────────────

auto const expression_def = if_expression[store] | or_expression[store];

auto const if_then = kw(keyword::then, "`then`");
auto const if_expression_def =
    word_token(keyword::if_, "`if`")[prefix<ast::expression_kind::conditional>] > nested[expression][operand] > if_then > nested[expression][operand]
    >> *((kw(keyword::else_, "`else`") >> kw(keyword::if_, "`if`")) > nested[expression][operand] > if_then > nested[expression][operand])
    > kw(keyword::else_, "`else`") > nested[expression][operand];

auto const or_expression_def = and_expression[store] >> *(or_operator > and_expression)[fold_binary];
auto const and_expression_def = not_expression[store] >> *(and_operator > not_expression)[fold_binary];
auto const not_expression_def =
    (not_operator[prefix<ast::expression_kind::logical_not>] > nested[not_expression][operand]) | comparison[store];

auto const given = kw(keyword::given, "`given`");
auto const is_given = (is_operator >> !kw(keyword::not_, "`not`") > given)[test_given<true>];
auto const is_not_given = (is_operator >> kw(keyword::not_, "`not`") > given)[test_given<false>];
auto const in_test =
    (in_operator >> next_opens_set > word_set)[test_set] | (in_operator > named{"an interval `[a .. b]` or a set `{a, b}`"}[
        next_opens_interval >> interval])[test_interval];

auto const comparison_def = default_expression[store]
    >> -((comparison_operator > default_expression)[fold_binary] | in_test | is_not_given | is_given)
    >> *(comparison_operator > default_expression)[report_chained];

auto const default_expression_def = deadline_expression[store] >> *(default_operator > deadline_expression)[fold_binary];
auto const using_calendar = kw(keyword::using_, "`using`") > a_name("the name of a calendar")[set<&ast::expression::calendar>];
auto const deadline_expression_def = additive[store]
    >> -((next_is_deadline >> deadline_operator > nested[deadline_expression])[fold_binary] >> -using_calendar);
auto const additive_def = multiplicative[store] >> *(additive_operator > multiplicative)[fold_binary];
auto const multiplicative_def = unary[store] >> *(multiplicative_operator > unary)[fold_binary];
auto const unary_def = (minus_operator[prefix<ast::expression_kind::negate>] > nested[unary][operand]) | primary[store];

auto const primary_def = literal[store] | call[store] | path_expression[store]
    | (open_parenthesis > nested[expression][store] > close_parenthesis);

auto const call_def = next_is_call >> name[function_name] >> open_parenthesis
    >> -(nested[expression][operand] >> *(comma > nested[expression][operand]))
    >> -(kw(keyword::over, "`over`") > path_expression[clause<&ast::expression::over>])
    >> -(kw(keyword::where, "`where`") > nested[expression][clause<&ast::expression::filter>])
    >> -(kw(keyword::by, "`by`") > nested[expression][clause<&ast::expression::by>]) >> -using_calendar
    > named{"`,` or `)`"}[close_parenthesis];

auto const path_expression_def = name[path_name] >> *(dot > name[path_name]);

auto const literal_def = date[store] | quantity[store]
    | token_if("a string", [](token const& t) { return t.kind == kind::string; })[literal_token<ast::expression_kind::string>]
    | token_if("`true` or `false`", [](token const& t) { return t.word == keyword::true_ || t.word == keyword::false_; })
          [literal_token<ast::expression_kind::truth>]
    | word_token(keyword::nothing, "`nothing`")[literal_token<ast::expression_kind::nothing>];

/// `working days` is one unit in two words.
inline constexpr auto next_is_working_days = next_parser("`working days`", [](token const* t) {
    return t[0].word == keyword::working && !t[0].starts_line && t[1].kind == kind::word && !t[1].starts_line;
});
inline constexpr auto working = make_token_parser<ast::name>("`working`", [](token const& t) { return t.word == keyword::working; }, make_name);
inline constexpr auto days_word = make_token_parser<ast::name>(
    "`days`", [](session const& s, token const& t) { return s.text(t) == "days" || s.text(t) == "day"; }, make_name);

auto const date_def = date_token[literal_token<ast::expression_kind::date>];
auto const quantity_def = number[literal_token<ast::expression_kind::number>] >> -(percent[set_unit] | next_is_working_days >> (working >> days_word)[set_working_days] | unit_name[set_unit]);

auto const negated = minus_operator[prefix<ast::expression_kind::negate>];
auto const bound_def = date[store] | quantity[store]
    | (negated > named{"a number or a date"}[date[operand] | quantity[operand]]);
auto const bound_operand_def = date[store] | quantity[store] | path_expression[store]
    | (negated > named{"a number, a date or a name"}[date[operand] | quantity[operand] | path_expression[operand]]);

auto const interval_def = interval_opening[interval_end<&ast::interval::low, &ast::interval::low_closed>]
    > bound_operand[set<&ast::interval::low>] > dots > bound_operand[set<&ast::interval::high>]
    > interval_closing[interval_end<&ast::interval::high, &ast::interval::high_closed>];

auto const word_set_def = open_brace > nested[expression][operand] >> *(comma > nested[expression][operand])
    > named{"`,` or `}`"}[close_brace];

BAREM_DEFINE(expression, if_expression, or_expression, and_expression, not_expression, comparison, default_expression, deadline_expression, additive,
                    multiplicative, unary, primary, call, path_expression, literal, quantity, date, bound, bound_operand, interval, word_set)

}  // namespace barem::grammar
