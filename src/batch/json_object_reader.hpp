#pragma once
// One JSON object -> one row of memory, when it is perfectly as declared.

#include "batch/json_cursor.hpp"
#include "batch/row_memory.hpp"
#include "batch/word_table.hpp"

#include <barem/limits.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace barem::batch {

class json_object_reader {
public:
    json_object_reader(program::program const&, record_limits const&);

    /// Appends a row. False: the ordinary reader has to look at the line, and memory is as it was. The line is UTF-8, a line feed follows
    /// it, and byte_buffer::padding bytes beyond are readable.
    [[nodiscard]] bool read(std::string_view line, table_memory&);

private:
    struct field {
        program::member const* input = nullptr;
        expected_text key;                  ///< in quotes
        field* next = nullptr;              ///< the field that came after it last time
        bool may_be_absent = false;
        std::uint64_t seen_in = 0;          ///< number of the object that had it last
        std::size_t least = 0, most = 0;    ///< elements of a list
        word_table words;
    };
    struct shape {
        std::vector<field> fields;
        std::size_t required = 0;
        field* first = nullptr;             ///< the field that came first last time
    };

    // Each says where the text goes on, or nowhere.
    [[nodiscard]] json_cursor read_object(json_cursor, shape&, table_memory&);
    [[nodiscard]] json_cursor read_value(json_cursor, field const&, table_memory&);
    [[nodiscard]] json_cursor read_string(json_cursor, field const&, column_memory&, std::size_t row);
    [[nodiscard]] json_cursor read_list(json_cursor, field const&, table_memory&);
    [[nodiscard]] json_cursor read_single(json_cursor, field const&, table_memory&);
    static void leave_out(field const&, table_memory&);

    std::vector<shape> shapes_;             // by record kind
    program::index roster_record_;
    std::uint64_t objects_ = 0;
    std::string unescaped_;
};

}  // namespace barem::batch
