#include "batch/result_values.hpp"

#include "io/result_lines.hpp"

#include <limits>

namespace barem::batch {

number number_of(int128 count, std::int64_t denominator, std::int64_t divisor) {
    using limits = std::numeric_limits<std::int64_t>;
    int128 const below = int128(denominator) * divisor;
    if (count >= limits::min() && count <= limits::max() && below <= limits::max())
        return number::ratio(static_cast<std::int64_t>(count), static_cast<std::int64_t>(below));
    return from_rational(big_rational(big_integer(count), big_integer(below)));
}

value value_at(program::type const& type, columnar::result_column const& column, std::size_t row) {
    using program::type_kind;
    if (column.given != nullptr && !io::bit_at(column.given, row)) return absent{};
    if (type.kind == type_kind::truth) return io::bit_at(column.data, row);
    if (type.kind == type_kind::text) return std::string(static_cast<std::string_view const*>(column.data)[row]);
    auto const count = io::count_at(column.lane, column.data, row);
    if (type.kind == type_kind::word) return word{static_cast<std::uint32_t>(count)};
    if (type.kind == type_kind::date) return date{static_cast<std::int32_t>(count)};
    auto const divisor = column.divisor == nullptr ? 1 : static_cast<std::int64_t>(io::count_at(column.divisor_lane, column.divisor, row));
    return number_of(count, column.denominator, divisor);
}

}  // namespace barem::batch
