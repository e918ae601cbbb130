#pragma once
// What a family of versions holds. Immutable once made.

#include <barem/family.hpp>

namespace barem::inline BAREM_VERSION_NAMESPACE {

struct BAREM_LOCAL family::implementation {
    std::vector<family::version> versions;          ///< by date; without a date field: one
    std::string date_field;
    std::vector<report> findings;
};
}  // namespace barem
