// Quotients, rounded by mode.
#include "columnar/kernels/targets.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "columnar/kernels/division.cpp"
#include <hwy/foreach_target.h>

#include "columnar/kernels/lanes-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace barem::columnar::kernels {
namespace HWY_NAMESPACE {

/// What to add to the truncated quotient: `rest` has the sign of the dividend, `odd` is the quotient's last bit.
template <typename T> T correction(T rest, T divisor, bool odd, rounding mode) {
    if (rest == 0) return 0;
    T const away = rest < 0 ? T(-1) : T(1);
    T const size = rest < 0 ? T(-rest) : rest;
    T const other = divisor - size;     // at least 1; compared instead of 2 * size, which could overflow
    switch (mode) {
        case rounding::half_up: return size >= other ? away : T(0);
        case rounding::half_even: return size > other || (size == other && odd) ? away : T(0);
        case rounding::half_down: return size > other ? away : T(0);
        case rounding::toward_zero: return 0;
        case rounding::away_from_zero: return away;
        case rounding::down: return rest < 0 ? T(-1) : T(0);
        case rounding::up: return rest > 0 ? T(1) : T(0);
    }
    return 0;
}

/// a / b for b > 0; a divisor that is not positive counts as 1 (of rows that fall back).
template <typename T> T rounded_quotient(T a, T b, rounding mode) {
    if (b <= 0) b = 1;
    T const whole = a / b;
    return static_cast<T>(whole + correction<T>(static_cast<T>(a - whole * b), b, (whole & 1) != 0, mode));
}

// Narrow lanes divide in the next wider one, so that any constant divisor fits.
template <typename T> using dividing = std::conditional_t<(sizeof(T) < 4), std::int32_t, std::conditional_t<sizeof(T) == 4, std::int64_t, T>>;

template <typename T> struct quotient {
    static void run(operands const& o) {
        T const* const a = values<T>(o.a);
        T const* const b = values<T>(o.b);
        T* HWY_RESTRICT const result = values<T>(o.result);
        for (std::size_t i = 0; i < o.rows; ++i) result[i] = static_cast<T>(rounded_quotient<dividing<T>>(a[i], b[i], o.mode));
    }
};

template <typename T> struct quotient_constant {
    static void run(operands const& o) {
        T const* const a = values<T>(o.a);
        T* HWY_RESTRICT const result = values<T>(o.result);
        using wide = dividing<T>;
        if (o.constants[0] > limits<wide>::high) {
            for (std::size_t i = 0; i < o.rows; ++i) result[i] = static_cast<T>(rounded_quotient<int128>(a[i], o.constants[0], o.mode));
            return;
        }
        wide const k = clamped<wide>(o.constants[0]);
        for (std::size_t i = 0; i < o.rows; ++i) result[i] = static_cast<T>(rounded_quotient<wide>(a[i], k, o.mode));
    }
};

kernel division_of_target(form const& f) {
    switch (f.operation) {
        case operation::quotient: return of_number<quotient>(f.result);
        case operation::quotient_constant: return of_number<quotient_constant>(f.result);
        default: return nullptr;
    }
}

}  // namespace HWY_NAMESPACE
}  // namespace barem::columnar::kernels
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace barem::columnar::kernels {
BAREM_EXPORT_KERNELS(division)
}  // namespace barem::columnar::kernels
#endif
