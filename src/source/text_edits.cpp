#include <barem/export.hpp>

#include "source/text_edits.hpp"

#include "source/line_index.hpp"

#include <algorithm>

namespace barem::inline BAREM_VERSION_NAMESPACE {

namespace {

void put_in_order(std::vector<text_edit>& edits) {
    std::ranges::stable_sort(edits, {}, [](text_edit const& e) { return e.where.begin; });
}

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t\r") == std::string_view::npos; }

/// A removal takes the blanks before it along, where blanks or the end of the line follow; not an indentation.
void take_blanks(std::vector<text_edit>& edits, std::string_view text) {
    for (std::size_t i = 0; i != edits.size(); ++i) {
        auto& [where, replacement] = edits[i];
        bool const blank_follows = where.end >= text.size() || is_blank(text.substr(where.end, 1)) || text[where.end] == '\n';
        if (!replacement.empty() || !blank_follows) continue;
        auto begin = where.begin;
        auto const free_from = i == 0 ? 0 : edits[i - 1].where.end;
        while (begin > free_from && (text[begin - 1] == ' ' || text[begin - 1] == '\t')) --begin;
        if (begin > 0 && text[begin - 1] != '\n') where.begin = begin;
    }
}

/// Of whole lines, without the end of the last.
std::vector<std::string> split(std::string_view lines) {
    std::vector<std::string> found;
    for (bool more = true; more;) {
        auto const end = lines.find('\n');
        more = end != std::string_view::npos;
        found.emplace_back(lines.substr(0, end));
        if (more) lines.remove_prefix(end + 1);
    }
    return found;
}

/// Lines that both have at an end did not change.
void trim(changed_lines& c) {
    auto const [removed, added] = std::ranges::mismatch(c.removed, c.added);
    c.first += static_cast<std::uint32_t>(removed - c.removed.begin());
    c.added.erase(c.added.begin(), added);
    c.removed.erase(c.removed.begin(), removed);
    while (!c.removed.empty() && !c.added.empty() && c.removed.back() == c.added.back()) {
        c.removed.pop_back();
        c.added.pop_back();
    }
}

/// Edits from `begin` to `end` change neighbouring lines: these, before and after.
template <class Iterator>
changed_lines change(Iterator begin, Iterator end, line_index const& lines, std::string_view text) {
    auto const first = lines.line_of(begin->where.begin), last = lines.line_of(std::prev(end)->where.end);
    auto const from = lines.begin_of(first);
    auto const to = last < lines.line_count() ? lines.begin_of(last + 1) - 1 : static_cast<std::uint32_t>(text.size());
    std::string made;
    auto at = from;
    bool removes = false;
    for (auto edit = begin; edit != end; at = edit->where.end, ++edit) {
        made.append(text.substr(at, edit->where.begin - at)).append(edit->replacement);
        removes = removes || edit->replacement.empty();
    }
    made.append(text.substr(at, to - at));
    changed_lines changed{first, split(text.substr(from, to - from)), split(made)};
    if (removes) std::erase_if(changed.added, [](std::string const& line) { return is_blank(line); });
    trim(changed);
    return changed;
}

}  // namespace

bool fit_together(std::vector<text_edit> const& edits, std::size_t text_size) {
    auto ordered = edits;
    put_in_order(ordered);
    std::uint32_t free_from = 0;
    for (auto const& [where, replacement] : ordered) {
        if (where.end < where.begin || where.end > text_size || where.begin < free_from) return false;
        free_from = std::max(where.end, where.begin + 1);
    }
    return true;
}

std::vector<changed_lines> lines_changed_by(std::vector<text_edit> edits, std::string_view text) {
    put_in_order(edits);
    take_blanks(edits, text);
    line_index const lines(text);
    std::vector<changed_lines> changed;
    for (auto begin = edits.begin(); begin != edits.end();) {
        auto end = std::next(begin);
        while (end != edits.end() && lines.line_of(end->where.begin) <= lines.line_of(std::prev(end)->where.end) + 1) ++end;
        changed.push_back(change(begin, end, lines, text));
        begin = end;
    }
    return changed;
}

}  // namespace barem
