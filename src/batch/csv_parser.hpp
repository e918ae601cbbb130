#pragma once
// Stretches of a CSV text -> rows.

#include "batch/csv_columns.hpp"
#include "batch/csv_marks.hpp"
#include "batch/row_source.hpp"
#include "io/csv_record.hpp"

#include <functional>
#include <string_view>
#include <vector>

namespace barem::batch {

/// Reads rows of one layout. The fast way takes a chunk of text at once: marks all separators with SIMD, finds the rows that have as many
/// cells as columns, and reads column by column. Rows that are not perfectly as declared are given to the ordinary reader one by one.
class csv_rows_reader {
public:
    csv_rows_reader(program::program const&, io::csv_layout const&, record_limits const&);

    /// What becomes of the rows of a text, in its order.
    struct sink {
        /// Row `at` of memory was read from `record`, which begins on that line of the stretch (from 0).
        std::function<void(std::uint32_t line, std::size_t at, std::string_view record)> fast;
        /// A record for the ordinary reader.
        std::function<void(std::uint32_t line, std::string_view text, io::csv_extent const&)> other;
    };
    /// Reads whole records, which end with a line feed, into memory.
    void read(std::string_view text, table_memory& memory, sink const& rows);

private:
    void find_rows(std::string_view text, std::size_t from, std::size_t size);
    void find_rows_with_quotes(std::string_view text, std::size_t from, std::size_t size);
    void add_row(std::size_t start, std::size_t end, std::size_t first);
    void read_chunk(std::string_view text, table_memory& memory, sink const& rows);
    void deliver(std::string_view text, csv_row const& row, sink const& rows);

    io::csv_layout const& layout_;
    std::size_t limit_;
    csv_columns columns_;
    csv_survey survey_;
    std::vector<csv_marks> marks_;
    std::vector<std::uint32_t> ends_;       // of all cells of the chunk
    std::vector<csv_row> found_, regular_;
    std::vector<std::uint8_t> failed_;
    std::size_t next_ = 0;                  // byte of the text at which the chunk's rows end
    std::uint32_t line_ = 0;
};

/// Appends the ends of the cells of one record, [start, end) of the text, where quotes may hide separators.
void find_cell_ends(std::string_view text, std::size_t start, std::size_t end, char separator, std::vector<std::uint32_t>& into);

/// Of a roster in one CSV file.
class csv_parser : public row_parser {
public:
    csv_parser(program::program const&, io::csv_layout const&, record_limits const&, std::shared_ptr<memory_pool>);
    [[nodiscard]] read_rows parse(roster_part const&) override;

private:
    io::csv_layout const& layout_;
    std::shared_ptr<memory_pool> pool_;
    csv_rows_reader rows_;
    io::csv_record_reader others_;
};

}  // namespace barem::batch
