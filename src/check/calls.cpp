// Calls of tables and functions; those over lists and groups are checked in aggregate_calls.cpp.
#include "check/expressions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace barem::check {

using ast_kind = ast::expression_kind;
using program::aggregate_function;
using program::expression_kind;
using program::type_kind;

/// Kept apart from expression_checker, whose inner functions it uses.
class call_checker {
public:
    call_checker(context& c, expression_checker& x, ast::expression const& e, program::type const* hint) : c_(c), x_(x), e_(e), hint_(hint) {}
    program::expression run();

private:
    [[nodiscard]] program::expression unknown() const;
    bool arguments(std::size_t least, std::size_t most, std::string_view form);
    program::expression number_argument(std::size_t i);
    std::optional<number> constant(std::size_t i, std::string_view what);
    std::optional<rounding> mode(std::size_t i);
    program::expression make(expression_kind kind, program::type type, std::vector<program::expression> operands) const;

    program::expression look_up(index table);
    program::expression extreme(expression_kind kind);
    program::expression share();
    program::expression round(bool multiple);
    program::expression whole(rounding how);
    program::expression make_date();
    program::expression part_of_date(expression_kind kind);
    program::expression position();
    program::expression working_days_between();
    program::expression is_working_day();

    program::expression unknown_function();

    context& c_;
    expression_checker& x_;
    ast::expression const& e_;
    program::type const* hint_;
};

namespace {

struct aggregate_name { std::string_view name; aggregate_function function; };
constexpr std::array aggregate_names{
    aggregate_name{"sum", aggregate_function::sum}, aggregate_name{"count", aggregate_function::count}, aggregate_name{"any", aggregate_function::any},
    aggregate_name{"all", aggregate_function::all}, aggregate_name{"min", aggregate_function::minimum}, aggregate_name{"max", aggregate_function::maximum},
    aggregate_name{"mean", aggregate_function::mean}, aggregate_name{"first", aggregate_function::first}, aggregate_name{"latest", aggregate_function::latest}};

struct mode_name { std::string_view name; rounding mode; };
constexpr std::array modes{mode_name{"half_up", rounding::half_up}, mode_name{"half_even", rounding::half_even},
                           mode_name{"half_down", rounding::half_down}, mode_name{"toward_zero", rounding::toward_zero},
                           mode_name{"away_from_zero", rounding::away_from_zero}, mode_name{"down", rounding::down}, mode_name{"up", rounding::up}};

constexpr std::string_view function_names[] = {"sum", "count", "any", "all", "min", "max", "mean", "first", "latest", "abs", "share",
                                               "round", "round_to", "floor", "ceil", "date", "year", "month", "day", "position",
                                               "working_days", "is_working_day"};

}  // namespace

bool is_function_name(std::string_view name) { return std::ranges::find(function_names, name) != std::end(function_names); }

program::expression call_checker::unknown() const {
    program::expression made;
    made.where = e_.where;
    return made;
}

program::expression call_checker::make(expression_kind kind, program::type type, std::vector<program::expression> operands) const {
    auto made = unknown();
    made.kind = kind;
    made.type = type;
    made.operands = std::move(operands);
    return made;
}

