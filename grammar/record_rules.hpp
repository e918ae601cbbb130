#pragma once
// Records and their members. Included by parse.cpp only.

#include "common_rules.hpp"

namespace barem::grammar {

BAREM_RULE(record_declaration, ast::record_declaration, counted<restart::declaration>, "a record")
BAREM_RULE(key, ast::input, counted<restart::member>, "a key")
BAREM_RULE(input, ast::input, counted<restart::member>, "an input")
BAREM_RULE(let, ast::let, counted<restart::member>, "a `let`")
BAREM_RULE(classify, ast::classification, counted<restart::member>, "a classification")
BAREM_RULE(deductions, ast::deductions, counted<restart::member>, "deductions")
BAREM_RULE(output, std::vector<ast::output>, counted<restart::member>, "an `output`")
BAREM_RULE(dated_by, ast::dating, counted<restart::member>, "`dated by`")
BAREM_RULE(unknown_member, ast::name, recovers<restart::member>, "a member")
BAREM_RULE(exception, ast::exception, recovers<restart::exception>, "an exception such as `name : value when condition`")
BAREM_RULE(unknown_exception, ast::name, recovers<restart::exception>, "an exception")
BAREM_RULE(level, ast::level, recovers<restart::level>, "a level such as `good when total >= 900`")
BAREM_RULE(unknown_level, ast::name, recovers<restart::level>, "a level")
BAREM_RULE(otherwise, ast::level, recovers<restart::level>, "`otherwise`")
BAREM_RULE(cap, ast::cap, located, "a cap")
BAREM_RULE(output_item, ast::output, located, "a name")

// ── inputs, definitions, outputs ────────────────────────────────────────────────────────────────────────────────

auto const typed_name = name[set<&ast::input::id>] >> -label[set<&ast::input::shown>] > colon > type[set<&ast::input::declared>];

auto const key_def = kw(keyword::key, "`key`")[mark<&ast::input::is_key, true>] > typed_name >> annotations[set<&ast::input::notes>];
auto const input_def = kw(keyword::input, "`input`") > typed_name
    >> -(kw(keyword::required, "`required`") > kw(keyword::when, "`when`") > expression[set<&ast::input::required_when>])
    >> annotations[set<&ast::input::notes>];

auto const let_def = kw(keyword::let, "`let`") > name[set<&ast::let::id>] >> -label[set<&ast::let::shown>]
    >> -(colon > type[set<&ast::let::declared>])
    > equal > expression[set<&ast::let::value>] >> annotations[set<&ast::let::notes>]
    >> -(kw(keyword::except, "`except`") > open_brace
         >> *(!block_end >> (exception[append<&ast::let::exceptions>] | unknown_exception)) > close_brace);

auto const exception_def = name[set<&ast::exception::id>] >> -label[set<&ast::exception::shown>]
    > colon > expression[set<&ast::exception::value>]
    > kw(keyword::when, "`when`") > expression[set<&ast::exception::condition>] >> annotations[set<&ast::exception::notes>];
auto const unknown_exception_def = x3::eps > nothing_but("an exception such as `name : value when condition`");

auto const dated_by_def = kw(keyword::dated, "`dated`") > kw(keyword::by, "`by`") > named{"the name of an input"}[name][set<&ast::dating::id>];

inline constexpr auto add_output = [](auto& ctx) { x3::_val(ctx).push_back(x3::_attr(ctx)); };
auto const output_item_def = name[set<&ast::output::id>]
    >> -(open_parenthesis > integer[set_integer<&ast::output::digits>] > close_parenthesis);
auto const output_def = kw(keyword::output, "`output`") > output_item[add_output] >> *(comma > output_item[add_output]);

// ── classifications ─────────────────────────────────────────────────────────────────────────────────────────────

inline constexpr auto add_level = [](auto& ctx) {
    auto& c = x3::_val(ctx);
    auto const where = x3::_attr(ctx).where;
    c.levels.push_back(std::move(x3::_attr(ctx)));
    if (!c.otherwise) return;
    state(ctx).report("B1001", "a level stands after `otherwise`", where, "`otherwise` is the last one: it holds when no other does")
        .labels.push_back({c.otherwise->where, "`otherwise` stands here"});
};

auto const hit = kw(keyword::hit, "`hit`") > named{"`first` or `unique`"}[
    kw(keyword::first, "`first`") | kw(keyword::unique, "`unique`")[mark<&ast::classification::unique, true>]];

auto const classify_def = kw(keyword::classify, "`classify`") > name[set<&ast::classification::id>]
    >> -label[set<&ast::classification::shown>] >> -(colon > type[set<&ast::classification::declared>])
    >> annotations[set<&ast::classification::notes>] >> -hit
    > open_brace
    >> *(!block_end >> (otherwise[set_once<&ast::classification::otherwise>] | level[add_level] | unknown_level))
    > close_brace;

auto const level_def = expression[set<&ast::level::value>] >> -label[set<&ast::level::shown>]
    > kw(keyword::when, "`when`") > expression[set<&ast::level::condition>] >> annotations[set<&ast::level::notes>];
auto const otherwise_def = kw(keyword::otherwise, "`otherwise`") > expression[set<&ast::level::value>]
    >> -label[set<&ast::level::shown>] >> annotations[set<&ast::level::notes>];
auto const unknown_level_def = x3::eps > nothing_but("a level such as `good when total >= 900`");

// ── deductions ──────────────────────────────────────────────────────────────────────────────────────────────────

auto const cap_def = kw(keyword::cap, "`cap`") > expression[set<&ast::cap::value>] >> annotations[set<&ast::cap::notes>];

auto const deductions_def = kw(keyword::deductions, "`deductions`") > name[set<&ast::deductions::id>]
    >> -label[set<&ast::deductions::shown>] >> -(colon > type[set<&ast::deductions::declared>])
    >> annotations[set<&ast::deductions::notes>]
    > open_brace > pipe_table[set<&ast::deductions::table>] >> *cap[set_once<&ast::deductions::limit>] > close_brace;

// ── records ─────────────────────────────────────────────────────────────────────────────────────────────────────

using record_node = ast::record_declaration;

inline constexpr auto add_outputs = [](auto& ctx) {
    for (auto& o : x3::_attr(ctx)) x3::_val(ctx).outputs.push_back(std::move(o));
};

inline constexpr auto record_end = next_parser("the end of the record", [](token const* t) {
    return t->kind == kind::close_brace || t->kind == kind::end || t->depth == 0;
});

auto const unknown_member_def = x3::eps > nothing_but("a member of the record (`input`, `let`, `classify`, ...) or `}`");

auto const member = key[append<&record_node::inputs>] | input[append<&record_node::inputs>] | let[append<&record_node::lets>]
    | classify[append<&record_node::classifications>] | deductions[append<&record_node::deduction_tables>] | output[add_outputs]
    | dated_by[set_once<&record_node::dated_by>] | unknown_member;

auto const record_declaration_def = kw(keyword::record, "`record`") > name[set<&record_node::id>] >> -label[set<&record_node::shown>]
    >> -(kw(keyword::in, "`in`") > name[set<&record_node::parent>])
    > open_brace >> *(!record_end >> member) > close_brace;

BAREM_DEFINE(record_declaration, key, input, let, classify, deductions, output, dated_by, unknown_member, exception, unknown_exception, level,
                    unknown_level, otherwise, cap, output_item)

}  // namespace barem::grammar
