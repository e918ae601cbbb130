#include "batch/json_parser.hpp"

#include "batch/json_object_reader.hpp"
#include "batch/record_cutter.hpp"
#include "io/json_record.hpp"
#include "io/roster_reader.hpp"

#include <simdjson.h>

#include <algorithm>

namespace barem::batch {

class json_parser::implementation {
public:
    implementation(program::program const& rules, record_limits const& limits, std::shared_ptr<memory_pool> pool)
        : limits_(limits), pool_(std::move(pool)), objects_(rules, limits), others_(rules, limits) {}

    read_rows parse(stretch const& from) {
        read_rows made;
        auto memory = pool_->take();
        auto line_number = from.first_line;
        if (from.too_long != 0) add_other(made, line_number, too_long(from.too_long));
        auto const text = from.bytes.text();
        is_utf8_ = simdjson::validate_utf8(text.data(), text.size());
        for (std::size_t at = 0; at < text.size(); ++line_number) {
            std::size_t const end = text.find('\n', at);
            read_line(made, text.substr(at, end - at), line_number, *memory);
            at = end + 1;
        }
        made.columns = memory->finish();
        made.memory = std::move(memory);
        return made;
    }

private:
    void read_line(read_rows& made, std::string_view line, std::uint64_t number, table_memory& memory) {
        if (line.size() > limits_.max_record_bytes) return add_other(made, number, too_long(line.size()));
        if (number == 1 && line.starts_with(byte_order_mark)) line.remove_prefix(byte_order_mark.size());
        if (!line.starts_with('{') && line.find_first_not_of(" \t\r") == std::string_view::npos) return;
        auto const row = static_cast<std::uint32_t>(memory.rows);
        bool const is_utf8 = is_utf8_ || simdjson::validate_utf8(line.data(), line.size());
        if (is_utf8 && objects_.read(line, memory)) made.rows.push_back({number, row, true});
        else add_other(made, number, others_.read(line));
    }

    static void add_other(read_rows& made, std::uint64_t line, io::read_record record) {
        made.rows.push_back({line, static_cast<std::uint32_t>(made.others.size()), false});
        made.others.push_back(std::move(record));
    }

    io::read_record too_long(std::uint64_t size) const {
        io::read_record made;
        made.problems.push_back(io::too_long(limits_.max_record_bytes, size));
        return made;
    }

    record_limits limits_;
    bool is_utf8_ = false;                  // the whole stretch
    std::shared_ptr<memory_pool> pool_;
    json_object_reader objects_;
    io::json_record_reader others_;
};

json_parser::json_parser(program::program const& rules, record_limits const& limits, std::shared_ptr<memory_pool> pool)
    : inner_(std::make_unique<implementation>(rules, limits, std::move(pool))) {}
json_parser::~json_parser() = default;

read_rows json_parser::parse(roster_part const& part) { return inner_->parse(part.records); }

}  // namespace barem::batch
