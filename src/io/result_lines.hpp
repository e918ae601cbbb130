#pragma once
// Results as text, a line a record: JSON Lines or CSV, from values or straight from columns.

#include "check/program.hpp"
#include "columnar/evaluation.hpp"
#include "io/number_text.hpp"
#include "io/result_writer.hpp"
#include "io/text_buffer.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace barem::io {


/// Makes the key and the outputs of the program's roster record. Immutable: may be used from many threads at once.
///
///     {"id":"A-1","total":1012.50,"rating":"good","rank":1}
///
/// CSV is that of RFC 4180 with a header, but with line ends of LF; nothing is an empty field, an empty text is "".
class result_lines {
public:
    /// `format`: jsonl or csv. The program need not outlive it.
    result_lines(program::program const&, result_format format, bool exact);

    /// The first line of a CSV file; else empty.
    [[nodiscard]] std::string const& header() const { return header_; }
    [[nodiscard]] std::size_t outputs() const { return fields_.size(); }

    void append(text_buffer& out, std::string_view id, std::span<value const> outputs) const;

    /// Forms of the numbers in these columns, which are by number of the output.
    [[nodiscard]] std::vector<number_text> forms_of(std::span<columnar::result_column const> columns) const;
    /// One row of them.
    void append(text_buffer& out, std::string_view id, std::span<columnar::result_column const> columns, std::span<number_text const> forms,
                std::size_t row) const;

private:
    struct field {
        std::string before;                     ///< a separator and, in JSON, the name
        std::string after;                      ///< of a number; in JSON when it is exact, `"`
        program::type_kind kind = program::type_kind::unknown;
        unsigned digits = 0;
        std::vector<std::string> words;
    };

    void append_id(text_buffer& out, std::string_view id) const;
    void append_text(text_buffer& out, std::string_view text) const;
    void append_nothing(text_buffer& out) const { out.append(csv_ ? std::string_view() : "null"); }
    void append_number(text_buffer& out, field const&, columnar::result_column const&, number_text const&, std::size_t row) const;
    void append_value(text_buffer& out, field const&, value const&) const;
    void append_cell(text_buffer& out, field const&, columnar::result_column const&, number_text const&, std::size_t row) const;

    bool csv_, exact_;
    std::string header_, before_id_, end_;
    std::vector<field> fields_;
};

/// An integer of a column of numbers, words or dates.
[[nodiscard]] inline int128 count_at(columnar::lane lane, void const* data, std::size_t row) {
    switch (lane) {
        case columnar::lane::u8: return static_cast<std::uint8_t const*>(data)[row];
        case columnar::lane::i16: return static_cast<std::int16_t const*>(data)[row];
        case columnar::lane::i32: return static_cast<std::int32_t const*>(data)[row];
        case columnar::lane::i64: return static_cast<std::int64_t const*>(data)[row];
        case columnar::lane::i128: return static_cast<int128 const*>(data)[row];
        default: return 0;
    }
}

[[nodiscard]] inline bool bit_at(void const* bits, std::size_t row) { return (static_cast<std::uint8_t const*>(bits)[row / 8] >> (row % 8) & 1) != 0; }

}  // namespace barem::io