program::expression call_checker::run() {
    auto const& name = e_.text;
    auto const table = c_.tables.find(name);
    for (auto const& a : aggregate_names) {
        if (a.name != name || table != c_.tables.end()) continue;
        bool const scalar = (name == "min" || name == "max") && !e_.over && !e_.filter && !e_.by && e_.operands.size() != 1;
        if (!scalar) return check_aggregate(c_, x_, e_, hint_, a.function);
    }
    if (e_.over || e_.filter || e_.by) {
        auto const where = e_.over ? e_.over->where : e_.filter ? e_.filter->where : e_.by->where;
        c_.error("B1208", where, fmt::format("`{}` takes no `over`, `where` or `by`", name)).help = "only sum, count, any, all, min, max, mean, first and latest do";
        return unknown();
    }
    bool const counts_days = table == c_.tables.end() && (name == "working_days" || name == "is_working_day");
    if (!e_.calendar.text.empty() && !counts_days) {
        c_.error("B1705", e_.calendar.where, fmt::format("`{}` counts no working days", name), "takes no calendar").help = "leave `using` out";
        return unknown();
    }
    if (table != c_.tables.end()) return look_up(table->second);
    if (name == "min") return extreme(expression_kind::minimum);
    if (name == "max") return extreme(expression_kind::maximum);
    if (name == "share") return share();
    if (name == "round") return round(false);
    if (name == "round_to") return round(true);
    if (name == "floor") return whole(rounding::down);
    if (name == "ceil") return whole(rounding::up);
    if (name == "date") return make_date();
    if (name == "year") return part_of_date(expression_kind::year_of);
    if (name == "month") return part_of_date(expression_kind::month_of);
    if (name == "day") return part_of_date(expression_kind::day_of);
    if (name == "position") return position();
    if (name == "working_days") return working_days_between();
    if (name == "is_working_day") return is_working_day();
    if (name == "abs") {
        if (!arguments(1, 1, "abs(x)")) return unknown();
        auto x = number_argument(0);
        auto const type = x.type;
        return type.kind == type_kind::unknown ? unknown() : make(expression_kind::absolute, type, operand_list(std::move(x)));
    }
    return unknown_function();
}

program::expression call_checker::unknown_function() {
    std::vector<std::string_view> names(std::begin(function_names), std::end(function_names));
    for (auto const& t : c_.out.tables) names.push_back(t.name);
    auto& d = c_.error("B1103", e_.operator_where, fmt::format("there is no table or function `{}`", e_.text), "not found");
    c_.propose_name(d, e_.text, names);
    return unknown();
}

bool call_checker::arguments(std::size_t least, std::size_t most, std::string_view form) {
    auto const n = e_.operands.size();
    if (n >= least && n <= most) return true;
    c_.error("B1206", e_.where, fmt::format("`{}` takes {} {}, found {}", e_.text, least == most ? fmt::format("{}", least) : fmt::format("{} or more", least),
                                            least == 1 && most == 1 ? "value" : "values", n)).help = fmt::format("write `{}`", form);
    return false;
}

program::expression call_checker::number_argument(std::size_t i) {
    auto x = x_.infer(e_.operands[i], hint_);
    x_.need(x);
    if (x.type.kind != type_kind::number && x.type.kind != type_kind::unknown) {
        c_.error("B1201", x.where, fmt::format("`{}`: expected a number, found {}", e_.text, c_.describe(x.type)));
        x.type = {};
    }
    return x;
}

std::optional<number> call_checker::constant(std::size_t i, std::string_view what) {
    auto const& e = e_.operands[i];
    bool const negative = e.kind == ast_kind::negate;
    auto const& literal = negative ? e.operands[0] : e;
    if (literal.kind == ast_kind::number)
        if (auto const n = number::parse(literal.text)) return negative ? -*n : *n;
    c_.error("B1207", e.where, fmt::format("`{}`: {} is written as a number, so that every rounding can be seen in the rule set", e_.text, what));
    return std::nullopt;
}

std::optional<rounding> call_checker::mode(std::size_t i) {
    auto const& e = e_.operands[i];
    bool const named = e.kind == ast_kind::path && e.path.size() == 1;
    return check_rounding(c_, named ? e.path[0] : ast::name{{}, e.where}, fmt::format("`{}`", e_.text));
}

std::optional<rounding> check_rounding(context& c, ast::name const& name, std::string_view role) {
    std::vector<std::string_view> names;
    for (auto const& m : modes) {
        if (name.text == m.name) return m.mode;
        names.push_back(m.name);
    }
    auto& d = c.error("B1207", name.where, fmt::format("{}: expected a way of rounding", role));
    c.propose_name(d, name.text, names);
    if (d.help.empty()) d.help = "one of half_up, half_even, half_down, toward_zero, away_from_zero, down, up";
    return std::nullopt;
}

