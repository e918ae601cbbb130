// Comparisons, and what is done to their bits.
#include "columnar/kernels/targets.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "columnar/kernels/comparison.cpp"
#include <hwy/foreach_target.h>

#include "columnar/kernels/lanes-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace barem::columnar::kernels {
namespace HWY_NAMESPACE {

struct is_less { template <typename T> static bool of(T const& a, T const& b) { return a < b; } };
struct is_less_equal { template <typename T> static bool of(T const& a, T const& b) { return a <= b; } };
struct is_equal { template <typename T> static bool of(T const& a, T const& b) { return a == b; } };

/// Bits of a predicate of the row, block by block.
template <typename Predicate> HWY_INLINE void bits_where(operands const& o, Predicate holds) {
    for (std::size_t i = 0; i < o.rows; i += block) {
        std::uint8_t truths[block];
        for (std::size_t j = 0; j < block; ++j) truths[j] = holds(i + j) ? 1 : 0;
        set_word(o.result, i / block, packed(truths));
    }
}

template <typename Op> struct comparing {
    template <typename T> struct on {
        static void run(operands const& o) {
            T const* const a = values<T>(o.a);
            T const* const b = values<T>(o.b);
            bits_where(o, [=](std::size_t i) { return Op::of(a[i], b[i]); });
        }
    };
};

template <typename T> struct within {
    static void run(operands const& o) {
        T const* const a = values<T>(o.a);
        bool const none = o.constants[0] > o.constants[1] || o.constants[0] > limits<T>::high || o.constants[1] < limits<T>::low;
        T const k = none ? T{1} : clamped<T>(o.constants[0]);
        T const m = none ? T{0} : clamped<T>(o.constants[1]);
        bits_where(o, [=](std::size_t i) { return (a[i] >= k) & (a[i] <= m); });
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
