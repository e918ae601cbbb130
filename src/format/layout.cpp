#include "format/layout.hpp"

#include <algorithm>
#include <limits>

namespace barem::formatter {
namespace {

/// The pieces in their order, each with what its neighbours make of it.
class classifier {
public:
    explicit classifier(std::string_view source) : source_(source) {}

    std::vector<piece> run(std::vector<token> const& tokens) {
        std::vector<piece> pieces;
        pieces.reserve(tokens.size());
        for (auto const& t : tokens) {
            if (t.kind == token_kind::end) break;
            if (t.kind == token_kind::close_brace && !braces_.empty()) braces_.pop_back();
            piece p{t, source_.substr(t.begin, t.end - t.begin)};
            p.inside = braces_.empty() ? brace::none : braces_.back();
            p.is_unary_minus = t.kind == token_kind::minus && (pieces.empty() || !ends_operand(pieces.back()) || ends_type(pieces));
            p.is_type_range = t.kind == token_kind::range && declaration_ != keyword::calendar && !in_interval(pieces);
            p.is_open_below = p.is_type_range && ends_type(pieces);
            if (t.starts_line && grammar::begins_declaration(t.word) && braces_.empty()) declaration_ = t.word;
            bool const in_header = declaration_ == keyword::ruleset || declaration_ == keyword::library;
            p.is_header_clause = in_header && t.word == keyword::acknowledge;
            if (t.kind == token_kind::open_brace) braces_.push_back(kind_of_brace(pieces));
            pieces.push_back(p);
        }
        return pieces;
    }

private:
    static bool ends_operand(piece const& p) {
        switch (p.t.kind) {
            case token_kind::number: case token_kind::date: case token_kind::string: case token_kind::section: case token_kind::percent:
            case token_kind::close_parenthesis: case token_kind::close_bracket: case token_kind::close_brace: return true;
            case token_kind::word:
                return !grammar::is_reserved(p.t.word) || p.t.word == keyword::true_ || p.t.word == keyword::false_ ||
                       p.t.word == keyword::nothing;
            default: return false;
        }
    }

    /// `: points`, before a bound. (Where exceptions stand, deeper in braces, an expression follows the colon.)
    bool ends_type(std::vector<piece> const& before) const {
        auto const n = before.size();
        if (n < 2 || braces_.size() > 1) return false;
        auto const kind = before[n - 1].t.kind == token_kind::question && n > 2 ? before[n - 3].t.kind : before[n - 2].t.kind;
        return kind == token_kind::colon || kind == token_kind::arrow;
    }

    /// `list of name 1 ..`
    /// Whether only a bound stands between here and an opening bracket: `[-10% ..`.
    static bool in_interval(std::vector<piece> const& before) {
        for (auto p = before.rbegin(); p != before.rend(); ++p) {
            switch (p->t.kind) {
                case token_kind::number: case token_kind::date: case token_kind::word: case token_kind::percent: case token_kind::dot:
                case token_kind::minus: continue;
                default: return p->t.kind == token_kind::open_bracket || p->t.kind == token_kind::open_parenthesis;
            }
        }
        return false;
    }

    brace kind_of_brace(std::vector<piece> const& before) const {
        bool const set = !before.empty() && before.back().t.word == keyword::in;
        bool const in_list = !braces_.empty() && braces_.back() == brace::list;
        bool const words_or_values =
            declaration_ == keyword::enum_ || declaration_ == keyword::sample || declaration_ == keyword::example;
        return set || in_list || words_or_values ? brace::list : brace::block;
    }

    std::string_view source_;
    std::vector<brace> braces_;
    keyword declaration_ = keyword::none;
};

}  // namespace

bool is_opening(token_kind kind) {
    return kind == token_kind::open_brace || kind == token_kind::open_parenthesis || kind == token_kind::open_bracket;
}

bool is_closing(token_kind kind) {
    return kind == token_kind::close_brace || kind == token_kind::close_parenthesis || kind == token_kind::close_bracket;
}

std::vector<line> to_lines(std::string_view source) {
    auto const list = grammar::tokenise(source, std::numeric_limits<std::size_t>::max(), 1);
    auto const pieces = classifier(source).run(list.tokens);
    std::vector<line> lines;
    std::size_t end = 0;      // of the piece or comment before
    std::size_t depth = 0;    // brackets that are open within the present line
    bool after_comment = true;

    auto const add_line = [&](bool blank) {
        lines.emplace_back().blank_before = blank;
        depth = 0;
    };
    auto const breaks_before = [&](std::size_t begin) { return std::count(source.begin() + static_cast<std::ptrdiff_t>(end),
                                                                          source.begin() + static_cast<std::ptrdiff_t>(begin), '\n'); };
    auto const add_piece = [&](piece const& p) {
        auto const breaks = breaks_before(p.t.begin);
        bool const row_follows = p.t.kind == token_kind::pipe && !lines.empty() && !lines.back().pieces.empty() &&
                                 lines.back().pieces.back().t.kind == token_kind::open_brace && p.inside == brace::block;
        bool const row_ends = p.t.kind == token_kind::close_brace && !lines.empty() && lines.back().is_row() && depth == 0;
        if (breaks > 0 || after_comment || row_follows || row_ends) add_line(breaks > 1);
        if (is_opening(p.t.kind)) ++depth;
        if (is_closing(p.t.kind) && depth > 0) --depth;
        lines.back().pieces.push_back(p);
        end = p.t.end;
        after_comment = false;
    };
    auto const add_comment = [&](source_span where) {
        auto const breaks = breaks_before(where.begin);
        if (breaks > 0 || after_comment) add_line(breaks > 1);
        auto text = source.substr(where.begin, where.end - where.begin);
        while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
        lines.back().comment = text;
        end = where.end;
        after_comment = true;
    };

    auto comment = list.comments.begin();
    for (auto const& p : pieces) {
        for (; comment != list.comments.end() && comment->begin < p.t.begin; ++comment) add_comment(*comment);
        add_piece(p);
    }
    for (; comment != list.comments.end(); ++comment) add_comment(*comment);
    return lines;
}

}  // namespace barem::formatter
