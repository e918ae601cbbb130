#include "io/result_writer.hpp"

#include "io/result_lines.hpp"
#include "io/result_table.hpp"

#include <utility>

namespace barem::io {

namespace {

class lines_writer : public result_writer {
public:
    lines_writer(program::program const& program, result_format format, std::ostream& out, result_options const& options)
        : lines_(program, format, options.exact), out_(out) {
        out_ << lines_.header();
    }

    void write(result_row const& row) override {
        line_.clear();
        lines_.append(line_, row.id, row.outputs);
        out_ << line_.text();
    }

private:
    result_lines lines_;
    std::ostream& out_;
    text_buffer line_;
};

}  // namespace

std::unique_ptr<result_writer> make_result_writer(result_format format, program::program const& program, std::ostream& out, result_options options) {
    if (format == result_format::table) return std::make_unique<table_writer>(program, out, std::move(options));
    return std::make_unique<lines_writer>(program, format, out, options);
}

}  // namespace barem::io
