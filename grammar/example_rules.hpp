#pragma once
// Samples and examples: records written out. Included by parse.cpp only.

#include "cohort_rules.hpp"

namespace barem::grammar {

struct element_node {
    ast::datum value;
    std::uint32_t times = 1;
};

struct field_node {
    ast::name id;
    ast::datum value;
};

BAREM_RULE(sample_declaration, ast::sample_declaration, counted<restart::declaration>, "a sample")
BAREM_RULE(call_example, ast::call_example, located, "a call such as `f(1)`")
BAREM_RULE(record_example, ast::record_example, located, "an example")
BAREM_RULE(example_record, ast::example_record, located, "a record, a sample, or a sample `with` changes")
BAREM_RULE(roster_element, ast::example_record, located, "a record, a sample, or a sample `with` changes")
BAREM_RULE(override_field, ast::override_field, located, "a field such as `name: 5`")
BAREM_RULE(expectation, ast::expectation, located, "an expectation such as `total = 5`")
BAREM_RULE(path, ast::path, located, "a name such as `total` or `tasks[0].points`")
BAREM_RULE(object, ast::datum, located, "an object such as `{ name: 5 }`")
BAREM_RULE(datum, ast::datum, located, "a value")
BAREM_RULE(element, element_node, located, "a value")
BAREM_RULE(field, field_node, located, "a field such as `name: 5`")
BAREM_RULE(signed_literal, node, located, "a value")

// ── values ──────────────────────────────────────────────────────────────────────────────────────────────────────

inline constexpr auto begin_list = [](auto& ctx) { x3::_val(ctx).form = ast::datum::kind::list; };
inline constexpr auto begin_object = [](auto& ctx) { x3::_val(ctx).form = ast::datum::kind::object; };
inline constexpr auto set_literal = [](auto& ctx) { x3::_val(ctx).literal = std::move(x3::_attr(ctx)); };
inline constexpr auto set_word = [](auto& ctx) {
    x3::_val(ctx).form = ast::datum::kind::word;
    x3::_val(ctx).word = std::move(x3::_attr(ctx));
};
inline constexpr auto add_element = [](auto& ctx) {
    auto& e = x3::_attr(ctx);
    x3::_val(ctx).elements.emplace_back(std::move(e.value), e.times);
};
inline constexpr auto add_field = [](auto& ctx) {
    auto& f = x3::_attr(ctx);
    x3::_val(ctx).fields.emplace_back(std::move(f.id), std::move(f.value));
};

auto const field_def = name[set<&field_node::id>] > colon > nested[datum][set<&field_node::value>];
auto const object_def = open_brace[begin_object] >> -(field[add_field] >> *(comma >> field[add_field]) >> -comma)
    > named{"a field such as `name: 5`, or `}`"}[close_brace];

auto const element_def = nested[datum][set<&element_node::value>]
    >> -(kw(keyword::times, "`times`") > integer[set_integer<&element_node::times>]);
auto const element_list = open_bracket[begin_list] >> -(element[add_element] >> *(comma >> element[add_element]) >> -comma)
    > named{"`,` or `]`"}[close_bracket];

auto const signed_literal_def = literal[store] | (negated > named{"a number"}[literal[operand]]);
auto const datum_def = object[store] | element_list | signed_literal[set_literal] | name[set_word];

auto const sample_declaration_def = kw(keyword::sample, "`sample`") > name[set<&ast::sample_declaration::id>] > colon
    > a_name("the name of a record")[set<&ast::sample_declaration::record>] > object[set<&ast::sample_declaration::value>];

// ── examples ────────────────────────────────────────────────────────────────────────────────────────────────────

inline constexpr auto add_name_step = [](auto& ctx) { x3::_val(ctx).steps.push_back({std::move(x3::_attr(ctx)), {}}); };
inline constexpr auto add_index_step = [](auto& ctx) {
    x3::_val(ctx).steps.push_back({{}, to_integer(state(ctx), x3::_attr(ctx))});
};
inline constexpr auto add_all_step = [](auto& ctx) { x3::_val(ctx).steps.emplace_back(); };

auto const call_example_def = call[set<&ast::call_example::call>] > equal > expression[set<&ast::call_example::expected>];

auto const override_field_def = path[set<&ast::override_field::target>] > colon > datum[set<&ast::override_field::value>];
auto const one_override = override_field[append<&ast::example_record::overrides>];
auto const overrides = open_brace >> -(one_override >> *(comma >> one_override) >> -comma) > named{"a field such as `name: 5`, or `}`"}[close_brace];

auto const index_step = open_bracket > named{"a whole number or `*`"}[integer[add_index_step] | star[add_all_step]] > close_bracket;
auto const path_def = (name[add_name_step] | index_step) >> *((dot > name[add_name_step]) | index_step);

auto const expectation_def = path[set<&ast::expectation::target>] > equal > expression[set<&ast::expectation::value>];
auto const one_expectation = expectation[append<&ast::record_example::expectations>];

auto const example_record_def = a_name("the name of a record or a sample")[set<&ast::example_record::subject>]
    >> -(object[set<&ast::example_record::value>] | (kw(keyword::with, "`with`") > overrides));

/// `[ a, b with { x: 1 }, c times 3 ]`
auto const roster_element_def = example_record[store] >> -(kw(keyword::times, "`times`") > integer[set_integer<&ast::example_record::times>]);
auto const one_element = roster_element[append<&ast::record_example::records>];
auto const roster = open_bracket[mark<&ast::record_example::is_roster, true>] > one_element >> *(comma >> one_element) >> -comma
    > named{"`,` or `]`"}[close_bracket];

auto const record_example_def = label[set<&ast::record_example::shown>] > colon
    > named{"the name of a record or a sample, or a roster such as `[ a, b ]`"}[roster | example_record[append<&ast::record_example::records>]]
    > kw(keyword::expect, "`expect`") > one_expectation >> *(comma > one_expectation);

BAREM_DEFINE(sample_declaration, call_example, record_example, example_record, roster_element, override_field, expectation, path, object, datum, element, field,
                    signed_literal)

}  // namespace barem::grammar
