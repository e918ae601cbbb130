// Values chosen by bits.
#include "columnar/kernels/targets.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "columnar/kernels/choice.cpp"
#include <hwy/foreach_target.h>

#include "columnar/kernels/lanes-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace barem::columnar::kernels {
namespace HWY_NAMESPACE {

template <typename T> T sum(T a, T b) { return static_cast<T>(static_cast<wrapping_t<T>>(a) + static_cast<wrapping_t<T>>(b)); }

/// result[i] = made(i, c[i]) for every row.
template <typename T, typename Make> HWY_INLINE void choose(operands const& o, Make made) {
    T* HWY_RESTRICT const result = values<T>(o.result);
    for (std::size_t i = 0; i < o.rows; i += block) {
        std::uint8_t chosen[block];
        unpack(word_of(o.c, i / block), chosen);
        for (std::size_t j = 0; j < block; ++j) result[i + j] = made(i + j, chosen[j] != 0);
    }
}

template <typename T> struct select {
    static void run(operands const& o) {
        T const* const a = values<T>(o.a);
        T const* const b = values<T>(o.b);
        choose<T>(o, [=](std::size_t i, bool c) { return c ? a[i] : b[i]; });
    }
};
template <typename T> struct select_constant {
    static void run(operands const& o) {
        T const* const a = values<T>(o.a);
        choose<T>(o, [=, k = static_cast<T>(o.constants[0])](std::size_t i, bool c) { return c ? a[i] : k; });
    }
};
template <typename T> struct select_constants {
    static void run(operands const& o) {
        choose<T>(o, [k = static_cast<T>(o.constants[0]), m = static_cast<T>(o.constants[1])](std::size_t, bool c) { return c ? k : m; });
    }
};
template <typename T> struct add_where {
    static void run(operands const& o) {
        T const* const a = values<T>(o.a);
        T const* const b = values<T>(o.b);
        choose<T>(o, [=](std::size_t i, bool c) { return sum<T>(a[i], c ? b[i] : T{0}); });
    }
};
template <typename T> struct add_constant_where {
    static void run(operands const& o) {
        T const* const a = values<T>(o.a);
        choose<T>(o, [=, k = static_cast<T>(o.constants[0])](std::size_t i, bool c) { return sum<T>(a[i], c ? k : T{0}); });
    }
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
