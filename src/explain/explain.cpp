#include "explain/explain.hpp"

#include "explain/build.hpp"

namespace barem::explain {

namespace {

/// Why the record is not scored; null when it is.
issue const* failure(ruleset::implementation const& rules, exec::explained_record& traced) {
    for (program::index output : rules.compiled->tree.records[rules.rules().roster_record].outputs)
        if (auto const a = traced.member(0, output); !a.result) return a.why;
    return nullptr;
}

}  // namespace

result<explanation, issues> explain(ruleset::implementation const& rules, std::shared_ptr<record_data const> data,
                                    exec::peers others) {
    exec::explained_record traced(*rules.compiled, rules.rules().roster_record, rules.parameters, *data, std::move(others), rules.limits);
    context c(*rules.compiled, rules.parameters, traced);           // before anything else is asked
    if (auto* why = failure(rules, traced)) return issues{*why};
    return explanation(build(c));
}

}  // namespace barem::explain
