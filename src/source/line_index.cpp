#include <barem/export.hpp>

#include "source/line_index.hpp"

#include "source/utf8.hpp"

#include <algorithm>

namespace barem::inline BAREM_VERSION_NAMESPACE {

line_index::line_index(std::string_view text) : text_(text), begins_{0} {
    for (auto end = text.find('\n'); end != std::string_view::npos; end = text.find('\n', end + 1))
        begins_.push_back(static_cast<std::uint32_t>(end + 1));
}

std::uint32_t line_index::line_of(std::uint32_t offset) const {
    return static_cast<std::uint32_t>(std::upper_bound(begins_.begin(), begins_.end(), offset) - begins_.begin());
}

std::string_view line_index::line(std::uint32_t line) const {
    auto const begin = begins_[line - 1];
    auto const end = line < line_count() ? begins_[line] - 1 : text_.size();
    auto found = text_.substr(begin, end - begin);
    if (found.ends_with('\r')) found.remove_suffix(1);
    return found;
}

text_position line_index::position(std::uint32_t offset) const {
    auto const line_number = line_of(offset);
    auto const before = line(line_number).substr(0, offset - begin_of(line_number));
    text_position found{line_number, 1};
    for (std::size_t at = 0; at < before.size(); at += decode(before, at).size) ++found.column;
    return found;
}

source_span line_index::clamp(source_span where) const {
    auto const size = static_cast<std::uint32_t>(text_.size());
    where.begin = std::min(where.begin, size);
    where.end = std::clamp(where.end, where.begin, size);
    auto const inside_character = [&](std::uint32_t at) {
        return at < size && (static_cast<unsigned char>(text_[at]) & 0xC0) == 0x80;
    };
    for (int back = 0; back < 3 && where.begin > 0 && inside_character(where.begin); ++back) --where.begin;
    for (int forth = 0; forth < 3 && inside_character(where.end); ++forth) ++where.end;

    if (where.begin == size && text_.ends_with('\n')) {
        auto const last = text_.find_last_not_of(" \t\r\n");
        where.begin = where.end = last == std::string_view::npos ? 0 : static_cast<std::uint32_t>(last + 1);
    }
    return where;
}

}  // namespace barem
