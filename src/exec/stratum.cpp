#include "exec/stratum.hpp"

namespace barem::exec {

stratum_evaluation::stratum_evaluation(plan::compiled const& compiled, program::index record, exec::parameters const& parameters, record_limits const& limits)
    : compiled_(compiled), tree_(compiled.tree), record_(record), run_(compiled, parameters, limits) {}

first_phase blank_phase(plan::evaluation_tree const& tree, program::index record) {
    return {std::vector<value>(tree.records[record].outputs.size()),
            {std::vector<std::vector<value>>(tree.cohorts.size()), std::vector<std::vector<value>>(tree.ranks.size()),
             std::vector<contribution>(tree.group_aggregates.size())}};
}

void stratum_evaluation::begin(record_data const& record) { run_.begin(record, record_); }

std::optional<issue> stratum_evaluation::evaluate(index stratum, std::vector<value>& outputs, brought& made) {
    plan::record const& kind = tree_.records[record_];
    for (std::size_t i = 0; i != kind.outputs.size(); ++i)
        if (kind.members[kind.outputs[i]].stratum == stratum && !run_.member(0, kind.outputs[i], outputs[i])) return run_.why();
    for (index c = 0; c != tree_.cohorts.size(); ++c)
        if (tree_.cohorts[c].stratum == stratum)
            if (auto why = evaluate_partition(c, made.partitions[c])) return why;
    for (index r = 0; r != tree_.ranks.size(); ++r)
        if (tree_.ranks[r].stratum == stratum && !evaluate_keys(r, made.keys[r])) return run_.why();
    for (index a = 0; a != tree_.group_aggregates.size(); ++a) {
        if (tree_.group_aggregates[a].stratum != stratum) continue;
        made.contributions[a] = {};
        if (!run_.contribution_to(a, made.contributions[a])) return run_.why();
    }
    return std::nullopt;
}

std::optional<issue> stratum_evaluation::evaluate_partition(index cohort, std::vector<value>& made) {
    auto const& partition = tree_.cohorts[cohort].partition;
    made.resize(partition.size());
    for (std::size_t i = 0; i != partition.size(); ++i) {
        if (!run_.member(0, partition[i], made[i])) return run_.why();
        if (is_given(made[i])) continue;
        issue why;
        why.path = compiled_.rules->records[record_].members[partition[i]].name;
        why.expected = "a value: cohorts are formed by it";
        why.found = "nothing";
        why.message = "the cohort key `" + why.path + "` has no value";
        return why;
    }
    return std::nullopt;
}

bool stratum_evaluation::evaluate_keys(index rank, std::vector<value>& made) {
    plan::rank const& r = tree_.ranks[rank];
    made.resize(r.keys.size());
    for (index k = 0; k != r.keys.size(); ++k)
        if (!run_.rank_key(rank, k, made[k])) return false;
    return true;
}

}  // namespace barem::exec
