#include "batch/group_column.hpp"

#include "batch/rank_keys.hpp"

namespace barem::batch {

using columnar::lane;

columnar::storage storage_of(lane l) {
    switch (l) {
        case lane::bits: return columnar::storage::bits;
        case lane::u8: return columnar::storage::u8;
        case lane::i16: return columnar::storage::i16;
        case lane::i32: return columnar::storage::i32;
        case lane::i64: return columnar::storage::i64;
        case lane::i128: return columnar::storage::i128;
        case lane::text: return columnar::storage::text;
    }
    return columnar::storage::none;
}

bool holds(lane l, int128 v) {
    switch (l) {
        case lane::bits: return v == 0 || v == 1;
        case lane::u8: return v >= 0 && v <= 0xFF;
        case lane::i16: return v == static_cast<std::int16_t>(v);
        case lane::i32: return v == static_cast<std::int32_t>(v);
        case lane::i64: return v == static_cast<std::int64_t>(v);
        case lane::i128: return true;
        case lane::text: break;
    }
    return false;
}

group_column::group_column(columnar::input const& input, columnar::stage const& stage, std::int64_t denominator, program::aggregate_function function,
                           std::span<exec::group_value const> groups)
    : input_(input), lane_(input.value == none ? lane::bits : stage.registers[input.value].lane), denominator_(denominator),
      is_mean_(function == program::aggregate_function::mean) {
    if (input.dividing != none) divisor_lane_ = stage.registers[input.dividing].lane;
    for (auto const& g : groups) groups_.push_back(make(g));
}

group_column::one group_column::make(exec::group_value const& from) const {
    one made;
    made.fits = from.why == exec::failure::none;
    made.given = made.fits && is_given(from.result);
    if (!made.given) return made;
    if (auto const* truth = std::get_if<bool>(&from.result)) made.count = *truth ? 1 : 0;
    else if (auto const* text = std::get_if<std::string>(&from.result)) made.text = *text;
    else {
        auto const f = fraction_of(from.result, denominator_);
        made.fits = f.has_value();
        if (f) made.count = f->count, made.divisor = f->divisor;
    }
    // The bounds are those of a sum before it is divided.
    if (is_mean_ && made.fits && from.counted % made.divisor == 0) {
        int128 const count = int128(made.count) * (from.counted / made.divisor);
        made.fits = count >= input_.low && count <= input_.high;
        made.count = made.fits ? static_cast<std::int64_t>(count) : 0;
        made.divisor = from.counted;
    }
    if (input_.dividing == none ? made.divisor != 1 : !holds(divisor_lane_, made.divisor)) made.fits = false;
    return made;
}

void group_column::gather(std::span<index const> groups, std::vector<bool>& falls_back) {
    std::size_t const rows = groups.size();
    one const nothing;
    given_.assign((rows + 7) / 8, std::byte{});
    data_.assign(lane_ == lane::bits ? (rows + 7) / 8 : rows * width_of(lane_), std::byte{});
    divisor_data_.assign(input_.dividing == none ? 0 : rows * sizeof(std::int64_t), std::byte{});
    ends_.assign(lane_ == lane::text ? 1 : 0, 0);
    texts_.clear();
    auto const put = [&]<typename T>(T, std::size_t row, std::int64_t count) { reinterpret_cast<T*>(data_.data())[row] = static_cast<T>(count); };
    for (std::size_t r = 0; r != rows; ++r) {
        one const& g = groups[r] == none ? nothing : groups_[groups[r]];
        auto const bit = static_cast<std::byte>(1u << (r % 8));
        std::int64_t count = g.count;
        // What is not given is not looked at, but lies in the bounds.
        bool const outside = lane_ != lane::bits && lane_ != lane::text && (count < input_.low || count > input_.high);
        if (!g.fits || (g.given && outside)) falls_back[r] = true;
        if (!g.fits || outside) count = input_.low;
        if (g.given) given_[r / 8] |= bit;
        switch (lane_) {
            case lane::bits: if (count != 0) data_[r / 8] |= bit; break;
            case lane::u8: put(std::uint8_t{}, r, count); break;
            case lane::i16: put(std::int16_t{}, r, count); break;
            case lane::i32: put(std::int32_t{}, r, count); break;
            case lane::i64: put(std::int64_t{}, r, count); break;
            case lane::i128: put(int128{}, r, count); break;
            case lane::text:
                texts_.insert(texts_.end(), g.text.begin(), g.text.end());
                ends_.push_back(static_cast<std::int32_t>(texts_.size()));
        }
        if (input_.dividing != none) reinterpret_cast<std::int64_t*>(divisor_data_.data())[r] = g.fits ? g.divisor : 1;
    }
    values_ = {};
    values_.storage = storage_of(lane_);
    values_.places = input_.places;
    values_.data = lane_ == lane::text ? static_cast<void const*>(ends_.data()) : data_.data();
    values_.text_bytes = texts_.data();
    values_.given = reinterpret_cast<std::uint8_t const*>(given_.data());
    divisors_ = {};
    if (input_.dividing == none) return;
    divisors_.storage = columnar::storage::i64;     // read into the lane that it is needed in
    divisors_.data = divisor_data_.data();
}

}  // namespace barem::batch
