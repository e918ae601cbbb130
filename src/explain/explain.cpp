#include "explain/explain.hpp"

#include "explain/build.hpp"

namespace barem::explain {

namespace {

/// Why the record is not scored, found in the order in which scoring finds it; null when it is.
issue const* failure(ruleset::implementation const& rules, exec::explained_record& traced) {
    plan::evaluation_tree const& tree = rules.compiled->tree;
    plan::record const& kind = tree.records[rules.rules().roster_record];
    program::index strata = 1;
    for (plan::member const& m : kind.members) strata = std::max(strata, m.stratum + 1);
    for (program::index stratum = 0; stratum != strata; ++stratum) {
        for (program::index output : kind.outputs)
            if (kind.members[output].stratum == stratum)
                if (auto const a = traced.member(0, output); !a.result) return a.why;
        for (plan::rank const& r : tree.ranks) {
            if (r.stratum != stratum) continue;
            for (program::index p : r.partition)
                if (auto const a = traced.member(0, p); !a.result) return a.why;
            for (plan::sort_key const& k : r.keys)
                if (auto const a = traced.node(traced.place_of(0, r.member), k.value); !a.result) return a.why;
        }
    }
    return nullptr;
}

}  // namespace

result<explanation, issues> explain(ruleset::implementation const& rules, std::shared_ptr<record_data const> data,
                                    std::vector<exec::standing> const& standings) {
    exec::explained_record traced(*rules.compiled, rules.rules().roster_record, rules.parameters, *data, standings, rules.limits);
    context c(*rules.compiled, rules.parameters, traced);           // before anything else is asked
    if (auto* why = failure(rules, traced)) return issues{*why};
    return explanation(build(c));
}

}  // namespace barem::explain
