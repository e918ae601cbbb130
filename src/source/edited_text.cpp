#include <barem/export.hpp>

#include "source/edited_text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace barem::inline BAREM_VERSION_NAMESPACE {

namespace {

constexpr std::size_t context_lines = 3;

struct marked_line { char mark; std::string const* text; };       // ' ', '-' or '+'

/// What stands behind the last line end is a line, too; empty when the text ends with one.
std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    for (std::size_t begin = 0; begin <= text.size();) {
        auto const end = std::min(text.find('\n', begin), text.size());
        lines.emplace_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return lines;
}

/// `@@ -3,7 +3,6 @@`; nothing of a side is counted from the line before it.
std::string hunk_head(std::size_t old_line, std::size_t old_count, std::size_t new_line, std::size_t new_count) {
    return fmt::format("@@ -{},{} +{},{} @@\n", old_line + (old_count != 0), old_count, new_line + (new_count != 0), new_count);
}

}  // namespace

edited_text::edited_text(std::string_view original) : original_(lines_of(original)) {
    for (std::size_t i = 0; i != original_.size(); ++i) lines_.push_back({original_[i], i});
}

std::string edited_text::text() const {
    std::string made;
    for (auto const& l : lines_) made.append(&l == lines_.data() ? "" : "\n").append(l.text);
    return made;
}

void edited_text::apply(std::vector<text_edit> const& edits) {
    auto const changes = lines_changed_by(edits, text());
    for (auto c = changes.rbegin(); c != changes.rend(); ++c) {                // from below, so that lines keep their numbers
        auto const at = lines_.begin() + static_cast<std::ptrdiff_t>(c->first - 1);
        auto const after = lines_.erase(at, at + static_cast<std::ptrdiff_t>(c->removed.size()));
        std::vector<line> added;
        for (auto const& text : c->added) added.push_back({text, std::nullopt});
        lines_.insert(after, added.begin(), added.end());
    }
}

std::string edited_text::difference(std::string_view name) const {
    std::vector<std::size_t> kept(lines_.size() + 1, original_.size());         // which line of the original stays next
    for (auto i = lines_.size(); i-- > 0;) kept[i] = lines_[i].origin.value_or(kept[i + 1]);
    std::vector<marked_line> all;
    std::size_t next = 0;
    for (std::size_t i = 0; i <= lines_.size(); ++i) {
        for (; next != kept[i]; ++next) all.push_back({'-', &original_[next]});
        if (i == lines_.size()) break;
        all.push_back({lines_[i].origin ? ' ' : '+', &lines_[i].text});
        next += lines_[i].origin.has_value();
    }
    if (all.back().mark == ' ' && all.back().text->empty()) all.pop_back();     // both texts end with a line end

    auto const changed = [](marked_line const& l) { return l.mark != ' '; };
    std::string shown;
    std::size_t old_line = 0, new_line = 0, at = 0;                // lines before `at`
    auto const pass = [&](std::size_t to) {
        for (; at != to; ++at) {
            old_line += all[at].mark != '+';
            new_line += all[at].mark != '-';
        }
    };
    for (auto found = std::ranges::find_if(all, changed); found != all.end();) {
        auto const first = static_cast<std::size_t>(found - all.begin());
        auto last = first;                                         // the changed line behind which so many stay that the hunk ends
        for (auto i = first; i != all.size() && i <= last + 2 * context_lines + 1; ++i)
            if (changed(all[i])) last = i;
        pass(std::max(at, first - std::min(first, context_lines)));
        auto const old_begin = old_line, new_begin = new_line, begin = at;
        pass(std::min(last + 1 + context_lines, all.size()));
        shown += hunk_head(old_begin, old_line - old_begin, new_begin, new_line - new_begin);
        for (auto i = begin; i != at; ++i) shown.append(1, all[i].mark).append(*all[i].text).append("\n");
        found = std::find_if(all.begin() + static_cast<std::ptrdiff_t>(at), all.end(), changed);
    }
    return shown.empty() ? shown : fmt::format("--- {0}\n+++ {0}\n", name) + shown;
}

}  // namespace barem
