// Values of elements reduced to one of the record above them. Lists are short: little here branches on the length of one.
#include "columnar/kernels/targets.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "columnar/kernels/segments.cpp"
#include <hwy/foreach_target.h>

#include "columnar/kernels/lanes-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace barem::columnar::kernels {
namespace HWY_NAMESPACE {

template <typename T> struct element_count {
    static void run(operands const& o) {
        T* HWY_RESTRICT const result = values<T>(o.result);
        for (std::size_t p = 0; p < o.rows; ++p) result[p] = static_cast<T>(o.offsets[p + 1] - o.offsets[p]);
    }
};

// ── sums: differences of running sums, which may wrap on the way ──

/// 64 values of a, with `otherwise` in place of those that do not count.
template <typename T> HWY_INLINE T const* counting(operands const& o, std::size_t i, T otherwise, T* room) {
    T const* const a = values<T>(o.a) + i;
    if (o.c == nullptr) return a;
    std::uint64_t const word = word_of(o.c, i / block);
    if constexpr (has_vectors<T>) {
        vector_of<T> const d;
        for (std::size_t j = 0; j < block; j += hn::MaxLanes(d))
            hn::StoreU(hn::IfThenElse(mask_at<T>(word, j), hn::LoadU(d, a + j), hn::Set(d, otherwise)), d, room + j);
    } else {
        std::uint8_t truths[block];
        unpack(word, truths);
        for (std::size_t j = 0; j < block; ++j) room[j] = truths[j] != 0 ? a[j] : otherwise;
    }
    return room;
}

/// All values of a that count, with `otherwise` in place of the others.
template <typename T> HWY_INLINE void copy_counting(operands const& o, T otherwise, T* to) {
    for (std::size_t i = 0; i < o.others; i += block) {
        T room[block];
        std::size_t const n = o.others - i < block ? o.others - i : block;
        std::memcpy(to + i, counting<T>(o, i, otherwise, room), n * sizeof(T));
    }
}

template <typename T, typename From> struct sum_of {
    using wide = wrapping_t<T>;
    static void run(operands const& o) { o.others < few * o.rows ? of_short(o) : of_long(o); }

    /// Lists of as many elements on average are cheaper to add up one by one.
    static constexpr std::size_t few = 16;

    static void of_short(operands const& o) {
        T* HWY_RESTRICT const result = values<T>(o.result);
        wide* HWY_RESTRICT const before = values<wide>(o.scratch);
        wide sum = 0;
        for (std::size_t i = 0; i < o.others; i += block) {
            From room[block];
            From const* const a = counting<From>(o, i, From{0}, room);
            std::size_t const n = o.others - i < block ? o.others - i : block;
            for (std::size_t j = 0; j < n; ++j) {
                before[i + j] = sum;
                sum = static_cast<wide>(sum + static_cast<wide>(a[j]));
            }
        }
        before[o.others] = sum;
        for (std::size_t p = 0; p < o.rows; ++p)
            result[p] = static_cast<T>(static_cast<wide>(before[o.offsets[p + 1]] - before[o.offsets[p]]));
    }

    static void of_long(operands const& o) {
        T* HWY_RESTRICT const result = values<T>(o.result);
        if (o.c != nullptr) copy_counting<From>(o, From{0}, values<From>(o.scratch));
        From const* HWY_RESTRICT const a = values<From>(o.c != nullptr ? static_cast<void const*>(o.scratch) : o.a);
        for (std::size_t p = 0; p < o.rows; ++p) {
            wide sum = 0;
            for (std::int32_t i = o.offsets[p]; i < o.offsets[p + 1]; ++i) sum = static_cast<wide>(sum + static_cast<wide>(a[i]));
            result[p] = static_cast<T>(sum);
        }
    }
};

// ── least and greatest ──

template <typename T, bool least> struct extreme {
    static constexpr T nothing = least ? limits<T>::high : limits<T>::low;
    static T better(T a, T b) { return (least ? a < b : a > b) ? a : b; }

    static void run(operands const& o) {
        T* const counted = values<T>(o.scratch);
        copy_counting<T>(o, nothing, counted);
        std::int32_t longest = 0;
        for (std::size_t p = 0; p < o.rows; ++p) {
            std::int32_t const length = o.offsets[p + 1] - o.offsets[p];
            longest = length > longest ? length : longest;
        }
        if (longest < 16 && sizeof(T) <= 8) of_short(o, counted, longest);
        else of_any(o, counted);
    }

    /// Level k says what is best of 2^k elements from each on; a list is covered by two of these, however long it is.
    static void of_short(operands const& o, T* counted, std::int32_t longest) {
        std::size_t const size = padded(o.others) + block;
        for (std::size_t i = o.others; i < o.others + 16; ++i) counted[i] = nothing;
        int levels = 1;
        for (std::size_t width = 1; static_cast<std::int32_t>(2 * width) <= longest; width *= 2, ++levels) {
            T const* HWY_RESTRICT const below = counted + static_cast<std::size_t>(levels - 1) * size;
            T* HWY_RESTRICT const here = counted + static_cast<std::size_t>(levels) * size;
            for (std::size_t i = 0; i < o.others; ++i) here[i] = better(below[i], below[i + width]);
            for (std::size_t i = o.others; i < o.others + 16; ++i) here[i] = nothing;
        }
        T* HWY_RESTRICT const result = values<T>(o.result);
        for (std::size_t p = 0; p < o.rows; ++p) {
            std::int32_t const from = o.offsets[p], length = o.offsets[p + 1] - from;
            int const level = 31 - __builtin_clz(static_cast<unsigned>(length) | 1u);
            T const* const at = counted + static_cast<std::size_t>(level) * size;
            // An empty list takes whatever stands there.
            result[p] = better(at[from], at[from + (length > 0 ? length - (1 << level) : 0)]);
        }
    }

    static void of_any(operands const& o, T const* counted) {
        T* HWY_RESTRICT const result = values<T>(o.result);
        for (std::size_t p = 0; p < o.rows; ++p) {
            T best = nothing;
            for (std::int32_t i = o.offsets[p]; i < o.offsets[p + 1]; ++i) best = better(counted[i], best);
            result[p] = best;
        }
    }
};
template <typename T> using minimum_of = extreme<T, true>;
template <typename T> using maximum_of = extreme<T, false>;

// ── one element of a list: first its number, then its value ──

void find_first(operands const& o, std::int32_t* found) {
    for (std::size_t p = 0; p < o.rows; ++p) {
        std::int32_t i = o.offsets[p];
        while (i < o.offsets[p + 1] && o.c != nullptr) {
            auto const at = static_cast<std::uint32_t>(i);
            std::uint64_t const word = word_of(o.c, at / 64) >> (at % 64);
            if (word != 0) {
                i += __builtin_ctzll(word);
                break;
            }
            i = static_cast<std::int32_t>((at / 64 + 1) * 64);
        }
        found[p] = i < o.offsets[p + 1] ? i : -1;
    }
}

template <typename T> void find_latest(operands const& o, std::int32_t* found) {
    T const* const b = values<T>(o.b);
    for (std::size_t p = 0; p < o.rows; ++p) {
        std::int32_t best = -1;
        for (std::int32_t i = o.offsets[p]; i < o.offsets[p + 1]; ++i) {
            bool const counts = o.c == nullptr || bit_of(o.c, static_cast<std::size_t>(i));
            if (counts && (best < 0 || b[i] >= b[best])) best = i;
        }
        found[p] = best;
    }
}

template <typename T> void take(operands const& o, std::int32_t const* found) {
    T const* const a = values<T>(o.a);
    T* const result = values<T>(o.result);
    for (std::size_t p = 0; p < o.rows; ++p) result[p] = found[p] < 0 ? T{} : a[found[p]];
}
void take_bits(operands const& o, std::int32_t const* found) {
    auto* const result = values<std::uint8_t>(o.result);
    std::memset(result, 0, padded(o.rows) / 8);
    for (std::size_t p = 0; p < o.rows; ++p)
        if (found[p] >= 0 && bit_of(o.a, static_cast<std::size_t>(found[p]))) result[p / 8] = static_cast<std::uint8_t>(result[p / 8] | 1u << (p % 8));
}

template <typename T> struct first_of {
    static void run(operands const& o) {
        find_first(o, values<std::int32_t>(o.scratch));
        take<T>(o, values<std::int32_t>(o.scratch));
    }
};
template <typename T, typename By> struct latest_of {
    static void run(operands const& o) {
        find_latest<By>(o, values<std::int32_t>(o.scratch));
        take<T>(o, values<std::int32_t>(o.scratch));
    }
};
template <typename By> struct latest_of_bits {
    static void run(operands const& o) {
        find_latest<By>(o, values<std::int32_t>(o.scratch));
        take_bits(o, values<std::int32_t>(o.scratch));
    }
};
template <typename By> using latest_of_text = latest_of<std::string_view, By>;

kernel segments_of_target(form const& f) {
    switch (f.operation) {
        case operation::element_count: return of_number<element_count>(f.result);
        case operation::sum_of: return of_numbers<sum_of>::find(f.result, f.a);
        case operation::minimum_of: return of_number<minimum_of>(f.result);
        case operation::maximum_of: return of_number<maximum_of>(f.result);
        case operation::first_of:
            if (f.result == lane::text) return &first_of<std::string_view>::run;
            return of_number<first_of>(f.result);
        case operation::latest_of:
            if (f.result == lane::bits) return of_number<latest_of_bits>(f.b);
            if (f.result == lane::text) return of_number<latest_of_text>(f.b);
            return of_numbers<latest_of>::find(f.result, f.b);
        default: return nullptr;
    }
}

}  // namespace HWY_NAMESPACE
}  // namespace barem::columnar::kernels
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace barem::columnar::kernels {
BAREM_EXPORT_KERNELS(segments)
}  // namespace barem::columnar::kernels
#endif
