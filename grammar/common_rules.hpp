#pragma once
// Labels, citations, readings, types and pipe tables: what several declarations are made of. Included by parse.cpp only.

#include "expression_rules.hpp"

namespace barem::grammar {

/// A cell keeps its text; the text of a cell in the column `at` is all of it.
struct cell_located : located {
    template <class Context>
    void finish(token_iterator& first, token_iterator& last, ast::cell& cell, Context const& context) {
        located::finish(first, last, cell, context);
        cell.text = std::string(state(context).text(cell.where));
        bool const quoted_section = cell.form == ast::cell::kind::section && first->kind == kind::string && last == first + 1;
        if (quoted_section) cell.text = unquote(cell.text);
    }
};

struct row_checked : recovers<restart::row> {
    template <class Context>
    void finish(token_iterator& first, token_iterator& last, ast::row& row, Context const& context) {
        located::finish(first, last, row, context);
        session& s = state(context);
        auto const cells = row.cells.size();
        if (cells == s.columns.size()) return;
        auto const count = [](std::size_t n, char const* what) { return std::to_string(n) + " " + what + (n == 1 ? "" : "s"); };
        s.report("B1009", "this row has " + count(cells, "cell") + " under " + count(s.columns.size(), "column"), row.where,
                 cells < s.columns.size() ? "a cell that takes any value is written `-`" : std::string{});
    }
};

/// Acknowledgements are kept apart from the tree: they say something of findings, not of the rules.
struct acknowledgement_kept : located {
    template <class Context>
    void finish(token_iterator& first, token_iterator& last, ast::acknowledgement& found, Context const& context) {
        located::finish(first, last, found, context);
        session& s = state(context);
        auto const blank = [](auto const& t) { return t.text.find_first_not_of(' ') == std::string::npos; };
        if (std::ranges::all_of(found.reason.texts, blank)) s.report("B1001", "an acknowledgement says why", found.reason.where, "write the reason in the quotes");
        s.acknowledge(std::move(found));
    }
};

BAREM_RULE(label, ast::label, located, "a label in quotes")
BAREM_RULE(annotations, ast::annotations, located, "a citation or a reading")
BAREM_RULE(citation, std::vector<ast::reference>, located, "a citation")
BAREM_RULE(reference, ast::reference, located, "an article such as `6.1.b` or a string")
BAREM_RULE(reading, ast::label, located, "a reading")
BAREM_RULE(acknowledgement, ast::acknowledgement, acknowledgement_kept, "an acknowledgement")
BAREM_RULE(type, ast::type, located, "a type")
BAREM_RULE(size, ast::value_range, located, "a size such as `1..10`")
BAREM_RULE(range, ast::value_range, located, "a range such as `0 .. 100`")
BAREM_RULE(limit, node, located, "a number, a date or the name of an input")
BAREM_RULE(compared_value, node, located, "a value")
BAREM_RULE(cell, ast::cell, cell_located, "a cell")
BAREM_RULE(row, ast::row, row_checked, "a row such as `| 1 | 2 |`")
BAREM_RULE(header_row, std::vector<ast::name>, located, "a row that names the columns, such as `| when | points |`")
BAREM_RULE(pipe_table, ast::pipe_table, located, "a table")

// ── labels and annotations ──────────────────────────────────────────────────────────────────────────────────────

inline constexpr auto plain_text = [](auto& ctx) { x3::_val(ctx).texts.push_back({{}, std::move(x3::_attr(ctx).text)}); };

inline constexpr auto translated_text = [](auto& ctx) {
    auto& attr = x3::_attr(ctx);
    auto& language = boost::fusion::at_c<0>(attr);
    auto& texts = x3::_val(ctx).texts;
    bool const repeated = std::any_of(texts.begin(), texts.end(), [&](auto const& t) { return t.language == language; });
    if (repeated) {
        state(ctx).report("B1011", "the text in `" + language.text + "` is given twice", language.where);
    } else {
        texts.push_back({std::move(language), std::move(boost::fusion::at_c<1>(attr).text)});
    }
};

inline constexpr auto second_label = [](auto& ctx) {
    state(ctx).report("B1011", "a label is given twice", x3::_attr(ctx).where, "put the code of a language before a translation: en \"...\"");
};

auto const label_def = string[plain_text] >> *(language_name >> string)[translated_text] >> *string[second_label];

auto const reading_def = kw(keyword::reading, "`reading`") > label[store];
auto const acknowledgement_def = kw(keyword::acknowledge, "`acknowledge`")
    > a_name("the code of a finding such as `B1403`")[set<&ast::acknowledgement::code>]
    > named{"a reason in quotes"}[label][set<&ast::acknowledgement::reason>];
auto const citation_def = at_sign > reference[([](auto& ctx) { x3::_val(ctx).push_back(x3::_attr(ctx)); })]
    >> *(!(comma >> date_token) >> comma > reference[([](auto& ctx) { x3::_val(ctx).push_back(x3::_attr(ctx)); })]);

inline constexpr auto add_citations = [](auto& ctx) {
    auto& all = x3::_val(ctx).citations;
    for (auto& r : x3::_attr(ctx)) all.push_back(std::move(r));
};
auto const annotations_def = *(citation[add_citations] | reading[append<&ast::annotations::readings>] | acknowledgement);

inline constexpr auto section_text = [](auto& ctx) {
    x3::_val(ctx).text = to_nfc(state(ctx).text(x3::_attr(ctx)));
    x3::_val(ctx).is_section = true;
};
inline constexpr auto free_text = [](auto& ctx) { x3::_val(ctx).text = std::move(x3::_attr(ctx).text); };
auto const reference_def = section[section_text] | string[free_text];

// ── types ───────────────────────────────────────────────────────────────────────────────────────────────────────

/// The whole numbers of a size.
inline constexpr auto size_bound = [](session& s, token const& t) {
    static_cast<void>(to_integer(s, t));
    return build::leaf(ast::expression_kind::number, std::string(s.text(t)), span_of(t));
};
inline constexpr auto size_low = [](auto& ctx) { x3::_val(ctx).low = size_bound(state(ctx), x3::_attr(ctx)); };
inline constexpr auto size_high = [](auto& ctx) { x3::_val(ctx).high = size_bound(state(ctx), x3::_attr(ctx)); };

auto const size_def = integer[size_low] > dots >> -integer[size_high];

inline constexpr auto next_is_low_limit = next_parser("a range", [](token const* t) { return !is_name(t[0]) || t[1].kind == kind::range; });
auto const name_on_line = make_token_parser<ast::name>("the name of an input", is_name_on_line, make_name);
auto const limit_def = bound[store] | name_on_line[path_name];
auto const range_def = (next_is_low_limit >> limit[set<&ast::value_range::low>] > dots >> -limit[set<&ast::value_range::high>])
    | (dots > limit[set<&ast::value_range::high>]);

inline constexpr auto next_is_list = next_parser("a list", [](token const* t) { return t[0].word == keyword::list && t[1].word == keyword::of; });
auto const type_name = a_name("the name of a type");
auto const list_type = next_is_list >> kw(keyword::list, "`list`") >> kw(keyword::of, "`of`")[mark<&ast::type::is_list, true>]
    > type_name[set<&ast::type::base>] >> -size[set<&ast::type::range>];
auto const value_type = type_name[set<&ast::type::base>] >> -question[mark<&ast::type::is_optional, true>]
    >> -range[set<&ast::type::range>] >> -(kw(keyword::decimals, "`decimals`") > integer[set_integer<&ast::type::decimals>]);
auto const type_def = list_type | value_type;

// ── pipe tables ─────────────────────────────────────────────────────────────────────────────────────────────────

/// Another `|` follows on this line, so what stands here is a cell.
inline constexpr auto next_is_cell = next_parser("a cell and `|` on the same line", [](token const* t) {
    for (; !t->starts_line && t->kind != kind::end; ++t) {
        if (t->kind == kind::pipe) return true;
    }
    return false;
});

inline constexpr auto row_end = next_parser("`|` at the end of the row", [](token const* t) {
    return t->starts_line || t->kind == kind::string || t->kind == kind::at || t->word == keyword::reading || t->word == keyword::acknowledge ||
           t->kind == kind::close_brace || t->kind == kind::end || t->kind == kind::stray;
});

/// Takes the tokens up to the next `|`; braces belong to what is around a row.
struct cell_text_parser : x3::parser<cell_text_parser> {
    using attribute_type = x3::unused_type;
    static bool const has_attribute = false;

