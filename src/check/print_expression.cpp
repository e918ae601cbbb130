// Expressions in the syntax of the language, with no more parentheses than they need.

#include "check/print.hpp"

#include <utility>

namespace barem::check {

using program::expression;
using program::expression_kind;
using program::index;
using program::none;

namespace {

/// How tightly a form binds, as in the grammar, from an `if` to a name.
enum binding : int { loosest, disjunction, conjunction, negation, comparison, fallback, deadline, sum, product, sign, primary };

std::string_view name_of(rounding mode) {
    switch (mode) {
        case rounding::half_up: return "half_up";
        case rounding::half_even: return "half_even";
        case rounding::half_down: return "half_down";
        case rounding::toward_zero: return "toward_zero";
        case rounding::away_from_zero: return "away_from_zero";
        case rounding::down: return "down";
        case rounding::up: return "up";
    }
    return "";
}

std::string_view name_of(program::aggregate_function f) {
    using enum program::aggregate_function;
    switch (f) {
        case sum: return "sum";
        case count: return "count";
        case any: return "any";
        case all: return "all";
        case minimum: return "min";
        case maximum: return "max";
        case mean: return "mean";
        case first: return "first";
        case latest: return "latest";
    }
    return "";
}

class printer {
public:
    printer(program::program const& p, printing_scope where) : p_(p), table_(where.table), around_(std::move(where.around)) {}

    /// The expression, in parentheses when it binds less tightly than its place asks for.
    std::string at(expression const& e, int needed) {
        auto [text, binding] = form(e);
        return binding < needed ? "(" + text + ")" : text;
    }
    std::string bounds(program::interval const& i);
    std::string members(std::vector<expression> const& of, std::size_t first);
    template <typename Aggregate>
    std::string clauses(Aggregate const& a, std::string const& list);

private:
    struct printed { std::string text; int binding; };

    printed form(expression const& e);
    printed infix(expression const& e, std::string_view symbol, int binding, int right);
    printed call(std::string_view name, expression const& e);
    std::string rounded(expression const& e);
    std::string conditional(expression const& e);
    std::string deadline(expression const& e, std::string_view word);
    std::string named_calendar(expression const& e);
    std::string aggregate(expression const& e);
    std::string field(expression const& e);
    index reach(program::scope const& s);
    std::string prefix(program::scope const& s);

