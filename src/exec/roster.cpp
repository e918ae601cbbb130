#include "exec/roster.hpp"

#include <algorithm>
#include <set>

namespace barem::exec {

roster_scorer::roster_scorer(plan::compiled const& compiled, program::index record, exec::parameters const& parameters, record_limits const& limits)
    : tree_(compiled.tree), record_(record), limits_(limits), run_(compiled, record, parameters, limits), numbers_(tree_.cohorts.size()) {
    prepare();
}

void roster_scorer::prepare() {
    plan::record const& kind = tree_.records[record_];
    auto const needs = [&](index stratum) {             // a cohort, rank or group aggregate, whose value is known one stratum later
        strata_ = std::max(strata_, stratum + 2);
        if (stratum > 0) keeps_records_ = true;
    };
    for (plan::cohort const& c : tree_.cohorts) needs(c.stratum);
    for (plan::rank const& r : tree_.ranks) needs(r.stratum);
    for (plan::group_aggregate const& a : tree_.group_aggregates) needs(a.stratum);
    for (index output : kind.outputs) {
        plan::member const& m = kind.members[output];
        strata_ = std::max(strata_, m.stratum + 1);
        if (m.stratum > 0 && m.kind != program::member_kind::rank) keeps_records_ = true;
    }
}

// ── a record on its own ─────────────────────────────────────────────────────────────────────────────────────────

std::optional<issue> roster_scorer::add(std::shared_ptr<record_data const> record, std::string id) {
    auto made = run_.blank();
    run_.begin(*record);
    if (auto why = run_.evaluate(0, made)) {
        ++added_;
        return why;
    }
    add(std::move(made), std::move(record), std::move(id));
    return std::nullopt;
}

void roster_scorer::add(first_phase made, std::shared_ptr<record_data const> record, std::string id) {
    entry e;
    e.result = {added_++, std::move(id), std::move(made.outputs), std::vector<standing>(tree_.ranks.size()), std::vector<index>(tree_.cohorts.size(), none)};
    e.brought = std::move(made.brought);
    if (keeps_records_) e.record = std::move(record);
    enter_groups(0, e);
    entries_.push_back(std::move(e));
}

/// Only the number of a group is kept, not what it is formed by.
void roster_scorer::enter_groups(index stratum, entry& e) {
    for (index c = 0; c != tree_.cohorts.size(); ++c)
        if (tree_.cohorts[c].stratum == stratum) {
            e.result.groups[c] = numbers_[c].of(e.brought.partitions[c]);
            e.brought.partitions[c] = {};
        }
}

// ── records among others ────────────────────────────────────────────────────────────────────────────────────────

roster_result roster_scorer::finish() {
    if (!settles()) {
        // Only the groups in which records went on failing cannot be relied upon; where giving them up upsets others, so must these be.
        give_up(failing_);
        if (!settles()) give_up({});
    }
    roster_result made;
    for (entry& e : entries_) {
        if (e.failed) made.rejected.push_back({e.result.position, std::move(e.result.id), std::move(*e.failed)});
        else made.scored.push_back(std::move(e.result));
    }
    made.groups = std::move(groups_);
    groups_ = {};
    for (auto& n : numbers_) n.clear();
    entries_.clear();
    added_ = 0;
    return made;
}

/// Counts, and counts again without the records that failed, until no more fails. False: there was no end of it.
bool roster_scorer::settles() {
    for (unsigned round = 0; round <= limits_.max_roster_rounds; ++round)
        if (pass()) return true;
    return false;
}

/// Stratum by stratum over the records that have not failed. False: some failed now, so that what was counted before is to be made again.
bool roster_scorer::pass() {
    groupings_.assign(tree_.cohorts.size(), std::nullopt);
    groups_.sizes.assign(tree_.cohorts.size(), {});
    groups_.values.assign(tree_.group_aggregates.size(), {});
    for (entry& e : entries_) e.result.standings.assign(tree_.ranks.size(), {});
    for (index stratum = 1; stratum < strata_; ++stratum) {
        settle(stratum - 1);
        if (keeps_records_ && !later(stratum)) return false;
    }
    return true;
}

/// The cohorts, ranks and group aggregates of a stratum, now that every record has brought what they need.
void roster_scorer::settle(index stratum) {
    for (index c = 0; c != tree_.cohorts.size(); ++c) {
        if (tree_.cohorts[c].stratum != stratum) continue;
        std::vector<index> group;
        for (entry const& e : entries_) group.push_back(e.failed ? none : e.result.groups[c]);
        grouping const& made = groupings_[c].emplace(group, numbers_[c].size());
        for (index g = 0; g != made.size(); ++g) groups_.sizes[c].push_back(static_cast<index>(made[g].size()));
    }
    for (index r = 0; r != tree_.ranks.size(); ++r)
        if (tree_.ranks[r].stratum == stratum) settle_rank(r);
    for (index a = 0; a != tree_.group_aggregates.size(); ++a)
        if (tree_.group_aggregates[a].stratum == stratum) settle_aggregate(a);
}

/// Places the records, and hands the place on as an output where it is one.
void roster_scorer::settle_rank(index rank) {
    plan::rank const& r = tree_.ranks[rank];
    grouping const& groups = *groupings_[r.cohort];
    auto const& outputs = tree_.records[record_].outputs;
    auto const output = std::find(outputs.begin(), outputs.end(), r.member) - outputs.begin();
    for (index g = 0; g != groups.size(); ++g) {
        std::vector<std::vector<value> const*> ranked_by;
        for (index i : groups[g]) ranked_by.push_back(&entries_[i].brought.keys[rank]);
        auto const standings = exec::rank(ranked_by, r.keys, r.dense);
        for (std::size_t i = 0; i != standings.size(); ++i) {
            scored& result = entries_[groups[g][i]].result;
            result.standings[rank] = standings[i];
            if (output != std::ssize(outputs)) result.outputs[static_cast<std::size_t>(output)] = number(std::int64_t{standings[i].place});
        }
    }
}

void roster_scorer::settle_aggregate(index aggregate) {
    plan::group_aggregate const& a = tree_.group_aggregates[aggregate];
    grouping const& groups = *groupings_[a.cohort];
    for (index g = 0; g != groups.size(); ++g) {
        std::vector<contribution const*> made;
        for (index i : groups[g]) made.push_back(&entries_[i].brought.contributions[aggregate]);
        groups_.values[aggregate].push_back(fold_group(a.function, made, limits_.max_number_bits));
    }
}

/// What the records yield once the strata before are settled. All that fail in a stratum fail together, so that their order is of no account.
bool roster_scorer::later(index stratum) {
    failing_.clear();
    for (entry& e : entries_) {
        if (e.failed) continue;
        auto const others = peers_of(tree_, e.result, groups_);
        run_.begin(*e.record);
        run_.join(others);
        e.failed = run_.evaluate(stratum, e.result.outputs, e.brought);
        if (e.failed) failing_.push_back(&e);
        else enter_groups(stratum, e);
    }
    return failing_.empty();
}

/// Rejects the records that share a group with one of these; without any, all.
void roster_scorer::give_up(std::vector<entry const*> const& failing) {
    std::vector<std::set<index>> doubtful(tree_.cohorts.size());
    for (entry const* e : failing)
        for (index c = 0; c != doubtful.size(); ++c) doubtful[c].insert(e->result.groups[c]);
    auto const shares_group = [&](entry const& e) {
        for (index c = 0; c != doubtful.size(); ++c)
            if (e.result.groups[c] != none && doubtful[c].contains(e.result.groups[c])) return true;
        return false;
    };
    for (entry& e : entries_) {
        if (e.failed || (!failing.empty() && !shares_group(e))) continue;
        e.failed.emplace();
        e.failed->message = "the cohorts do not settle: without the records that fail, others fail, " + std::to_string(limits_.max_roster_rounds) + " times over";
    }
}

peers peers_of(plan::evaluation_tree const& tree, scored const& record, group_table const& groups) {
    peers made{std::vector<std::optional<standing>>(tree.ranks.size()), std::vector<std::optional<group_value>>(tree.group_aggregates.size()),
               std::vector<index>(tree.cohorts.size())};
    for (index r = 0; r != tree.ranks.size(); ++r)
        if (record.standings[r].place != 0) made.standings[r] = record.standings[r];
    for (index a = 0; a != tree.group_aggregates.size(); ++a)
        if (!groups.values[a].empty()) made.values[a] = groups.values[a][record.groups[tree.group_aggregates[a].cohort]];
    for (index c = 0; c != tree.cohorts.size(); ++c)
        if (!groups.sizes[c].empty()) made.sizes[c] = groups.sizes[c][record.groups[c]];
    return made;
}

bool yields(plan::compiled const& compiled, program::index record, parameters const& parameters, record_data const& data, peers const& others,
            std::vector<value> const& outputs, record_limits const& limits) {
    evaluation run(compiled, parameters, limits);
    run.begin(data, record);
    run.join(others);
    auto const& members = compiled.tree.records[record].outputs;
    for (std::size_t i = 0; i != members.size(); ++i) {
        value made;
        if (!run.member(0, members[i], made) || made != outputs[i]) return false;
    }
    return true;
}

single_result score(plan::compiled const& compiled, program::index record, parameters const& parameters, std::shared_ptr<record_data const> data,
                    record_limits const& limits) {
    roster_scorer scorer(compiled, record, parameters, limits);
    single_result made;
    made.why = scorer.add(std::move(data), "");
    if (made.why) return made;
    auto result = scorer.finish();
    if (!result.rejected.empty()) {
        made.why = std::move(result.rejected.front().why);
        return made;
    }
    made.scored = std::move(result.scored.front());
    made.peers = peers_of(compiled.tree, *made.scored, result.groups);
    return made;
}

}  // namespace barem::exec
