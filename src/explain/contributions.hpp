#pragma once
// Tables of the records in lists: what each was given, what it computed, and how that was decided.

#include "explain/decisions.hpp"
#include "explain/list_paths.hpp"

namespace barem::explain {

[[nodiscard]] contribution_table contributions_of(context&, decider&, list_path const&, unsigned number);

}  // namespace barem::explain
