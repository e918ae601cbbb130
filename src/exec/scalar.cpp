#include "exec/scalar.hpp"

#include "exec/scalar_nodes.hpp"             // first: what the others inline

#include "exec/scalar_aggregates.hpp"
#include "exec/scalar_members.hpp"
#include "exec/scalar_tables.hpp"

namespace barem::exec {

parameters initial_parameters(program::program const& p) {
    parameters values;
    for (auto const& parameter : p.parameters) values.push_back(parameter.initial);
    return values;
}

evaluation::evaluation(plan::compiled const& compiled, exec::parameters const& parameters, record_limits const& limits)
    : rules_(*compiled.rules), tree_(compiled.tree), nodes_(tree_.nodes.data()), operands_(tree_.operands.data()), constants_(tree_.constants.data()), parameters_(parameters), limits_(limits), frames_(tree_) {}

void evaluation::begin(record_data const& data, index record) {
    frames_.begin(data, record);
    issues_.clear();
    why_ = none;
    restart_steps();
    peers_ = nullptr;
    begun_ = 0;
}

void evaluation::rest() {
    frames_.clear();
    issues_.clear();
    peers_ = nullptr;
}

void evaluation::join(peers const& others) {
    peers_ = &others;
    for (index r = 0; r != tree_.ranks.size(); ++r) {
        if (!others.standings[r]) continue;
        slot& s = frames_.computed(0, tree_.records[frames_[0].record].members[tree_.ranks[r].member].slot);
        s.result = number(std::int64_t{others.standings[r]->place});
        s.at = &s.result;
        s.order = none;
        s.state = slot_state::known;
    }
}

bool evaluation::contribution_to(index aggregate, contribution& made) {
    plan::group_aggregate const& a = tree_.group_aggregates[aggregate];
    return in_member(0, a.member, [&](environment const& env) { return contribute(a, env, made); });
}

bool evaluation::rank_key(index rank, index key, value& result) {
    plan::rank const& r = tree_.ranks[rank];
    return in_member(0, r.member, [&](environment const& env) { return evaluate(r.keys[key].value, env, result); });
}

bool evaluation::required(index frame, index member, bool& result) {
    index const condition = tree_.records[frames_[frame].record].members[member].required_when;
    if (condition == none) {
        result = false;
        return true;
    }
    return in_member(frame, member, [&](environment const& env) { return holds(condition, env, result); });
}

bool evaluation::call(index table, std::vector<value> const& arguments, value& result) {
    restart_steps();
    environment const around{none, nullptr, {}, {none, none, table}};
    value const* const found = in_table(table, environment_of_table(arguments, around), nullptr, result);
    if (found && found != &result) assign(result, *found);
    return found != nullptr;
}

// ── failures ────────────────────────────────────────────────────────────────────────────────────────────────────

/// Writes down why the rule of this environment has no value: "`failed_share` of tasks[2]: division by zero".
no_value evaluation::fail(environment const& env, std::string_view reason) {
    rule const& r = env.rule;
    issue made;
    if (r.member != none) {
        program::member const& m = rules_.records[frames_[r.frame].record].members[r.member];
        made.path = frames_.path(rules_, r.frame);
        made.rule = m.name;
        made.citation = check::print_citations(rules_, m.notes);
    } else {
        made.rule = rules_.tables[r.table].name;
        made.citation = check::print_citations(rules_, rules_.tables[r.table].notes);
    }
    made.message = "`" + made.rule + "`" + (made.path.empty() ? "" : " of " + made.path) + ": " + std::string(reason);
    issues_.push_back(std::move(made));
    return fail_with(static_cast<index>(issues_.size() - 1));
}

bool evaluation::too_deep(environment const& env) { return fail(env, "definitions stand within one another too deeply"); }

bool evaluation::too_many_steps(environment const& env) {
    steps_left_ = 0;
    return fail(env, "more than " + std::to_string(limits_.max_steps) + " steps of evaluation");
}

}  // namespace barem::exec
