// Truths of elements reduced to a truth or a count of the record above them: 64 elements at a time, however they are spread over records.
#include "columnar/kernels/targets.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "columnar/kernels/segment_bits.cpp"
#include <hwy/foreach_target.h>

#include "columnar/kernels/lanes-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace barem::columnar::kernels {
namespace HWY_NAMESPACE {

// ── words of elements ──

/// Adds words of 64 elements, the first ones first.
class adder {
public:
    HWY_INLINE std::uint64_t operator()(std::uint64_t a, std::uint64_t b) {
        std::uint64_t const both = a + b, sum = both + carry_;
        carry_ = (both < a) | (sum < both);
        return sum;
    }
private:
    std::uint64_t carry_ = 0;
};

/// Whether some element of a row is true, at its last element. All elements but the last are added as ones: a true one among them makes a
/// carry, which runs up to the last and no further.
class any_of_row {
public:
    HWY_INLINE std::uint64_t operator()(std::uint64_t truths, std::uint64_t last) {
        return (add_(truths & ~last, ~last) | truths) & last;
    }
private:
    adder add_;
};

/// The first element of a row that is true, else its last. A one is added to the first element of a row where all are ones that are not
/// true: it runs up to the first that is.
class first_of_row {
public:
    HWY_INLINE std::uint64_t operator()(std::uint64_t truths, std::uint64_t last) {
        std::uint64_t const ends = truths | last, first = last << 1 | begins_;
        begins_ = last >> 63;
        return add_(~ends, first) & ends;
    }
private:
    adder add_;
    std::uint64_t begins_ = 1;
};

// ── from bits of elements to bits of rows ──

#if HWY_ARCH_X86_64 && HWY_TARGET <= HWY_AVX2 && !defined(HWY_DISABLE_BMI2_FMA)
HWY_INLINE std::uint64_t compressed(std::uint64_t word, std::uint64_t mask) { return _pext_u64(word, mask); }
HWY_INLINE std::uint64_t expanded(std::uint64_t word, std::uint64_t mask) { return _pdep_u64(word, mask); }
#else
/// The bits under the mask side by side, lowest first.
HWY_INLINE std::uint64_t compressed(std::uint64_t word, std::uint64_t mask) {
    std::uint64_t made = 0;
    for (int to = 0; mask != 0; mask &= mask - 1, ++to) made |= (word >> __builtin_ctzll(mask) & 1) << to;
    return made;
}
/// The lowest bits, each where the mask has its next one.
HWY_INLINE std::uint64_t expanded(std::uint64_t word, std::uint64_t mask) {
    std::uint64_t made = 0;
    for (; mask != 0; mask &= mask - 1, word >>= 1) made |= (word & 1) << __builtin_ctzll(mask);
    return made;
}
#endif

/// Writes bits one behind another.
class bit_writer {
public:
    explicit bit_writer(void* to) : to_(to) { set_word(to_, 0, 0); }
    HWY_INLINE void put(std::uint64_t bits, std::size_t count) {
        std::size_t const word = at_ / 64, shift = at_ % 64;
        set_word(to_, word, word_of(to_, word) | bits << shift);
        set_word(to_, word + 1, bits >> 1 >> (63 - shift));
        at_ += count;
    }
private:
    void* to_;
    std::size_t at_ = 0;
};

/// Rows without elements get a 0 between the bits of the others.
void spread(void const* bits, std::uint64_t const* filled, std::size_t rows, void* result) {
    std::size_t at = 0;
    for (std::size_t i = 0; i * 64 < rows; ++i) {
        std::size_t const word = at / 64, shift = at % 64;
        set_word(result, i, expanded(word_of(bits, word) >> shift | word_of(bits, word + 1) << 1 << (63 - shift), filled[i]));
        at += static_cast<std::size_t>(__builtin_popcountll(filled[i]));
    }
}

/// The bits of rows from word(number, last elements), which has them at the last elements; of rows without elements 0.
template <typename Word> HWY_INLINE void bits_of_rows(operands const& o, Word word) {
    auto const& s = *o.segments;
    void* const to = s.filled.empty() ? o.result : o.scratch;
    bit_writer writer(to);
    for (std::size_t i = 0; i * 64 < o.others; ++i)
        writer.put(compressed(word(i, s.last[i]), s.last[i]), static_cast<std::size_t>(__builtin_popcountll(s.last[i])));
    if (!s.filled.empty()) spread(to, s.filled.data(), o.rows, o.result);
}

std::uint64_t counted(operands const& o, std::size_t i) { return o.c != nullptr ? word_of(o.c, i) : ~std::uint64_t{0}; }

void any_of(operands const& o) {
    bits_of_rows(o, [&, any = any_of_row()](std::size_t i, std::uint64_t last) mutable HWY_ATTR { return any(word_of(o.a, i) & counted(o, i), last); });
}
/// None of them is false.
void all_of(operands const& o) {
    bits_of_rows(o, [&, any = any_of_row()](std::size_t i, std::uint64_t last) mutable HWY_ATTR { return any(~word_of(o.a, i) & counted(o, i), last); });
    for (std::size_t i = 0; i * 64 < o.rows; ++i) set_word(o.result, i, ~word_of(o.result, i));
}
void first_of_bits(operands const& o) {
    bits_of_rows(o, [&, first = first_of_row(), any = any_of_row()](std::size_t i, std::uint64_t last) mutable HWY_ATTR {
        std::uint64_t const counts = counted(o, i);
        return any(first(counts, last) & counts & word_of(o.a, i), last);
    });
}

// ── counts: differences of how many are set before an element ──

template <typename T, typename Word> HWY_INLINE void count(operands const& o, Word word) {
    std::size_t const words = o.others / 64 + 1;        // offsets may point just behind the last element
    auto* const bits = values<std::uint64_t>(o.scratch);
    auto* const before = reinterpret_cast<std::int32_t*>(bits + words);
    std::int32_t sum = 0;
    for (std::size_t i = 0; i < words; ++i) {
        bits[i] = i * 64 < o.others ? word(i) : 0;
        before[i] = sum;
        sum += __builtin_popcountll(bits[i]);
    }
    auto const rank = [=](std::int32_t element) HWY_ATTR {
        auto const at = static_cast<std::uint32_t>(element);
        return before[at / 64] + __builtin_popcountll(bits[at / 64] & ((std::uint64_t{1} << (at % 64)) - 1));
    };
    T* const result = values<T>(o.result);
    std::int32_t from = rank(o.offsets[0]);
    for (std::size_t p = 0; p < o.rows; ++p) {
        std::int32_t const to = rank(o.offsets[p + 1]);
        result[p] = static_cast<T>(to - from);
        from = to;
    }
}
template <typename T> struct count_of {
    static void run(operands const& o) { count<T>(o, [&](std::size_t i) HWY_ATTR { return counted(o, i); }); }
};
template <typename T> struct sum_of_bits {
    static void run(operands const& o) { count<T>(o, [&](std::size_t i) HWY_ATTR { return word_of(o.a, i) & counted(o, i); }); }
};

kernel segment_bits_of_target(form const& f) {
    switch (f.operation) {
        case operation::count_of: return of_number<count_of>(f.result);
        case operation::any_of: return &any_of;
        case operation::all_of: return &all_of;
        case operation::sum_of: return f.a == lane::bits ? of_number<sum_of_bits>(f.result) : nullptr;
        case operation::first_of: return f.result == lane::bits ? &first_of_bits : nullptr;
        default: return nullptr;
    }
}

}  // namespace HWY_NAMESPACE
}  // namespace barem::columnar::kernels
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace barem::columnar::kernels {
BAREM_EXPORT_KERNELS(segment_bits)
}  // namespace barem::columnar::kernels
#endif
