#pragma once
// How each input of a rule set is kept in columns: what readers make and what the columnar program reads.

#include "check/program.hpp"
#include "columnar/program.hpp"
#include "columnar/record_columns.hpp"

#include <optional>

namespace barem::columnar {

// What is assumed where the rule set declares nothing. A record beyond it is scored by the scalar executor: slower, never different.
inline constexpr std::int64_t assumed_magnitude = 1'000'000'000;
inline constexpr std::uint8_t assumed_places = 4;
inline constexpr std::int64_t assumed_elements = 4096;

/// The column of a scalar input. Numbers are counts of 10^-places, dates days since 1970-01-01, words positions from 0; all lie in
/// [low, high], and the storage is the narrowest that holds that. Truths are bits, texts text.
struct field_layout {
    columnar::storage storage = columnar::storage::none;
    columnar::lane lane = columnar::lane::bits;
    std::uint8_t places = 0;
    std::int64_t low = 0, high = 0;
    bool assumed_range = false, assumed_decimals = false;   ///< not all of it was declared
};

/// nullopt when no column of integers can hold it (bounds beyond 64 bits).
[[nodiscard]] std::optional<field_layout> layout_of(program::program const&, program::member const& input);

/// Most elements of a list that columns are made for.
[[nodiscard]] std::int64_t most_elements(program::member const& list);

/// The narrowest lane for numbers that holds low to high.
[[nodiscard]] lane narrowest(int128 low, int128 high);

}  // namespace barem::columnar