// ── tables and functions ────────────────────────────────────────────────────────────────────────────────────────

program::expression call_checker::look_up(index table) {
    auto const arguments = c_.out.tables[table].arguments;          // a copy: checking may grow the program
    std::string form = e_.text + "(";
    for (auto const& a : arguments) form += (form.back() == '(' ? "" : ", ") + a.name;
    if (!this->arguments(arguments.size(), arguments.size(), form + ")")) return unknown();
    c_.builds_on({none, table});
    auto made = make(expression_kind::look_up, c_.out.tables[table].result, {});
    made.target = table;
    for (std::size_t i = 0; i < arguments.size(); ++i)
        made.operands.push_back(x_.expect(e_.operands[i], arguments[i].type, fmt::format("`{}` of `{}`", arguments[i].name, e_.text)));
    for (auto const& o : made.operands)
        if (o.type.kind == type_kind::unknown) made.type = {};
    return made;
}

program::expression call_checker::extreme(expression_kind kind) {
    if (!arguments(2, 1000, e_.text + "(a, b)")) return unknown();
    std::vector<program::expression> operands(e_.operands.size());
    std::optional<program::type> settled;
    for (bool const literals : {false, true})                        // bare literals take the unit of the others
        for (std::size_t i = 0; i < operands.size(); ++i) {
            if (x_.wants_hint(e_.operands[i]) != literals) continue;
            operands[i] = x_.infer(e_.operands[i], settled ? &*settled : hint_);
            x_.need(operands[i]);
            if (!settled && operands[i].type.kind != type_kind::unknown) settled = operands[i].type;
        }
    bool integer = true;
    for (auto const& o : operands) {
        if (o.type.kind == type_kind::unknown) return unknown();
        integer = integer && o.type.integer;
        auto found = o.type;
        found.integer = settled->integer;
        if (!x_.assignable(found, *settled, o.where, fmt::format("`{}` compares values of one type", e_.text))) return unknown();
    }
    if (settled->kind != type_kind::number && settled->kind != type_kind::date && !(settled->kind == type_kind::word && c_.out.enums[settled->of].ordered)) {
        c_.error("B1209", e_.where, fmt::format("{} has no order", c_.describe(*settled)));
        return unknown();
    }
    settled->integer = integer && settled->kind == type_kind::number;
    return make(kind, *settled, std::move(operands));
}

program::expression call_checker::share() {
    if (!arguments(2, 2, "share(part, whole)")) return unknown();
    auto [part, whole] = x_.pair(e_.operands[0], e_.operands[1], nullptr);
    x_.need(part);
    x_.need(whole);
    if (part.type.kind == type_kind::unknown || whole.type.kind == type_kind::unknown) return unknown();
    if (part.type.kind != type_kind::number || whole.type.kind != type_kind::number || part.type.of != whole.type.of) {
        c_.error("B1202", e_.where, fmt::format("`share`: expected two amounts of one unit, found {} and {}", c_.describe(part.type), c_.describe(whole.type)));
        return unknown();
    }
    return make(expression_kind::share, {type_kind::number, program::unit_percent}, operand_list(std::move(part), std::move(whole)));
}

program::expression call_checker::round(bool multiple) {
    if (!arguments(3, 3, multiple ? "round_to(x, 0.5, half_up)" : "round(x, 2, half_up)")) return unknown();
    auto x = number_argument(0);
    auto const grid = constant(1, multiple ? "the multiple" : "the number of digits");
    auto const how = mode(2);
    if (!grid || !how || x.type.kind == type_kind::unknown) return unknown();
    auto const places = grid->to_int64();
    if (multiple ? grid->sign() <= 0 : !places || *places < -18 || *places > 18) {
        c_.error("B1207", e_.operands[1].where, multiple ? "`round_to`: the multiple must be above 0" : "`round`: the digits must be an integer from -18 to 18");
        return unknown();
    }
    auto type = x.type;
    if (multiple) type.integer = grid->is_integer() || (type.integer && (number(1) / *grid).is_integer());       // 2 to 0.3 is 2.1
    else type.integer = type.integer || *places <= 0;
    auto digits = make(expression_kind::constant, {type_kind::number, program::unit_none}, {});
    digits.literal = *grid;
    digits.where = e_.operands[1].where;
    auto made = make(multiple ? expression_kind::round_multiple : expression_kind::round_places, type, operand_list(std::move(x), std::move(digits)));
    made.mode = *how;
    return made;
}

