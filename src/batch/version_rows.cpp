#include "batch/version_rows.hpp"

#include "batch/record_cutter.hpp"
#include "io/roster_reader.hpp"

#include <algorithm>
#include <utility>

namespace barem::batch {

read_rows version_parser::parse(roster_part const& part) {
    read_rows rows;
    versions_.clear();
    auto text = part.records.bytes.text();
    auto line = part.records.first_line;
    if (part.records.too_long != 0) {
        io::read_record made;
        made.problems.push_back(io::too_long(limits_.max_record_bytes, part.records.too_long));
        add(std::move(made), line, rows);
        return rows;
    }
    if (line == 1 && text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    for (; !text.empty(); ++line) {
        auto const end = std::min(text.find('\n'), text.size());
        auto const record = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (record.find_first_not_of(" \t\r") != std::string_view::npos) add(reader_.read(record), line, rows);
    }
    return rows;
}

void version_parser::add(io::read_record made, std::uint64_t line, read_rows& rows) {
    auto const* version = reader_.version();
    versions_.push_back(version ? static_cast<std::uint16_t>(version - rules_.versions().data()) : 0);
    rows.rows.push_back({line, static_cast<std::uint32_t>(rows.others.size()), false});
    rows.others.push_back(std::move(made));
}

}  // namespace barem::batch
