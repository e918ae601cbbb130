#include "batch/column_value.hpp"

#include "batch/row_block.hpp"
#include "number/large.hpp"

#include <limits>

namespace barem::batch {

number number_of(int128 count, std::int64_t denominator, std::int64_t divisor) {
    bool const small = count >= std::numeric_limits<std::int64_t>::min() && count <= std::numeric_limits<std::int64_t>::max();
    int128 const below = int128(denominator) * divisor;
    if (small && below <= std::numeric_limits<std::int64_t>::max())
        return number::ratio(static_cast<std::int64_t>(count), static_cast<std::int64_t>(below));
    return from_rational(big_rational(big_integer(count), big_integer(below)));
}

value value_at(columnar::result_column const& from, program::type const& type, std::size_t row) {
    if (from.given != nullptr && !bit_of(from.given, row)) return absent{};
    if (from.lane == columnar::lane::text) return std::string(static_cast<std::string_view const*>(from.data)[row]);
    int128 const count = integer_of(from.lane, from.data, row);
    switch (type.kind) {
        case program::type_kind::truth: return count != 0;
        case program::type_kind::word: return word{static_cast<std::uint32_t>(count)};
        case program::type_kind::date: return date{static_cast<std::int32_t>(count)};
        default: break;
    }
    auto const divisor = from.divisor == nullptr ? 1 : static_cast<std::int64_t>(integer_of(from.divisor_lane, from.divisor, row));
    return number_of(count, from.denominator, divisor);
}

}  // namespace barem::batch
