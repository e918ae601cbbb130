// Comparisons, and what is done to their bits.
#include "columnar/kernels/targets.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "columnar/kernels/comparison.cpp"
#include <hwy/foreach_target.h>

#include "columnar/kernels/lanes-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace barem::columnar::kernels {
namespace HWY_NAMESPACE {

// There is no vector comparison `at most`: it is the opposite of `greater`, turned around as bits.
struct is_less {
    static constexpr bool opposite = false;
    template <typename V> static auto of(V const& a, V const& b) { return hn::Lt(a, b); }
    template <typename T> static bool holds(T a, T b) { return a < b; }
};
struct is_less_equal {
    static constexpr bool opposite = true;
    template <typename V> static auto of(V const& a, V const& b) { return hn::Gt(a, b); }
    template <typename T> static bool holds(T a, T b) { return a <= b; }
};
struct is_equal {
    static constexpr bool opposite = false;
    template <typename V> static auto of(V const& a, V const& b) { return hn::Eq(a, b); }
    template <typename T> static bool holds(T a, T b) { return a == b; }
};

/// Bits of a predicate of the row, for lanes without vectors.
template <typename Predicate> HWY_INLINE void bits_where(operands const& o, Predicate holds) {
    for (std::size_t i = 0; i < o.rows; i += block) {
        std::uint8_t truths[block];
        for (std::size_t j = 0; j < block; ++j) truths[j] = holds(i + j) ? 1 : 0;
        set_word(o.result, i / block, packed(truths));
    }
}

/// Bits of mask(values of a, number of their first row).
template <typename T, bool opposite = false, typename Mask> HWY_INLINE void bits_of(operands const& o, Mask mask) {
    vector_of<T> const d;
    T const* const a = values<T>(o.a);
    for (std::size_t i = 0; i < o.rows; i += block) {
        std::uint64_t const word = word_from<T>([&](std::size_t j) HWY_ATTR { return mask(hn::LoadU(d, a + i + j), i + j); });
        set_word(o.result, i / block, opposite ? ~word : word);
    }
}

template <typename Op> struct comparing {
    template <typename T> struct on {
        static void run(operands const& o) {
            T const* const a = values<T>(o.a);
            T const* const b = values<T>(o.b);
            if constexpr (!has_vectors<T>) {
                bits_where(o, [=](std::size_t i) { return Op::holds(a[i], b[i]); });
            } else {
                vector_of<T> const d;
                bits_of<T, Op::opposite>(o, [=](auto const& x, std::size_t i) HWY_ATTR { return Op::of(x, hn::LoadU(d, b + i)); });
            }
        }
    };
};

template <typename T> struct within {
    static void run(operands const& o) {
        bool const none = o.constants[0] > o.constants[1] || o.constants[0] > limits<T>::high || o.constants[1] < limits<T>::low;
        T const k = none ? T{2} : clamped<T>(o.constants[0]);
        T const m = none ? T{1} : clamped<T>(o.constants[1]);
        if constexpr (!has_vectors<T>) {
            T const* const a = values<T>(o.a);
            bits_where(o, [=](std::size_t i) { return (a[i] >= k) & (a[i] <= m); });
        } else {
            vector_of<T> const d;
            // Most ranges are open on one side. Inclusive bounds become exclusive ones; those of the lane itself hold for every row.
            bool const above = k != limits<T>::low, below = m != limits<T>::high;
            auto const low = hn::Set(d, above ? static_cast<T>(k - 1) : k), high = hn::Set(d, below ? static_cast<T>(m + 1) : m);
            if (above && below) bits_of<T>(o, [=](auto const& x, std::size_t) HWY_ATTR { return hn::And(hn::Gt(x, low), hn::Lt(x, high)); });
            else if (above) bits_of<T>(o, [=](auto const& x, std::size_t) HWY_ATTR { return hn::Gt(x, low); });
            else if (below) bits_of<T>(o, [=](auto const& x, std::size_t) HWY_ATTR { return hn::Lt(x, high); });
            else std::memset(o.result, 0xff, padded(o.rows) / 8);
        }
    }
};

// Text of rows beyond the last is no text.
void equal_texts(operands const& o) {
    auto const* const a = values<std::string_view>(o.a);
    auto const* const b = values<std::string_view>(o.b);
    bits_where(o, [=, rows = o.rows](std::size_t i) { return i < rows && a[i] == b[i]; });
}
void equal_text(operands const& o) {
    auto const* const a = values<std::string_view>(o.a);
    bits_where(o, [=, rows = o.rows, text = o.text](std::size_t i) { return i < rows && a[i] == text; });
}

struct both { static std::uint64_t of(std::uint64_t a, std::uint64_t b) { return a & b; } };
struct either { static std::uint64_t of(std::uint64_t a, std::uint64_t b) { return a | b; } };
struct only_first { static std::uint64_t of(std::uint64_t a, std::uint64_t b) { return a & ~b; } };
struct unlike { static std::uint64_t of(std::uint64_t a, std::uint64_t b) { return a ^ b; } };
struct alike { static std::uint64_t of(std::uint64_t a, std::uint64_t b) { return ~(a ^ b); } };

template <typename Op> void words(operands const& o) {
    for (std::size_t i = 0; i * block < o.rows; ++i) set_word(o.result, i, Op::of(word_of(o.a, i), word_of(o.b, i)));
}
void bits_not(operands const& o) {
    for (std::size_t i = 0; i * block < o.rows; ++i) set_word(o.result, i, ~word_of(o.a, i));
}

kernel comparison_of_target(form const& f) {
    switch (f.operation) {
        case operation::less: return of_number<comparing<is_less>::on>(f.a);
        case operation::less_equal: return of_number<comparing<is_less_equal>::on>(f.a);
        case operation::equal:
            if (f.a == lane::text) return &equal_texts;
            if (f.a == lane::bits) return &words<alike>;
            return of_number<comparing<is_equal>::on>(f.a);
        case operation::equal_text: return &equal_text;
        case operation::within: return of_number<within>(f.a);
        case operation::bits_and: return &words<both>;
        case operation::bits_or: return &words<either>;
        case operation::bits_and_not: return &words<only_first>;
        case operation::bits_xor: return &words<unlike>;
        case operation::bits_not: return &bits_not;
        default: return nullptr;
    }
}

}  // namespace HWY_NAMESPACE
}  // namespace barem::columnar::kernels
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace barem::columnar::kernels {
BAREM_EXPORT_KERNELS(comparison)
}  // namespace barem::columnar::kernels
#endif
