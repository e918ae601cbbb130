// Values chosen by bits.
#include "columnar/kernels/targets.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "columnar/kernels/choice.cpp"
#include <hwy/foreach_target.h>

#include "columnar/kernels/lanes-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace barem::columnar::kernels {
namespace HWY_NAMESPACE {

/// Reads the values of rows from i on, or a constant in their place.
template <typename T> struct column_of {
    T const* data;
    HWY_INLINE auto at(std::size_t i) const {
        if constexpr (has_vectors<T>) return hn::LoadU(vector_of<T>(), data + i);
        else return data[i];
    }
};
template <typename T> struct constant_of {
    T value;
    HWY_INLINE auto at(std::size_t) const {
        if constexpr (has_vectors<T>) return hn::Set(vector_of<T>(), value);
        else return value;
    }
};

/// result = make(c, a, b) for every row.
template <typename T, typename A, typename B, typename Make> HWY_INLINE void choose(operands const& o, A a, B b, Make make) {
    T* HWY_RESTRICT const result = values<T>(o.result);
    for (std::size_t i = 0; i < o.rows; i += block) {
        std::uint64_t const word = word_of(o.c, i / block);
        if constexpr (has_vectors<T>) {
            vector_of<T> const d;
            for (std::size_t j = 0; j < block; j += hn::MaxLanes(d)) hn::StoreU(make(mask_at<T>(word, j), a.at(i + j), b.at(i + j)), d, result + i + j);
        } else {
            std::uint8_t truths[block];
            unpack(word, truths);
            for (std::size_t j = 0; j < block; ++j) result[i + j] = make(truths[j] != 0, a.at(i + j), b.at(i + j));
        }
    }
}
// Of vectors, or of one value of a lane without vectors.
struct choosing {
    template <class M, typename V> HWY_INLINE V operator()(M const& c, V const& a, V const& b) const { return hn::IfThenElse(c, a, b); }
    template <typename T> HWY_INLINE T operator()(bool c, T a, T b) const { return c ? a : b; }
};
struct adding {
    template <class M, typename V> HWY_INLINE V operator()(M const& c, V const& a, V const& b) const { return hn::Add(a, hn::IfThenElseZero(c, b)); }
    template <typename T> HWY_INLINE T operator()(bool c, T a, T b) const {
        using wraps = wrapping_t<T>;
        return static_cast<T>(static_cast<wraps>(a) + (c ? static_cast<wraps>(b) : wraps{0}));
    }
};

template <typename T> column_of<T> column(void const* data) { return {values<T>(data)}; }
template <typename T> constant_of<T> constant(int128 value) { return {static_cast<T>(value)}; }

template <typename T> struct select {
    static void run(operands const& o) { choose<T>(o, column<T>(o.a), column<T>(o.b), choosing()); }
};
template <typename T> struct select_constant {
    static void run(operands const& o) { choose<T>(o, column<T>(o.a), constant<T>(o.constants[0]), choosing()); }
};
template <typename T> struct select_constants {
    static void run(operands const& o) { choose<T>(o, constant<T>(o.constants[0]), constant<T>(o.constants[1]), choosing()); }
};
template <typename T> struct add_where {
    static void run(operands const& o) { choose<T>(o, column<T>(o.a), column<T>(o.b), adding()); }
};
template <typename T> struct add_constant_where {
    static void run(operands const& o) { choose<T>(o, column<T>(o.a), constant<T>(o.constants[0]), adding()); }
};

template <typename Chosen> HWY_INLINE void choose_bits(operands const& o, Chosen chosen) {
    for (std::size_t i = 0; i * block < o.rows; ++i) set_word(o.result, i, chosen(i, word_of(o.c, i)));
}
std::uint64_t everywhere(int128 truth) { return truth != 0 ? ~std::uint64_t{0} : 0; }

void select_bits(operands const& o) {
    choose_bits(o, [&](std::size_t i, std::uint64_t c) { return (word_of(o.a, i) & c) | (word_of(o.b, i) & ~c); });
}
void select_constant_bits(operands const& o) {
    choose_bits(o, [&, k = everywhere(o.constants[0])](std::size_t i, std::uint64_t c) { return (word_of(o.a, i) & c) | (k & ~c); });
}
void select_constants_bits(operands const& o) {
    choose_bits(o, [k = everywhere(o.constants[0]), m = everywhere(o.constants[1])](std::size_t, std::uint64_t c) { return (k & c) | (m & ~c); });
}
void select_texts(operands const& o) {
    auto* const result = values<std::string_view>(o.result);
    for (std::size_t i = 0; i < o.rows; ++i) result[i] = values<std::string_view>(bit_of(o.c, i) ? o.a : o.b)[i];
}

kernel choice_of_target(form const& f) {
    switch (f.operation) {
        case operation::select:
            if (f.result == lane::bits) return &select_bits;
            if (f.result == lane::text) return &select_texts;
            return of_number<select>(f.result);
        case operation::select_constant: return f.result == lane::bits ? &select_constant_bits : of_number<select_constant>(f.result);
        case operation::select_constants: return f.result == lane::bits ? &select_constants_bits : of_number<select_constants>(f.result);
        case operation::add_where: return of_number<add_where>(f.result);
        case operation::add_constant_where: return of_number<add_constant_where>(f.result);
        default: return nullptr;
    }
}

}  // namespace HWY_NAMESPACE
}  // namespace barem::columnar::kernels
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace barem::columnar::kernels {
BAREM_EXPORT_KERNELS(choice)
}  // namespace barem::columnar::kernels
#endif
