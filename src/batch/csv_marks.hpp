#pragma once
// Where the separators, line ends and quotes of a CSV text stand: one bit a byte.

#include <cstddef>
#include <cstdint>

namespace barem::batch {

/// Bits of 64 bytes, the first byte in the lowest.
struct csv_marks {
    std::uint64_t ends = 0;         ///< separators and line feeds
    std::uint64_t lines = 0;        ///< line feeds
};

struct csv_survey {
    bool has_quotes = false;
    bool is_ascii = true;
};

/// Marks `blocks` blocks of 64 bytes, all of them readable, with the best instruction set of the machine.
csv_survey mark_csv(char const* text, std::size_t blocks, char separator, csv_marks* into);

}  // namespace barem::batch
