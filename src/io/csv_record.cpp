#include "io/csv_record.hpp"

#include "io/expectation.hpp"
#include "io/text_form.hpp"
#include "io/validate.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace barem::io {

namespace {

using program::member;
using program::type_kind;

/// As databases export it: nothing between separators is nothing, quotes around nothing are the empty text.
bool is_nothing(member const& input, csv_cell const& cell) { return cell.text.empty() && !(cell.quoted && input.type.kind == type_kind::text); }

bool is_digits(std::string_view text) { return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; }); }

std::string_view without_sign(std::string_view text) {
    if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
    return text;
}

/// `12,5`
bool has_decimal_comma(std::string_view text) {
    text = without_sign(text);
    auto const comma = text.find(',');
    return comma != std::string_view::npos && is_digits(text.substr(0, comma)) && is_digits(text.substr(comma + 1));
}

/// `1.000`, which for a whole number is more likely one thousand than one.
bool has_grouped_digits(std::string_view text) {
    text = without_sign(text);
    auto const point = text.find('.');
    if (point == std::string_view::npos || point > 3 || !is_digits(text.substr(0, point))) return false;
    for (text.remove_prefix(point); !text.empty(); text.remove_prefix(4))
        if (text.size() < 4 || text[0] != '.' || !is_digits(text.substr(1, 3))) return false;
    return true;
}

std::string with_point(std::string_view text) {
    std::string changed(text);
    changed[changed.find(',')] = '.';
    return changed;
}

}  // namespace

csv_record_reader::csv_record_reader(program::program const& program, csv_layout const& layout, record_limits const& limits)
    : program_(program), layout_(layout), limits_(limits), scalars_(program), groups_(layout.groups.size()), has_content_(layout.groups.size()) {
    for (std::size_t i = 0; i < layout.columns.size(); ++i)
        if (layout.columns[i].input && layout.columns[i].input->is_key) key_column_ = i;
}

read_record csv_record_reader::read(std::string_view text, csv_extent const& extent) {
    read_record made;
    problem_list problems(max_problems);
    record_data data;
    read(text, extent, data, problems);
    note_id(made);
    if (problems.empty()) made.data = std::move(data);
    made.problems = problems.take();
    return made;
}

void csv_record_reader::read(std::string_view text, csv_extent const& extent, record_data& into, problem_list& problems) {
    cells_.clear();
    sound_cells_ = 0;
    if (extent.how == csv_extent::ending::too_long)
        return problems.add(fmt::format("a record of at most {} bytes", limits_.max_record_bytes), fmt::format("a line of {} bytes", extent.size));
    auto const fault = split_csv(text.substr(0, extent.size), layout_.separator, cells_);
    sound_cells_ = fault ? fault->cell : cells_.size();
    if (fault) note_fault(*fault, problems);
    else if (cells_.size() != layout_.columns.size()) note_count(cells_.size(), problems);
    else read_cells(into, problems);
}

void csv_record_reader::note_id(read_record& into) const {
    if (key_column_ < layout_.columns.size()) into.key_name = layout_.columns[key_column_].input->name;
    if (key_column_ >= sound_cells_ || cells_[key_column_].text.empty()) return;
    value key;
    problem_list ignored(max_problems);
    read_cell(layout_.columns[key_column_], cells_[key_column_], key, ignored);
    if (!ignored.empty() || !is_given(key)) return;
    into.id = key_text(key);
    into.id_known = true;
}

void csv_record_reader::find_groups(record_data& into) {
    auto const& groups = layout_.groups;
    std::ranges::fill(has_content_, 0);
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        if (!layout_.columns[i].input || is_nothing(*layout_.columns[i].input, cells_[i])) continue;
        for (std::size_t g = layout_.columns[i].group; g != 0; g = groups[g].parent) has_content_[g] = 1;
    }
    groups_[0] = &into;
    for (std::size_t g = 0; g < groups.size(); ++g) {
        if (g > 0) {
            auto* const parent = groups_[groups[g].parent];
            bool const given = parent && (has_content_[g] || !may_be_absent(*groups[g].input));
            groups_[g] = given ? &parent->lists[groups[g].input->slot].emplace_back() : nullptr;
        }
        if (!groups_[g]) continue;
        groups_[g]->values.resize(groups[g].kind->value_slots);
        groups_[g]->lists.resize(groups[g].kind->list_slots);
    }
}

