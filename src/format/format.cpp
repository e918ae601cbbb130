#include "format/format.hpp"

#include "format/layout.hpp"
#include "source/display.hpp"

#include <algorithm>
#include <map>

namespace barem::formatter {
namespace {

constexpr std::size_t block_indent = 2;
constexpr std::size_t continuation_indent = 4;

// ── tables ──────────────────────────────────────────────────────────────────────────────────────────────────────

struct table_row {
    std::vector<std::string> cells;
    std::string rest;               ///< label and annotations after the last `|`
    std::vector<bool> is_amount;    ///< a number with its unit, or `-`
};

bool is_amount(std::vector<piece>::const_iterator begin, std::vector<piece>::const_iterator end) {
    if (begin != end && begin->t.kind == token_kind::minus) ++begin;
    if (begin == end) return true;   // `-`
    if (begin->t.kind != token_kind::number) return false;
    ++begin;
    return begin == end || (std::next(begin) == end && (begin->t.kind == token_kind::percent ||
                                                        (begin->t.kind == token_kind::word && begin->t.word != keyword::each)));
}

/// The text of a cell as the author wrote it.
std::string verbatim(std::vector<piece>::const_iterator begin, std::vector<piece>::const_iterator end) {
    if (begin == end) return {};
    char const* const first = begin->text.data();
    auto const last = std::prev(end)->text;
    return {first, last.data() + last.size()};
}

/// In the column `at` a cell is a section by its text alone, which is therefore kept.
table_row split(line const& l, std::vector<std::string> const& titles) {
    table_row row;
    auto const last_pipe = std::find_if(l.pieces.rbegin(), l.pieces.rend(), [](piece const& p) { return p.t.kind == token_kind::pipe; }).base();
    auto cell = std::next(l.pieces.begin());
    for (auto p = cell; p != last_pipe; ++p) {
        if (p->t.kind != token_kind::pipe) continue;
        bool const is_section = row.cells.size() < titles.size() && titles[row.cells.size()] == "at";
        row.cells.push_back(is_section ? verbatim(cell, p) : to_text(cell, p));
        row.is_amount.push_back(is_amount(cell, p));
        cell = std::next(p);
    }
    row.rest = to_text(last_pipe, l.pieces.end());
    return row;
}

/// Pads the cells of a table's rows to columns.
std::vector<std::string> align(std::vector<table_row> const& rows) {
    std::vector<std::size_t> widths;
    std::vector<bool> right;
    for (std::size_t r = 0; r < rows.size(); ++r) {
        for (std::size_t c = 0; c < rows[r].cells.size(); ++c) {
            if (c == widths.size()) {
                widths.push_back(0);
                right.push_back(rows.size() > 1);
            }
            widths[c] = std::max(widths[c], display_width(rows[r].cells[c]));
            if (r > 0 && !rows[r].is_amount[c]) right[c] = false;
        }
    }
    std::vector<std::string> lines;
    for (auto const& row : rows) {
        std::string text = "|";
        for (std::size_t c = 0; c < row.cells.size(); ++c) {
            std::string const padding(widths[c] - display_width(row.cells[c]), ' ');
            text += right[c] ? " " + padding + row.cells[c] + " |" : " " + row.cells[c] + padding + " |";
        }
        lines.push_back(row.rest.empty() ? text : text + " " + row.rest);
    }
    return lines;
}

// ── lines ───────────────────────────────────────────────────────────────────────────────────────────────────────

struct opened {
    std::size_t indent;    ///< of the line that opened the bracket
    token_kind kind;
    std::size_t id;
};

class printer {
public:
    explicit printer(std::vector<line> lines) : lines_(std::move(lines)), indents_(lines_.size()), tables_(lines_.size()) {}

    std::string run() {
        for (std::size_t i = 0; i < lines_.size(); ++i) place(i);
        indent_comments();
        auto const rows = align_tables();
        std::string out;
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            if (has_blank_before(i)) out += '\n';
            auto const& l = lines_[i];
            out.append(indents_[i], ' ');
            out += l.is_row() ? rows.at(i) : to_text(l.pieces.begin(), l.pieces.end());
            if (!l.comment.empty()) out.append(l.is_comment() ? "" : "  ").append(l.comment);
            out += '\n';
        }
        return out;
    }

private:
    std::size_t block() const {
        if (open_.empty()) return 0;
        return open_.back().indent + (open_.back().kind == token_kind::open_parenthesis ? continuation_indent : block_indent);
    }

    /// Finds the indentation of a line from the brackets that are open there and from the line before.
    void place(std::size_t i) {
        auto const& l = lines_[i];
        if (l.is_comment()) {
            indents_[i] = block();
            return;
        }
        std::size_t indent = block();
        bool const in_parentheses = !open_.empty() && open_.back().kind == token_kind::open_parenthesis;
        if (previous_ != nullptr && !in_parentheses && continues(*previous_, l)) indent += continuation_indent;
        std::size_t closing = 0;
        while (closing < l.pieces.size() && closing < open_.size() && is_closing(l.pieces[closing].t.kind)) ++closing;
        if (closing > 0) indent = open_[open_.size() - closing].indent;
        indents_[i] = indent;
        tables_[i] = open_.empty() ? 0 : open_.back().id;
        for (auto const& p : l.pieces) {
            if (is_opening(p.t.kind)) open_.push_back({indent, p.t.kind, ++last_id_});
            if (is_closing(p.t.kind) && !open_.empty()) open_.pop_back();
        }
        previous_ = &l.pieces.back();
    }

    /// A comment on its own line stands where the next line stands, unless that one closes the block.
    void indent_comments() {
        for (std::size_t i = lines_.size(); i-- > 0;) {
            if (!lines_[i].is_comment() || i + 1 == lines_.size()) continue;
            auto const& next = lines_[i + 1];
            if (next.is_comment() || !is_closing(next.pieces.front().t.kind)) indents_[i] = std::max(indents_[i], indents_[i + 1]);
        }
    }

    std::map<std::size_t, std::string> align_tables() const {
        std::map<std::size_t, std::vector<std::size_t>> members;   // of each table, by the bracket around it
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            if (lines_[i].is_row()) members[tables_[i]].push_back(i);
        }
        std::map<std::size_t, std::string> texts;
        for (auto const& [id, lines] : members) {
            std::vector<table_row> rows;
            for (auto const i : lines) rows.push_back(split(lines_[i], rows.empty() ? std::vector<std::string>{} : rows.front().cells));
            auto const aligned = align(rows);
            for (std::size_t r = 0; r < lines.size(); ++r) texts[lines[r]] = aligned[r];
        }
        return texts;
    }

    /// One blank line at most, and none at the edges of a block.
    bool has_blank_before(std::size_t i) const {
        if (i == 0 || !lines_[i].blank_before) return false;
        auto const& before = lines_[i - 1];
        bool const block_begins = !before.is_comment() && before.comment.empty() && before.pieces.back().t.kind == token_kind::open_brace;
        bool const block_ends = !lines_[i].is_comment() && lines_[i].pieces.front().t.kind == token_kind::close_brace;
        return !block_begins && !block_ends;
    }

    std::vector<line> lines_;
    std::vector<std::size_t> indents_;
    std::vector<std::size_t> tables_;   ///< of a row: the bracket around it
    std::vector<opened> open_;
    piece const* previous_ = nullptr;
    std::size_t last_id_ = 0;
};

}  // namespace

std::string format(std::string_view source) { return printer(to_lines(source)).run(); }

}  // namespace barem::formatter
