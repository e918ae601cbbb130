#include "io/roster_reader.hpp"

#include "io/text_form.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace barem::io {

namespace {

constexpr std::size_t chunk_size = 1 << 16;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

}  // namespace

issue too_long(std::size_t limit, std::size_t size) {
    issue problem;
    problem.expected = fmt::format("a record of at most {} bytes", limit);
    problem.found = fmt::format("a line of {} bytes", size);
    problem.message = fmt::format("expected {}, found {}", problem.expected, problem.found);
    return problem;
}

issue id_taken(std::string_view key, std::string_view id) {
    issue problem;
    problem.path = key;
    problem.expected = "a key that no earlier record has";
    problem.found = quoted(id);
    problem.message = fmt::format("{}: expected {}, found {}", key, problem.expected, problem.found);
    return problem;
}

roster_reader::roster_reader(std::istream& in, program::program const& program, record_limits limits, record_check check)
    : in_(in), limits_(limits) {
    auto const records = std::make_shared<json_record_reader>(program, limits);
    read_ = [records, check = std::move(check)](std::string_view line) {
        auto made = records->read(line);
        if (made.data && check) check(*made.data, made.problems);
        return made;
    };
}

bool roster_reader::next_line() {
    line_.clear();
    line_size_ = 0;
    bool any = false;
    for (;;) {
        if (chunk_at_ == chunk_.size()) {
            chunk_.resize(chunk_size);
            in_.read(chunk_.data(), static_cast<std::streamsize>(chunk_size));
            chunk_.resize(static_cast<std::size_t>(in_.gcount()));
            chunk_at_ = 0;
            if (chunk_.empty()) break;
        }
        any = true;
        std::size_t const end = std::min(chunk_.find('\n', chunk_at_), chunk_.size());
        line_size_ += end - chunk_at_;
        if (line_size_ <= limits_.max_record_bytes) line_.append(chunk_, chunk_at_, end - chunk_at_);
        bool const is_whole = end < chunk_.size();
        chunk_at_ = is_whole ? end + 1 : end;
        if (is_whole) break;
    }
    if (any && ++line_number_ == 1 && line_.starts_with(byte_order_mark)) line_.erase(0, byte_order_mark.size());
    return any;
}

void roster_reader::claim_id(read_record& record) {
    if (!record.id_known || taken_.insert(record.id).second) return;
    record.problems.push_back(id_taken(record.key_name, record.id));
    record.data.reset();
}

std::optional<roster_entry> roster_reader::next() {
    while (next_line()) {
        roster_entry entry;
        entry.line = line_number_;
        if (line_size_ > limits_.max_record_bytes) {
            entry.record.problems.push_back(too_long(limits_.max_record_bytes, line_size_));
            return entry;
        }
        if (line_.find_first_not_of(" \t\r") == std::string::npos) continue;
        entry.record = read_(line_);
        if (!entry.record.problems.empty()) entry.record.data.reset();
        if (entry.record.data) claim_id(entry.record);
        return entry;
    }
    return std::nullopt;
}

}  // namespace barem::io
