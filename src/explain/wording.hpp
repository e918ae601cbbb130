#pragma once
// Every fixed word of an explanation, in both languages. The catalogue itself is wording.def.

#include "explain/text.hpp"

#include <initializer_list>
#include <span>

namespace barem::explain {

enum class message : std::uint16_t {
#define BAREM_MESSAGE(key, en, vi) key,
#include "explain/wording.def"
#undef BAREM_MESSAGE
};

/// A message as the catalogue has it.
struct wording { std::string_view key, en, vi; };
[[nodiscard]] std::span<wording const> catalogue();

/// The message with `{0}`, `{1}`, ... replaced by the arguments.
[[nodiscard]] text say(message, std::initializer_list<text> arguments = {});
/// The message in one language, without arguments.
[[nodiscard]] std::string_view say(message, language);

/// "a, b and c"
[[nodiscard]] text both_of(std::vector<text> const& parts);
/// "a, b or c"
[[nodiscard]] text one_of(std::vector<text> const& parts);

/// "2nd" in English; "2" in Vietnamese.
[[nodiscard]] text ordinal(std::uint64_t n);
/// "15 October 2015" in English; "15/10/2015" in Vietnamese.
[[nodiscard]] text day(int year, unsigned month, unsigned day);

/// As it stands within a sentence: "Indicators" becomes "indicators", "ISO" stays.
[[nodiscard]] text within_sentence(text label);

}  // namespace barem::explain