    template <class Context, class RuleContext, class Target>
    bool parse(token_iterator& first, token_iterator const&, Context const&, RuleContext&, Target&) const {
        auto end = first;
        for (; end->kind != kind::pipe; ++end)       // next_is_cell has seen one
            if (end->kind == kind::open_brace || end->kind == kind::close_brace) return false;
        if (end == first) return false;
        first = end;
        return true;
    }
};
inline constexpr cell_text_parser cell_text{};

template <ast::cell::kind Form>
constexpr auto form = [](auto& ctx) { x3::_val(ctx).form = Form; };

/// `< 1%` is an interval with one end.
inline constexpr auto one_sided = [](auto& ctx) {
    auto& attr = x3::_attr(ctx);
    token const& op = boost::fusion::at_c<0>(attr);
    ast::interval i;
    bool const upper = op.kind == kind::less || op.kind == kind::less_equal;
    bool const closed = op.kind == kind::less_equal || op.kind == kind::greater_equal;
    (upper ? i.high_closed : i.low_closed) = closed;
    i.where = join(span_of(op), boost::fusion::at_c<1>(attr).where);
    (upper ? i.high : i.low) = std::move(boost::fusion::at_c<1>(attr));
    x3::_val(ctx).form = ast::cell::kind::interval;
    x3::_val(ctx).range = std::move(i);
};

inline constexpr auto equality = [](auto& ctx) {
    auto& attr = x3::_attr(ctx);
    x3::_val(ctx).form = ast::cell::kind::alternatives;
    x3::_val(ctx).comparison = std::string(state(ctx).text(boost::fusion::at_c<0>(attr)));
    x3::_val(ctx).values.push_back(std::move(boost::fusion::at_c<1>(attr)));
};

inline constexpr auto order_operator =
    token_if("a comparison", [](token const& t) { return t.kind >= kind::less && t.kind <= kind::greater_equal; });
inline constexpr auto equality_operator =
    token_if("`=` or `!=`", [](token const& t) { return t.kind == kind::equal || t.kind == kind::not_equal; });

auto const next_is_interval = &open_bracket | &(open_parenthesis >> bound_operand >> dots);
auto const dash = minus >> &pipe;
auto const cell_interval = next_is_interval >> interval[set<&ast::cell::range>] >> x3::eps[form<ast::cell::kind::interval>];
auto const comparison_test = (order_operator > bound_operand)[one_sided]
    | (equality_operator > compared_value)[equality];
auto const amount = expression[append<&ast::cell::values>] >> *(comma > expression[append<&ast::cell::values>])
    >> -kw(keyword::each, "`each`")[mark<&ast::cell::each, true>]
    >> -(kw(keyword::cap, "`cap`") > expression[set<&ast::cell::cap>]);
auto const compared_value_def = literal[store] | bound_operand[store];

inline constexpr auto in_section_column = [](auto& ctx) {
    session const& s = state(ctx);
    x3::_pass(ctx) = s.column < s.columns.size() && s.columns[s.column] == "at";
};

auto const cell_def = dash[form<ast::cell::kind::any>]
    | (x3::eps[in_section_column] >> cell_text)[form<ast::cell::kind::section>]
    | cell_interval | comparison_test
    | (amount >> x3::eps[form<ast::cell::kind::alternatives>]);

inline constexpr auto first_cell = [](auto& ctx) { state(ctx).column = 0; };
inline constexpr auto add_cell = [](auto& ctx) {
    ++state(ctx).column;
    x3::_val(ctx).cells.push_back(std::move(x3::_attr(ctx)));
};
auto const row_def = pipe[first_cell] > next_is_cell
    >> +(next_is_cell > cell[add_cell] > named{"`|` after the cell"}[pipe]) > row_end
    >> -label[set<&ast::row::shown>] >> annotations[set<&ast::row::notes>];

inline constexpr auto add_column = [](auto& ctx) {
    auto& columns = x3::_val(ctx);
    columns.push_back(std::move(x3::_attr(ctx)));
    state(ctx).columns.push_back(columns.back().text);
};
inline constexpr auto no_columns = [](auto& ctx) { state(ctx).columns.clear(); };
auto const header_row_def = pipe[no_columns] > next_is_cell
    >> +(next_is_cell > column_name[add_column] > named{"`|` after the title"}[pipe]) > row_end;

auto const pipe_table_def = header_row[set<&ast::pipe_table::columns>] >> *row[append<&ast::pipe_table::rows>];

BAREM_DEFINE(label, annotations, citation, reference, reading, acknowledgement, type, size, range, limit, compared_value, cell, row, header_row, pipe_table)

}  // namespace barem::grammar
