#include "api/score.hpp"

#include "exec/roster.hpp"
#include "explain/explain.hpp"

namespace barem::api {
result<outcome, issues> score_alone(ruleset::implementation const& rules, record const& r) {
    if (auto problems = foreign(rules, r); !problems.empty()) return problems;
    auto scored = exec::score(*rules.compiled, rules.rules().roster_record, rules.parameters, r.shared(), rules.limits);
    if (!scored.scored) return issues{std::move(*scored.why)};
    return outcome(rules.compiled, id_of(rules, r.data()), std::move(scored.scored->outputs));
}

result<explanation, issues> explain_alone(ruleset::implementation const& rules, record const& r) {
    if (auto problems = foreign(rules, r); !problems.empty()) return problems;
    auto alone = exec::score(*rules.compiled, rules.rules().roster_record, rules.parameters, r.shared(), rules.limits);
    if (!alone.scored) return issues{std::move(*alone.why)};
    return explain::explain(rules, r.shared(), std::move(alone.peers));
}

}  // namespace barem::api
