#include "io/result_table.hpp"

#include "io/labels.hpp"
#include "source/display.hpp"

#include <algorithm>
#include <utility>

namespace barem::io {

namespace {

constexpr std::size_t widest_header = 24, narrowest_header = 6, gap = 2;

/// Breaks a text at spaces into lines of at most `width` columns; a longer word stays whole.
std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        auto const end = std::min(text.find(' '), text.size());
        auto const word = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (word.empty()) continue;
        if (lines.empty() || display_width(lines.back()) + 1 + display_width(word) > width) lines.emplace_back(word);
        else lines.back().append(" ").append(word);
    }
    return lines;
}

}  // namespace

table_writer::table_writer(program::program const& program, std::ostream& out, result_options options)
    : columns_of_(program), out_(out), options_(std::move(options)) {
    add_column(columns_of_.key());
    for (std::size_t i = 0; i < columns_of_.count(); ++i) add_column(columns_of_.output(i));
}

void table_writer::add_column(program::member const& member) {
    column c;
    c.header = printable(text_in(member.shown, options_.language, member.name));
    c.to_right = member.type.kind == program::type_kind::number;
    columns_.push_back(std::move(c));
}

std::string table_writer::cell(std::size_t output, value const& v) const {
    if (auto const* n = std::get_if<number>(&v)) return columns_of_.number_text(output, *n, options_.exact);
    if (auto const* truth = std::get_if<bool>(&v)) return *truth ? "✓" : "✗";
    if (auto const* day = std::get_if<date>(&v)) return day->to_text();
    if (auto const* text = std::get_if<std::string>(&v)) return printable(*text);
    if (auto const* w = std::get_if<word>(&v)) {
        auto const& named = columns_of_.word_of(output, *w);
        return printable(text_in(named.shown, options_.language, named.name));
    }
    return "–";
}

void table_writer::write(result_row const& row) {
    std::vector<std::string> cells{printable(row.id)};
    for (std::size_t i = 0; i < columns_of_.count(); ++i) cells.push_back(cell(i, row.outputs[i]));
    for (std::size_t i = 0; i < cells.size(); ++i) columns_[i].cell_width = std::max(columns_[i].cell_width, display_width(cells[i]));
    rows_.push_back(std::move(cells));
}

/// Lays the columns out with headers of at most that width where their cells are no wider; tells the width of the table.
std::size_t table_writer::lay_out(std::size_t header_width) {
    std::size_t total = 0;
    for (auto& column : columns_) {
        column.lines = wrapped(column.header, std::max(column.cell_width, header_width));
        column.width = column.cell_width;
        for (auto const& line : column.lines) column.width = std::max(column.width, display_width(line));
        total += column.width + gap;
    }
    return total - gap;
}

void table_writer::print_line(std::vector<std::string> const& cells) {
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i != 0) line.append(gap, ' ');
        std::string const padding(columns_[i].width - display_width(cells[i]), ' ');
        line += columns_[i].to_right ? padding + cells[i] : cells[i] + padding;
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out_ << line << '\n';
}

void table_writer::finish() {
    for (std::size_t width = widest_header; lay_out(width) > page_width && width > narrowest_header;) --width;
    std::size_t height = 0;
    for (auto const& column : columns_) height = std::max(height, column.lines.size());
    for (std::size_t line = 0; line < height; ++line) {
        std::vector<std::string> cells;
        for (auto const& column : columns_) {            // short headers stand at the bottom, next to their rule
            std::size_t const above = height - column.lines.size();
            cells.push_back(line < above ? "" : column.lines[line - above]);
        }
        print_line(cells);
    }
    std::vector<std::string> rules;
    for (auto const& column : columns_) {
        auto& rule = rules.emplace_back();
        for (std::size_t i = 0; i < column.width; ++i) rule += "─";
    }
    print_line(rules);
    for (auto const& row : rows_) print_line(row);
}

}  // namespace barem::io
