#pragma once

#include <string_view>

namespace barem {

/// Version of the library that runs, such as "0.1.0".
[[nodiscard]] std::string_view version() noexcept;

}  // namespace barem
