#pragma once
// Cohorts: ranks, values of the group, quotas, admissions. Included by parse.cpp only.

#include "table_rules.hpp"

namespace barem::grammar {

BAREM_RULE(cohort_declaration, ast::cohort_declaration, counted<restart::declaration>, "a cohort")
BAREM_RULE(rank, ast::rank, counted<restart::member>, "a rank")
BAREM_RULE(quota, ast::quota, counted<restart::member>, "a quota")
BAREM_RULE(admission, ast::admission, counted<restart::member>, "an admission")
BAREM_RULE(unknown_cohort_member, ast::name, recovers<restart::member>, "a member of the cohort")
BAREM_RULE(sort_key, ast::sort_key, located, "an expression to sort by")

auto const by = kw(keyword::by, "`by`");

// ── ranks ───────────────────────────────────────────────────────────────────────────────────────────────────────

auto const sort_key_def = expression[set<&ast::sort_key::value>] > named{"`ascending` or `descending`"}[
    kw(keyword::ascending, "`ascending`") | kw(keyword::descending, "`descending`")[mark<&ast::sort_key::descending, true>]];

auto const key_of_rank = sort_key[append<&ast::rank::keys>];
auto const rank_def = kw(keyword::rank, "`rank`") > name[set<&ast::rank::id>] >> -label[set<&ast::rank::shown>]
    > by > key_of_rank >> *(comma > key_of_rank)
    > kw(keyword::ties, "`ties competition` or `ties dense`") > named{"`competition` or `dense`"}[
        kw(keyword::competition, "`competition`") | kw(keyword::dense, "`dense`")[mark<&ast::rank::dense, true>]]
    >> annotations[set<&ast::rank::notes>];

// ── quotas and admissions ───────────────────────────────────────────────────────────────────────────────────────

auto const quota_def = kw(keyword::quota, "`quota`") > name[set<&ast::quota::id>] >> -label[set<&ast::quota::shown>]
    > equal > expression[set<&ast::quota::amount>]
    >> -(kw(keyword::where, "`where`") > expression[set<&ast::quota::filter>])
    >> -(kw(keyword::rounded, "`rounded`") > a_name("a way of rounding such as `down`")[set<&ast::quota::mode>])
    >> annotations[set<&ast::quota::notes>];

auto const admission_def = kw(keyword::admit, "`admit`") > name[set<&ast::admission::id>] >> -label[set<&ast::admission::shown>]
    > by > a_name("the name of a rank")[set<&ast::admission::rank>]
    > kw(keyword::up, "`up to` and a quota") > kw(keyword::to, "`to`") > a_name("the name of a quota")[set<&ast::admission::quota>]
    > kw(keyword::ties, "`ties out` or `ties in`") > named{"`out` or `in`"}[
        kw(keyword::out, "`out`") | kw(keyword::in, "`in`")[mark<&ast::admission::ties_in, true>]]
    >> annotations[set<&ast::admission::notes>];

// ── cohorts ─────────────────────────────────────────────────────────────────────────────────────────────────────

using cohort_node = ast::cohort_declaration;

auto const unknown_cohort_member_def = x3::eps > nothing_but("a member of the cohort (`rank`, `let`, `quota`, `admit`) or `}`");

auto const cohort_member = rank[append<&cohort_node::ranks>] | let[append<&cohort_node::lets>] | quota[append<&cohort_node::quotas>]
    | admission[append<&cohort_node::admissions>] | unknown_cohort_member;

auto const partition = name[append<&cohort_node::partition>];
auto const cohort_declaration_def = kw(keyword::cohort, "`cohort`") > name[set<&cohort_node::record>]
    >> -(by > partition >> *(comma > partition))
    > open_brace >> *(!record_end >> cohort_member) > close_brace;

BAREM_DEFINE(cohort_declaration, rank, quota, admission, unknown_cohort_member, sort_key)

}  // namespace barem::grammar
