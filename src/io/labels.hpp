#pragma once
// Which of a label's texts is shown.

#include "check/print.hpp"

#include <string_view>

namespace barem::io {

/// The label in a language, else in the rule set's own, else the name.
inline std::string_view text_in(program::label const& label, std::string_view language, std::string_view name) {
    auto const text = check::text_of(label, language);
    return text.empty() ? name : text;
}

}  // namespace barem::io
