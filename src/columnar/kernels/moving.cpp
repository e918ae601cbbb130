// Constants, values in other lanes, and values of parents for their elements.
#include "columnar/kernels/targets.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "columnar/kernels/moving.cpp"
#include <hwy/foreach_target.h>

#include "columnar/kernels/lanes-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace barem::columnar::kernels {
namespace HWY_NAMESPACE {

template <typename T> void fill_values(T* result, std::size_t rows, T value) {
    for (std::size_t i = 0; i < rows; ++i) result[i] = value;
}
template <typename T> struct fill {
    static void run(operands const& o) { fill_values(values<T>(o.result), padded(o.rows), static_cast<T>(o.constants[0])); }
};
void fill_bits(operands const& o) {
    std::memset(o.result, o.constants[0] != 0 ? 0xff : 0, padded(o.rows) / 8);
}
void fill_text(operands const& o) { fill_values(values<std::string_view>(o.result), o.rows, o.text); }

template <typename To, typename From> struct convert {
    static void run(operands const& o) {
        From const* const a = values<From>(o.a);
        To* HWY_RESTRICT const result = values<To>(o.result);
        for (std::size_t i = 0; i < o.rows; i += block)
            for (std::size_t j = i; j < i + block; ++j) result[j] = static_cast<To>(a[j]);
    }
};
template <typename To> struct convert_bits {
    static void run(operands const& o) {
        To* HWY_RESTRICT const result = values<To>(o.result);
        for (std::size_t i = 0; i < o.rows; i += block) {
            std::uint8_t truths[block];
            unpack(word_of(o.a, i / block), truths);
            for (std::size_t j = 0; j < block; ++j) result[i + j] = static_cast<To>(truths[j]);
        }
    }
};

/// Lists are short, so each is written as whole vectors: what is too much lies where the next list is written, or behind the last row.
template <typename T> void gather_values(operands const& o, T const* a, T* result) {
    if constexpr (std::is_integral_v<T> && has_vectors<T>) {
        hn::CappedTag<T, 32 / sizeof(T)> const d;
        constexpr auto lanes = static_cast<std::int32_t>(hn::MaxLanes(d));
        for (std::size_t p = 0; p < o.others; ++p) {
            auto const value = hn::Set(d, a[p]);
            std::int32_t i = o.offsets[p];
            do {
                hn::StoreU(value, d, result + i);
                i += lanes;
            } while (i < o.offsets[p + 1]);
        }
    } else {
        for (std::size_t p = 0; p < o.others; ++p)
            for (std::int32_t i = o.offsets[p]; i < o.offsets[p + 1]; ++i) result[i] = a[p];
    }
}
template <typename T> struct gather {
    static void run(operands const& o) { gather_values(o, values<T>(o.a), values<T>(o.result)); }
};
void gather_bits(operands const& o) {
    auto* const parents = values<std::uint8_t>(o.scratch);
    auto* const elements = parents + padded(o.others) + block;
    unpack_all(o.a, parents, o.others);
    gather_values(o, parents, elements);
    pack_all(elements, o.result, o.rows);
}

kernel moving_of_target(form const& f) {
    switch (f.operation) {
        case operation::fill:
            if (f.result == lane::bits) return &fill_bits;
            if (f.result == lane::text) return &fill_text;
            return of_number<fill>(f.result);
        case operation::convert: return f.a == lane::bits ? of_number<convert_bits>(f.result) : of_numbers<convert>::find(f.result, f.a);
        case operation::gather:
            if (f.result == lane::bits) return &gather_bits;
            if (f.result == lane::text) return &gather<std::string_view>::run;
            return of_number<gather>(f.result);
        default: return nullptr;
    }
}

}  // namespace HWY_NAMESPACE
}  // namespace barem::columnar::kernels
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace barem::columnar::kernels {
BAREM_EXPORT_KERNELS(moving)
}  // namespace barem::columnar::kernels
#endif
