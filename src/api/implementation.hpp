#pragma once
// What a compiled rule set holds. Immutable once made.

#include "exec/idle_evaluations.hpp"
#include "plan/evaluation_tree.hpp"

#include <barem/ruleset.hpp>

#include <memory>
#include <string>

namespace barem::inline BAREM_VERSION_NAMESPACE {

struct BAREM_LOCAL ruleset::implementation {
    std::shared_ptr<plan::compiled const> compiled;
    exec::parameters parameters;
    record_limits limits;
    std::shared_ptr<report const> findings;         ///< with the source text
    mutable exec::idle_evaluations idle = {};

    [[nodiscard]] program::program const& rules() const { return *compiled->rules; }
    [[nodiscard]] program::record_kind const& roster_record() const { return rules().records[rules().roster_record]; }
};

}  // namespace barem

namespace barem::api {

/// The value of the record's key.
[[nodiscard]] std::string const& id_of(ruleset::implementation const&, record_data const&);

/// A problem when the record was made for another rule set; its slots would mean something else.
[[nodiscard]] issues foreign(ruleset::implementation const&, record const&);

/// A problem of a record whose id an earlier one has.
[[nodiscard]] issues taken_id(ruleset::implementation const&, std::string const& id);

/// Everything that reading alone does not find: inputs that depend on other inputs.
[[nodiscard]] issues check_dependent_inputs(ruleset::implementation const&, record_data const&);

}  // namespace barem::api
