#include "columnar/record_from_columns.hpp"

#include "columnar/doubles.hpp"
#include "number/large.hpp"

#include <cstring>
#include <limits>
#include <string>
#include <string_view>

namespace barem::columnar {

namespace {

using program::type_kind;

bool bit(std::uint8_t const* bits, std::size_t at) { return (bits[at / 8] >> (at % 8) & 1) != 0; }

template <typename T>
T element(void const* data, std::size_t at) {
    T read;
    std::memcpy(&read, static_cast<char const*>(data) + at * sizeof(T), sizeof(T));     // the caller's may be unaligned
    return read;
}

int128 integer_of(column const& from, std::size_t at) {
    switch (from.storage) {
        case storage::bits: return bit(static_cast<std::uint8_t const*>(from.data), at) ? 1 : 0;
        case storage::bytes:
        case storage::u8: return element<std::uint8_t>(from.data, at);
        case storage::i8: return element<std::int8_t>(from.data, at);
        case storage::u16: return element<std::uint16_t>(from.data, at);
        case storage::i16: return element<std::int16_t>(from.data, at);
        case storage::u32: return element<std::uint32_t>(from.data, at);
        case storage::i32: return element<std::int32_t>(from.data, at);
        case storage::u64: return element<std::uint64_t>(from.data, at);
        case storage::i64: return element<std::int64_t>(from.data, at);
        case storage::i128: return element<int128>(from.data, at);
        default: break;
    }
    return 0;
}

bool within(int128 n, std::int64_t low, std::int64_t high) { return n >= low && n <= high; }

/// count / 10^places, for any 128 bits.
number number_of(int128 count, std::uint8_t places) {
    using limits = std::numeric_limits<std::int64_t>;
    if (within(count, limits::min(), limits::max()) && places <= 18) {
        std::int64_t power = 1;
        for (int i = 0; i < places; ++i) power *= 10;
        return number::ratio(static_cast<std::int64_t>(count), power);
    }
    // In halves, for big_integer of no particular size takes no 128 bits everywhere.
    bool const negative = count < 0;
    uint128 const size = negative ? uint128(0) - static_cast<uint128>(count) : static_cast<uint128>(count);
    big_integer whole = (big_integer(static_cast<std::uint64_t>(size >> 64)) << 64) + static_cast<std::uint64_t>(size);
    if (negative) whole = -whole;
    return from_rational(big_rational(whole, pow(big_integer(10), unsigned{places})));
}

/// A text that a field has; of a date what it says, if it says one.
value value_of(program::member const& input, std::string_view text) {
    if (input.type.kind == type_kind::date)
        if (auto const day = date::parse(text)) return *day;
    return std::string(text);
}

value value_of(program::program const& rules, program::member const& input, column const& from, std::size_t row) {
    std::size_t const at = from.offset + row;
    if (from.empty() || (from.given && !bit(from.given, at))) return absent{};
    if (from.storage == storage::text) {
        auto const begin = element<std::int32_t>(from.data, at), end = element<std::int32_t>(from.data, at + 1);
        return value_of(input, {from.text_bytes + begin, static_cast<std::size_t>(end - begin)});
    }
    if (from.storage == storage::text64) {
        auto const begin = element<std::int64_t>(from.data, at), end = element<std::int64_t>(from.data, at + 1);
        return value_of(input, {from.text_bytes + begin, static_cast<std::size_t>(end - begin)});
    }
    if (from.storage == storage::views) return value_of(input, element<std::string_view>(from.data, at));
    if (from.storage == storage::f64) {
        auto const count = decimal_count(from.data, at, from.places);
        return count ? value(number_of(*count, from.places)) : value(text_of_inexact(from.data, at));
    }
    int128 const n = integer_of(from, at);
    switch (input.type.kind) {
        case type_kind::truth:
            if (within(n, 0, 1)) return n == 1;
            break;
        case type_kind::word:
            if (within(n, 0, static_cast<std::int64_t>(rules.enums[input.type.of].words.size()) - 1)) return word{static_cast<std::uint32_t>(n)};
            break;
        case type_kind::date:
            if (within(n, first_day, last_day)) return date{static_cast<std::int32_t>(n)};
            break;
        default: return number_of(n, from.places);
    }
    return number_of(n, 0);
}

void add_elements(program::program const& rules, program::member const& input, list_column const& from, std::size_t row,
                  std::vector<record_data>& into) {
    if (!from.present) return;
    bool const is_single = from.offsets == nullptr;
    if (is_single && from.given && !bit(from.given, from.given_offset + row)) return;
    auto const begin = is_single ? row : static_cast<std::size_t>(from.offsets[row]);
    auto const end = is_single ? row + 1 : static_cast<std::size_t>(from.offsets[row + 1]);
    into.reserve(end - begin);
    for (auto i = begin; i < end; ++i) into.push_back(record_of(rules, input.type.of, from.elements.front(), i));
}

}  // namespace

record_data record_of(program::program const& rules, record_columns const& columns, std::size_t row) {
    return record_of(rules, rules.roster_record, columns, row);
}

record_data record_of(program::program const& rules, program::index kind, record_columns const& columns, std::size_t row) {
    auto const& shape = rules.records[kind];
    record_data made;
    made.values.resize(shape.value_slots);
    made.lists.resize(shape.list_slots);
    for (auto const& input : shape.members) {
        if (input.kind != program::member_kind::input) continue;
        if (input.type.kind == type_kind::list || input.type.kind == type_kind::record) {
            if (input.slot < columns.lists.size()) add_elements(rules, input, columns.lists[input.slot], row, made.lists[input.slot]);
        } else if (input.slot < columns.values.size()) {
            made.values[input.slot] = value_of(rules, input, columns.values[input.slot], row);
        }
    }
    return made;
}

}  // namespace barem::columnar
