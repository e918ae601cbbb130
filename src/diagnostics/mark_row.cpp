#include <barem/export.hpp>

#include "diagnostics/mark_row.hpp"

#include <algorithm>
#include <tuple>

namespace barem::inline BAREM_VERSION_NAMESPACE {

void mark_row::put(std::size_t from, std::size_t to, char mark, style s) {
    if (marks_.size() < to) {
        marks_.resize(to, ' ');
        styles_.resize(to, style::plain);
    }
    for (auto at = from; at < to; ++at) {
        marks_[at] = mark;
        styles_[at] = s;
    }
}

void mark_row::remark(std::size_t column, std::string_view text, style s) {
    marks_.resize(column, ' ');  // what would stand under the remark gives way
    styles_.resize(column, style::plain);
    remark_ = text;
    remark_style_ = s;
}

std::string mark_row::to_text(bool colour) const {
    std::string result;
    for (std::size_t from = 0; from < marks_.size();) {
        auto to = from + 1;
        while (to < marks_.size() && styles_[to] == styles_[from]) ++to;
        result += paint(std::string_view(marks_).substr(from, to - from), styles_[from], colour);
        from = to;
    }
    return result + paint(remark_, remark_style_, colour);
}

namespace {

style style_of(line_mark const& mark, severity level) { return mark.primary ? style_of(level) : style::frame; }

/// Moves the mark whose remark can stand beside it to the end: the one that reaches farthest to the right.
bool last_stands_beside(std::vector<line_mark>& marks) {
    auto const reach = [](line_mark const& m) { return std::tuple(m.to, !m.text.empty(), m.from); };
    auto const rightmost =
        std::max_element(marks.begin(), marks.end(), [&](auto const& a, auto const& b) { return reach(a) < reach(b); });
    std::rotate(rightmost, rightmost + 1, marks.end());
    return !marks.back().text.empty();
}

/// Lines down from marks whose remarks come further below.
void connect(mark_row& row, std::vector<line_mark> const& marks, severity level) {
    for (auto const& mark : marks) row.put(mark.from, mark.from + 1, '|', style_of(mark, level));
}

}  // namespace

std::vector<mark_row> mark_rows(std::vector<line_mark> marks, severity level) {
    if (marks.empty()) return {};
    std::stable_sort(marks.begin(), marks.end(),
                     [](line_mark const& a, line_mark const& b) { return a.from < b.from; });

    std::vector<mark_row> rows(1);
    for (bool const primary : {false, true}) {
        for (auto const& mark : marks)
            if (mark.primary == primary) rows[0].put(mark.from, mark.to, primary ? '^' : '-', style_of(mark, level));
    }
    if (last_stands_beside(marks))
        rows[0].remark(marks.back().to + 1, marks.back().text, style_of(marks.back(), level));
    marks.pop_back();

    std::erase_if(marks, [](line_mark const& mark) { return mark.text.empty(); });
    if (marks.empty()) return rows;
    connect(rows.emplace_back(), marks, level);
    while (!marks.empty()) {
        auto const last = std::move(marks.back());
        marks.pop_back();
        connect(rows.emplace_back(), marks, level);
        rows.back().remark(last.from, last.text, style_of(last, level));
    }
    return rows;
}

}  // namespace barem
