#include "columnar/layout.hpp"

#include <algorithm>
#include <limits>

namespace barem::columnar {

namespace {

template <typename T>
bool holds(int128 low, int128 high) {
    return low >= std::numeric_limits<T>::min() && high <= std::numeric_limits<T>::max();
}

/// The outermost count of 10^-places within a declared bound.
std::optional<std::int64_t> count_of(number const& bound, std::uint8_t places, rounding inward) {
    number unit(1);
    for (int i = 0; i < places; ++i) unit *= 10;
    return (bound * unit).rounded(0, inward).to_int64();
}

storage storage_for(lane l) {
    switch (l) {
        case lane::u8: return storage::u8;
        case lane::i16: return storage::i16;
        case lane::i32: return storage::i32;
        case lane::i64: return storage::i64;
        default: return storage::none;
    }
}

field_layout of_integers(std::int64_t low, std::int64_t high) {
    field_layout made;
    made.low = low;
    made.high = high;
    made.lane = narrowest(low, high);
    made.storage = storage_for(made.lane);
    return made;
}

std::optional<field_layout> of_number(program::member const& input) {
    bool const assumed_decimals = !input.type.integer && !input.decimals;
    std::uint32_t const places = input.type.integer ? 0 : input.decimals.value_or(assumed_places);
    if (places > 18) return std::nullopt;
    auto const digits = static_cast<std::uint8_t>(places);
    auto const low = count_of(input.range.low.value_or(number(-assumed_magnitude)), digits, rounding::up);
    auto const high = count_of(input.range.high.value_or(number(assumed_magnitude)), digits, rounding::down);
    if (!low || !high) return std::nullopt;
    // One declared bound may lie beyond what is assumed of the other.
    auto made = of_integers(*low, std::max(*low, *high));
    made.places = digits;
    made.assumed_range = !input.range.low || !input.range.high;
    made.assumed_decimals = assumed_decimals;
    return made;
}

field_layout of_date(program::member const& input) {
    auto const bound = [](std::optional<number> const& declared, std::int64_t otherwise) {
        return declared ? declared->to_int64().value_or(otherwise) : otherwise;
    };
    auto made = of_integers(bound(input.range.low, first_day), bound(input.range.high, last_day));
    made.lane = lane::i32;
    made.storage = storage::i32;
    return made;
}

}  // namespace

std::optional<field_layout> layout_of(program::program const& rules, program::member const& input) {
    using enum program::type_kind;
    switch (input.type.kind) {
        case truth: return field_layout{storage::bits, lane::bits, 0, 0, 1};
        case number: return of_number(input);
        case text: return field_layout{storage::text, lane::text};
        case date: return of_date(input);
        case word: return of_integers(0, static_cast<std::int64_t>(rules.enums[input.type.of].words.size()) - 1);
        default: return std::nullopt;
    }
}

std::int64_t most_elements(program::member const& list) {
    auto const declared = list.range.high ? list.range.high->to_int64() : std::nullopt;
    return declared ? std::min(*declared, std::int64_t{1'000'000}) : assumed_elements;
}

lane narrowest(int128 low, int128 high) {
    if (holds<std::uint8_t>(low, high)) return lane::u8;
    if (holds<std::int16_t>(low, high)) return lane::i16;
    if (holds<std::int32_t>(low, high)) return lane::i32;
    if (holds<std::int64_t>(low, high)) return lane::i64;
    return lane::i128;
}

}  // namespace barem::columnar
