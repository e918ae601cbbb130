#pragma once
// Frequent slips of the pen, and what to say about them: habits from other languages, characters that word processors put in.

#include <string_view>

namespace barem::grammar {

struct slip {
    std::string_view text;   ///< empty: none
    std::string_view help;
};

/// A run of ASCII characters that is no token of the language but means something elsewhere (`==`, `&&`), at the start of `text`.
[[nodiscard]] slip find_slip(std::string_view text);

struct strange {
    std::string_view name, help;
    bool is_space = false, is_quote = false;
};

/// A character outside ASCII that is often meant as another one.
[[nodiscard]] strange find_strange(char32_t code);

}  // namespace barem::grammar
