// Tables from integers to integers. An argument beyond a dense table takes its nearest entry.
#include "columnar/kernels/targets.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "columnar/kernels/lookup.cpp"
#include <hwy/foreach_target.h>

#include "columnar/kernels/lanes-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace barem::columnar::kernels {
namespace HWY_NAMESPACE {

template <typename T> std::int64_t entry_number(lookup_table const& t, T x) {
    // x - low in 128 bits cannot overflow; narrower lanes do with 64 (bounds of tables are far from those of 64 bits there).
    using wide = std::conditional_t<(sizeof(T) < 8), std::int64_t, int128>;
    wide const at = static_cast<wide>(static_cast<wrapping_t<wide>>(static_cast<wide>(x)) - static_cast<wrapping_t<wide>>(static_cast<wide>(t.low)));
    if (at < 0) return 0;
    return at > t.last ? t.last : static_cast<std::int64_t>(at);
}

/// How many of the bounds are not above x: as many steps for the first as for the last.
template <typename T> std::int64_t bounds_passed(lookup_table const& t, T x) {
    std::int64_t const* from = t.bounds.data();
    std::size_t left = t.bounds.size();
    while (left > 1) {
        std::size_t const half = left / 2;
        from += (static_cast<T>(x) >= from[half - 1]) ? half : 0;
        left -= half;
    }
    return (from - t.bounds.data()) + (left == 1 && x >= *from ? 1 : 0);
}

template <typename Entry, typename T> HWY_INLINE void look_up_entries(operands const& o, Entry* result) {
    lookup_table const& t = *o.table;
    T const* const a = values<T>(o.a);
    Entry const* const entries = values<Entry>(static_cast<void const*>(t.entries.data()));
    if (t.dense)
        for (std::size_t i = 0; i < o.rows; ++i) result[i] = entries[entry_number(t, a[i])];
    else
        for (std::size_t i = 0; i < o.rows; ++i) result[i] = entries[bounds_passed(t, a[i])];
}

template <typename Entry, typename T> HWY_INLINE void look_up_pair_entries(operands const& o, Entry* result) {
    lookup_table const& t = *o.table;
    T const* const a = values<T>(o.a);
    T const* const b = values<T>(o.b);
    Entry const* const entries = values<Entry>(static_cast<void const*>(t.entries.data()));
    using wide = std::conditional_t<(sizeof(T) < 8), std::int64_t, int128>;
    auto const k = static_cast<wrapping_t<wide>>(o.constants[0]);
    for (std::size_t i = 0; i < o.rows; ++i) {
        auto const at = static_cast<wide>(static_cast<wrapping_t<wide>>(static_cast<wide>(a[i])) * k + static_cast<wrapping_t<wide>>(static_cast<wide>(b[i])));
        result[i] = entries[entry_number(t, at)];
    }
}

template <typename R, typename T> struct look_up {
    static void run(operands const& o) { look_up_entries<R, T>(o, values<R>(o.result)); }
};
template <typename R, typename T> struct look_up_pair {
    static void run(operands const& o) { look_up_pair_entries<R, T>(o, values<R>(o.result)); }
};
template <typename T> struct look_up_bits {
    static void run(operands const& o) {
        auto* const truths = values<std::uint8_t>(o.scratch);
        look_up_entries<std::uint8_t, T>(o, truths);
        pack_all(truths, o.result, o.rows);
    }
};
template <typename T> struct look_up_pair_bits {
    static void run(operands const& o) {
        auto* const truths = values<std::uint8_t>(o.scratch);
        look_up_pair_entries<std::uint8_t, T>(o, truths);
        pack_all(truths, o.result, o.rows);
    }
};

kernel looking_up_of_target(form const& f) {
    switch (f.operation) {
        case operation::look_up: return f.result == lane::bits ? of_number<look_up_bits>(f.a) : of_numbers<look_up>::find(f.result, f.a);
        case operation::look_up_pair:
            return f.result == lane::bits ? of_number<look_up_pair_bits>(f.a) : of_numbers<look_up_pair>::find(f.result, f.a);
        default: return nullptr;
    }
}

}  // namespace HWY_NAMESPACE
}  // namespace barem::columnar::kernels
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace barem::columnar::kernels {
BAREM_EXPORT_KERNELS(looking_up)
}  // namespace barem::columnar::kernels
#endif
