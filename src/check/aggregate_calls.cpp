// Calls that aggregate: over a list of records, or over the records of the group.
#include "check/expressions.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace barem::check {

using ast_kind = ast::expression_kind;
using program::aggregate_function;
using program::expression_kind;
using program::type_kind;

namespace {

/// Whether the roster holds records of this kind. (Which record that is, is found only after all have been checked.)
bool has_key(context const& c, index record) {
    return std::ranges::any_of(c.sources[record], [](member_source const& s) { return s.input && s.input->is_key; });
}

}  // namespace

bool names_group(context const& c, surroundings const& s, ast::expression const& path) {
    if (s.cohort == none || path.kind != ast_kind::path || path.path.size() != 1) return false;
    auto const& name = path.path[0].text;
    return c.out.records[c.out.cohorts[s.cohort].record].name == name && c.find_member(s.around.back().record, name) == none;
}

/// Kept apart from expression_checker, whose inner functions it uses.
class aggregate_checker {
public:
    aggregate_checker(context& c, expression_checker& x, ast::expression const& e, program::type const* hint) : c_(c), x_(x), e_(e), hint_(hint) {}
    program::expression run(aggregate_function function);

private:
    /// Of no type yet.
    [[nodiscard]] program::expression make(expression_kind kind) const {
        program::expression made;
        made.kind = kind;
        made.where = e_.where;
        return made;
    }
    list_path walk(ast::expression const& path);
    program::expression over_group(aggregate_function function);
    void clauses(expression_checker& x, program::aggregation& a);
    void set_type(program::expression& made, program::aggregation const& a);

    context& c_;
    expression_checker& x_;
    ast::expression const& e_;
    program::type const* hint_;
};

/// Resolves `tasks.indicators.contents` or `indicator.contents`. Reports and returns found = false when it is no list.
list_path aggregate_checker::walk(ast::expression const& path) {
    list_path made;
    auto const text = [&](ast::name const& last) {
        return std::string_view(c_.tree_text).substr(path.where.begin, last.where.end - path.where.begin);
    };
    auto const not_a_list = [&](source_span where, std::string const& what) {
        c_.error("B1208", where, fmt::format("`{}`: {}", e_.text, what), "a list is needed here").help =
            fmt::format("write `{}` over a list of records, such as `count(items)` or `sum(points over items)`", e_.text);
        return list_path{};
    };
    if (path.kind != ast_kind::path) return not_a_list(path.where, "this is no list");
    auto const& around = x_.where().around;
    if (around.empty()) return not_a_list(path.where, "there is no record here");
    auto at = around.back();
    std::size_t first = 0;
    if (c_.find_member(at.record, path.path[0].text) == none) {
        auto const found = find_record(c_, around, path.path[0].text);
        if (!found) {
            auto const before = c_.findings.size();
            auto const value = x_.infer(path);                       // reports an unknown name
            if (c_.findings.size() != before) return made;
            return not_a_list(path.where, fmt::format("`{}` is {}", text(path.path.back()), c_.describe(value.type)));
        }
        if (x_.reads_outside_group(path.path[0], found->second)) return made;
        made.origin = found->second;
        at = found->first;
        first = 1;
    }
    made.from = at;
    bool any_list = false;
    for (std::size_t i = first; i < path.path.size(); ++i) {
        auto const& step = path.path[i];
        auto const m = c_.find_member(at.record, step.text);
        if (m == none) {
            x_.no_such_member(at.record, step);
            return {};
        }
        check_member(c_, at.record, m);
        auto const type = c_.member(at.record, m).type;
        if (type.kind == type_kind::unknown) return {};
        if (type.kind != type_kind::list && type.kind != type_kind::record)
            return not_a_list(step.where, fmt::format("`{}` is {}", step.text, c_.describe(type)));
        if (any_list ? type.optional : x_.may_be_absent(at, m)) {
            auto& d = c_.error("B1205", step.where, fmt::format("`{}` may be absent here", text(step)), "its lists are needed here");
            d.labels.push_back({c_.member(at.record, m).where, "may be absent"});
            d.help = any_list ? std::string("aggregate in two steps, the inner one only where it is given")
                              : fmt::format("test it first: `if {} is given then ...`", text(step));
            return {};
        }
        any_list = any_list || type.kind == type_kind::list;
        made.lists.push_back(m);
        at = inward(c_, std::move(at), {m});
    }
    if (!any_list && path.path.size() == 1 && made.lists.empty() && has_key(c_, at.record)) {
        c_.error("B1506", path.where, fmt::format("`{}`: the other records of the roster are not seen here", e_.text), "this is one record").help =
            fmt::format("define a value of the group in its cohort: `cohort {} {{ let name = {} }}`", path.path[0].text,
                        std::string_view(c_.tree_text).substr(e_.where.begin, e_.where.end - e_.where.begin));
        return {};
    }
    if (!any_list) return not_a_list(path.where, "this is one record, not a list");
    made.element = at.record;
    made.found = true;
    return made;
}

