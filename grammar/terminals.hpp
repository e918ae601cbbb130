#pragma once
// The terminals by their names in barem.ebnf.

#include "token_parsers.hpp"

#include <algorithm>

namespace barem::grammar {

using kind = token_kind;

inline constexpr auto open_brace = symbol(kind::open_brace, "`{`");
inline constexpr auto close_brace = symbol(kind::close_brace, "`}`");
inline constexpr auto open_parenthesis = symbol(kind::open_parenthesis, "`(`");
inline constexpr auto close_parenthesis = symbol(kind::close_parenthesis, "`)`");
inline constexpr auto open_bracket = symbol(kind::open_bracket, "`[`");
inline constexpr auto close_bracket = symbol(kind::close_bracket, "`]`");
inline constexpr auto comma = symbol(kind::comma, "`,`");
inline constexpr auto colon = symbol(kind::colon, "`:`");
inline constexpr auto dot = symbol(kind::dot, "`.`");
inline constexpr auto dots = symbol(kind::range, "`..`");
inline constexpr auto question = symbol(kind::question, "`?`");
inline constexpr auto at_sign = symbol(kind::at, "`@`");
inline constexpr auto pipe = symbol(kind::pipe, "`|`");
inline constexpr auto equal = symbol(kind::equal, "`=`");
inline constexpr auto minus = symbol(kind::minus, "`-`");
inline constexpr auto star = symbol(kind::star, "`*`");
inline constexpr auto arrow = symbol(kind::arrow, "`->`");

constexpr bool is_name(token const& t) { return t.kind == kind::word && (t.word == keyword::none || t.word > keyword::output); }

constexpr auto a_name(std::string_view words) { return make_token_parser<ast::name>(words, is_name, make_name); }

inline constexpr auto name = a_name("a name");

/// A name that belongs to the number or range before it: on the same line, and no clause word, since those may follow there.
constexpr bool is_name_on_line(token const& t) {
    bool const is_clause_word = t.word > keyword::output && t.word <= keyword::expect;
    return is_name(t) && !is_clause_word && !t.starts_line;
}

/// The word before a date begins the next value of a parameter: `= 1000 from 2020-01-01 = 950`.
inline constexpr auto unit_name = make_token_parser<ast::name>(
    "the name of a unit",
    [](token const& t) { return is_name_on_line(t) && !(t.word == keyword::from && (&t)[1].kind == kind::date); }, make_name);

inline constexpr auto percent = make_token_parser<ast::name>(
    "`%`", [](token const& t) { return t.kind == kind::percent && !t.starts_line; }, make_name);

inline constexpr auto language_name = make_token_parser<ast::name>(
    "the code of a language such as `vi` or `en`",
    [](session const& s, token const& t) {
        auto const text = s.text(t);
        return is_name(t) && (text.size() == 2 || text.size() == 3) &&
               std::all_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    },
    make_name);

inline constexpr auto string = make_token_parser<quoted>(
    "a string in quotes", [](token const& t) { return t.kind == kind::string; },
    [](session const& s, token const& t) { return quoted{unquote(s.text(t)), span_of(t)}; });

inline constexpr auto number = token_if("a number", [](token const& t) { return t.kind == kind::number; });
inline constexpr auto integer = token_if("a whole number", [](token const& t) { return t.kind == kind::number; });
inline constexpr auto date_token = token_if("a date", [](token const& t) { return t.kind == kind::date; });

inline constexpr auto section = token_if(
    "an article such as `6.1.b`", [](token const& t) { return t.kind == kind::section || t.kind == kind::number; });

/// A column of a table may have any name, also a reserved word.
inline constexpr auto column_name = make_token_parser<ast::name>(
    "the title of a column", [](token const& t) { return t.kind == kind::word; }, make_name);

inline constexpr auto same_line = next_parser("the same line", [](token const* t) { return !t->starts_line; });

/// The declaration of a member or a declaration, or the end of the block, is near: whatever a block's loop expects, it ends here.
inline constexpr auto block_end = next_parser("the end of the block", [](token const* t) {
    bool const next_statement = t->starts_line && is_reserved(t->word) && (begins_declaration(t->word) || begins_member(t->word));
    return t->kind == kind::close_brace || t->kind == kind::end || t->depth == 0 || next_statement;
});

/// Fails always: gives an expectation its name.
constexpr auto nothing_but(std::string_view words) { return next_parser(words, [](token const*) { return false; }); }

}  // namespace barem::grammar
