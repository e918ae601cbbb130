#include "batch/csv_parser.hpp"

#include <algorithm>
#include <bit>

namespace barem::batch {

namespace {

// The text of a chunk, the ends of its cells and what is made of them stay in the first-level cache.
constexpr std::size_t chunk_size = 1 << 13;
constexpr std::size_t block_size = 64;

}  // namespace

csv_rows_reader::csv_rows_reader(program::program const& rules, io::csv_layout const& layout, record_limits const& limits)
    : layout_(layout), limit_(limits.max_record_bytes), columns_(rules, layout) {}

void csv_rows_reader::read(std::string_view text, table_memory& memory, sink const& rows) {
    columns_.bind(memory);
    line_ = 0;
    std::size_t size = chunk_size;
    for (std::size_t from = 0; from < text.size();) {
        size = std::min(size, text.size() - from);
        find_rows(text, from, size);
        if (found_.empty()) {               // a record longer than this: the text ends with a line feed, so one comes
            size *= 2;
            continue;
        }
        read_chunk(text, memory, rows);
        from = next_;
        size = chunk_size;
    }
}

void csv_rows_reader::find_rows(std::string_view text, std::size_t from, std::size_t size) {
    std::size_t const blocks = (size + block_size - 1) / block_size;
    marks_.resize(blocks);
    ends_.resize(blocks * block_size);
    found_.clear();
    next_ = from;
    survey_ = mark_csv(text.data() + from, blocks, layout_.separator, marks_.data());
    // What was marked beyond the text is not there.
    if (size % block_size != 0) {
        marks_.back().ends &= (std::uint64_t{1} << size % block_size) - 1;
        marks_.back().lines &= (std::uint64_t{1} << size % block_size) - 1;
    }
    if (survey_.has_quotes) return find_rows_with_quotes(text, from, size);
    std::size_t count = 0, first = 0;
    std::uint32_t* const ends = ends_.data();
    for (std::size_t block = 0; block < blocks; ++block) {
        auto const begin = static_cast<std::uint32_t>(from + block * block_size);
        auto const [marks, lines] = marks_[block];
        std::size_t at = count;
        for (std::uint64_t left = marks; left != 0; left &= left - 1) ends[at++] = begin + static_cast<std::uint32_t>(std::countr_zero(left));
        for (std::uint64_t left = lines; left != 0; left &= left - 1) {
            std::size_t const last = count + static_cast<std::size_t>(std::popcount(marks & ((left & (0 - left)) - 1)));
            add_row(next_, ends[last], first);
            found_.back().regular &= last - first + 1 == layout_.columns.size();
            found_.back().line = line_++;
            next_ = ends[last] + 1;
            if (text[next_ - 2] == '\r' && found_.back().size > 0) --ends[last];
            first = last + 1;
        }
        count = at;
    }
}

void csv_rows_reader::add_row(std::size_t start, std::size_t end, std::size_t first) {
    csv_row row;
    row.start = static_cast<std::uint32_t>(start);
    row.first = static_cast<std::uint32_t>(first);
    row.size = static_cast<std::uint32_t>(end - start);
    row.regular = end - start <= limit_;
    found_.push_back(row);
}

/// As above, where quotes hide separators and line feeds.
void csv_rows_reader::find_rows_with_quotes(std::string_view text, std::size_t from, std::size_t size) {
    std::size_t count = 0;
    ends_.clear();
    auto const chunk = text.substr(0, from + size);
    while (next_ < chunk.size()) {
        // Exactly as the text was cut into parts.
        auto const extent = io::extent_of_record(chunk.substr(next_), layout_.separator, limit_, chunk.size() == text.size());
        if (extent.how == io::csv_extent::ending::open) return;
        std::size_t const first = count, end = next_ + extent.size;
        if (end >= chunk.size()) return;
        add_row(next_, end, first);
        auto& row = found_.back();
        row.line = line_;
        auto const record = text.substr(next_, extent.size);
        find_cell_ends(text, next_, end, layout_.separator, ends_);
        count = ends_.size();
        row.regular &= extent.how == io::csv_extent::ending::whole && count - first == layout_.columns.size();
        line_ += 1 + static_cast<std::uint32_t>(std::ranges::count(record, '\n'));
        next_ = end + 1;
    }
}

void find_cell_ends(std::string_view text, std::size_t start, std::size_t end, char separator, std::vector<std::uint32_t>& into) {
    bool inside = false;
    for (std::size_t at = start; at < end; ++at) {
        char const c = text[at];
        if (c == '"') {
            if (inside && text[at + 1] == '"') ++at;
            else if (inside || at == start || text[at - 1] == separator) inside = !inside;
        } else if (c == separator && !inside) {
            into.push_back(static_cast<std::uint32_t>(at));
        }
    }
    bool const has_return = end > start && text[end - 1] == '\r';
    into.push_back(static_cast<std::uint32_t>(has_return ? end - 1 : end));
}

void csv_rows_reader::read_chunk(std::string_view text, table_memory& memory, sink const& rows) {
    regular_.clear();
    for (auto const& row : found_)
        if (row.regular) regular_.push_back(row);
    csv_rows in{text.data(), ends_.data(), regular_.data(), regular_.size(), survey_.has_quotes, survey_.is_ascii};
    failed_.assign(in.count, 0);
    columns_.read(in, failed_.data());
    if (std::ranges::find(failed_, 1) != failed_.end()) {
        // Once more without those that failed.
        std::size_t kept = 0, next = 0;
        for (auto& row : found_) {
            if (!row.regular) continue;
            row.regular = failed_[next++] == 0;
            if (row.regular) regular_[kept++] = row;
        }
        in.count = kept;
        columns_.read(in, failed_.data());
    }
    std::size_t at = memory.rows;
    columns_.keep(in.count);
    for (auto const& row : found_) {
        if (row.regular) rows.fast(row.line, at++, text.substr(row.start, row.size));
        else deliver(text, row, rows);
    }
}

void csv_rows_reader::deliver(std::string_view text, csv_row const& row, sink const& rows) {
    auto const record = text.substr(row.start, row.size + 1);
    rows.other(row.line, record, io::extent_of_record(record, layout_.separator, limit_, true));
}

csv_parser::csv_parser(program::program const& rules, io::csv_layout const& layout, record_limits const& limits, std::shared_ptr<memory_pool> pool)
    : layout_(layout), pool_(std::move(pool)), rows_(rules, layout, limits), others_(rules, layout, limits) {}

read_rows csv_parser::parse(roster_part const& part) {
    read_rows made;
    auto const first_line = part.records.first_line;
    auto const add_other = [&](std::uint64_t line, io::read_record record) {
        made.rows.push_back({line, static_cast<std::uint32_t>(made.others.size()), false});
        made.others.push_back(std::move(record));
    };
    if (part.records.too_long != 0) {
        add_other(first_line, others_.read({}, {io::csv_extent::ending::too_long, part.records.too_long}));
        return made;
    }
    auto memory = pool_->take();
    csv_rows_reader::sink const rows{
        [&](std::uint32_t line, std::size_t at, std::string_view) { made.rows.push_back({first_line + line, static_cast<std::uint32_t>(at), true}); },
        [&](std::uint32_t line, std::string_view text, io::csv_extent const& extent) {
            if (!io::is_blank(text.substr(0, extent.size), layout_.separator)) add_other(first_line + line, others_.read(text, extent));
        }};
    rows_.read(part.records.bytes.text(), *memory, rows);
    made.columns = memory->finish();
    made.memory = std::move(memory);
    return made;
}

}  // namespace barem::batch
