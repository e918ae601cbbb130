#include <barem/version.hpp>

namespace barem::inline BAREM_VERSION_NAMESPACE {

std::string_view version() noexcept { return BAREM_VERSION; }  // defined by the build from the project's version

}  // namespace barem