void csv_record_reader::read_cells(record_data& into, problem_list& problems) {
    find_groups(into);
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        auto const& column = layout_.columns[i];
        if (!column.input || !groups_[column.group]) continue;
        problems.stand_in_column(i + 1);
        std::size_t entered = 0;
        for (auto name = std::string_view(column.name); name.size() > column.input->name.size(); ++entered) {
            auto const dot = name.find('.');
            problems.enter(name.substr(0, dot));
            name.remove_prefix(dot + 1);
        }
        read_cell(column, cells_[i], groups_[column.group]->values[column.input->slot], problems);
        for (; entered > 0; --entered) problems.leave();
    }
    problems.stand_in_column(0);
}

void csv_record_reader::read_cell(csv_column const& column, csv_cell const& cell, value& into, problem_list& problems) const {
    member const& input = *column.input;
    if (is_nothing(input, cell)) return check_missing(program_, input, problems);
    problems.enter(input.name);
    auto text = cell.plain();
    if (auto const bad = find_invalid_utf8(text); bad != std::string_view::npos) {
        problems.add("UTF-8", fmt::format("byte 0x{:02X}", static_cast<unsigned char>(text[bad])));
    } else if (input.type.kind == type_kind::number) {
        read_number(input, text, into, problems);
    } else if (input.type.kind == type_kind::truth) {
        if (text == "1" || text == "true" || text == "TRUE") into = true;
        else if (text == "0" || text == "false" || text == "FALSE") into = false;
        else problems.add(expectation(program_, input), io::quoted(text));
    } else {
        scalars_.read_text(input, to_nfc(std::move(text)), into, problems);
    }
    problems.leave();
}

void csv_record_reader::read_number(member const& input, std::string_view text, value& into, problem_list& problems) const {
    auto const expected = expectation(program_, input);
    auto const found = cropped(text);
    if (has_decimal_comma(text))
        return problems.add_message(expected, found, fmt::format("expected {}, found `{}` with a decimal comma: write `{}`, or export the file with decimal points",
                                                                 expected, found, cropped(with_point(text))));
    if (input.type.integer && has_grouped_digits(text))
        return problems.add_message(expected, found, fmt::format("expected {}, found `{}`: write whole numbers without points", expected, found));
    auto n = number::parse(text);
    if (!n || !fits(input, *n)) return problems.add(expected, n ? found : io::quoted(text));
    into = std::move(*n);
}

void csv_record_reader::note_fault(csv_fault const& fault, problem_list& problems) const {
    using enum csv_fault::kind;
    bool const is_known = fault.cell < layout_.columns.size();
    problems.stand_in_column(fault.cell + 1);
    if (is_known) problems.enter(layout_.columns[fault.cell].name);
    if (fault.what == unclosed) problems.add_message("a closing quote", "none", "broken CSV: the quote that begins this cell is not closed");
    else if (fault.what == stray_quote)
        problems.add_message("a cell in quotes, with inner quotes doubled", "a quote inside", "broken CSV: found a quote inside a cell that is not in quotes; put the cell in quotes and write each quote in it twice");
    else
        problems.add_message("a separator or the end of the line", io::quoted(fault.found),
                             fmt::format("broken CSV: expected a separator or the end of the line after the closing quote, found {}; a quote inside a cell is written twice",
                                         io::quoted(fault.found)));
    if (is_known) problems.leave();
    problems.stand_in_column(0);
}

void csv_record_reader::note_count(std::size_t found, problem_list& problems) const {
    std::size_t const wanted = layout_.columns.size();
    auto const cells = [](std::size_t count) { return fmt::format("{} {}", count, count == 1 ? "cell" : "cells"); };
    auto const advice = found > wanted ? "; a text or number that holds the separator needs quotes" : "";
    problems.add_message(fmt::format("{} as in the header", cells(wanted)), cells(found),
                         fmt::format("expected {} as in the header, found {}{}", cells(wanted), cells(found), advice));
}

}  // namespace barem::io
