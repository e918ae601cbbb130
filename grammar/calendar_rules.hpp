#pragma once
// Calendars. Included by parse.cpp only.

#include "record_rules.hpp"

namespace barem::grammar {

BAREM_RULE(calendar_declaration, ast::calendar_declaration, counted<restart::declaration>, "a calendar")
BAREM_RULE(covered_years, ast::covered_years, recovers<restart::calendar_clause>, "`years`")
BAREM_RULE(weekend, ast::weekend, recovers<restart::calendar_clause>, "`weekend`")
BAREM_RULE(holidays, std::vector<ast::holiday>, recovers<restart::calendar_clause>, "`holidays`")
BAREM_RULE(holiday, ast::holiday, located, "a day such as 2021-01-01, or several such as 2021-02-10 .. 2021-02-16")
BAREM_RULE(worked, std::vector<ast::swapped_day>, recovers<restart::calendar_clause>, "`worked`")
BAREM_RULE(swapped_day, ast::swapped_day, located, "days such as 2021-09-11 for 2021-09-06")
BAREM_RULE(unknown_calendar_clause, ast::name, recovers<restart::calendar_clause>, "a clause of the calendar")

using calendar_node = ast::calendar_declaration;

auto const year = named{"a year such as 2021"}[integer];
inline constexpr auto one_year = [](auto& ctx) {
    x3::_val(ctx).first = x3::_val(ctx).last = to_integer(state(ctx), x3::_attr(ctx));
};
auto const covered_years_def = kw(keyword::years, "`years`") > year[one_year] >> -(dots > year[set_integer<&ast::covered_years::last>]);

auto const weekday = named{"a day of the week such as `saturday`"}[name];
auto const weekend_def = kw(keyword::weekend, "`weekend`") > weekday[append<&ast::weekend::days>]
    >> *(comma > weekday[append<&ast::weekend::days>]);

inline constexpr auto add_item = [](auto& ctx) { x3::_val(ctx).push_back(std::move(x3::_attr(ctx))); };

auto const holiday_def = date[set<&ast::holiday::first>] >> -(dots > date[set<&ast::holiday::last>])
    >> -label[set<&ast::holiday::shown>] >> annotations[set<&ast::holiday::notes>];
auto const holidays_def = kw(keyword::holidays, "`holidays`") > named{"a date such as 2021-01-01"}[holiday][add_item]
    >> *(comma > named{"a date such as 2021-01-01"}[holiday][add_item]);

auto const swapped_day_def = date[set<&ast::swapped_day::worked>] > kw(keyword::for_, "`for`") > date[set<&ast::swapped_day::off>]
    >> -label[set<&ast::swapped_day::shown>] >> annotations[set<&ast::swapped_day::notes>];
auto const worked_def = kw(keyword::worked, "`worked`") > named{"a date such as 2021-01-01"}[swapped_day][add_item]
    >> *(comma > named{"a date such as 2021-01-01"}[swapped_day][add_item]);

auto const unknown_calendar_clause_def =
    x3::eps > nothing_but("a clause of the calendar (`years`, `weekend`, `holidays` or `worked`) or `}`");

template <auto Member>
constexpr auto append_all = [](auto& ctx) {
    for (auto& item : x3::_attr(ctx)) (x3::_val(ctx).*Member).push_back(std::move(item));
};

auto const calendar_clause = covered_years[set_once<&calendar_node::years>] | weekend[set_once<&calendar_node::weekend>]
    | holidays[append_all<&calendar_node::holidays>] | worked[append_all<&calendar_node::swaps>] | unknown_calendar_clause;

auto const calendar_declaration_def = kw(keyword::calendar, "`calendar`") > name[set<&calendar_node::id>]
    >> -label[set<&calendar_node::shown>] > open_brace >> *(!block_end >> calendar_clause) > close_brace;

BAREM_DEFINE(calendar_declaration, covered_years, weekend, holidays, holiday, worked, swapped_day, unknown_calendar_clause)

}  // namespace barem::grammar
