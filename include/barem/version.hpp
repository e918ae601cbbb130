#pragma once

#include <barem/export.hpp>

#include <string_view>

namespace barem::inline BAREM_VERSION_NAMESPACE {

/// Version of the library that runs, such as "0.1.0".
[[nodiscard]] BAREM_API std::string_view version() noexcept;

}  // namespace barem
