#pragma once
// The cells of one line of CSV as result_lines writes it.

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace barem::io {

/// Cells without their quotation marks, but for an empty text, which is `""` while nothing is empty. Valid until the next split() and as
/// long as the line.
class csv_cells {
public:
    void split(std::string_view line) {
        cells_.clear();
        unquoted_.clear();
        if (line.ends_with('\n')) line.remove_suffix(1);
        for (std::size_t at = 0;;) {
            auto const end = line.substr(at).starts_with('"') ? quoted(line, at) : plain(line, at);
            if (end == line.size()) return;
            at = end + 1;
        }
    }
    [[nodiscard]] std::size_t size() const { return cells_.size(); }
    [[nodiscard]] std::string_view operator[](std::size_t i) const { return cells_[i]; }

private:
    std::size_t plain(std::string_view line, std::size_t at) {
        auto end = line.find(',', at);
        if (end == std::string_view::npos) end = line.size();
        cells_.push_back(line.substr(at, end - at));
        return end;
    }

    std::size_t quoted(std::string_view line, std::size_t at) {
        std::string text;
        auto i = at + 1;
        for (; i < line.size(); ++i) {
            if (line[i] == '"' && (i + 1 == line.size() || line[i + 1] != '"')) break;
            if (line[i] == '"') ++i;
            text += line[i];
        }
        cells_.push_back(text.empty() ? line.substr(at, 2) : std::string_view(unquoted_.emplace_back(std::move(text))));
        return i + 1;
    }

    std::vector<std::string_view> cells_;
    std::deque<std::string> unquoted_;
};

}  // namespace barem::io
