#pragma once
// One record of a CSV file -> one record of its kind, or everything that is wrong with it, to the column.

#include <barem/limits.hpp>

#include "check/program.hpp"
#include "io/csv_header.hpp"
#include "io/csv_text.hpp"
#include "io/json_record.hpp"
#include "io/problem_list.hpp"
#include "io/scalar_reader.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace barem::io {

/// Reads what an empty cell, `1` for true, or a decimal comma mean; words and limits are those of JSON. Reusable; one thread at a time.
/// The program and the layout must outlive it.
class csv_record_reader {
public:
    csv_record_reader(program::program const&, csv_layout const&, record_limits const& = {});

    /// The record of an extent that is whole or unclosed, or the problem of one that is too long.
    [[nodiscard]] read_record read(std::string_view text, csv_extent const& extent);

    /// The same for a record that stands in another: `into` gets everything but lists, `problems` what is wrong.
    void read(std::string_view text, csv_extent const& extent, record_data& into, problem_list& problems);

private:
    void read_cells(record_data& into, problem_list& problems);
    void read_cell(csv_column const& column, csv_cell const& cell, value& into, problem_list& problems) const;
    void read_number(program::member const& input, std::string_view text, value& into, problem_list& problems) const;
    void find_groups(record_data& into);
    void note_fault(csv_fault const& fault, problem_list& problems) const;
    void note_count(std::size_t found, problem_list& problems) const;
    void note_id(read_record& into) const;

    program::program const& program_;
    csv_layout const& layout_;
    record_limits limits_;
    scalar_reader scalars_;
    std::size_t key_column_ = static_cast<std::size_t>(-1);
    std::vector<csv_cell> cells_;            // of the last record
    std::size_t sound_cells_ = 0;            // as many of them stand before a fault
    std::vector<record_data*> groups_;       // null: not given
    std::vector<char> has_content_;
};

/// Whether a record is nothing but blanks: those are skipped.
[[nodiscard]] inline bool is_blank(std::string_view record, char separator) {
    return record.find_first_not_of(separator == '\t' ? " \r" : " \t\r") == std::string_view::npos;
}

}  // namespace barem::io
