// Which tokens stand tight, and which line goes on in the next.

#include "format/layout.hpp"

namespace barem::formatter {
namespace {

bool is_plain_word(token const& t) { return t.kind == token_kind::word && !grammar::is_reserved(t.word); }

/// `targets` in `0..targets`; a clause word goes on with the declaration.
bool may_be_limit(token const& t) { return is_plain_word(t) && grammar::class_of(t.word) != grammar::keyword_class::clause; }

bool is_binary_operator(piece const& p) {
    switch (p.t.kind) {
        case token_kind::equal: case token_kind::not_equal: case token_kind::less: case token_kind::less_equal: case token_kind::greater:
        case token_kind::greater_equal: case token_kind::plus: case token_kind::minus: case token_kind::star: case token_kind::slash:
        case token_kind::colon: case token_kind::arrow: case token_kind::range: case token_kind::dot: return true;
        default: return false;
    }
}

/// Words after which something must come.
bool wants_more(keyword word) {
    switch (word) {
        case keyword::if_: case keyword::then: case keyword::else_: case keyword::or_: case keyword::and_: case keyword::not_:
        case keyword::in: case keyword::is: case keyword::of: case keyword::when: case keyword::where: case keyword::over:
        case keyword::by: case keyword::default_: case keyword::otherwise: case keyword::cap: case keyword::using_: return true;
        default: return false;
    }
}

/// Words that go on with what stands before them.
bool goes_on(keyword word) {
    switch (word) {
        case keyword::then: case keyword::else_: case keyword::or_: case keyword::and_: case keyword::in: case keyword::is:
        case keyword::of: case keyword::when: case keyword::where: case keyword::over: case keyword::by: case keyword::default_:
        case keyword::each: case keyword::reading: case keyword::decimals: case keyword::required: case keyword::except: case keyword::hit:
        case keyword::ties: case keyword::ascending: case keyword::descending: case keyword::times: case keyword::to: case keyword::expect:
        case keyword::with: case keyword::article: case keyword::using_: case keyword::acknowledge: return true;
        default: return false;
    }
}

bool is_deadline(keyword word) { return word == keyword::after || word == keyword::before; }

/// `after issued`, unless it is the name of a level: `after when ...`.
bool begins_deadline(line const& l) {
    if (l.pieces.size() < 2 || !is_deadline(l.pieces[0].t.word)) return false;
    return l.pieces[1].t.word != keyword::when && l.pieces[1].t.kind != token_kind::string;
}

/// `en "..."`
bool is_translation(line const& l) {
    auto const& p = l.pieces;
    return p.size() > 1 && is_plain_word(p[0].t) && p[0].text.size() <= 3 && p[1].t.kind == token_kind::string;
}

}  // namespace

bool is_spaced(piece const& before, piece const& after) {
    auto const left = before.t.kind;
    auto const right = after.t.kind;
    if (left == token_kind::open_parenthesis || left == token_kind::open_bracket) return false;
    if (right == token_kind::close_parenthesis || right == token_kind::close_bracket) return false;
    if (left == token_kind::open_brace && right == token_kind::close_brace) return false;
    if (right == token_kind::comma || right == token_kind::question || right == token_kind::percent) return false;
    if (left == token_kind::dot || right == token_kind::dot) return false;
    if (right == token_kind::colon && after.inside == brace::list) return false;
    if (before.is_unary_minus) return false;
    if (after.is_type_range) return after.is_open_below;
    if (before.is_type_range) return right != token_kind::number && right != token_kind::date && right != token_kind::minus && !may_be_limit(after.t);
    if (right == token_kind::open_parenthesis) return !is_plain_word(before.t) || is_deadline(before.t.word);
    if (right == token_kind::open_bracket && before.t.word == keyword::expect) return true;   // [0].total
    if (right == token_kind::open_bracket) return !is_plain_word(before.t) && left != token_kind::close_bracket;
    return true;
}

std::string to_text(std::vector<piece>::const_iterator begin, std::vector<piece>::const_iterator end) {
    std::string text;
    for (auto p = begin; p != end; ++p) {
        if (p != begin && is_spaced(*std::prev(p), *p)) text += ' ';
        text += p->text;
    }
    return text;
}

bool continues(piece const& previous, line const& next_line) {
    auto const& next = next_line.pieces.front();
    if (next_line.pieces.front().is_header_clause) return false;
    if (next.t.kind == token_kind::open_brace || is_closing(next.t.kind) || next.t.kind == token_kind::pipe) return false;
    if (is_opening(previous.t.kind)) return false;
    if (grammar::is_reserved(next.t.word) && (grammar::begins_declaration(next.t.word) || grammar::begins_member(next.t.word))) return false;
    bool const in_list = next.inside == brace::list;
    if (previous.t.kind == token_kind::comma) return !in_list;
    if (previous.t.kind == token_kind::less && in_list) return false;   // words of an ordered enum
    if (previous.t.kind == token_kind::string && is_translation(next_line)) return true;
    if (is_binary_operator(previous) || previous.t.kind == token_kind::at || wants_more(previous.t.word)) return true;
    if (next.t.kind == token_kind::string) return !in_list && previous.t.kind != token_kind::close_brace;
    return is_binary_operator(next) || next.t.kind == token_kind::at || next.t.kind == token_kind::comma || goes_on(next.t.word) ||
           begins_deadline(next_line);
}

}  // namespace barem::formatter
