#pragma once
// Bands and decision tables. Included by parse.cpp only.

#include "record_rules.hpp"

namespace barem::grammar {

BAREM_RULE(bands_declaration, ast::table_declaration, counted<restart::declaration>, "bands")
BAREM_RULE(table_declaration, ast::table_declaration, counted<restart::declaration>, "a table")
BAREM_RULE(argument, ast::argument, located, "an argument such as `name : type`")
BAREM_RULE(band_clause, ast::band_clause, located, "a clause such as `gaps take lower`")

using table_node = ast::table_declaration;
using clause_kind = ast::band_clause::what;

auto const argument_def =
    name[set<&ast::argument::id>] >> -label[set<&ast::argument::shown>] > colon > type[set<&ast::argument::declared>];

// ── bands ───────────────────────────────────────────────────────────────────────────────────────────────────────

template <clause_kind What>
constexpr auto what_is_taken = mark<&ast::band_clause::form, What>;

auto const take = kw(keyword::take, "`take`");
auto const gaps_taken = named{"`lower`, `higher` or `nothing`"}[
    kw(keyword::lower, "`lower`")[what_is_taken<clause_kind::gaps_lower>] |
    kw(keyword::higher, "`higher`")[what_is_taken<clause_kind::gaps_higher>] |
    kw(keyword::nothing, "`nothing`")[what_is_taken<clause_kind::gaps_nothing>]];
auto const overlap_taken = kw(keyword::first, "`first`")[what_is_taken<clause_kind::overlaps_first>];
auto const band_clause_def = ((kw(keyword::gaps, "`gaps`") > take > gaps_taken) | (kw(keyword::overlaps, "`overlaps`") > take > overlap_taken))
    >> annotations[set<&ast::band_clause::notes>];

inline constexpr auto add_clause = [](auto& ctx) {
    auto& clauses = x3::_val(ctx).clauses;
    auto& found = x3::_attr(ctx);
    for (auto const& earlier : clauses) {
        if ((earlier.form == clause_kind::overlaps_first) != (found.form == clause_kind::overlaps_first)) continue;
        state(ctx).report("B1011", "this clause is given twice", found.where).labels.push_back({earlier.where, "first given here"});
        return;
    }
    clauses.push_back(std::move(found));
};

auto const result = arrow > type[set<&table_node::result>] >> annotations[set<&table_node::notes>];

auto const bands_declaration_def = kw(keyword::bands, "`bands`")[mark<&table_node::is_bands, true>] > name[set<&table_node::id>]
    >> -label[set<&table_node::shown>]
    > open_parenthesis > argument[append<&table_node::arguments>] > close_parenthesis > result
    > open_brace > pipe_table[set<&table_node::table>] >> *band_clause[add_clause] > close_brace;

// ── decision tables ─────────────────────────────────────────────────────────────────────────────────────────────

template <ast::hit_policy Policy>
constexpr auto policy = mark<&table_node::policy, Policy>;

auto const collected = named{"`sum`, `min`, `max` or `count`"}[
    kw(keyword::sum, "`sum`")[policy<ast::hit_policy::collect_sum>] | kw(keyword::min, "`min`")[policy<ast::hit_policy::collect_min>] |
    kw(keyword::max, "`max`")[policy<ast::hit_policy::collect_max>] | kw(keyword::count, "`count`")[policy<ast::hit_policy::collect_count>]];
auto const hit_policy = named{"`unique`, `first`, `any`, `priority` or `collect`"}[
    kw(keyword::unique, "`unique`")[policy<ast::hit_policy::unique>] | kw(keyword::first, "`first`")[policy<ast::hit_policy::first>] |
    kw(keyword::any, "`any`")[policy<ast::hit_policy::any>] | kw(keyword::priority, "`priority`")[policy<ast::hit_policy::priority>] |
    (kw(keyword::collect, "`collect`") > collected)];

auto const table_declaration_def = kw(keyword::table, "`table`") > name[set<&table_node::id>] >> -label[set<&table_node::shown>]
    > open_parenthesis > argument[append<&table_node::arguments>] >> *(comma > argument[append<&table_node::arguments>])
    > close_parenthesis > result > kw(keyword::hit, "`hit`") > hit_policy
    > open_brace > pipe_table[set<&table_node::table>] >> -otherwise[set<&table_node::otherwise>] > close_brace;

BAREM_DEFINE(bands_declaration, table_declaration, argument, band_clause)

}  // namespace barem::grammar
