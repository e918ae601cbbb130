#include "batch/rank_keys.hpp"

#include <limits>
#include <numeric>

namespace barem::batch {

namespace {

std::optional<std::int64_t> narrow(int128 v) {
    if (v < std::numeric_limits<std::int64_t>::min() || v > std::numeric_limits<std::int64_t>::max()) return std::nullopt;
    return static_cast<std::int64_t>(v);
}

template <typename T>
void copy_counts(void const* data, std::vector<fraction>& made) {
    for (std::size_t r = 0; r != made.size(); ++r) made[r].count = static_cast<T const*>(data)[r];
}

template <typename T>
void copy_divisors(void const* data, std::vector<fraction>& made) {
    for (std::size_t r = 0; r != made.size(); ++r) made[r].divisor = static_cast<T const*>(data)[r];
}

}  // namespace

std::optional<fraction> fraction_of(value const& v, std::int64_t denominator) {
    if (auto const* w = std::get_if<word>(&v)) return fraction{w->index, 1};
    if (auto const* d = std::get_if<date>(&v)) return fraction{d->days, 1};
    auto const* n = std::get_if<number>(&v);
    if (n == nullptr || n->is_large()) return std::nullopt;
    auto const below = number_access::denominator(*n);
    auto const common = std::gcd(denominator, below);
    auto const count = narrow(int128(number_access::numerator(*n)) * (denominator / common));
    if (!count || below / common > greatest_packed_divisor) return std::nullopt;
    return fraction{*count, below / common};
}

void read_fractions(columnar::result_column const& from, std::uint32_t rows, std::vector<fraction>& made) {
    made.assign(rows, {});
    switch (from.lane) {
        case columnar::lane::u8: copy_counts<std::uint8_t>(from.data, made); break;
        case columnar::lane::i16: copy_counts<std::int16_t>(from.data, made); break;
        case columnar::lane::i32: copy_counts<std::int32_t>(from.data, made); break;
        case columnar::lane::i64: copy_counts<std::int64_t>(from.data, made); break;
        default:
            for (std::uint32_t r = 0; r != rows; ++r) {
                auto const count = narrow(integer_of(from.lane, from.data, r));
                made[r] = count ? fraction{*count, 1} : fraction{0, 0};
            }
    }
    if (from.divisor == nullptr) return;
    auto const unfit = from.lane == columnar::lane::i128 ? made : std::vector<fraction>();
    switch (from.divisor_lane) {
        case columnar::lane::u8: copy_divisors<std::uint8_t>(from.divisor, made); break;
        case columnar::lane::i16: copy_divisors<std::int16_t>(from.divisor, made); break;
        case columnar::lane::i32: copy_divisors<std::int32_t>(from.divisor, made); break;
        default: copy_divisors<std::int64_t>(from.divisor, made); break;
    }
    for (std::size_t r = 0; r != unfit.size(); ++r)
        if (unfit[r].divisor == 0) made[r].divisor = 0;
}

void key_range::add(key_range const& other) {
    if (!other.any) return;
    low = any && low < other.low ? low : other.low;
    high = any && high > other.high ? high : other.high;
    divisor = divisor > other.divisor ? divisor : other.divisor;
    any = true;
}

key_packing::key_packing(key_range const& range, bool descending) : descending_(descending) {
    scale_ = range.divisor * range.divisor;
    low_ = int128(range.low) * scale_;
    high_ = range.divisor == 1 ? int128(range.high) : (int128(range.high) + 1) * scale_ - 1;
    bits_ = width_of_integer(static_cast<uint128>(high_ - low_));
}

int128 key_packing::divide_down(int128 a, std::int64_t b) {
    auto const small = static_cast<std::int64_t>(a);
    if (small == a) return small / b - (small % b < 0 ? 1 : 0);
    return a / b - (a % b < 0 ? 1 : 0);
}

}  // namespace barem::batch
