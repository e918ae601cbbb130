#include "batch/result_values.hpp"

#include "io/result_lines.hpp"
#include "number/large.hpp"

namespace barem::batch {

value value_at(program::type const& type, columnar::result_column const& column, std::size_t row) {
    using program::type_kind;
    if (column.given != nullptr && !io::bit_at(column.given, row)) return absent{};
    if (type.kind == type_kind::truth) return io::bit_at(column.data, row);
    if (type.kind == type_kind::text) return std::string(static_cast<std::string_view const*>(column.data)[row]);
    auto const count = io::count_at(column.lane, column.data, row);
    if (type.kind == type_kind::word) return word{static_cast<std::uint32_t>(count)};
    if (type.kind == type_kind::date) return date{static_cast<std::int32_t>(count)};
    auto const divisor = column.divisor == nullptr ? int128{1} : io::count_at(column.divisor_lane, column.divisor, row);
    return from_rational(big_rational(big_integer(count), big_integer(divisor * column.denominator)));
}

}  // namespace barem::batch
