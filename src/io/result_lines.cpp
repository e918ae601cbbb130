#include "io/result_lines.hpp"

#include "io/json_writer.hpp"
#include "io/result_columns.hpp"

#include <algorithm>

namespace barem::io {

namespace {

using program::type_kind;

std::string in_json(std::string_view text) {
    std::string made;
    append_json_string(made, text);
    return made;
}

std::string in_csv(std::string_view text) {
    if (!text.empty() && text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
    std::string made = "\"";
    for (char const c : text) made.append(c == '"' ? 2 : 1, c);
    return made += '"';
}

/// Whether a text stands in a JSON string, or in a field of CSV, as it is.
bool is_plain(std::string_view text, bool csv) {
    if (csv && text.empty()) return false;
    return std::ranges::all_of(text, [csv](char const c) {
        auto const u = static_cast<unsigned char>(c);
        return csv ? c != ',' && c != '"' && c != '\r' && c != '\n' : u >= 0x20 && c != '"' && c != '\\';
    });
}

}  // namespace

result_lines::result_lines(program::program const& program, result_format format, bool exact) : csv_(format == result_format::csv), exact_(exact) {
    result_columns const columns(program);
    auto const& key = columns.key();
    end_ = csv_ ? "\n" : "}\n";
    if (csv_) header_ = in_csv(key.name);
    else before_id_ = "{" + in_json(key.name) + ":";
    for (std::size_t i = 0; i < columns.count(); ++i) {
        auto const& output = columns.output(i);
        field f;
        f.before = csv_ ? "," : "," + in_json(output.name) + ":";
        f.kind = output.type.kind;
        f.digits = program.records[program.roster_record].outputs[i].digits;
        if (f.kind == type_kind::number && exact_ && !csv_) {
            f.before += '"';
            f.after = "\"";
        }
        if (f.kind == type_kind::word)
            for (auto const& word : program.enums[output.type.of].words) f.words.push_back(csv_ ? in_csv(word.name) : in_json(word.name));
        if (csv_) header_ += "," + in_csv(output.name);
        fields_.push_back(std::move(f));
    }
    if (csv_) header_ += '\n';
}

void result_lines::append_text(text_buffer& out, std::string_view text) const {
    if (!is_plain(text, csv_)) return out.append(csv_ ? in_csv(text) : in_json(text));
    if (csv_) return out.append(text);
    char* const to = out.room(text.size() + 2);
    to[0] = '"';
    std::copy(text.begin(), text.end(), to + 1);
    to[text.size() + 1] = '"';
    out.kept(to + text.size() + 2);
}

void result_lines::append_id(text_buffer& out, std::string_view id) const {
    if (!csv_) out.append(before_id_);
    append_text(out, id);
}

// ── from values ─────────────────────────────────────────────────────────────────────────────────────────────────

void result_lines::append(text_buffer& out, std::string_view id, std::span<value const> outputs) const {
    append_id(out, id);
    for (std::size_t i = 0; i < fields_.size(); ++i) append_value(out, fields_[i], outputs[i]);
    out.append(end_);
}

void result_lines::append_value(text_buffer& out, field const& f, value const& v) const {
    if (auto const* n = std::get_if<number>(&v)) {
        out.append(f.before);
        if (n->is_large() || exact_) out.append(exact_ ? n->to_exact() : n->to_fixed(f.digits));
        else number_text(f.digits, false, 1).append(out, number_access::numerator(*n), number_access::denominator(*n));
        return out.append(f.after);
    }
    // An exact number has a quotation mark before it; nothing has none.
    out.append(f.after.empty() ? std::string_view(f.before) : std::string_view(f.before).substr(0, f.before.size() - 1));
    if (auto const* truth = std::get_if<bool>(&v)) out.append(*truth ? "true" : "false");
    else if (auto const* w = std::get_if<word>(&v)) out.append(f.words[w->index]);
    else if (auto const* day = std::get_if<date>(&v)) append_text(out, day->to_text());
    else if (auto const* text = std::get_if<std::string>(&v)) append_text(out, *text);
    else append_nothing(out);
}

// ── from columns ────────────────────────────────────────────────────────────────────────────────────────────────

std::vector<number_text> result_lines::forms_of(std::span<columnar::result_column const> columns) const {
    std::vector<number_text> forms;
    for (std::size_t i = 0; i < fields_.size(); ++i) forms.emplace_back(fields_[i].digits, exact_, columns[i].denominator);
    return forms;
}

void result_lines::append(text_buffer& out, std::string_view id, std::span<columnar::result_column const> columns,
                          std::span<number_text const> forms, std::size_t row) const {
    append_id(out, id);
    for (std::size_t i = 0; i < fields_.size(); ++i) append_cell(out, fields_[i], columns[i], forms[i], row);
    out.append(end_);
}

void result_lines::append_cell(text_buffer& out, field const& f, columnar::result_column const& column, number_text const& form, std::size_t row) const {
    bool const given = column.given == nullptr || bit_at(column.given, row);
    if (given && f.kind == type_kind::number) {
        out.append(f.before);
        append_number(out, f, column, form, row);
        return out.append(f.after);
    }
    out.append(f.after.empty() ? std::string_view(f.before) : std::string_view(f.before).substr(0, f.before.size() - 1));
    if (!given) return append_nothing(out);
    switch (f.kind) {
        case type_kind::truth: return out.append(bit_at(column.data, row) ? "true" : "false");
        case type_kind::word: return out.append(f.words[static_cast<std::size_t>(count_at(column.lane, column.data, row))]);
        case type_kind::date: return append_text(out, date{static_cast<std::int32_t>(count_at(column.lane, column.data, row))}.to_text());
        case type_kind::text: return append_text(out, static_cast<std::string_view const*>(column.data)[row]);
        default: return append_nothing(out);
    }
}

void result_lines::append_number(text_buffer& out, field const&, columnar::result_column const& column, number_text const& form, std::size_t row) const {
    auto const count = count_at(column.lane, column.data, row);
    if (column.divisor == nullptr) return column.lane == columnar::lane::i128 ? form.append(out, count) : form.append(out, static_cast<std::int64_t>(count));
    form.append(out, count, static_cast<std::int64_t>(count_at(column.divisor_lane, column.divisor, row)));
}

}  // namespace barem::io
