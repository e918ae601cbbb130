// Sums, products, lesser and greater: loops that the compiler vectorises.
#include "columnar/kernels/targets.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "columnar/kernels/arithmetic.cpp"
#include <hwy/foreach_target.h>

#include "columnar/kernels/lanes-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace barem::columnar::kernels {
namespace HWY_NAMESPACE {

// 32-bit arithmetic for the narrow lanes: their products would be promoted to int and could overflow there.
template <typename T> using computed = wrapping_t<std::conditional_t<(sizeof(T) < 4), std::int32_t, T>>;

struct plus { template <typename T> static T of(T a, T b) { return static_cast<T>(computed<T>(a) + computed<T>(b)); } };
struct minus { template <typename T> static T of(T a, T b) { return static_cast<T>(computed<T>(a) - computed<T>(b)); } };
struct minus_from { template <typename T> static T of(T a, T k) { return minus::of(k, a); } };
struct times { template <typename T> static T of(T a, T b) { return static_cast<T>(computed<T>(a) * computed<T>(b)); } };
struct lesser { template <typename T> static T of(T a, T b) { return a < b ? a : b; } };
struct greater { template <typename T> static T of(T a, T b) { return a < b ? b : a; } };

template <typename Op> struct binary {
    template <typename T> struct on {
        static void run(operands const& o) {
            T const* const a = values<T>(o.a);
            T const* const b = values<T>(o.b);
            T* HWY_RESTRICT const result = values<T>(o.result);
            for (std::size_t i = 0; i < o.rows; i += block)
                for (std::size_t j = i; j < i + block; ++j) result[j] = Op::of(a[j], b[j]);
        }
    };
    template <typename T> struct with_constant {
        static void run(operands const& o) {
            T const* const a = values<T>(o.a);
            T const k = constant(o);
            T* HWY_RESTRICT const result = values<T>(o.result);
            for (std::size_t i = 0; i < o.rows; i += block)
                for (std::size_t j = i; j < i + block; ++j) result[j] = Op::of(a[j], k);
        }
        // Sums and products may leave the lane's bounds on the way (u8: a + -5); bounds of least and greatest are those of the lane.
        static T constant(operands const& o) {
            if constexpr (std::is_same_v<Op, lesser> || std::is_same_v<Op, greater>) return clamped<T>(o.constants[0]);
            return static_cast<T>(o.constants[0]);
        }
    };
};

/// Bytes have no product of vectors: those at even and odd places are multiplied as halves of 16 bits.
#if HWY_TARGET != HWY_SCALAR
struct times_byte {
    static void run(operands const& o) {
        auto const* const a = values<std::uint8_t>(o.a);
        auto* const result = values<std::uint8_t>(o.result);
        vector_of<std::uint8_t> const d;
        hn::Repartition<std::uint16_t, decltype(d)> const d16;
        auto const k = hn::Set(d16, static_cast<std::uint8_t>(o.constants[0]));
        auto const low = hn::Set(d16, 0xff);
        for (std::size_t i = 0; i < padded(o.rows); i += hn::MaxLanes(d)) {
            auto const both = hn::BitCast(d16, hn::LoadU(d, a + i));
            auto const even = hn::And(hn::Mul(both, k), low);
            auto const odd = hn::ShiftLeft<8>(hn::Mul(hn::ShiftRight<8>(both), k));
            hn::StoreU(hn::BitCast(d, hn::Or(even, odd)), d, result + i);
        }
    }
};
#endif

template <typename T> struct absolute {
    static void run(operands const& o) {
        T const* const a = values<T>(o.a);
        T* HWY_RESTRICT const result = values<T>(o.result);
        for (std::size_t i = 0; i < o.rows; i += block)
            for (std::size_t j = i; j < i + block; ++j) result[j] = a[j] < 0 ? minus::of(T{0}, a[j]) : a[j];
    }
};

kernel arithmetic_of_target(form const& f) {
    switch (f.operation) {
        case operation::add: return of_number<binary<plus>::on>(f.result);
        case operation::add_constant: return of_number<binary<plus>::with_constant>(f.result);
        case operation::subtract: return of_number<binary<minus>::on>(f.result);
        case operation::subtract_from: return of_number<binary<minus_from>::with_constant>(f.result);
        case operation::multiply: return of_number<binary<times>::on>(f.result);
        case operation::multiply_constant:
#if HWY_TARGET != HWY_SCALAR
            if (f.result == lane::u8) return &times_byte::run;
#endif
            return of_number<binary<times>::with_constant>(f.result);
        case operation::minimum: return of_number<binary<lesser>::on>(f.result);
        case operation::minimum_constant: return of_number<binary<lesser>::with_constant>(f.result);
        case operation::maximum: return of_number<binary<greater>::on>(f.result);
        case operation::maximum_constant: return of_number<binary<greater>::with_constant>(f.result);
        case operation::absolute: return of_number<absolute>(f.result);
        default: return nullptr;
    }
}

}  // namespace HWY_NAMESPACE
}  // namespace barem::columnar::kernels
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace barem::columnar::kernels {
BAREM_EXPORT_KERNELS(arithmetic)
}  // namespace barem::columnar::kernels
#endif