program::expression call_checker::whole(rounding how) {
    if (!arguments(1, 1, e_.text + "(x)")) return unknown();
    auto x = number_argument(0);
    if (x.type.kind == type_kind::unknown) return unknown();
    auto type = x.type;
    type.integer = true;
    auto digits = make(expression_kind::constant, {type_kind::number, program::unit_none, true}, {});
    digits.literal = number(0);
    auto made = make(expression_kind::round_places, type, operand_list(std::move(x), std::move(digits)));
    made.mode = how;
    return made;
}

program::expression call_checker::make_date() {
    if (!arguments(3, 3, "date(year, month, day)")) return unknown();
    std::vector<program::expression> operands;
    program::type const integer{type_kind::number, program::unit_none, true};
    for (auto const& o : e_.operands) operands.push_back(x_.expect(o, integer, "`date`"));
    return make(expression_kind::make_date, {type_kind::date}, std::move(operands));
}

program::expression call_checker::part_of_date(expression_kind kind) {
    if (!arguments(1, 1, e_.text + "(d)")) return unknown();
    auto d = x_.expect(e_.operands[0], {type_kind::date}, fmt::format("`{}`", e_.text));
    return make(kind, {type_kind::number, program::unit_none, true}, operand_list(std::move(d)));
}

program::expression call_checker::position() {
    if (!arguments(1, 1, "position(word)")) return unknown();
    auto x = x_.infer(e_.operands[0]);
    x_.need(x);
    if (x.type.kind == type_kind::unknown) return unknown();
    if (x.type.kind != type_kind::word || !c_.out.enums[x.type.of].ordered) {
        auto& d = c_.error("B1209", x.where, fmt::format("`position`: {} has no order", c_.describe(x.type)));
        if (x.type.kind == type_kind::word) {
            d.labels.push_back({c_.out.enums[x.type.of].where, "declared here"});
            d.help = "put `<` between its words, from low to high, if the text ranks them";
        }
        return unknown();
    }
    return make(expression_kind::position_of, {type_kind::number, program::unit_none, true}, operand_list(std::move(x)));
}

program::expression call_checker::working_days_between() {
    if (!arguments(2, 2, "working_days(from, to)")) return unknown();
    program::type const date{type_kind::date};
    auto from = x_.expect(e_.operands[0], date, "`working_days`"), to = x_.expect(e_.operands[1], date, "`working_days`");
    auto const calendar = calendar_of(c_, e_);
    if (!calendar) return unknown();
    auto made = make(expression_kind::working_days_between, {type_kind::number, program::unit_working_days, true}, operand_list(std::move(from), std::move(to)));
    made.target = *calendar;
    return made;
}

program::expression call_checker::is_working_day() {
    if (!arguments(1, 1, "is_working_day(date)")) return unknown();
    auto day = x_.expect(e_.operands[0], {type_kind::date}, "`is_working_day`");
    auto const calendar = calendar_of(c_, e_);
    if (!calendar) return unknown();
    auto made = make(expression_kind::is_working_day, {type_kind::truth}, operand_list(std::move(day)));
    made.target = *calendar;
    return made;
}

program::expression check_call(context& c, expression_checker& x, ast::expression const& e, program::type const* hint) {
    return call_checker(c, x, e, hint).run();
}

}  // namespace barem::check
