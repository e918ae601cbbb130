#pragma once
// The content of an explanation as JSON, in both languages.

#include "explain/content.hpp"

namespace barem::explain {

[[nodiscard]] std::string to_json(content const&);

}  // namespace barem::explain
