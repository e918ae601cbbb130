#include "diff/inquiry.hpp"

namespace barem::diff {

program::program alone(program::program p, std::vector<program::index>& members) {
    auto& roster = p.records[p.roster_record];
    members.clear();
    for (program::index i = 0; i != roster.members.size(); ++i) {
        auto& m = roster.members[i];
        m.stratum = 0;
        if (m.cohort == program::none) continue;
        members.push_back(i);
        m.kind = program::member_kind::input;
        m.slot = roster.value_slots++;
        m.value.clear();
        m.exceptions.clear();
        m.levels.clear();
        m.deductions.clear();
        m.rank = m.quota = m.admission = m.cohort = program::none;
    }
    for (auto& r : p.records)
        for (auto& m : r.members) m.stratum = 0;
    roster.outputs.clear();
    p.cohorts.clear();
    p.ranks.clear();
    p.quotas.clear();
    p.admissions.clear();
    p.group_aggregates.clear();
    return p;
}

}  // namespace barem::diff
