#pragma once
// Numbers in plain short notation, as counts of 10^-places.

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace barem::batch {

/// `-12`, `0.1`, `3.50` with at most `places` digits after the point that count: a JSON number without exponent of at most 18 digits.
/// False for anything else, which may still be a number.
[[nodiscard]] inline bool plain_number(std::string_view text, unsigned places, std::int64_t& count) {
    char const* at = text.data();
    char const* const end = at + text.size();
    bool const negative = at != end && *at == '-';
    if (negative) ++at;
    if (text.size() > 18 || at == end) return false;
    std::uint64_t n = static_cast<unsigned char>(*at) - std::uint64_t{'0'};
    if (n > 9) return false;
    bool const leads_with_zero = *at++ == '0';
    bool const goes_on = at != end && *at != '.';
    if (leads_with_zero && goes_on) return false;
    for (; at != end && *at != '.'; ++at) {
        auto const digit = static_cast<unsigned char>(*at) - std::uint64_t{'0'};
        if (digit > 9) return false;
        n = n * 10 + digit;
    }
    unsigned missing = places;
    if (at != end) {
        if (++at == end) return false;
        for (; at != end; ++at) {
            auto const digit = static_cast<unsigned char>(*at) - std::uint64_t{'0'};
            if (digit > 9) return false;
            if (missing == 0) {
                if (digit != 0) return false;
                continue;
            }
            n = n * 10 + digit;
            --missing;
        }
    }
    for (; missing > 0; --missing) {
        if (n > 900'000'000'000'000'000 / 10) return false;
        n *= 10;
    }
    count = negative ? -static_cast<std::int64_t>(n) : static_cast<std::int64_t>(n);
    return true;
}

/// The value of 1 to 8 digits. Returns false when there are other characters. Eight bytes must be readable.
[[nodiscard]] inline bool short_digits(char const* text, std::size_t size, std::uint32_t& value) {
    std::uint64_t digits;
    std::memcpy(&digits, text, 8);
    digits = (digits ^ 0x3030303030303030) << ((8 - size) * 8);       // zeros lead
    bool const all = (((digits + 0x7676767676767676) | digits) & 0x8080808080808080) == 0;
    digits = digits * 10 + (digits >> 8);
    value = static_cast<std::uint32_t>(((digits & 0x000000FF000000FF) * 0x000F424000000064 + (digits >> 16 & 0x000000FF000000FF) * 0x0000271000000001) >> 32);
    return all;
}

}  // namespace barem::batch
