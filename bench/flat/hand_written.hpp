#pragma once
// What one would write in C++ for this one regulation and nothing else. Compiled with -O3 -march=native, unlike barem.

#include "flat/rows.hpp"

#include <cstddef>
#include <cstdint>

namespace barem_bench::flat {

enum rating : std::uint8_t { not_completed, completed, good, excellent };

/// Where results go: columns of the caller.
template <typename Total, typename Count>
struct result_columns {
    Total* total;
    Count* failed;
    Count* exceeded;
    Count* rating;
};

/// Structure of arrays: columns by flat::column, everything in T but the counts and words, which are in C.
void score_narrow(std::uint8_t const* const* columns, std::size_t rows, result_columns<std::int16_t, std::uint8_t> const&);   ///< 1.00
void score_i32(std::int32_t const* const* columns, std::size_t rows, result_columns<std::int32_t, std::int32_t> const&);
void score_i64(std::int64_t const* const* columns, std::size_t rows, result_columns<std::int64_t, std::int64_t> const&);

/// Array of structs, one row after another: with branches as the text reads, and with a table of points by volume.
struct result { std::int16_t total; std::uint8_t failed, exceeded, rating; };
void score_structs_branches(row const*, std::size_t rows, result*);
void score_structs_lookup(row const*, std::size_t rows, result*);

/// Reads every byte of the columns and does nothing with it.
std::uint64_t read_bytes(std::uint8_t const* const* columns, std::size_t rows);

}  // namespace barem_bench::flat
