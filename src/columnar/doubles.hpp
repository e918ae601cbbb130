#pragma once
// Doubles of a caller -> decimals. Everything in the library that knows binary floating point is in doubles.cpp.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace barem::columnar {

// `doubles`: an array of them; the one at `at` is meant.
/// The count of 10^-places that it stands for: of the decimal whose nearest double it is. nullopt when there is none of so many places, or of
/// more than 53 bits. At most 15 places.
[[nodiscard]] std::optional<std::int64_t> decimal_count(void const* doubles, std::size_t at, unsigned places);
/// The nearest count by its exact value, a half away from zero; nullopt when that does not fit.
[[nodiscard]] std::optional<std::int64_t> rounded_count(void const* doubles, std::size_t at, unsigned places);
/// Its shortest digits.
[[nodiscard]] std::string text_of_inexact(void const* doubles, std::size_t at);

}  // namespace barem::columnar
