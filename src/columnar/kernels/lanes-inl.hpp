// What kernels share, once for each target: types of lanes, bits, choice of a template by lane.
#if defined(BAREM_LANES_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef BAREM_LANES_INL
#undef BAREM_LANES_INL
#else
#define BAREM_LANES_INL
#endif

#include "columnar/kernels/kernel.hpp"

#include <hwy/highway.h>

#include <cstring>
#include <limits>
#include <type_traits>

HWY_BEFORE_NAMESPACE();
namespace barem::columnar::kernels {
namespace HWY_NAMESPACE {

/// Wraps instead of overflowing: rows that fall back may hold anything. Narrow types are computed in 32 bits.
template <typename T> struct wrapping { using type = std::make_unsigned_t<T>; };
template <> struct wrapping<int128> { using type = uint128; };
template <typename T> using wrapping_t = typename wrapping<T>::type;

template <typename T> struct limits {
    static constexpr T low = std::numeric_limits<T>::min(), high = std::numeric_limits<T>::max();
};
template <> struct limits<int128> {
    static constexpr int128 high = static_cast<int128>(~uint128{0} >> 1), low = -high - 1;
};

/// A constant within the lane: the nearest value where it lies beyond.
template <typename T> T clamped(int128 value) {
    if (value < static_cast<int128>(limits<T>::low)) return limits<T>::low;
    if (value > static_cast<int128>(limits<T>::high)) return limits<T>::high;
    return static_cast<T>(value);
}

template <typename T> T const* values(void const* data) { return static_cast<T const*>(data); }
template <typename T> T* values(void* data) { return static_cast<T*>(data); }

inline std::uint64_t word_of(void const* bits, std::size_t number) {
    std::uint64_t word;
    std::memcpy(&word, static_cast<char const*>(bits) + number * 8, 8);
    return word;
}
inline void set_word(void* bits, std::size_t number, std::uint64_t word) { std::memcpy(static_cast<char*>(bits) + number * 8, &word, 8); }
inline bool bit_of(void const* bits, std::size_t row) { return (values<std::uint8_t>(bits)[row / 8] >> (row % 8)) & 1; }

/// 64 bytes of 0 or 1 as bits. Bytes of no row, behind the last, may be anything: their other bits would be carried into those of rows.
inline std::uint64_t packed(std::uint8_t const* bytes) {
    std::uint64_t word = 0;
    for (std::size_t i = 0; i < 8; ++i) {
        std::uint64_t eight;
        std::memcpy(&eight, bytes + i * 8, 8);
        word |= (((eight & 0x0101010101010101ull) * 0x0102040810204080ull) >> 56) << (i * 8);
    }
    return word;
}
/// 64 bits as bytes of 0 or 1: of eight copies of eight bits, each byte keeps its own, which carries into the highest.
inline void unpack(std::uint64_t word, std::uint8_t* bytes) {
    for (std::size_t i = 0; i < 8; ++i) {
        std::uint64_t const own = ((word >> (i * 8) & 0xff) * 0x0101010101010101ull) & 0x8040201008040201ull;
        std::uint64_t const eight = ((own + 0x7f7f7f7f7f7f7f7full) >> 7) & 0x0101010101010101ull;
        std::memcpy(bytes + i * 8, &eight, 8);
    }
}
inline void pack_all(std::uint8_t const* bytes, void* bits, std::size_t rows) {
    for (std::size_t i = 0; i < rows; i += block) set_word(bits, i / 64, packed(bytes + i));
}
inline void unpack_all(void const* bits, std::uint8_t* bytes, std::size_t rows) {
    for (std::size_t i = 0; i < rows; i += block) unpack(word_of(bits, i / 64), bytes + i);
}

// ── vectors: 64 rows of a lane are a word of bits and some vectors; the loops over these unroll ──

namespace hn = hwy::HWY_NAMESPACE;
template <typename T> using vector_of = hn::ScalableTag<T>;
/// Where there are none, the compiler makes vectors of plain loops.
template <typename T> inline constexpr bool has_vectors = HWY_TARGET != HWY_SCALAR && !std::is_same_v<T, int128>;

#if HWY_TARGET == HWY_SCALAR
/// The word of 64 rows from mask(j) of each.
template <typename T, typename Mask> HWY_INLINE std::uint64_t word_from(Mask mask) {
    std::uint8_t truths[block];
    for (std::size_t j = 0; j < block; ++j) truths[j] = mask(j).bits != 0 ? 1 : 0;
    return packed(truths);
}
#else
/// The word of 64 rows from mask(j) of the vectors that begin at row j of them.
template <typename T, typename Mask> HWY_INLINE std::uint64_t word_from(Mask mask) {
    vector_of<T> const d;
    std::uint64_t word = 0;
    for (std::size_t j = 0; j < block; j += hn::MaxLanes(d)) {
        std::uint64_t some = 0;
        hn::StoreMaskBits(d, mask(j), reinterpret_cast<std::uint8_t*>(&some));
        word |= some << j;
    }
    return word;
}
/// The mask of the vector that begins at row j of 64.
template <typename T> HWY_INLINE hn::Mask<vector_of<T>> mask_at(std::uint64_t word, std::size_t j) {
    word >>= j;
    return hn::LoadMaskBits(vector_of<T>(), reinterpret_cast<std::uint8_t const*>(&word));
}
#endif

/// K<T>::run for the type T of a lane of numbers.
template <template <typename> class K> kernel of_number(lane l) {
    switch (l) {
        case lane::u8: return &K<std::uint8_t>::run;
        case lane::i16: return &K<std::int16_t>::run;
        case lane::i32: return &K<std::int32_t>::run;
        case lane::i64: return &K<std::int64_t>::run;
        case lane::i128: return &K<int128>::run;
        default: return nullptr;
    }
}

/// K<T, U>::run for two lanes of numbers.
template <template <typename, typename> class K> struct of_numbers {
    template <typename U> struct second {
        template <typename T> struct first { static void run(operands const& o) { K<T, U>::run(o); } };
        static kernel find(lane l) { return of_number<first>(l); }
    };
    static kernel find(lane first, lane other) {
        switch (other) {
            case lane::u8: return second<std::uint8_t>::find(first);
            case lane::i16: return second<std::int16_t>::find(first);
            case lane::i32: return second<std::int32_t>::find(first);
            case lane::i64: return second<std::int64_t>::find(first);
            case lane::i128: return second<int128>::find(first);
            default: return nullptr;
        }
    }
};

}  // namespace HWY_NAMESPACE
}  // namespace barem::columnar::kernels
HWY_AFTER_NAMESPACE();

#endif
