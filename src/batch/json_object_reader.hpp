#pragma once
// One JSON object -> one row of memory, when it is perfectly as declared.

#include "batch/row_memory.hpp"
#include "batch/word_table.hpp"

#include <barem/limits.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include <simdjson.h>

namespace barem::batch {

class json_object_reader {
public:
    json_object_reader(program::program const&, record_limits const&);

    /// Appends a row. False: the ordinary reader has to look at the line, and memory is as it was. byte_buffer::padding
    /// bytes beyond the line are readable.
    [[nodiscard]] bool read(std::string_view line, table_memory&);

private:
    using object = simdjson::ondemand::object;
    using value = simdjson::ondemand::value;

    struct field {
        program::member const* input = nullptr;
        std::size_t next = 0;               ///< the field that came after it last time
        bool may_be_absent = false;
        std::uint64_t seen_in = 0;          ///< number of the object that had it last
        std::size_t least = 0, most = 0;    ///< elements of a list
        word_table words;
    };
    struct shape {
        std::vector<field> fields;
        std::size_t required = 0;
        std::size_t first = 0;              ///< the field that came first last time
    };

    [[nodiscard]] bool read_object(object&, shape&, table_memory&);
    [[nodiscard]] std::size_t find(shape const&, char const* key, std::size_t guess) const;
    [[nodiscard]] bool read_field(value, field&, table_memory&);
    [[nodiscard]] bool read_scalar(std::string_view token, field const&, column_memory&, std::size_t row);
    [[nodiscard]] bool read_string(std::string_view token, field const&, column_memory&, std::size_t row);
    [[nodiscard]] bool read_list(value, field const&, table_memory&);
    [[nodiscard]] bool read_single(value, field const&, table_memory&);
    static void leave_out(field const&, table_memory&);

    std::vector<shape> shapes_;             // by record kind
    program::index roster_record_;
    std::uint64_t objects_ = 0;
    char const* end_ = nullptr;             // of the line
    simdjson::ondemand::parser parser_;
};

}  // namespace barem::batch
