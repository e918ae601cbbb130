// Tables of 256 entries by permuting bytes, 64 arguments at once.
#if defined(BAREM_BYTE_LOOKUP_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef BAREM_BYTE_LOOKUP_INL
#undef BAREM_BYTE_LOOKUP_INL
#else
#define BAREM_BYTE_LOOKUP_INL
#endif

#include "columnar/kernels/lanes-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace barem::columnar::kernels {
namespace HWY_NAMESPACE {

#if HWY_TARGET == HWY_AVX3_DL
inline constexpr bool has_byte_lookup = true;

/// Highway has no permute of two tables yet.
HWY_INLINE __m512i permuted(std::uint8_t const* bytes, std::size_t quarters, __m512i at) {
    auto const quarter = [bytes](std::size_t q) HWY_ATTR { return _mm512_load_si512(bytes + q * 64); };
    if (quarters == 1) return _mm512_permutexvar_epi8(at, quarter(0));
    __m512i const below = _mm512_permutex2var_epi8(quarter(0), at, quarter(1));
    if (quarters == 2) return below;
    __m512i const above = _mm512_permutex2var_epi8(quarter(2), at, quarter(3));
    return _mm512_mask_blend_epi8(_mm512_movepi8_mask(at), below, above);
}

HWY_INLINE void look_up_bytes(lookup_table const& t, std::uint8_t const* a, std::uint8_t* result) {
    _mm512_storeu_si512(result, permuted(t.low_bytes, t.quarters, _mm512_loadu_si512(a)));
}

HWY_INLINE void look_up_bytes(lookup_table const& t, std::uint8_t const* a, std::int16_t* result) {
    __m512i const at = _mm512_loadu_si512(a);
    __m512i const low = permuted(t.low_bytes, t.quarters, at), high = permuted(t.high_bytes, t.quarters, at);
    // Entry j is byte j of `low` and byte j of `high`, which is number 64 + j of both together.
    alignas(64) static constexpr auto pairs = [] {
        struct { std::uint8_t of[128]; } made{};
        for (int j = 0; j < 64; ++j) made.of[2 * j] = static_cast<std::uint8_t>(j), made.of[2 * j + 1] = static_cast<std::uint8_t>(64 + j);
        return made;
    }();
    _mm512_storeu_si512(result, _mm512_permutex2var_epi8(low, _mm512_load_si512(pairs.of), high));
    _mm512_storeu_si512(result + 32, _mm512_permutex2var_epi8(low, _mm512_load_si512(pairs.of + 64), high));
}
#else
inline constexpr bool has_byte_lookup = false;
template <typename Entry> void look_up_bytes(lookup_table const&, std::uint8_t const*, Entry*) {}
#endif

}  // namespace HWY_NAMESPACE
}  // namespace barem::columnar::kernels
HWY_AFTER_NAMESPACE();

#endif
