#pragma once
// Whether the versions of a family have results of one form.

#include <barem/family.hpp>

namespace barem::api {

/// Whether all versions have the same key and outputs, so that their results fit in one table.
[[nodiscard]] bool outputs_agree(family const& rules);

}  // namespace barem::api
