#include "columnar/kernels/kernel.hpp"

#include <algorithm>
#include <cstring>

namespace barem::columnar::kernels {

namespace {

std::size_t bytes_of(lane l) {
    switch (l) {
        case lane::i16: return 2;
        case lane::i32: return 4;
        case lane::i64: return 8;
        case lane::i128: return 16;
        default: return 1;
    }
}

}  // namespace

lookup_table::lookup_table(lookup const& from)
    : result(from.result), dense(from.dense), low(from.low), bounds(from.bounds), values_(from.entries) {
    if (!dense) values_.resize(bounds.size() + 1);
    if (values_.empty()) values_.push_back(0);
    last = static_cast<std::int64_t>(values_.size()) - 1;
    std::size_t const width = bytes_of(result);
    entries.assign(values_.size() * width / 8 + 1 + 32, 0);
    for (std::size_t i = 0; i < values_.size(); ++i) {
        int128 const value = values_[i];
        std::memcpy(reinterpret_cast<char*>(entries.data()) + i * width, &value, width);    // little endian
    }
    make_bytes();
    make_steps();
}

std::int64_t lookup_table::entry(std::int64_t argument) const {
    if (!dense) return values_[static_cast<std::size_t>(std::upper_bound(bounds.begin(), bounds.end(), argument) - bounds.begin())];
    auto const at = static_cast<int128>(argument) - low;
    return values_[static_cast<std::size_t>(at < 0 ? 0 : at > last ? last : at)];
}

void lookup_table::make_bytes() {
    for (std::size_t x = 0; x < 256; ++x) {
        std::int64_t const value = entry(static_cast<std::int64_t>(x));
        low_bytes[x] = static_cast<std::uint8_t>(value);
        high_bytes[x] = static_cast<std::uint8_t>(value >> 8);
    }
    if (dense && low + last < 255) quarters = static_cast<std::size_t>(std::max<std::int64_t>(low + last, 0)) / 64 + 1;
}

void lookup_table::make_steps() {
    first = values_.front();
    for (std::size_t i = 1; i < values_.size(); ++i) {
        if (values_[i] == values_[i - 1]) continue;
        if (steps_from.size() == most_steps) return;
        steps_from.push_back(dense ? low + static_cast<std::int64_t>(i) : bounds[i - 1]);
        steps_more.push_back(static_cast<std::int64_t>(static_cast<std::uint64_t>(values_[i]) - static_cast<std::uint64_t>(values_[i - 1])));
    }
    by_steps = true;
}

}  // namespace barem::columnar::kernels
