#pragma once
// Cells of many rows of a CSV text -> columns, one column after the other.

#include "batch/row_memory.hpp"
#include "batch/word_table.hpp"
#include "io/csv_header.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace barem::batch {

/// Where the cells of a row end: cell i > 0 of a row reaches from ends[first + i - 1] + 1 to ends[first + i], cell 0 from `start`.
struct csv_row {
    std::uint32_t start = 0;
    std::uint32_t first = 0;            ///< index into the ends
    std::uint32_t size = 0;             ///< of the row, without its line feed
    std::uint32_t line = 0;             ///< from the first line of the part
    bool regular = false;               ///< has as many cells as columns
};

struct csv_rows {
    char const* text = nullptr;         ///< 64 bytes beyond are readable
    std::uint32_t const* ends = nullptr;
    csv_row const* rows = nullptr;      ///< all regular
    std::size_t count = 0;
    bool has_quotes = false, is_ascii = true;
};

/// Knows where each column of a layout goes. One thread at a time.
class csv_columns {
public:
    csv_columns(program::program const&, io::csv_layout const&);

    /// Binds to memory of the layout's record kind.
    void bind(table_memory&);
    /// Writes rows from memory.rows on, without counting them, and sets failed[i] for each that the ordinary reader has to read.
    void read(csv_rows const&, std::uint8_t* failed);
    /// Counts rows that read() has written, and gives their lists no elements.
    void keep(std::size_t count);

private:
    struct target {
        program::member const* input = nullptr;     ///< null: not read
        column_memory* column = nullptr;
        table_memory* table = nullptr;
        std::size_t group = 0;
        bool may_be_empty = false;
        word_table words;
    };
    struct group {
        table_memory* table = nullptr;
        list_memory* list = nullptr;                ///< null: the outermost
        std::vector<column_memory*> without_column; ///< optional fields that the header does not name
        bool incomplete = false;                    ///< something that it must have is not among the columns, or is a record or list
    };

    void fill_absent(std::size_t count);
    void check_groups(std::size_t count, std::uint8_t* failed);
    void read_column(target&, std::size_t number, csv_rows const&, std::uint8_t* failed);
    template <typename T>
    void read_digits(target&, std::size_t number, csv_rows const&, std::uint8_t* failed);
    template <typename T>
    void read_more_digits(target&, std::size_t number, csv_rows const&, std::uint8_t* failed);
    void read_texts(target&, std::size_t number, csv_rows const&, std::uint8_t* failed);
    void read_others(target&, std::size_t number, csv_rows const&, std::uint8_t* failed);
    /// One cell of any kind, with or without quotes. False: the ordinary reader has to look at it.
    bool read_cell(target&, std::string_view cell, std::size_t row);
    bool read_plain(target&, std::string_view text, bool quoted, std::size_t row);

    io::csv_layout const& layout_;
    std::vector<target> targets_;
    std::vector<group> groups_;
    std::vector<std::uint32_t> bytes_, sizes_;      // of each row's cell
    std::vector<std::uint8_t> odd_;                 // rows whose cell is not plain digits within bounds
    std::string unquoted_;
};

}  // namespace barem::batch
