// The sheet as plain text of at most 100 columns.

#include "explain/sheet.hpp"
#include "source/display.hpp"

#include <algorithm>

namespace barem::explain::sheet {

namespace plain_text {
namespace {

constexpr std::size_t page = 98, gap = 2;

/// Words of a line; what a hard space joins is one word.
std::vector<std::string> words_of(std::string_view says) {
    std::vector<std::string> words;
    for (std::size_t at = 0; at < says.size();) {
        auto const end = std::min(says.find(' ', at), says.size());
        if (end != at) words.emplace_back(says.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

/// Hard spaces become spaces; what a terminal would act upon is shown.
std::string plain(std::string_view word) {
    std::string out;
    for (std::size_t at = 0; at < word.size();) {
        auto const end = std::min(word.find(hard_space, at), word.size());
        out += word.substr(at, end - at);
        if (end != word.size()) out += ' ';
        at = end + (end == word.size() ? 0 : hard_space.size());
    }
    return printable(out);
}

std::size_t width_of(std::string_view text) {
    bool const is_ascii = std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    return is_ascii ? text.size() : display_width(text);
}

std::vector<std::string> wrap(std::string_view says, std::size_t width) {
    std::vector<std::string> lines;
    std::string current;
    std::size_t used = 0;
    for (auto const& w : words_of(says)) {
        std::string word = plain(w);
        std::size_t wide = width_of(word);
        if (!current.empty() && used + 1 + wide > width) {
            lines.push_back(std::move(current));
            current.clear();
            used = 0;
        }
        // A word that is wider than a line is cut where what it joins can be parted, else anywhere.
        for (; wide > width; wide = width_of(word)) {
            std::size_t const most = std::max<std::size_t>(line_layout(word).slice(0, width).size(), 1);
            auto const space = word.find_last_of(' ', most);
            bool const is_parted = space != std::string::npos && space != 0;
            lines.push_back(word.substr(0, is_parted ? space : most));
            word.erase(0, is_parted ? space + 1 : most);
        }
        used += wide + (current.empty() ? 0 : 1);
        current += (current.empty() ? "" : " ") + word;
    }
    if (!current.empty() || lines.empty()) lines.push_back(std::move(current));
    return lines;
}

std::string marks(std::vector<unsigned> const& readings) {
    std::string out;
    for (unsigned r : readings) out += std::string(hard_space) + "[" + std::to_string(r) + "]";
    return out;
}

std::string said(line const& l) {
    return l.says + (l.citation.empty() ? "" : " (" + unbroken(l.citation) + ")") + marks(l.readings);
}

std::string padded(std::string text, std::size_t width, bool right) {
    auto const has = width_of(text);
    std::string const pad(width > has ? width - has : 0, ' ');
    return right ? pad + text : text + pad;
}

class writer {
public:
    std::string write(document const& d) {
        out_ += d.title + "\n" + std::string(display_width(d.title), '=') + "\n";
        put(d.rule_set, 0);
        put(d.basis, 0);
        out_ += "\n";
        put(d.subject, 0);
        for (auto const& [label, value] : d.headline) put(label + ": " + value, 0);
        for (section const& s : d.sections) {
            out_ += "\n" + s.title + "\n" + std::string(display_width(s.title), '-') + "\n";
            for (std::size_t i = 0; i != s.blocks.size(); ++i) {
                if (i != 0 && std::holds_alternative<heading>(s.blocks[i])) out_ += "\n";
                std::visit([&](auto const& b) { block(b); }, s.blocks[i]);
            }
        }
        out_ += "\n";
        put(d.footnote, 0);
        put(d.footer, 0);
        return std::move(out_);
    }

private:
    void put(std::string_view says, std::size_t indent, std::string_view mark = {}) {
        if (says.empty()) return;
        std::size_t const hang = indent + (mark.empty() ? 0 : display_width(mark) + 1);
        bool is_first = true;
        for (auto const& l : wrap(says, page - hang)) {
            out_ += is_first && !mark.empty() ? std::string(indent, ' ') + std::string(mark) + " " + l : std::string(hang, ' ') + l;
            out_ += "\n";
            is_first = false;
        }
    }
    void block(paragraph const& p) { put(said(p.says), 2); }
    void block(heading const& h) { put(said(h.says), 0); }
    void block(list const& l) {
        for (item const& i : l.items) {
            put(said(i.says), 2, i.mark.empty() ? "-" : i.mark);
            for (line const& more : i.more) put(said(more), 4 + display_width(i.mark), "-");
        }
    }
    void block(table const& t);
    void stacked(table const& t);
    std::vector<std::size_t> widths(table const& t, bool& fits) const;
    void put_row(table const& t, std::vector<std::size_t> const& widths, std::vector<std::string> const& cells);
    void rule(std::vector<std::size_t> const& widths) {
        out_ += "  ";
        for (std::size_t i = 0; i != widths.size(); ++i) out_ += (i == 0 ? "" : "  ") + std::string(widths[i], '-');
        out_ += "\n";
    }

    std::string out_;
};

std::string cell_of(cell const& c) { return c.says + (c.note.empty() ? "" : std::string(hard_space) + c.note) + marks(c.readings); }

/// As wide as its longest line if there is room; else columns give way, down to their longest word.
std::vector<std::size_t> writer::widths(table const& t, bool& fits) const {
    std::vector<std::size_t> least(t.columns.size(), 1), most(t.columns.size(), 1);
    auto const see = [&](std::size_t i, std::string const& says) {
        most[i] = std::max(most[i], width_of(plain(says)));
        for (auto const& w : words_of(says)) least[i] = std::max(least[i], width_of(plain(w)));
    };
    auto const see_heading = [&](std::size_t i, std::string const& says) {
        for (auto const& w : words_of(says)) least[i] = std::max(least[i], width_of(plain(w)));
    };
    for (std::size_t i = 0; i != t.columns.size(); ++i) see_heading(i, t.columns[i].title);
    for (row const& r : t.rows)
        for (std::size_t i = 0; r.form != row_form::group && i != r.cells.size(); ++i) {
            see(i, cell_of(r.cells[i]));
            if (i == 1) see(i, r.cells[i].small);
        }
    for (std::size_t i = 0; i != least.size(); ++i) {
        if (!t.columns[i].is_number) least[i] = std::min<std::size_t>(least[i], 14);
        most[i] = std::max(most[i], least[i]);
    }
    std::size_t const room = page - 2 - gap * (least.size() - 1);
    std::size_t used = 0, wanted = 0;
    for (std::size_t i = 0; i != least.size(); ++i) used += least[i], wanted += most[i] - least[i];
    fits = used <= room;
    if (!fits) return least;
    std::size_t const spare = room - used;
    for (std::size_t i = 0; i != least.size(); ++i) least[i] += wanted <= spare ? most[i] - least[i] : (most[i] - least[i]) * spare / wanted;
    return least;
}

void writer::put_row(table const& t, std::vector<std::size_t> const& widths, std::vector<std::string> const& cells) {
    std::vector<std::vector<std::string>> lines;
    std::size_t height = 1;
    for (std::size_t i = 0; i != cells.size(); ++i) {
        lines.push_back(wrap(cells[i], widths[i]));
        height = std::max(height, lines.back().size());
    }
    for (std::size_t l = 0; l != height; ++l) {
        std::string made = "  ";
        for (std::size_t i = 0; i != cells.size(); ++i) {
            if (i != 0) made += std::string(gap, ' ');
            made += padded(l < lines[i].size() ? lines[i][l] : "", widths[i], t.columns[i].is_number);
        }
        made.erase(made.find_last_not_of(' ') + 1);
        out_ += made + "\n";
    }
}

void writer::block(table const& t) {
    put(t.caption, 2);
    bool fits = true;
    auto const wide = widths(t, fits);
    if (!fits) return stacked(t);
    std::vector<std::string> titles;
    bool has_titles = false;
    for (column const& c : t.columns) {
        titles.push_back(c.title);
        has_titles |= !c.title.empty();
    }
    if (has_titles) {
        put_row(t, wide, titles);
        rule(wide);
    }
    for (row const& r : t.rows) {
        if (r.form == row_form::group) {
            std::string const more = r.cells[1].small.empty() ? "" : ": " + r.cells[1].small;
            put(r.cells[1].says + more, 2, r.cells[0].says);
            continue;
        }
        if (r.form == row_form::total) rule(wide);
        std::vector<std::string> cells;
        for (cell const& c : r.cells) cells.push_back(cell_of(c));
        if (t.has_entries && !r.cells[1].small.empty()) cells[1] += " · " + r.cells[1].small;
        put_row(t, wide, cells);
    }
}

/// Too many columns for the page: each row as a list of what it says.
void writer::stacked(table const& t) {
    for (row const& r : t.rows) {
        std::string says = r.cells.size() > 1 ? cell_of(r.cells[1]) : "";
        if (r.cells.size() > 1 && !r.cells[1].small.empty()) says += (r.form == row_form::group ? ": " : " · ") + r.cells[1].small;
        for (std::size_t i = 2; i < r.cells.size(); ++i)
            if (!r.cells[i].says.empty()) says += "; " + t.columns[i].title + std::string(hard_space) + cell_of(r.cells[i]);
        put(says, 2, r.cells[0].says.empty() ? "" : r.cells[0].says);
    }
}

}  // namespace
}  // namespace plain_text

std::string to_text(document const& d) { return plain_text::writer().write(d); }

}  // namespace barem::explain::sheet
