#pragma once
// Cuts a stream of bytes into stretches of whole records. Serial, and hardly more than a search for line feeds.

#include "batch/byte_source.hpp"
#include "batch/row_source.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

namespace barem::batch {

inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

class record_cutter {
public:
    /// `separator`: of CSV, whose quotes may hide line feeds; 0: every line is a record.
    record_cutter(std::unique_ptr<byte_source>, roster_options const&, char separator = '\0');

    /// The next line, without its end, or as much of it as `most` bytes. It stays, the view not for long. Empty when there is none.
    [[nodiscard]] std::string_view peek_line(std::size_t most);
    void skip_line() { drop_line(); }
    [[nodiscard]] bool is_at_end() { return fill(1), ahead().empty(); }
    void set_separator(char separator) { separator_ = separator; }

    /// The next records, about `wanted` bytes of them and at least one; their text ends with a line feed. A line that is longer than
    /// allowed comes alone, see stretch::too_long. False at the end.
    [[nodiscard]] bool next(stretch& into, std::size_t wanted);
    [[nodiscard]] bool next(stretch& into) { return next(into, part_bytes_); }

    [[nodiscard]] byte_source const& bytes() const { return *bytes_; }

private:
    /// Reads until `size` bytes are ahead, or all.
    void fill(std::size_t size);
    /// Bytes of whole records at the beginning of what is ahead; 0: not one of them is whole.
    [[nodiscard]] std::size_t whole_records() const;
    void take(stretch& into, std::size_t size);
    void take_long_line(stretch& into);
    /// Says how long it was.
    std::uint64_t drop_line();
    void drop(std::size_t size) { at_ += size; }
    [[nodiscard]] std::string_view ahead() const { return ahead_.text().substr(at_); }

    std::unique_ptr<byte_source> bytes_;
    std::size_t limit_, part_bytes_;
    char separator_;
    byte_buffer ahead_;                 // from at_ on: read and not taken
    std::size_t at_ = 0;
    bool at_end_ = false;
    std::uint64_t line_ = 1;
};

[[nodiscard]] std::size_t count_lines(std::string_view text);

}  // namespace barem::batch
