#pragma once
// Buffers of Arrow arrays as columns: where they lie, or made anew where the form is another.

#include "api/arrow_format.hpp"
#include "number/large.hpp"

#include <barem/arrow_abi.h>
#include <barem/batch.hpp>

#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace barem::from_arrow {

/// No array is longer, together with its offset: 2^40 elements are more than memory holds, and their bytes can be counted.
inline constexpr std::int64_t most_length = std::int64_t{1} << 40;

/// What columns point to that is in no buffer.
struct made_memory {
    std::deque<std::vector<std::string_view>> words;    ///< of dictionaries, and texts of text views
    std::deque<std::vector<std::int32_t>> offsets;
    std::deque<std::vector<std::int64_t>> days;
    std::deque<std::vector<int128>> counts;
    std::deque<std::vector<std::uint8_t>> bitmaps;
};

/// Why values cannot be read.
struct unfit {
    std::string expected, found, remedy;
};

/// Where there are values; nullptr: everywhere.
[[nodiscard]] std::uint8_t const* validity(ArrowArray const&);
/// The first null among the rows, counted from `at`.
[[nodiscard]] std::optional<std::int64_t> first_null(ArrowArray const&, std::int64_t at, std::int64_t rows);

// These complete a column of at least one row.

/// Where the bytes of utf8 and large_utf8 are.
[[nodiscard]] std::optional<unfit> find_texts(column_view&, format const&, ArrowArray const&);
[[nodiscard]] std::optional<unfit> find_text_views(column_view&, ArrowArray const&, made_memory&);
/// Days of instants that are midnights.
[[nodiscard]] std::optional<unfit> make_days(column_view&, std::int64_t ticks_of_a_day, made_memory&);
/// Decimals of 256 bits in 128.
[[nodiscard]] std::optional<unfit> make_narrow(column_view&, made_memory&);

/// Makes positions those of words. Positions of words that are null have no value.
[[nodiscard]] std::optional<unfit> add_words(column_view& positions, column_view const& words, made_memory&);

/// Of the rows of a list: elements offsets[row] to offsets[row + 1], counted from `first`.
struct elements {
    std::span<std::int32_t const> offsets;      ///< from 0 on, one more than rows
    std::int64_t first = 0;
};
/// `length`: of the array that holds the elements.
[[nodiscard]] std::optional<unfit> find_elements(elements&, format const&, ArrowArray const&, std::int64_t at, std::int64_t rows, std::int64_t length,
                                                 made_memory&);

}  // namespace barem::from_arrow
