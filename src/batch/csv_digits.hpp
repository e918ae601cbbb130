#pragma once
// Cells of up to four digits, read many at a time.

#include <cstddef>
#include <cstdint>

namespace barem::batch {

/// Cells as the bytes that begin at each (four of them, however long it is), and their sizes.
struct short_cells {
    std::uint32_t const* bytes = nullptr;
    std::uint32_t const* sizes = nullptr;
    std::size_t count = 0;
};

/// Numbers from `low` to `low + span`, in digits without leading zeros. Sets odd[i] to 1 for each cell that is none, else to 0; says
/// whether any is. With the best instruction set of the machine.
bool read_short_cells(short_cells, std::uint32_t low, std::uint32_t span, std::uint8_t* into, std::uint8_t* odd);
bool read_short_cells(short_cells, std::uint32_t low, std::uint32_t span, std::int16_t* into, std::uint8_t* odd);

}  // namespace barem::batch