    program::program const& p_;
    index table_;
    std::vector<index> around_;
};

printer::printed printer::infix(expression const& e, std::string_view symbol, int binding, int right) {
    std::string text = at(e.operands[0], binding == comparison ? fallback : binding);
    for (std::size_t i = 1; i < e.operands.size(); ++i) text += " " + std::string(symbol) + " " + at(e.operands[i], right);
    return {std::move(text), binding};
}

printer::printed printer::call(std::string_view name, expression const& e) {
    return {std::string(name) + "(" + members(e.operands, 0) + ")", primary};
}

std::string printer::members(std::vector<expression> const& of, std::size_t first) {
    std::string text;
    for (std::size_t i = first; i < of.size(); ++i) text += (i == first ? "" : ", ") + at(of[i], loosest);
    return text;
}

printer::printed printer::form(expression const& e) {
    using enum expression_kind;
    switch (e.kind) {
        case constant: {
            auto* n = std::get_if<number>(&e.literal);
            return {print(p_, e.literal, e.type), n && n->sign() < 0 ? sign : primary};
        }
        case field: return {this->field(e), primary};
        case parent: return {p_.records[reach(e.scope)].name, primary};
        case parameter: return {p_.parameters[e.target].name, primary};
        case argument: return {table_ == none ? "?" : p_.tables[table_].arguments[e.target].name, primary};
        case negate: return {"-" + at(e.operands[0], primary), sign};
        case logical_not:
            if (e.operands[0].kind == is_given) return {at(e.operands[0].operands[0], fallback) + " is not given", comparison};
            return {"not " + at(e.operands[0], negation), negation};
        case add:
        case date_add_days: return infix(e, "+", sum, product);
        case subtract:
        case date_subtract_days:
        case date_difference: return infix(e, "-", sum, product);
        case multiply: return infix(e, "*", product, sign);
        case divide: return infix(e, "/", product, sign);
        case percent_of: return infix(e, "of", product, sign);
        case equal: return infix(e, "=", comparison, fallback);
        case not_equal: return infix(e, "!=", comparison, fallback);
        case less: return infix(e, "<", comparison, fallback);
        case less_equal: return infix(e, "<=", comparison, fallback);
        case greater: return infix(e, ">", comparison, fallback);
        case greater_equal: return infix(e, ">=", comparison, fallback);
        case logical_and: return infix(e, "and", conjunction, negation);
        case logical_or: return infix(e, "or", disjunction, conjunction);
        case default_value: return infix(e, "default", fallback, binding::deadline);
        case conditional: return {this->conditional(e), loosest};
        case is_given: return {at(e.operands[0], fallback) + " is given", comparison};
        case in_interval: return {at(e.operands[0], fallback) + " in " + bounds(e.in[0]), comparison};
        case in_set: return {at(e.operands[0], fallback) + " in {" + members(e.operands, 1) + "}", comparison};
        case minimum: return call("min", e);
        case maximum: return call("max", e);
        case absolute: return call("abs", e);
        case share: return call("share", e);
        case make_date: return call("date", e);
        case days_after:
        case working_days_after: return {this->deadline(e, "after"), binding::deadline};
        case days_before:
        case working_days_before: return {this->deadline(e, "before"), binding::deadline};
        case working_days_between: return {"working_days(" + members(e.operands, 0) + named_calendar(e) + ")", primary};
        case expression_kind::is_working_day: return {"is_working_day(" + members(e.operands, 0) + named_calendar(e) + ")", primary};
        case year_of: return call("year", e);
        case month_of: return call("month", e);
        case day_of: return call("day", e);
        case position_of: return call("position", e);
        case look_up: return call(p_.tables[e.target].name, e);
        case round_places:
        case round_multiple: return {rounded(e), primary};
        case expression_kind::aggregate: return {this->aggregate(e), primary};
        case group_value: return {print_group_aggregate(p_, e.target), primary};
    }
    return {"?", primary};
}

std::string printer::rounded(expression const& e) {
    bool const to_whole = e.kind == expression_kind::round_places && e.operands[1].literal == value(number(0));
    if (to_whole && e.mode == rounding::down) return "floor(" + at(e.operands[0], loosest) + ")";
    if (to_whole && e.mode == rounding::up) return "ceil(" + at(e.operands[0], loosest) + ")";
    std::string const name = e.kind == expression_kind::round_places ? "round(" : "round_to(";
    return name + members(e.operands, 0) + ", " + std::string(name_of(e.mode)) + ")";
}

std::string printer::conditional(expression const& e) {
    std::string text;
    std::size_t i = 0;
    for (; i + 1 < e.operands.size(); i += 2)
        text += "if " + at(e.operands[i], loosest) + " then " + at(e.operands[i + 1], disjunction) + " else ";
    return text + at(e.operands[i], loosest);
}

/// `3 working_days after issued`
std::string printer::deadline(expression const& e, std::string_view word) {
    return at(e.operands[0], sum) + " " + std::string(word) + " " + at(e.operands[1], sum) + named_calendar(e);
}

/// ` using vietnam`, where the rule set has several calendars.
std::string printer::named_calendar(expression const& e) {
    return e.target == none || p_.calendars.size() < 2 ? "" : " using " + p_.calendars[e.target].name;
}

/// `[900 points .. 1000 points)`. An end that is open to infinity has no form of its own within `in`.
std::string printer::bounds(program::interval const& i) {
    if (i.high.empty() && i.low.empty()) return "-";
    if (i.high.empty()) return (i.low_closed ? ">= " : "> ") + at(i.low[0], fallback);
    if (i.low.empty()) return (i.high_closed ? "<= " : "< ") + at(i.high[0], fallback);
    return (i.low_closed ? "[" : "(") + at(i.low[0], fallback) + " .. " + at(i.high[0], fallback) + (i.high_closed ? "]" : ")");
}

/// The record kind that a scope means.
index printer::reach(program::scope const& s) {
    index record = around_[around_.size() - 1 - s.lexical];
    for (index i = 0; i != s.up; ++i) record = p_.records[record].parent;
    return record;
}

/// What is written before a name of another record than the current one: that record's name.
std::string printer::prefix(program::scope const& s) {
    return s == program::scope{} ? "" : p_.records[reach(s)].name + ".";
}

std::string printer::field(expression const& e) {
    std::string text = prefix(e.scope);
    index record = reach(e.scope);
    for (index step : e.through) {
        auto const& m = p_.records[record].members[step];
        text += m.name + ".";
        record = m.type.of;
    }
    return text + p_.records[record].members[e.target].name;
}

std::string printer::aggregate(expression const& e) {
    program::aggregation const& a = e.aggregate[0];
    std::string list = prefix(a.origin);
    index record = reach(a.origin);
    for (index step : a.lists) {
        auto const& m = p_.records[record].members[step];
        list += (list.empty() || list.back() == '.' ? "" : ".") + m.name;
        record = m.type.of;
    }
    around_.push_back(record);
    std::string text = clauses(a, list);
    around_.pop_back();
    return text;
}

/// `sum(points over items where c)`, of an aggregation or a group aggregate; its parts are printed in the record that is around.
template <typename Aggregate>
std::string printer::clauses(Aggregate const& a, std::string const& list) {
    std::string text = std::string(name_of(a.function)) + "(";
    text += a.over.empty() ? list : at(a.over[0], loosest) + " over " + list;
    if (!a.filter.empty()) text += " where " + at(a.filter[0], loosest);
    if (!a.by.empty()) text += " by " + at(a.by[0], loosest);
    return text + ")";
}

}  // namespace

std::string print(program::program const& p, expression const& e, printing_scope where) { return printer(p, std::move(where)).at(e, loosest); }

std::string print_group_aggregate(program::program const& p, index which) {
    auto const& a = p.group_aggregates[which];
    index const record = p.cohorts[a.cohort].record;
    return printer(p, printing_scope::in_record(record)).clauses(a, p.records[record].name);
}

std::string print(program::program const& p, program::interval const& i, printing_scope where) { return printer(p, std::move(where)).bounds(i); }

std::string print(program::program const& p, program::test const& t, printing_scope where) {
    printer out(p, std::move(where));
    switch (t.form) {
        case program::test::kind::any: return "-";
        case program::test::kind::interval: return out.bounds(t.in[0]);
        case program::test::kind::none_of: return "!= " + out.members(t.members, 0);
        case program::test::kind::one_of:
        case program::test::kind::condition: return out.members(t.members, 0);
    }
    return "";
}

}  // namespace barem::check
