#include "batch/group_register.hpp"

#include "batch/result_values.hpp"
#include "batch/value_code.hpp"

#include <algorithm>
#include <functional>

namespace barem::batch {

namespace {

constexpr int128 narrow_limit = 1 << 20;        // 4 MB, only when such integers occur

std::string_view as_text(bytes const& b) { return {reinterpret_cast<char const*>(b.data()), b.size()}; }

}  // namespace

index text_numbers::of(std::string_view text, index fresh) {
    if ((known_.size() + 1) * 2 > slots_.size()) grow();
    auto const hash = std::hash<std::string_view>{}(text);
    std::size_t const mask = slots_.size() - 1;
    std::size_t at = hash & mask;
    for (; slots_[at] != 0; at = (at + 1) & mask) {
        entry const& e = known_[slots_[at] - 1];
        if (e.hash == hash && std::string_view(texts_.data() + e.at, e.size) == text) return e.number;
    }
    known_.push_back({hash, texts_.size(), static_cast<std::uint32_t>(text.size()), fresh});
    texts_.insert(texts_.end(), text.begin(), text.end());
    slots_[at] = static_cast<std::uint32_t>(known_.size());
    return fresh;
}

void text_numbers::grow() {
    slots_.assign(std::max<std::size_t>(64, slots_.size() * 2), 0);
    std::size_t const mask = slots_.size() - 1;
    for (std::size_t i = 0; i != known_.size(); ++i) {
        std::size_t at = known_[i].hash & mask;
        while (slots_[at] != 0) at = (at + 1) & mask;
        slots_[at] = static_cast<std::uint32_t>(i + 1);
    }
}

index group_register::known(std::string_view coded) {
    index const made = exact_.of(coded, size_);
    if (made == size_) ++size_;
    return made;
}

index group_register::of(std::span<value const> partition) {
    coded_.clear();
    value_writer out(coded_);
    for (value const& v : partition) out.write(v);
    return known(as_text(coded_));
}

template <typename T>
void group_register::of_integers(std::span<partition_column const> partition, std::span<index> groups) {
    auto const* const counts = static_cast<T const*>(partition[0].values.data);
    for (std::size_t r = 0; r != groups.size(); ++r) {
        auto const i = static_cast<std::size_t>(counts[r]);             // of one below 0: beyond all that are narrow
        groups[r] = i < narrow_.size() && narrow_[i] != 0 ? narrow_[i] - 1 : of(partition, r);
    }
}

void group_register::of(std::span<partition_column const> partition, std::span<index> groups) {
    if (groups.empty()) return;
    if (partition.empty()) return std::fill(groups.begin(), groups.end(), of(partition, 0));
    auto const& first = partition[0].values;
    bool const single = partition.size() == 1 && first.divisor == nullptr;
    if (single && first.lane == columnar::lane::u8) return of_integers<std::uint8_t>(partition, groups);
    if (single && first.lane == columnar::lane::i16) return of_integers<std::int16_t>(partition, groups);
    if (single && first.lane == columnar::lane::i32) return of_integers<std::int32_t>(partition, groups);
    if (single && first.lane == columnar::lane::i64) return of_integers<std::int64_t>(partition, groups);
    for (std::size_t r = 0; r != groups.size(); ++r) groups[r] = of(partition, r);
}

index group_register::of(std::span<partition_column const> partition, std::size_t row) {
    auto const exactly = [&] {
        values_.clear();
        for (auto const& p : partition) values_.push_back(value_at(p.type, p.values, row));
        return of(values_);
    };
    if (partition.size() == 1 && partition[0].values.lane != columnar::lane::text && partition[0].values.divisor == nullptr) {
        auto const& only = partition[0].values;
        int128 const count = integer_of(only.lane, only.data, row);
        if (count >= 0 && count < narrow_limit) {
            auto const i = static_cast<std::size_t>(count);
            if (i >= narrow_.size()) narrow_.resize(std::max<std::size_t>(i + 1, narrow_.size() * 2));
            if (narrow_[i] == 0) narrow_[i] = exactly() + 1;
            return narrow_[i] - 1;
        }
    }
    coded_.clear();
    auto const append = [&](void const* from, std::size_t size) {
        auto const* first = static_cast<std::byte const*>(from);
        coded_.insert(coded_.end(), first, first + size);
    };
    for (auto const& p : partition) {
        if (p.values.lane == columnar::lane::text) {
            auto const text = static_cast<std::string_view const*>(p.values.data)[row];
            auto const size = static_cast<std::uint32_t>(text.size());
            append(&size, sizeof size);
            append(text.data(), text.size());
            continue;
        }
        int128 const count = integer_of(p.values.lane, p.values.data, row);
        append(&count, sizeof count);
        if (p.values.divisor == nullptr) continue;
        int128 const divisor = integer_of(p.values.divisor_lane, p.values.divisor, row);
        append(&divisor, sizeof divisor);
    }
    // coded_ is used again by what says what the group is.
    auto const before = seen_.size();
    index const made = seen_.of(as_text(coded_), none);
    if (seen_.size() == before) return made;
    index const number = exactly();
    seen_.set_last(number);
    return number;
}

}  // namespace barem::batch
