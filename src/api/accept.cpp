// Records that were built without JSON, and what they have to look like.
#include <barem/export.hpp>

#include "api/implementation.hpp"
#include "api/shape.hpp"
#include "io/validate.hpp"

namespace barem::inline BAREM_VERSION_NAMESPACE {

result<record, issues> ruleset::accept(record_data data) const {
    auto problems = io::validate(inner_->rules(), inner_->limits, data);
    if (problems.empty()) problems = api::check_dependent_inputs(*inner_, data);
    if (!problems.empty()) return problems;
    return record(std::make_shared<record_data const>(std::move(data)), inner_->compiled);
}

roster_shape ruleset::shape() const { return api::shape_of(inner_->rules()); }

}  // namespace barem
