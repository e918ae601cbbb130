#include "exec/roster.hpp"

#include <algorithm>

namespace barem::exec {

roster_scorer::roster_scorer(plan::compiled const& compiled, program::index record, exec::parameters const& parameters, record_limits const& limits)
    : tree_(compiled.tree), record_(record), run_(compiled, parameters, limits) {
    prepare();
}

void roster_scorer::prepare() {
    plan::record const& kind = tree_.records[record_];
    for (index output : kind.outputs) {
        plan::member const& m = kind.members[output];
        strata_ = std::max(strata_, m.stratum + 1);
        if (m.stratum > 0 && m.kind != program::member_kind::rank) keeps_records_ = true;
    }
    for (plan::rank const& r : tree_.ranks) {
        strata_ = std::max(strata_, r.stratum + 2);
        if (r.stratum > 0) keeps_records_ = true;
    }
}

std::optional<issue> roster_scorer::add(std::shared_ptr<record_data const> record, std::string id) {
    first_phase made{std::vector<value>(tree_.records[record_].outputs.size()), std::vector<rank_entry>(tree_.ranks.size())};
    run_.begin(*record, record_);
    if (!evaluate(0, made.outputs, made.entries)) {
        ++added_;
        return run_.why();
    }
    add(std::move(made), std::move(record), std::move(id));
    return std::nullopt;
}

void roster_scorer::add(first_phase made, std::shared_ptr<record_data const> record, std::string id) {
    entry e;
    e.result = {added_++, std::move(id), std::move(made.outputs), std::vector<standing>(tree_.ranks.size())};
    e.entries = std::move(made.entries);
    if (keeps_records_) e.record = std::move(record);
    entries_.push_back(std::move(e));
}

/// Outputs and rank entries of one stratum, of the record that the evaluation has begun.
bool roster_scorer::evaluate(index stratum, std::vector<value>& outputs, std::vector<rank_entry>& entries) {
    plan::record const& kind = tree_.records[record_];
    for (std::size_t i = 0; i != kind.outputs.size(); ++i)
        if (kind.members[kind.outputs[i]].stratum == stratum && !run_.member(0, kind.outputs[i], outputs[i])) return false;
    for (index r = 0; r != tree_.ranks.size(); ++r)
        if (tree_.ranks[r].stratum == stratum && !evaluate_rank(r, entries[r])) return false;
    return true;
}

bool roster_scorer::evaluate_rank(index rank, rank_entry& made) {
    plan::rank const& r = tree_.ranks[rank];
    made.partition.resize(r.partition.size());
    made.keys.resize(r.keys.size());
    for (std::size_t i = 0; i != r.partition.size(); ++i)
        if (!run_.member(0, r.partition[i], made.partition[i])) return false;
    for (index k = 0; k != r.keys.size(); ++k)
        if (!run_.rank_key(rank, k, made.keys[k])) return false;
    return true;
}

/// Places the records that have not failed, and hands the place on as an output where it is one.
void roster_scorer::rank_all(index rank) {
    plan::rank const& r = tree_.ranks[rank];
    std::vector<rank_entry> among;
    std::vector<entry*> whose;
    for (entry& e : entries_) {
        if (e.failed) continue;
        among.push_back(std::move(e.entries[rank]));
        whose.push_back(&e);
    }
    auto const standings = exec::rank(among, r.keys, r.dense);
    auto const& outputs = tree_.records[record_].outputs;
    for (std::size_t i = 0; i != whose.size(); ++i) {
        whose[i]->result.standings[rank] = standings[i];
        for (std::size_t o = 0; o != outputs.size(); ++o)
            if (outputs[o] == r.member) whose[i]->result.outputs[o] = number(static_cast<std::int64_t>(standings[i].place));
    }
}

/// What a record yields once the ranks of the strata before are known.
void roster_scorer::later(index stratum, entry& e) {
    run_.begin(*e.record, record_);
    for (index r = 0; r != tree_.ranks.size(); ++r)
        if (tree_.ranks[r].stratum < stratum) run_.set_rank(r, number(static_cast<std::int64_t>(e.result.standings[r].place)));
    if (!evaluate(stratum, e.result.outputs, e.entries)) e.failed = run_.why();
}

roster_result roster_scorer::finish() {
    for (index stratum = 1; stratum < strata_; ++stratum) {
        for (index r = 0; r != tree_.ranks.size(); ++r)
            if (tree_.ranks[r].stratum + 1 == stratum) rank_all(r);
        if (!keeps_records_) continue;
        for (entry& e : entries_)
            if (!e.failed) later(stratum, e);
    }
    roster_result made;
    for (entry& e : entries_) {
        if (e.failed) made.rejected.push_back({e.result.position, std::move(e.result.id), std::move(*e.failed)});
        else made.scored.push_back(std::move(e.result));
    }
    entries_.clear();
    added_ = 0;
    return made;
}

single_result score(plan::compiled const& compiled, program::index record, parameters const& parameters, std::shared_ptr<record_data const> data,
                    record_limits const& limits) {
    roster_scorer scorer(compiled, record, parameters, limits);
    single_result made;
    made.why = scorer.add(std::move(data), "");
    if (made.why) return made;
    auto result = scorer.finish();
    if (result.rejected.empty()) made.scored = std::move(result.scored.front());
    else made.why = std::move(result.rejected.front().why);
    return made;
}

}  // namespace barem::exec
