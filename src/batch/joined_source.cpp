#include "batch/joined_source.hpp"

#include "batch/joined_parser.hpp"
#include "io/csv_record.hpp"
#include "io/roster_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

namespace barem::batch {

namespace {

/// How far behind the rows of a part others are looked for.
constexpr std::size_t look_ahead = 1 << 16;
constexpr std::size_t least_wanted = 1 << 10;

}  // namespace

joined_source::joined_source(program::program const& rules, record_cutter records, std::vector<list_file> lists, roster_options const& options)
    : rules_(rules), options_(options), records_(std::move(records)), layout_(open_joined(rules, records_, std::move(lists), options, cutters_)),
      ahead_(layout_.lists.size()), pool_(std::make_shared<memory_pool>(rules)), wanted_(std::max(least_wanted, options.part_bytes / 16)) {
    for (auto& list : ahead_) list.rows.bytes.resize(0);
}

bool joined_source::next(roster_part& part) {
    part.others.clear();
    part.lists.resize(ahead_.size());
    bool const has_records = records_.next(part.records, std::min(wanted_, options_.part_bytes));
    keys_.clear();
    if (has_records) read_keys(part.records);
    else part.records.bytes.resize(0), part.records.too_long = 0;
    std::size_t listed = 0;
    for (std::size_t i = 0; i < ahead_.size(); ++i) {
        // Behind the last record whatever is left belongs nowhere.
        if (has_records) take_rows(i, part);
        else (void)read_more(i, part), take(ahead_[i], ahead_[i].rows.bytes.size(), part.lists[i]);
        listed += part.lists[i].bytes.size();
    }
    part.number = count_++;
    std::size_t const size = part.records.bytes.size();
    if (size > 0) wanted_ = std::max(least_wanted, options_.part_bytes / (1 + listed / size));
    return has_records || listed > 0 || !part.others.empty();
}

void joined_source::read_keys(stretch const& records) {
    auto const text = records.bytes.text();
    for (std::size_t at = 0; at < text.size();) {
        auto const extent = io::extent_of_record(text.substr(at), layout_.records.separator, options_.limits.max_record_bytes, true);
        io::split_csv(text.substr(at, extent.size), layout_.records.separator, cells_);
        if (layout_.key_column < cells_.size()) keys_.insert(key_of(cells_[layout_.key_column]));
        at += extent.size + 1;
    }
}

void joined_source::take_rows(std::size_t i, roster_part& part) {
    auto& list = ahead_[i];
    auto const& layout = layout_.lists[i];
    std::string last;
    bool last_belongs = false;
    std::size_t at = 0, taken = 0;
    for (;;) {
        if (at == list.rows.bytes.size() && (at - taken > look_ahead || !read_more(i, part))) break;
        auto const text = list.rows.bytes.text().substr(at);
        auto const extent = io::extent_of_record(text, layout.layout.separator, options_.limits.max_record_bytes, true);
        io::split_csv(text.substr(0, extent.size), layout.layout.separator, cells_);
        at += extent.size + 1;
        if (layout.key_column < cells_.size()) {
            auto const& cell = cells_[layout.key_column];
            if (cell.doubled || cell.text != last) {
                last = key_of(cell);
                last_belongs = keys_.contains(last);
            }
            if (last_belongs) taken = at;
        }
        if (at - taken > look_ahead) break;
    }
    take(list, taken, part.lists[i]);
}

bool joined_source::read_more(std::size_t i, roster_part& part) {
    auto& list = ahead_[i];
    stretch more;
    list.at_end = list.at_end || !cutters_[i].next(more, look_ahead);
    if (!list.at_end) {
        if (more.too_long != 0) {
            auto& other = part.others.emplace_back();
            other.problems.push_back(io::too_long(options_.limits.max_record_bytes, more.too_long));
            other.problems.back().message = fmt::format("{}:{}: {}", layout_.lists[i].file, more.first_line, other.problems.back().message);
            more.bytes.resize(1);           // a blank line in its place, so that lines count on
            more.bytes.data()[0] = '\n';
        }
        std::size_t const before = list.rows.bytes.size();
        if (before == 0) list.rows.first_line = more.first_line;
        list.rows.bytes.resize(before + more.bytes.size());
        std::memcpy(list.rows.bytes.data() + before, more.bytes.data(), more.bytes.size());
        return true;
    }
    return false;
}

void joined_source::take(list_ahead& list, std::size_t size, stretch& into) {
    auto const text = list.rows.bytes.text();
    into.bytes.resize(size);
    if (size > 0) std::memcpy(into.bytes.data(), text.data(), size);
    into.first_line = list.rows.first_line;
    into.too_long = 0;
    list.rows.first_line += count_lines(text.substr(0, size));
    if (size > 0) std::memmove(list.rows.bytes.data(), text.data() + size, text.size() - size);
    list.rows.bytes.resize(text.size() - size);
}

std::unique_ptr<row_parser> joined_source::make_parser() const {
    return std::make_unique<joined_parser>(rules_, layout_, options_.limits, pool_);
}

std::uint64_t joined_source::bytes_read() const {
    std::uint64_t sum = records_.bytes().bytes_read();
    for (auto const& cutter : cutters_) sum += cutter.bytes().bytes_read();
    return sum;
}

std::optional<std::uint64_t> joined_source::size() const {
    auto sum = records_.bytes().size();
    for (auto const& cutter : cutters_) {
        auto const size = cutter.bytes().size();
        sum = sum && size ? std::optional(*sum + *size) : std::nullopt;
    }
    return sum;
}

}  // namespace barem::batch
