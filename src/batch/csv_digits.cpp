// A plain loop, which the compiler vectorises for each instruction set: shifts by amounts that differ from lane to lane need AVX2.

#include "batch/csv_digits.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "batch/csv_digits.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace barem::batch::HWY_NAMESPACE {

template <typename T>
bool read(short_cells cells, std::uint32_t low, std::uint32_t span, T* HWY_RESTRICT into, std::uint8_t* HWY_RESTRICT odd) {
    std::uint32_t const* HWY_RESTRICT const all_bytes = cells.bytes;
    std::uint32_t const* HWY_RESTRICT const sizes = cells.sizes;
    std::uint32_t any = 0;
    for (std::size_t i = 0; i < cells.count; ++i) {
        std::uint32_t const bytes = all_bytes[i], size = sizes[i];
        // The last digit becomes the highest byte, zeros lead. Sizes of none or too many shift somehow, and are odd.
        std::uint32_t digits = (bytes ^ 0x30303030) << ((32 - 8 * size) & 31);
        std::uint32_t const others = ((digits + 0x76767676) | digits) & 0x80808080;
        digits = digits * 10 + (digits >> 8);
        std::uint32_t const n = (digits & 0xFF) * 100 + (digits >> 16 & 0xFF);
        std::uint32_t const is_odd = std::uint32_t{others != 0} | std::uint32_t{size - 1 > 3} | (std::uint32_t{(bytes & 0xFF) == '0'} & std::uint32_t{size != 1})
                                   | std::uint32_t{n - low > span};
        into[i] = static_cast<T>(n);
        odd[i] = static_cast<std::uint8_t>(is_odd);
        any |= is_odd;
    }
    return any != 0;
}

bool read_u8(short_cells cells, std::uint32_t low, std::uint32_t span, std::uint8_t* into, std::uint8_t* odd) { return read(cells, low, span, into, odd); }
bool read_i16(short_cells cells, std::uint32_t low, std::uint32_t span, std::int16_t* into, std::uint8_t* odd) { return read(cells, low, span, into, odd); }

}  // namespace barem::batch::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace barem::batch {

HWY_EXPORT(read_u8);
HWY_EXPORT(read_i16);

bool read_short_cells(short_cells cells, std::uint32_t low, std::uint32_t span, std::uint8_t* into, std::uint8_t* odd) {
    return HWY_DYNAMIC_DISPATCH(read_u8)(cells, low, span, into, odd);
}
bool read_short_cells(short_cells cells, std::uint32_t low, std::uint32_t span, std::int16_t* into, std::uint8_t* odd) {
    return HWY_DYNAMIC_DISPATCH(read_i16)(cells, low, span, into, odd);
}

}  // namespace barem::batch
#endif
