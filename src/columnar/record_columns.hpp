#pragma once
// Records by columns: the form that readers make, that callers may own, and that the columnar executor reads. Views only.
//
// Slots are those of record_data: values[i] is value slot i of the record kind, lists[i] its list slot i. A column that nobody needs
// may stay empty (data == nullptr). Kinds and layouts follow the Arrow columnar format, so that its arrays are read where they are.

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace barem::columnar {

enum class storage : std::uint8_t {
    none,       ///< no column
    bits,       ///< truths, one bit each, least significant first
    bytes,      ///< truths, one byte each: 0 is false, 1 true, others fit nothing
    u8, i8, u16, i16, u32, i32, u64, i64,   ///< numbers as counts of 10^-places; dates as days since 1970-01-01; words by position from 0
    i128,       ///< numbers as counts of 10^-places, two's complement, little endian
    text,       ///< UTF-8 in NFC: data is std::int32_t offsets (rows + 1) into `text_bytes`
    text64,     ///< the same with std::int64_t offsets
    views,      ///< UTF-8 in NFC: data is std::string_view
    f64,        ///< doubles that stand for decimals; no program reads them, records are made from them
};

/// One scalar field of all rows.
struct column {
    columnar::storage storage = columnar::storage::none;
    std::uint8_t places = 0;                    ///< numbers: digits after the point that a count of one stands for
    /// Who made the column vouches that every given value lies in the bounds of the program's input (columnar::input::low to high).
    bool within_bounds = false;
    void const* data = nullptr;                 ///< element [offset] is that of row 0
    std::size_t offset = 0;                     ///< elements
    std::uint8_t const* given = nullptr;        ///< bitmap, bit [offset] is that of row 0: set where there is a value; null: everywhere
    char const* text_bytes = nullptr;
    [[nodiscard]] bool empty() const { return storage == columnar::storage::none; }
};

struct record_columns;

/// A list of every row, or a single record of every row.
struct list_column {
    bool present = false;                       ///< there is such a column
    std::int32_t const* offsets = nullptr;      ///< list: rows + 1; elements of row r are [offsets[r], offsets[r + 1]) of `elements`. Single record: null
    std::uint8_t const* given = nullptr;        ///< single record: bitmap as above (bit [given_offset] is that of row 0); null: everywhere. Lists are always given
    std::size_t given_offset = 0;
    std::vector<record_columns> elements;       ///< exactly one when present. Single record: its row r belongs to row r
};

struct record_columns {
    std::size_t rows = 0;
    std::vector<column> values;                 ///< by value slot
    std::vector<list_column> lists;             ///< by list slot
};

}  // namespace barem::columnar
