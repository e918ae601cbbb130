#pragma once
// What the explanation of one record is made from.

#include "api/implementation.hpp"
#include "exec/cohort.hpp"
#include "explain/content.hpp"

#include <barem/explanation.hpp>

#include <memory>
#include <mutex>

namespace barem::inline BAREM_VERSION_NAMESPACE {

/// What a sheet is made from, and what it says once somebody reads it. The record is evaluated again then: that takes far less than its
/// texts do, and less than to keep what was evaluated.
struct BAREM_LOCAL explanation::content {
    content(ruleset::implementation const& r, std::shared_ptr<record_data const> record, exec::peers told_of)
        : rules(r.compiled), parameters(r.parameters), limits(r.limits), data(std::move(record)), others(std::move(told_of)) {}

    explain::content const& read() const;

    std::shared_ptr<plan::compiled const> rules;
    exec::parameters parameters;
    record_limits limits;
    std::shared_ptr<record_data const> data;
    exec::peers others;

private:
    mutable std::once_flag is_made;
    mutable explain::content made;
};

}  // namespace barem

namespace barem::explain {

/// Of a record that was scored. `others`: what it is told of them.
[[nodiscard]] explanation explain(ruleset::implementation const&, std::shared_ptr<record_data const>, exec::peers others);

}  // namespace barem::explain
