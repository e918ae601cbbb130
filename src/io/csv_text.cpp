#include "io/csv_text.hpp"

#include <cstring>

namespace barem::io {

namespace {

constexpr auto npos = std::string_view::npos;

/// The quote that closes the one before `from`; npos: none does.
std::size_t closing_quote(std::string_view text, std::size_t from) {
    for (;;) {
        std::size_t const at = text.find('"', from);
        if (at == npos || at + 1 >= text.size() || text[at + 1] != '"') return at;
        from = at + 2;
    }
}

}  // namespace

csv_extent extent_of_record(std::string_view text, char separator, std::size_t limit, bool is_last) {
    using enum csv_extent::ending;
    std::size_t const first_line = text.find('\n');
    if (first_line == npos) return {text.size() > limit ? too_long : open, text.size()};
    if (first_line > limit) return {too_long, first_line};
    csv_extent const given_up{unclosed, first_line};
    for (std::size_t at = 0, line_end = first_line;;) {
        std::size_t const quote = text.substr(0, line_end).find('"', at);
        if (quote == npos) return {whole, line_end};
        at = quote + 1;
        if (quote != 0 && text[quote - 1] != separator) continue;
        std::size_t const close = closing_quote(text, at);
        // A quote at the very end may be the first of two.
        bool const is_open = close == npos || close + 1 == text.size();
        if (is_open && (is_last || text.size() > limit)) return given_up;
        if (is_open) return {open, text.size()};
        at = close + 1;
        if (at <= line_end) continue;
        if (text[at] != separator && text[at] != '\n' && text[at] != '\r') return given_up;     // the quote that opens another cell, more likely
        line_end = text.find('\n', at);
        if (line_end == npos && text.size() <= limit && !is_last) return {open, text.size()};
        if (line_end == npos || line_end > limit) return given_up;
    }
}

std::string csv_cell::plain() const {
    if (!doubled) return std::string(text);
    std::string made;
    for (std::size_t i = 0; i < text.size(); ++i) {
        made += text[i];
        if (text[i] == '"') ++i;
    }
    return made;
}

std::optional<csv_fault> split_csv(std::string_view record, char separator, std::vector<csv_cell>& into) {
    into.clear();
    if (record.ends_with('\r')) record.remove_suffix(1);
    std::optional<csv_fault> fault;
    auto const note = [&](csv_fault::kind what, std::string_view found = {}) {
        if (!fault) fault = csv_fault{what, into.size(), found};
    };
    for (std::size_t at = 0;;) {
        csv_cell cell;
        std::size_t begin = at;
        if (at < record.size() && record[at] == '"') {
            std::size_t close = closing_quote(record, at + 1);
            if (close == npos) {
                note(csv_fault::kind::unclosed);
                close = record.size();
            }
            cell.quoted = true;
            cell.text = record.substr(at + 1, close - at - 1);
            cell.doubled = cell.text.find('"') != npos;
            begin = close + 1;
        }
        std::size_t const end = begin > record.size() ? npos : record.find(separator, begin);
        auto const rest = begin > record.size() ? std::string_view() : record.substr(begin, end == npos ? npos : end - begin);
        if (cell.quoted && !rest.empty()) note(csv_fault::kind::after_quote, rest);
        if (!cell.quoted) {
            cell.text = rest;
            if (rest.find('"') != npos) note(csv_fault::kind::stray_quote);
        }
        into.push_back(cell);
        if (end == npos) return fault;
        at = end + 1;
    }
}

}  // namespace barem::io
