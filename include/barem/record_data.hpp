#pragma once
// One input record, by slots: the same form comes from JSON text and from bound structs. shape.hpp says which slot is which field.

#include <barem/export.hpp>
#include <barem/value.hpp>

#include <vector>

namespace barem::inline BAREM_VERSION_NAMESPACE {

struct BAREM_API record_data {
    std::vector<value> values;                          ///< scalar inputs; absent when an optional one is not given
    std::vector<std::vector<record_data>> lists;        ///< lists; a single record is a list of one, an absent one a list of none
};

}  // namespace barem
