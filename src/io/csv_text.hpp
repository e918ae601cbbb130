#pragma once
// CSV by RFC 4180: how a text falls into records, and a record into cells.
//
// A quote opens a cell only where a cell begins; inside, two quotes are one, and a single one closes it. Any other quote is a fault of its
// record, never of its neighbours: a record with a quote that nothing closes ends with its first line. Neither does a quote in a later line close it
// after which the cell does not end: that one opens a cell of another record.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace barem::io {

/// The record that begins at the beginning of a text.
struct csv_extent {
    enum class ending : std::uint8_t {
        whole,
        open,           ///< may go on beyond the text
        unclosed,       ///< a quote that nothing closes within the text and the limit: `size` is that of the first line
        too_long,       ///< its first line alone is beyond the limit; `size` is that of this line, or as far as the text goes
    } how = ending::whole;
    std::size_t size = 0;       ///< without the line feed
};

/// `text` begins with a record and ends with a line feed when `is_last`. `limit`: most bytes of a record.
[[nodiscard]] csv_extent extent_of_record(std::string_view text, char separator, std::size_t limit, bool is_last);

struct csv_cell {
    std::string_view text;      ///< between the quotes
    bool quoted = false;
    bool doubled = false;       ///< has quotes within, each written twice
    /// What it says, without doubled quotes.
    [[nodiscard]] std::string plain() const;
};

struct csv_fault {
    enum class kind : std::uint8_t { stray_quote, after_quote, unclosed } what;
    std::size_t cell;           ///< from 0
    std::string_view found;     ///< after_quote: what follows it
};

/// The cells of one record, given without its line feed; the first fault, if there is one. A carriage return at the end is no part of it.
std::optional<csv_fault> split_csv(std::string_view record, char separator, std::vector<csv_cell>& into);

}  // namespace barem::io
