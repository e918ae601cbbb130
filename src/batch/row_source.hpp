#pragma once
// A roster as a stream of parts that any thread turns into rows.
//
// One thread calls row_source::next() for parts, in order; each part is then parsed by whichever thread has a row_parser. Neither
// allocates after the first parts: give the same part to next() again, and let go of read_rows::memory when the rows are done with.

#include "batch/byte_source.hpp"
#include "batch/read_rows.hpp"
#include "check/program.hpp"

#include <barem/limits.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace barem::batch {

/// Bytes with room behind them, of no use to whoever reads. Grows without setting what it gains.
class byte_buffer {
public:
    static constexpr std::size_t padding = 64;      ///< readable bytes beyond size(), without meaning

    [[nodiscard]] char* data() { return bytes_.get(); }
    [[nodiscard]] char const* data() const { return bytes_.get(); }
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] std::string_view text() const { return {bytes_.get(), size_}; }
    /// What was there stays, as far as it fits.
    void resize(std::size_t size);

private:
    std::unique_ptr<char[]> bytes_;
    std::size_t size_ = 0, capacity_ = 0;
};

/// Whole records of one file, one after the other.
struct stretch {
    byte_buffer bytes;
    std::uint64_t first_line = 1;                   ///< of the file
    std::uint64_t too_long = 0;                     ///< not 0: one line beyond the limit, of so many bytes, of which only the first are here
};

/// What one call of row_parser::parse() takes. Movable; empty when made.
struct roster_part {
    std::uint64_t number = 0;                       ///< from 0
    stretch records;
    std::vector<stretch> lists;                     ///< of a roster in several files: what belongs to these records
    std::vector<io::read_record> others;            ///< rows that were found to be none while the text was cut
};

/// Of one thread.
class row_parser {
public:
    virtual ~row_parser() = default;
    /// The rows of the part. What bad records say is among read_rows::others. Does not keep the part.
    [[nodiscard]] virtual read_rows parse(roster_part const&) = 0;
};

class row_source {
public:
    virtual ~row_source() = default;
    /// Fills in the next part; false at the end. Throws input_failure.
    [[nodiscard]] virtual bool next(roster_part&) = 0;
    /// For one thread more. The source must outlive it.
    [[nodiscard]] virtual std::unique_ptr<row_parser> make_parser() const = 0;
    /// For progress: bytes of the files read so far, and of all of them when that is known.
    [[nodiscard]] virtual std::uint64_t bytes_read() const = 0;
    [[nodiscard]] virtual std::optional<std::uint64_t> size() const = 0;
};

enum class roster_format : std::uint8_t {
    detect,         ///< by the end of the file's name, else by its beginning: CSV when the first line names the key
    json_lines, csv,
};

struct roster_options {
    roster_format format = roster_format::detect;
    char separator = '\0';                          ///< of CSV: `,` `;` or a tab; 0: whichever the header has
    record_limits limits;
    std::size_t part_bytes = std::size_t{1} << 19;  ///< about the size of a part; a longer record is one of its own
};

/// A list of records in a CSV file of its own.
struct list_file {
    std::string list;                               ///< path from the roster's record: `tasks`, `tasks.indicators`
    std::unique_ptr<byte_source> bytes;
};

/// Opens a roster in one file, or in several (CSV) when there are `lists`. The bytes are as they are stored: what is compressed is
/// unpacked here. Throws input_failure, also for a CSV header that does not fit. The program must outlive the source.
[[nodiscard]] std::unique_ptr<row_source> open_roster(program::program const&, std::unique_ptr<byte_source>, std::vector<list_file> lists = {},
                                                      roster_options const& = {});

}  // namespace barem::batch
