// Which severities findings may be given.
#include <barem/catalog.hpp>

#include "diagnostics/style.hpp"

#include <fmt/format.h>

namespace barem::inline BAREM_VERSION_NAMESPACE {

std::string wrong_severity(std::string_view code, severity_choice wanted) {
    auto const* entry = find_code(code);
    if (entry == nullptr || entry->code != code) return fmt::format("there is no finding `{}`", code);
    if (entry->severity != severity::error || wanted == severity_choice::error) return {};
    if (!entry->may_be_lowered) return fmt::format("`{}` is always an error: what it says of the rule set leaves nothing to evaluate", code);
    if (wanted == severity_choice::warning) return {};
    return fmt::format("`{}` is an error or a warning, no less: records that fall into it get no result", code);
}

}  // namespace barem
