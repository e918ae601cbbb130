#pragma once
// Which of a label's texts is shown.

#include "check/program.hpp"

#include <string_view>

namespace barem::io {

/// The label in a language, else in the rule set's own, else the name. An empty language asks for the rule set's own.
inline std::string_view text_in(program::label const& label, std::string_view language, std::string_view name) {
    for (auto const& [of, text] : label.texts)
        if (of == language) return text;
    return label.empty() ? name : label.texts.front().second;
}

}  // namespace barem::io
