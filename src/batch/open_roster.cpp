#include "batch/csv_file.hpp"
#include "batch/csv_parser.hpp"
#include "batch/joined_source.hpp"
#include "batch/json_parser.hpp"
#include "batch/record_cutter.hpp"
#include "batch/row_source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace barem::batch {

namespace {

constexpr std::size_t largest_record = std::size_t{1} << 30;       // places in a text are kept in 32 bits

/// One file, whole records.
class single_source : public row_source {
public:
    single_source(program::program const& rules, record_cutter cutter, roster_options const& options)
        : rules_(rules), limits_(options.limits), cutter_(std::move(cutter)), pool_(std::make_shared<memory_pool>(rules)) {}

    bool next(roster_part& part) override {
        part.lists.clear();
        if (!cutter_.next(part.records)) return false;
        part.number = count_++;
        return true;
    }
    std::uint64_t bytes_read() const override { return cutter_.bytes().bytes_read(); }
    std::optional<std::uint64_t> size() const override { return cutter_.bytes().size(); }

protected:
    program::program const& rules_;
    record_limits limits_;
    record_cutter cutter_;
    std::shared_ptr<memory_pool> pool_;

private:
    std::uint64_t count_ = 0;
};

class json_source : public single_source {
public:
    using single_source::single_source;
    std::unique_ptr<row_parser> make_parser() const override { return std::make_unique<json_parser>(rules_, limits_, pool_); }
};

class csv_source : public single_source {
public:
    csv_source(program::program const& rules, record_cutter cutter, io::csv_layout layout, roster_options const& options)
        : single_source(rules, std::move(cutter), options), layout_(std::move(layout)) {}
    std::unique_ptr<row_parser> make_parser() const override { return std::make_unique<csv_parser>(rules_, layout_, limits_, pool_); }

private:
    io::csv_layout layout_;
};

bool has_ending(std::string_view name, std::string_view ending) {
    return name.size() >= ending.size() && std::ranges::equal(name.substr(name.size() - ending.size()), ending, [](char a, char b) {
        return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
    });
}

std::string_view without_packing(std::string_view name) {
    for (std::string_view const ending : {".gz", ".zst", ".zstd"})
        if (has_ending(name, ending)) return name.substr(0, name.size() - ending.size());
    return name;
}

roster_format format_of(program::program const& rules, std::string_view name, std::string_view first_line) {
    name = without_packing(name);
    for (std::string_view const ending : {".csv", ".tsv"})
        if (has_ending(name, ending)) return roster_format::csv;
    for (std::string_view const ending : {".jsonl", ".ndjson", ".json"})
        if (has_ending(name, ending)) return roster_format::json_lines;
    auto const& key = rules.records[rules.roster_record].members[rules.key_member].name;
    return io::names_in_header(first_line, key) ? roster_format::csv : roster_format::json_lines;
}

}  // namespace

std::unique_ptr<row_source> open_roster(program::program const& rules, std::unique_ptr<byte_source> bytes, std::vector<list_file> lists,
                                        roster_options const& how) {
    auto options = how;
    options.limits.max_record_bytes = std::min(options.limits.max_record_bytes, largest_record);
    record_cutter cutter(unpacked(std::move(bytes)), options);
    auto header = cutter.peek_line(longest_header);
    if (header.starts_with(byte_order_mark)) header.remove_prefix(byte_order_mark.size());
    auto format = options.format;
    if (format == roster_format::detect) format = format_of(rules, cutter.bytes().name(), header);
    if (!lists.empty() && format == roster_format::json_lines)
        throw input_failure(fmt::format("{}: only the records of a CSV file can have lists in files of their own", cutter.bytes().name()));
    if (!lists.empty()) return std::make_unique<joined_source>(rules, std::move(cutter), std::move(lists), options);
    if (format == roster_format::json_lines) return std::make_unique<json_source>(rules, std::move(cutter), options);
    io::csv_expectation expected;
    expected.kind = rules.roster_record;
    expected.separator = options.separator;
    auto layout = open_csv(rules, expected, cutter);
    return std::make_unique<csv_source>(rules, std::move(cutter), std::move(layout), options);
}

}  // namespace barem::batch
