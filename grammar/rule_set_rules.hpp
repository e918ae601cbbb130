#pragma once
// The rule set: its header and its declarations. Included by parse.cpp only.

#include "calendar_rules.hpp"
#include "example_rules.hpp"

namespace barem::grammar {

BAREM_RULE(rule_set, ast::rule_set, located, "a rule set")
BAREM_RULE(header, ast::rule_set, recovers<restart::declaration>, "`ruleset`")
BAREM_RULE(library_header, ast::rule_set, recovers<restart::declaration>, "`library`")
BAREM_RULE(import_declaration, ast::import_declaration, counted<restart::declaration>, "an import")
BAREM_RULE(missing_header, ast::name, recovers<restart::declaration>, "`ruleset`")
BAREM_RULE(unit_declaration, ast::unit_declaration, counted<restart::declaration>, "a unit")
BAREM_RULE(enum_declaration, ast::enum_declaration, counted<restart::declaration>, "an enum")
BAREM_RULE(enum_word, ast::enum_word, located, "the name of a word")
BAREM_RULE(parameter_declaration, ast::parameter_declaration, counted<restart::declaration>, "a parameter")
BAREM_RULE(dated_value, ast::dated_value, located, "a value such as `from 2020-01-01 = 950`")
BAREM_RULE(example_of_call, ast::call_example, counted<restart::declaration>, "an example")
BAREM_RULE(example_of_record, ast::record_example, counted<restart::declaration>, "an example")
BAREM_RULE(unknown_declaration, ast::name, recovers<restart::declaration>, "a declaration")

// ── the header ──────────────────────────────────────────────────────────────────────────────────────────────────

inline constexpr auto report_twice = [](auto& ctx, source_span where) { state(ctx).report("B1011", "this clause is given twice", where); };

inline constexpr auto set_language = [](auto& ctx) {
    auto& target = x3::_val(ctx).language;
    if (!target.text.empty()) return report_twice(ctx, x3::_attr(ctx).where);
    target = std::move(x3::_attr(ctx));
};
inline constexpr auto set_cites = [](auto& ctx) {
    auto& target = x3::_val(ctx).cites;
    if (!target.empty()) return report_twice(ctx, x3::_attr(ctx).where);
    target = std::move(x3::_attr(ctx).text);
};
inline constexpr auto set_effective = [](auto& ctx) {
    auto& target = x3::_val(ctx).effective_from;
    if (target) return report_twice(ctx, x3::_attr(ctx).where);
    target = std::move(x3::_attr(ctx));
};

auto const text_clause = (kw(keyword::language, "`language`") > language_name[set_language])
    | (kw(keyword::cites, "`cites`") > string[set_cites]
       >> -(kw(keyword::article, "`article`") > label[set<&ast::rule_set::article_word>]))
    | acknowledgement;
auto const header_clause = text_clause
    | (kw(keyword::effective, "`effective`") > kw(keyword::from, "`from`") > date[set_effective]
       >> -(kw(keyword::to, "`to`") > date[set<&ast::rule_set::effective_to>]));

auto const header_def = kw(keyword::ruleset, "`ruleset`") > a_name("the name of the rule set")[set<&ast::rule_set::id>]
    >> -label[set<&ast::rule_set::shown>] >> *header_clause;

auto const library_header_def = kw(keyword::library, "`library`")[mark<&ast::rule_set::is_library, true>]
    > a_name("the name of the library")[set<&ast::rule_set::id>] >> -label[set<&ast::rule_set::shown>] >> *text_clause;

inline constexpr auto report_missing_header = [](auto& ctx) {
    session& s = state(ctx);
    auto const& first = *s.begin();
    auto const help = "begin with `ruleset` and a name";
    auto const message = "a rule set begins with its header";
    if (begins_declaration(first.word)) {
        s.report("B1012", message, span_of(first), help);
    } else {
        s.hold("B1012", message, span_of(first), help);
        boost::throw_exception(failure(&first, "`ruleset`"));
    }
};
auto const missing_header_def = x3::eps[report_missing_header];

// ── imports ─────────────────────────────────────────────────────────────────────────────────────────────────────

inline constexpr auto set_path = [](auto& ctx) {
    x3::_val(ctx).path = std::move(x3::_attr(ctx).text);
    x3::_val(ctx).where = x3::_attr(ctx).where;
};
auto const import_declaration_def = kw(keyword::import_, "`import`") > named{"the path of a library in quotes"}[string][set_path];

// ── units, enums, parameters ────────────────────────────────────────────────────────────────────────────────────

auto const unit_declaration_def = kw(keyword::unit, "`unit`") > named{"the name of a unit"}[name][set<&ast::unit_declaration::id>]
    >> -label[set<&ast::unit_declaration::shown>];

/// All `<`, or all `,`: an order is told in full or not at all.
inline constexpr auto word_separator = [](auto& ctx) {
    auto& e = x3::_val(ctx);
    token const& t = x3::_attr(ctx);
    bool const ordered = t.kind == kind::less;
    if (e.words.size() > 1 && ordered != e.ordered) {
        state(ctx).report("B1001", "`<` and `,` are mixed in one enum", span_of(t),
                          "write `low < high` for an enum with an order, `a, b` for one without");
    }
    e.ordered = ordered;
};
auto const separator = token_if("`<`, `,` or `}`", [](token const& t) { return t.kind == kind::less || t.kind == kind::comma; });
auto const trailing_comma = comma >> &close_brace;

auto const enum_word_def = name[set<&ast::enum_word::id>] >> -label[set<&ast::enum_word::shown>];
auto const enum_declaration_def = kw(keyword::enum_, "`enum`") > name[set<&ast::enum_declaration::id>]
    >> -label[set<&ast::enum_declaration::shown>]
    > open_brace > enum_word[append<&ast::enum_declaration::words>]
    >> *(!trailing_comma >> separator[word_separator] > enum_word[append<&ast::enum_declaration::words>])
    >> -comma > named{"`<`, `,` or `}`"}[close_brace];

auto const parameter_declaration_def = kw(keyword::parameter, "`parameter`") > name[set<&ast::parameter_declaration::id>]
    >> -label[set<&ast::parameter_declaration::shown>]
    > colon > type[set<&ast::parameter_declaration::declared>]
    >> ((equal > expression[set<&ast::parameter_declaration::value>] >> annotations[set<&ast::parameter_declaration::notes>])
        | (annotations[set<&ast::parameter_declaration::notes>] > named{"`=` and a value, or `{` and values by date"}[open_brace]
           > dated_value[append<&ast::parameter_declaration::values>] >> *dated_value[append<&ast::parameter_declaration::values>]
           > named{"`from` or `}`"}[close_brace]));

auto const dated_value_def = kw(keyword::from, "`from`") > date[set<&ast::dated_value::from>]
    > equal > expression[set<&ast::dated_value::value>] >> annotations[set<&ast::dated_value::notes>];

// ── the whole ───────────────────────────────────────────────────────────────────────────────────────────────────

auto const example = kw(keyword::example, "`example`");
auto const example_of_record_def = example >> &string > record_example[store];
auto const example_of_call_def = example > call_example[store];

auto const unknown_declaration_def =
    x3::eps > nothing_but("a declaration (`enum`, `parameter`, `record`, `bands`, `table`, `cohort`, `sample`, `example`, `calendar`, `import` or `unit`)");

auto const declaration = import_declaration[append<&ast::rule_set::imports>] | calendar_declaration[append<&ast::rule_set::calendars>]
    | unit_declaration[append<&ast::rule_set::units>] | enum_declaration[append<&ast::rule_set::enums>]
    | parameter_declaration[append<&ast::rule_set::parameters>] | record_declaration[append<&ast::rule_set::records>]
    | bands_declaration[append<&ast::rule_set::tables>] | table_declaration[append<&ast::rule_set::tables>]
    | cohort_declaration[append<&ast::rule_set::cohorts>] | sample_declaration[append<&ast::rule_set::samples>]
    | example_of_record[append<&ast::rule_set::record_examples>] | example_of_call[append<&ast::rule_set::call_examples>]
    | unknown_declaration;

auto const rule_set_def = (header[store] | library_header[store] | missing_header) >> *(!x3::eoi >> declaration);

BAREM_DEFINE(rule_set, header, library_header, missing_header, import_declaration, unit_declaration, enum_declaration, enum_word, parameter_declaration, dated_value,
                    example_of_call, example_of_record, unknown_declaration)

}  // namespace barem::grammar
