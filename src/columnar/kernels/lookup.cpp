// Tables from integers to integers. An argument beyond a dense table takes its nearest entry, or any.
//
// Three ways, by what the table is: bytes are permuted where the instruction set has that for whole tables (docs/decisions/kernels.md),
// few steps are added up, everything else is loaded entry by entry.
#include "columnar/kernels/targets.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "columnar/kernels/lookup.cpp"
#include <hwy/foreach_target.h>

#include "columnar/kernels/lanes-inl.hpp"
#include "columnar/kernels/byte_lookup-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace barem::columnar::kernels {
namespace HWY_NAMESPACE {

// ── entry by entry ──

/// Offsets of 64 arguments from the table's first, within the table. Narrow arguments are computed in 32 bits.
template <typename T, typename Argument> HWY_INLINE void entry_numbers(lookup_table const& t, Argument argument, std::uint32_t* numbers) {
    using near = std::conditional_t<(sizeof(T) < 8), std::int64_t, int128>;
    if (sizeof(T) <= 2 && t.low > -(1 << 20) && t.low < (1 << 20) && t.last < (1 << 20)) {
        auto const low = static_cast<std::int32_t>(t.low), last = static_cast<std::int32_t>(t.last);
        for (std::size_t j = 0; j < block; ++j) {
            std::int32_t const at = static_cast<std::int32_t>(argument(j)) - low;
            numbers[j] = static_cast<std::uint32_t>(at < 0 ? 0 : at > last ? last : at);
        }
        return;
    }
    near const low = t.low, high = low + t.last;
    for (std::size_t j = 0; j < block; ++j) {
        auto const x = static_cast<near>(argument(j));
        near const kept = x < low ? low : x > high ? high : x;
        numbers[j] = static_cast<std::uint32_t>(kept - low);
    }
}

/// How many of the bounds are not above each of 64 arguments: as many steps for the first as for the last, and of all 64 at once.
template <typename T> HWY_INLINE void bounds_passed(lookup_table const& t, T const* a, std::uint32_t* numbers) {
    std::int64_t const* const bounds = t.bounds.data();
    for (std::size_t j = 0; j < block; ++j) numbers[j] = 0;
    std::size_t left = t.bounds.size();
    if (left == 0) return;
    for (; left > 1; left -= left / 2) {
        std::size_t const half = left / 2;
        for (std::size_t j = 0; j < block; ++j) numbers[j] += a[j] >= bounds[numbers[j] + half - 1] ? static_cast<std::uint32_t>(half) : 0;
    }
    for (std::size_t j = 0; j < block; ++j) numbers[j] += a[j] >= bounds[numbers[j]] ? 1 : 0;
}

// By lane of the argument or of the entry alone: every pair of both would be a lot of code.
template <typename T> HWY_NOINLINE void numbers_of(lookup_table const& t, T const* a, std::uint32_t* numbers) {
    if (t.dense) entry_numbers<T>(t, [a](std::size_t j) { return a[j]; }, numbers);
    else bounds_passed<T>(t, a, numbers);
}

/// The same for a * k + b; products of rows that fall back may wrap.
template <typename T> HWY_NOINLINE void pair_numbers_of(lookup_table const& t, T const* a, T const* b, int128 times, std::uint32_t* numbers) {
    using wide = std::conditional_t<(sizeof(T) < 4), std::int32_t, std::conditional_t<(sizeof(T) < 8), std::int64_t, int128>>;
    using wraps = wrapping_t<wide>;
    auto const k = static_cast<wraps>(times);
    auto const argument = [=](std::size_t j) { return static_cast<wide>(static_cast<wraps>(static_cast<wide>(a[j])) * k + static_cast<wraps>(static_cast<wide>(b[j]))); };
    entry_numbers<wide>(t, argument, numbers);
}

template <typename Entry> HWY_NOINLINE void load_entries(lookup_table const& t, std::uint32_t const* numbers, Entry* result) {
    Entry const* const entries = values<Entry>(static_cast<void const*>(t.entries.data()));
    for (std::size_t j = 0; j < block; ++j) result[j] = entries[numbers[j]];
}

// ── by steps ──

/// Whether the steps can be added up in the wider of the two lanes.
template <typename Entry, typename T> inline constexpr bool adds_steps = sizeof(T) <= 8 && sizeof(Entry) <= 8;
template <typename Entry, typename T> using step_lane = std::conditional_t<(sizeof(T) >= sizeof(Entry)), T, Entry>;

/// 64 rows at a time, the steps of each group of vectors one after another.
template <typename W> HWY_NOINLINE void add_steps(lookup_table const& t, W const* a, W* result) {
    vector_of<W> const d;
    constexpr std::size_t lanes = hn::MaxLanes(d), group = 4 * lanes < block ? 4 * lanes : block, many = group / lanes;
    for (std::size_t i = 0; i < block; i += group) {
        hn::Vec<decltype(d)> sums[many];
        for (std::size_t v = 0; v < many; ++v) sums[v] = hn::Set(d, static_cast<W>(t.first));
        for (std::size_t s = 0; s < t.steps_from.size(); ++s) {
            if (t.steps_from[s] > static_cast<std::int64_t>(limits<W>::high)) break;
            // From the lowest value on: everywhere (nothing is below it to compare with).
            bool const everywhere = t.steps_from[s] <= static_cast<std::int64_t>(limits<W>::low);
            if (everywhere) {
                for (std::size_t v = 0; v < many; ++v) sums[v] = hn::Add(sums[v], hn::Set(d, static_cast<W>(t.steps_more[s])));
                continue;
            }
            auto const before = hn::Set(d, static_cast<W>(t.steps_from[s] - 1)), more = hn::Set(d, static_cast<W>(t.steps_more[s]));
            for (std::size_t v = 0; v < many; ++v)
                sums[v] = hn::Add(sums[v], hn::IfThenElseZero(hn::Gt(hn::LoadU(d, a + i + v * lanes), before), more));
        }
        for (std::size_t v = 0; v < many; ++v) hn::StoreU(sums[v], d, result + i + v * lanes);
    }
}

template <typename Entry, typename T> HWY_INLINE void look_up_steps(lookup_table const& t, T const* a, Entry* result) {
    using W = step_lane<Entry, T>;
    if constexpr (sizeof(T) == sizeof(Entry)) {
        add_steps<W>(t, a, result);
    } else if constexpr (sizeof(T) > sizeof(Entry)) {
        W sums[block];
        add_steps<W>(t, a, sums);
        for (std::size_t j = 0; j < block; ++j) result[j] = static_cast<Entry>(sums[j]);
    } else {
        W arguments[block];
        for (std::size_t j = 0; j < block; ++j) arguments[j] = static_cast<W>(a[j]);
        add_steps<W>(t, arguments, result);
    }
}

// ── whole columns ──

/// Entries of 64 arguments at a time; each(i) makes them for the block from row i on.
template <typename Each> HWY_INLINE void by_blocks(operands const& o, Each each) {
    for (std::size_t i = 0; i < o.rows; i += block) each(i);
}

template <typename Entry, typename T, typename Put> HWY_INLINE void look_up_entries(operands const& o, Put put) {
    lookup_table const& t = *o.table;
    T const* const a = values<T>(o.a);
    if constexpr (sizeof(T) == 1 && sizeof(Entry) <= 2) {
        if (has_byte_lookup) {
            by_blocks(o, [&](std::size_t i) HWY_ATTR { put(i, [&](Entry* to) HWY_ATTR { look_up_bytes(t, a + i, to); }); });
            return;
        }
    }
    if constexpr (adds_steps<Entry, T>) {
        if (HWY_TARGET != HWY_SCALAR && t.by_steps) {       // without vectors a load is less than some comparisons
            by_blocks(o, [&](std::size_t i) HWY_ATTR { put(i, [&](Entry* to) HWY_ATTR { look_up_steps<Entry, T>(t, a + i, to); }); });
            return;
        }
    }
    by_blocks(o, [&](std::size_t i) HWY_ATTR {
        std::uint32_t numbers[block];
        numbers_of<T>(t, a + i, numbers);
        put(i, [&](Entry* to) HWY_ATTR { load_entries(t, numbers, to); });
    });
}

template <typename Entry, typename T, typename Put> HWY_INLINE void look_up_pair_entries(operands const& o, Put put) {
    lookup_table const& t = *o.table;
    T const* const a = values<T>(o.a);
    T const* const b = values<T>(o.b);
    if constexpr (sizeof(T) == 1 && sizeof(Entry) <= 2) {
        if (has_byte_lookup && t.low >= 0 && t.low + t.last < 256) {
            auto const k = static_cast<std::uint8_t>(o.constants[0]);
            by_blocks(o, [&](std::size_t i) HWY_ATTR {
                std::uint8_t numbers[block];
                for (std::size_t j = 0; j < block; ++j) numbers[j] = static_cast<std::uint8_t>(a[i + j] * k + b[i + j]);
                put(i, [&](Entry* to) HWY_ATTR { look_up_bytes(t, numbers, to); });
            });
            return;
        }
    }
    by_blocks(o, [&](std::size_t i) HWY_ATTR {
        std::uint32_t numbers[block];
        pair_numbers_of<T>(t, a + i, b + i, o.constants[0], numbers);
        put(i, [&](Entry* to) HWY_ATTR { load_entries(t, numbers, to); });
    });
}

/// Puts entries where they belong: straight into the result, or as bits.
template <typename R> struct into_values {
    R* result;
    template <typename Make> HWY_INLINE void operator()(std::size_t i, Make make) const { make(result + i); }
};
struct into_bits {
    void* result;
    template <typename Make> HWY_INLINE void operator()(std::size_t i, Make make) const {
        std::uint8_t truths[block];
        make(truths);
        vector_of<std::uint8_t> const d;
        set_word(result, i / block, word_from<std::uint8_t>([&](std::size_t j) HWY_ATTR { return hn::Ne(hn::LoadU(d, truths + j), hn::Zero(d)); }));
    }
};

template <typename R, typename T> struct look_up {
    static void run(operands const& o) { look_up_entries<R, T>(o, into_values<R>{values<R>(o.result)}); }
};
template <typename R, typename T> struct look_up_pair {
    static void run(operands const& o) { look_up_pair_entries<R, T>(o, into_values<R>{values<R>(o.result)}); }
};
template <typename T> struct look_up_bits {
    static void run(operands const& o) { look_up_entries<std::uint8_t, T>(o, into_bits{o.result}); }
};
template <typename T> struct look_up_pair_bits {
    static void run(operands const& o) { look_up_pair_entries<std::uint8_t, T>(o, into_bits{o.result}); }
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
