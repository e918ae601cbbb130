#include "api/score.hpp"

#include "exec/roster.hpp"
#include "explain/explain.hpp"

namespace barem::api {
namespace {

/// Where there are no cohorts, a record needs nobody to be counted with.
result<outcome, issues> score_without_cohorts(ruleset::implementation const& rules, record_data const& data) {
    auto const& members = rules.compiled->tree.records[rules.rules().roster_record].outputs;
    return rules.idle.with(*rules.compiled, rules.parameters, rules.limits, [&](auto& run) -> result<outcome, issues> {
        run.begin(data, rules.rules().roster_record);
        std::vector<value> outputs(members.size());
        for (std::size_t i = 0; i != members.size(); ++i)
            if (!run.member(0, members[i], outputs[i])) return issues{run.why()};
        return outcome(rules.compiled, id_of(rules, data), std::move(outputs));
    });
}

}  // namespace

result<outcome, issues> score_alone(ruleset::implementation const& rules, record const& r) {
    if (auto problems = foreign(rules, r); !problems.empty()) return problems;
    if (rules.compiled->tree.cohorts.empty()) return score_without_cohorts(rules, r.data());
    auto scored = exec::score(*rules.compiled, rules.rules().roster_record, rules.parameters, r.shared(), rules.limits);
    if (!scored.scored) return issues{std::move(*scored.why)};
    return outcome(rules.compiled, id_of(rules, r.data()), std::move(scored.scored->outputs));
}

result<explanation, issues> explain_alone(ruleset::implementation const& rules, record const& r) {
    if (auto problems = foreign(rules, r); !problems.empty()) return problems;
    if (rules.compiled->tree.cohorts.empty()) {
        if (auto scored = score_without_cohorts(rules, r.data()); !scored) return std::move(scored.error());
        return explain::explain(rules, r.shared(), {});
    }
    auto alone = exec::score(*rules.compiled, rules.rules().roster_record, rules.parameters, r.shared(), rules.limits);
    if (!alone.scored) return issues{std::move(*alone.why)};
    return explain::explain(rules, r.shared(), std::move(alone.peers));
}

}  // namespace barem::api