program::expression aggregate_checker::run(aggregate_function function) {
    bool const counts = function == aggregate_function::count;
    bool const tests = function == aggregate_function::any;
    auto const form = [&]() -> std::string {
        if (counts) return "count(items)` or `count(items where condition)";
        if (tests) return "any(items where condition)";
        if (function == aggregate_function::latest) return "latest(value over items by date)";
        return fmt::format("{}(value over items)", e_.text);
    }();
    if (e_.operands.size() != 1 || (counts && e_.over) || (!e_.over && !counts && !(tests && e_.filter)) ||
        ((function == aggregate_function::latest) != (e_.by != nullptr))) {
        c_.error("B1208", e_.where, fmt::format("`{}` is not written like this", e_.text)).help = fmt::format("write `{}`", form);
        return make(expression_kind::constant);
    }
    auto const& list = e_.over ? *e_.over : e_.operands[0];
    if (names_group(c_, x_.where(), list)) return over_group(function);
    auto const path = walk(list);
    if (!path.found) return make(expression_kind::constant);

    program::aggregation a;
    a.function = function;
    a.origin = path.origin;
    a.lists = path.lists;
    auto& s = x_.where();
    auto const known_before = s.known;
    frame element{s.next_element++, 0, path.element, {}, std::make_shared<frame const>(path.from), static_cast<index>(path.lists.size())};
    s.around.push_back(std::move(element));
    clauses(x_, a);
    s.around.pop_back();
    s.known = known_before;
    auto made = make(expression_kind::aggregate);
    set_type(made, a);
    made.aggregate.push_back(std::move(a));
    return made;
}

/// What stands behind `where`, before `over` and behind `by`; `x` checks in the surroundings of an element.
void aggregate_checker::clauses(expression_checker& x, program::aggregation& a) {
    if (e_.filter) {
        a.filter.push_back(x.condition(*e_.filter, "`where`"));
        x.assume(a.filter[0], true);
    }
    if (e_.over) {
        a.over.push_back(x.infer(e_.operands[0], hint_));
        x.need(a.over[0]);
    }
    if (e_.by) {
        a.by.push_back(x.infer(*e_.by));
        x.need(a.by[0]);
    }
}

/// An aggregate over the records of the group. What it reads of each of them is computed before: it is a definition of its own.
program::expression aggregate_checker::over_group(aggregate_function function) {
    auto const cohort = x_.where().cohort, member = x_.where().member;
    auto const which = static_cast<index>(c_.out.group_aggregates.size());
    c_.out.group_aggregates.emplace_back();
    c_.builds_on({group_aggregates, which});
    program::aggregation a;
    a.function = function;
    {
        while_defining const defining(c_, &c_.built[{group_aggregates, which}]);
        surroundings s;
        s.around.push_back({.record = c_.out.cohorts[cohort].record});
        s.cohort = cohort;
        s.member = member;
        s.in_group = true;
        expression_checker element(c_, std::move(s));
        clauses(element, a);
    }
    auto made = make(expression_kind::group_value);
    made.target = which;
    set_type(made, a);
    c_.out.group_aggregates[which] = {cohort, member, function, std::move(a.over), std::move(a.filter), std::move(a.by), 0, e_.where};
    return made;
}

void aggregate_checker::set_type(program::expression& made, program::aggregation const& a) {
    using enum aggregate_function;
    auto const over = a.over.empty() ? program::type{type_kind::truth} : a.over[0].type;
    if (over.kind == type_kind::unknown) return;
    auto const wrong = [&](std::string_view wanted) {
        c_.error("B1201", a.over[0].where, fmt::format("`{}`: expected {}, found {}", e_.text, wanted, c_.describe(over)));
    };
    bool const ordered = over.kind == type_kind::number || over.kind == type_kind::date || (over.kind == type_kind::word && c_.out.enums[over.of].ordered);
    auto type = over;
    switch (a.function) {
        case count: type = {type_kind::number, program::unit_none, true}; break;
        case any:
        case all:
            if (over.kind != type_kind::truth) return wrong("a condition");
            break;
        case sum:
        case mean:
            if (over.kind != type_kind::number) return wrong("a number");
            if (a.function == mean) type.integer = false;
            break;
        case minimum:
        case maximum:
            if (!ordered) return wrong("something with an order");
            break;
        case latest:
            if (a.by[0].type.kind != type_kind::date && a.by[0].type.kind != type_kind::number) {
                if (a.by[0].type.kind != type_kind::unknown)
                    c_.error("B1201", a.by[0].where, fmt::format("`by`: expected a date or a number, found {}", c_.describe(a.by[0].type)));
                return;
            }
            break;
        case first: break;
    }
    // Of an empty list there is no smallest, no mean, no first: unless the list is declared never to be empty, the result may be absent.
    bool const needs_one = a.function == minimum || a.function == maximum || a.function == mean || a.function == first || a.function == latest;
    bool never_empty = a.filter.empty();
    auto record = locate(c_, x_.where().around, a.origin).record;
    for (auto const m : a.lists) {
        auto const& member = c_.member(record, m);
        bool const one = member.type.kind == type_kind::record ? !member.type.optional : member.range.low && *member.range.low >= number(1);
        never_empty = never_empty && one;
        record = member.type.of;
    }
    type.optional = needs_one && !never_empty;
    made.type = type;
}

program::expression check_aggregate(context& c, expression_checker& x, ast::expression const& e, program::type const* hint, aggregate_function function) {
    return aggregate_checker(c, x, e, hint).run(function);
}

}  // namespace barem::check
