#pragma once
// A roster: JSON Lines, one record a line.

#include "io/json_record.hpp"

#include <cstddef>
#include <functional>
#include <istream>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>

namespace barem::io {

/// A record of an id that an earlier one has. `key`: name of the field.
[[nodiscard]] issue id_taken(std::string_view key, std::string_view id);

struct roster_entry {
    std::size_t line = 0;        ///< from 1, blank lines counted
    read_record record;
};

/// The problem of a line of `size` bytes.
[[nodiscard]] issue too_long(std::size_t limit, std::size_t size);

/// Reads one line.
using record_source = std::function<read_record(std::string_view line)>;

/// Finds what reading alone does not, such as an input that is `required when` a condition holds.
using record_check = std::function<void(record_data const&, issues&)>;

/// Reads a roster line by line; memory holds one line and the ids. Skipped: a byte order mark at the start, blank lines. Lines end
/// with LF or CRLF; the last may lack it. A line longer than the limit is a problem of that line only.
///
/// An id is taken by the first record that is accepted: a line that is rejected for any problem, also one that the check finds, does
/// not take its id, so that a corrected record may follow a bad one. A later record of a taken id is rejected.
class roster_reader {
public:
    roster_reader(std::istream& in, program::program const& program, record_limits limits = {}, record_check check = {});
    roster_reader(std::istream& in, record_source read, record_limits limits = {}) : in_(in), read_(std::move(read)), limits_(limits) {}

    /// The next record, good or bad; nullopt at the end. Whether the end was a failure of the stream is asked of the stream (bad()).
    [[nodiscard]] std::optional<roster_entry> next();

    /// The record of this id turned out to have no result: a later one may take its place.
    void release(std::string const& id) { taken_.erase(id); }

private:
    bool next_line();
    void claim_id(read_record& record);

    std::istream& in_;
    record_source read_;
    record_limits limits_;
    std::unordered_set<std::string> taken_;

    std::string chunk_;                  // read ahead
    std::size_t chunk_at_ = 0;
    std::string line_;                   // its first bytes only when it is too long
    std::size_t line_size_ = 0;          // all of its bytes
    std::size_t line_number_ = 0;
};

}  // namespace barem::io
