// Records that were built without JSON.
#include "api/implementation.hpp"
#include "io/validate.hpp"

namespace barem {

result<record, issues> ruleset::accept(record_data data) const {
    auto problems = io::validate(inner_->rules(), inner_->limits, data);
    if (problems.empty()) problems = api::check_required(*inner_, data);
    if (!problems.empty()) return problems;
    return record(std::make_shared<record_data const>(std::move(data)));
}

}  // namespace barem
