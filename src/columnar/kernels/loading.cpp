// Columns of callers brought into registers: other widths, other places, bounds checked.
#include "columnar/kernels/targets.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "columnar/kernels/loading.cpp"
#include <hwy/foreach_target.h>

#include "columnar/kernels/lanes-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace barem::columnar::kernels {
namespace HWY_NAMESPACE {

/// Whether rows are outside, 64 at a time: flags(i, flags, n) writes a byte for each of n rows and says whether one is set.
template <typename Flags> HWY_INLINE bool in_blocks(load_operands const& o, Flags flags) {
    bool some = false;
    for (std::size_t i = 0; i < o.rows; i += block) {
        std::uint8_t outside[block] = {};
        // Whole blocks have a length that the compiler knows.
        bool const here = o.rows - i >= block ? flags(i, outside, block) : flags(i, outside, o.rows - i);
        if (here && !some) std::memset(o.outside, 0, padded(o.rows) / 8);
        some |= here;
        if (some) set_word(o.outside, i / block, packed(outside));
    }
    return some;
}

template <typename S, typename T> HWY_INLINE bool load_as_is(load_operands const& o, S low, S high) {
    S const* const data = values<S>(o.data);
    T* HWY_RESTRICT const result = values<T>(o.result);
    return in_blocks(o, [=](std::size_t i, std::uint8_t* outside, std::size_t n) {
        std::uint8_t any = 0;
        for (std::size_t j = 0; j < n; ++j) {
            S const value = data[i + j];
            result[i + j] = static_cast<T>(value);
            outside[j] = (value < low) | (value > high);
            any = static_cast<std::uint8_t>(any | outside[j]);
        }
        return any != 0;
    });
}

/// Bounds of columns of 128 bits are far from where the product would overflow.
template <typename S, typename T> HWY_INLINE bool load_scaled(load_operands const& o) {
    S const* const data = values<S>(o.data);
    T* HWY_RESTRICT const result = values<T>(o.result);
    int128 const low = o.bounded ? o.low * o.over : limits<int128>::low, high = o.bounded ? o.high * o.over : limits<int128>::high;
    int128 const most = limits<int128>::high / o.times;
    return in_blocks(o, [=, times = o.times, over = o.over](std::size_t i, std::uint8_t* outside, std::size_t n) {
        bool any = false;
        for (std::size_t j = 0; j < n; ++j) {
            auto const value = static_cast<int128>(data[i + j]);
            bool const fits = value <= most && value >= -most;
            int128 const scaled = fits ? value * times : 0;
            outside[j] = !fits || scaled < low || scaled > high || scaled % over != 0;
            result[i + j] = static_cast<T>(outside[j] != 0 ? 0 : scaled / over);
            any |= outside[j] != 0;
        }
        return any;
    });
}

template <typename S, typename T> struct load {
    static bool run(load_operands const& o) {
        if (o.times != 1 || o.over != 1) return load_scaled<S, T>(o);
        if (!o.bounded) return load_as_is<S, T>(o, limits<S>::low, limits<S>::high);
        bool const none = o.low > o.high || o.low > static_cast<int128>(limits<S>::high) || o.high < static_cast<int128>(limits<S>::low);
        return none ? load_as_is<S, T>(o, S{1}, S{0}) : load_as_is<S, T>(o, clamped<S>(o.low), clamped<S>(o.high));
    }
};

/// Truths of a byte each; others than 0 and 1 fit nothing.
bool load_bytes(load_operands const& o) {
    auto const* const data = values<std::uint8_t>(o.data);
    vector_of<std::uint8_t> const d;
    auto const one = hn::Set(d, 1);
    return in_blocks(o, [=, bits = o.result](std::size_t i, std::uint8_t* outside, std::size_t n) HWY_ATTR {
        std::uint8_t truths[block] = {}, any = 0;
        if (n == block) {
            std::uint64_t const beyond = word_from<std::uint8_t>([&](std::size_t j) HWY_ATTR { return hn::Gt(hn::LoadU(d, data + i + j), one); });
            set_word(bits, i / block, word_from<std::uint8_t>([&](std::size_t j) HWY_ATTR { return hn::Eq(hn::LoadU(d, data + i + j), one); }));
            if (beyond != 0) unpack(beyond, outside);
            return beyond != 0;
        }
        for (std::size_t j = 0; j < n; ++j) {
            truths[j] = data[i + j] & 1;
            outside[j] = data[i + j] > 1;
            any = static_cast<std::uint8_t>(any | outside[j]);
        }
        set_word(bits, i / block, packed(truths));
        return any != 0;
    });
}

/// Bounds of columns that are read where they lie, in whole blocks: rows behind the last may be said to be outside too.
template <typename S> struct check {
    static bool run(load_operands const& o) {
        S const* const data = values<S>(o.data);
        vector_of<S> const d;
        auto const low = hn::Set(d, clamped<S>(o.low)), high = hn::Set(d, clamped<S>(o.high));
        bool const none = o.low > o.high || o.low > static_cast<int128>(limits<S>::high) || o.high < static_cast<int128>(limits<S>::low);
        std::uint64_t some = none ? 1 : 0;
        for (std::size_t i = 0; i < o.rows; i += block) {
            std::uint64_t word = word_from<S>([&](std::size_t j) HWY_ATTR {
                auto const x = hn::LoadU(d, data + i + j);
                return hn::Or(hn::Lt(x, low), hn::Gt(x, high));
            });
            if (none) word = ~std::uint64_t{0};
            set_word(o.outside, i / block, word);
            some |= word;
        }
        return some != 0;
    }
};

template <typename S> loader load_into(lane l) {
    switch (l) {
        case lane::u8: return &load<S, std::uint8_t>::run;
        case lane::i16: return &load<S, std::int16_t>::run;
        case lane::i32: return &load<S, std::int32_t>::run;
        case lane::i64: return &load<S, std::int64_t>::run;
        case lane::i128: return &load<S, int128>::run;
        default: return nullptr;
    }
}

loader checking_of_target(lane l) {
    switch (l) {
        case lane::u8: return &check<std::uint8_t>::run;
        case lane::i16: return &check<std::int16_t>::run;
        case lane::i32: return &check<std::int32_t>::run;
        case lane::i64: return &check<std::int64_t>::run;
        default: return nullptr;
    }
}

loader loading_of_target(storage s, lane l) {
    switch (s) {
        case storage::bytes: return l == lane::bits ? &load_bytes : nullptr;
        case storage::u8: return load_into<std::uint8_t>(l);
        case storage::i8: return load_into<std::int8_t>(l);
        case storage::u16: return load_into<std::uint16_t>(l);
        case storage::i16: return load_into<std::int16_t>(l);
        case storage::u32: return load_into<std::uint32_t>(l);
        case storage::i32: return load_into<std::int32_t>(l);
        case storage::u64: return load_into<std::uint64_t>(l);
        case storage::i64: return load_into<std::int64_t>(l);
        case storage::i128: return load_into<int128>(l);
        default: return nullptr;
    }
}

}  // namespace HWY_NAMESPACE
}  // namespace barem::columnar::kernels
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace barem::columnar::kernels {
HWY_EXPORT(loading_of_target);
HWY_EXPORT(checking_of_target);
loader checking(instruction_set const& set, lane l) { return BAREM_OF_SET(checking_of_target, set)(l); }
loader loading(instruction_set const& set, storage s, lane l) { return BAREM_OF_SET(loading_of_target, set)(s, l); }
}  // namespace barem::columnar::kernels
#endif
