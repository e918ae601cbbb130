#include "io/result_writer.hpp"

#include "io/json_writer.hpp"
#include "io/result_columns.hpp"
#include "io/result_table.hpp"

#include <utility>

namespace barem::io {

namespace {

/// {"id":"A-1","total":1012.50,"rating":"good","rank":1}
class jsonl_writer : public result_writer {
public:
    jsonl_writer(program::program const& program, std::ostream& out, result_options const& options)
        : columns_(program), out_(out), exact_(options.exact) {}

    void write(result_row const& row) override {
        line_.clear();
        json_writer json(line_);
        json.begin_object().key(columns_.key().name);
        if (columns_.key().type.kind == program::type_kind::number && !exact_) json.raw(row.id);
        else json.string(row.id);
        for (std::size_t i = 0; i < columns_.count(); ++i) {
            json.key(columns_.output(i).name);
            write_value(json, i, row.outputs[i]);
        }
        json.end_object();
        line_ += '\n';
        out_ << line_;
    }

private:
    void write_value(json_writer& json, std::size_t i, value const& v) const {
        if (auto const* n = std::get_if<number>(&v)) {
            auto const text = columns_.number_text(i, *n, exact_);
            exact_ ? json.string(text) : json.raw(text);
        } else if (auto const* truth = std::get_if<bool>(&v)) {
            json.boolean(*truth);
        } else if (auto const* w = std::get_if<word>(&v)) {
            json.string(columns_.word_of(i, *w).name);
        } else if (auto const* day = std::get_if<date>(&v)) {
            json.string(day->to_text());
        } else if (auto const* text = std::get_if<std::string>(&v)) {
            json.string(*text);
        } else {
            json.null();
        }
    }

    result_columns columns_;
    std::ostream& out_;
    bool exact_;
    std::string line_;
};

/// RFC 4180 with a header, but with line ends of LF. Nothing is an empty field, an empty text is "".
class csv_writer : public result_writer {
public:
    csv_writer(program::program const& program, std::ostream& out, result_options const& options)
        : columns_(program), out_(out), exact_(options.exact) {
        append(columns_.key().name);
        for (std::size_t i = 0; i < columns_.count(); ++i) {
            line_ += ',';
            append(columns_.output(i).name);
        }
        end_line();
    }

    void write(result_row const& row) override {
        append(row.id);
        for (std::size_t i = 0; i < columns_.count(); ++i) {
            line_ += ',';
            append_value(i, row.outputs[i]);
        }
        end_line();
    }

private:
    void append_value(std::size_t i, value const& v) {
        if (auto const* n = std::get_if<number>(&v)) line_ += columns_.number_text(i, *n, exact_);
        else if (auto const* truth = std::get_if<bool>(&v)) line_ += *truth ? "true" : "false";
        else if (auto const* w = std::get_if<word>(&v)) append(columns_.word_of(i, *w).name);
        else if (auto const* day = std::get_if<date>(&v)) line_ += day->to_text();
        else if (auto const* text = std::get_if<std::string>(&v)) append(*text);
    }

    void append(std::string_view text) {
        if (!text.empty() && text.find_first_of(",\"\r\n") == std::string_view::npos) {
            line_ += text;
            return;
        }
        line_ += '"';
        for (char const c : text) line_.append(c == '"' ? 2 : 1, c);
        line_ += '"';
    }

    void end_line() {
        out_ << line_ << '\n';
        line_.clear();
    }

    result_columns columns_;
    std::ostream& out_;
    bool exact_;
    std::string line_;
};

}  // namespace

std::unique_ptr<result_writer> make_result_writer(result_format format, program::program const& program, std::ostream& out, result_options options) {
    switch (format) {
        case result_format::jsonl: return std::make_unique<jsonl_writer>(program, out, options);
        case result_format::csv: return std::make_unique<csv_writer>(program, out, options);
        case result_format::table: break;
    }
    return std::make_unique<table_writer>(program, out, std::move(options));
}

}  // namespace barem::io
