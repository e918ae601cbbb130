#pragma once
// Scoring and explaining one record on its own: a roster of one.

#include "api/implementation.hpp"

namespace barem::api {

[[nodiscard]] result<outcome, issues> score_alone(ruleset::implementation const&, record const&);
[[nodiscard]] result<explanation, issues> explain_alone(ruleset::implementation const&, record const&);

}  // namespace barem::api
