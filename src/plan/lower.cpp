#include "plan/lower.hpp"

#include "plan/lower_expression.hpp"

namespace barem::plan {

namespace {

member lower_member(program::member const& m, expression_lowering& in) {
    member made;
    made.kind = m.kind;
    made.type = m.type;
    made.slot = m.slot;
    made.stratum = m.stratum;
    made.required_when = in.lower(m.required_when);
    if (m.low_input) made.low_input = m.low_input->member;
    if (m.high_input) made.high_input = m.high_input->member;
    made.value = in.lower(m.value);
    made.quota = m.quota;
    made.admission = m.admission;
    for (auto const& e : m.exceptions) {
        index const condition = in.lower(e.condition);
        made.exceptions.push_back({condition, in.lower(e.value)});
    }
    for (auto const& c : m.levels) {
        made.unique = c.unique;
        for (auto const& l : c.levels) {
            index const condition = in.lower(l.condition);
            made.levels.push_back({condition, in.lower(l.value)});
        }
    }
    for (auto const& d : m.deductions) {
        for (auto const& r : d.rows) {
            index const condition = in.lower(r.condition), amount = in.lower(r.amount);
            made.deductions.push_back({condition, amount, in.lower(r.cap), r.each});
        }
        made.cap = in.lower(d.cap);
    }
    return made;
}

bool depends_on_inputs(member const& m) { return m.required_when != none || m.low_input != none || m.high_input != none; }

record lower_record(program::program const& p, evaluation_tree& out, index kind) {
    program::record_kind const& from = p.records[kind];
    expression_lowering in(p, out, kind);
    record made;
    made.computed_slots = from.computed_slots;
    made.lists.resize(from.list_slots);
    for (index m = 0; m != from.members.size(); ++m) {
        program::member const& member = from.members[m];
        bool const single = member.type.kind == program::type_kind::record;
        if (single || member.type.kind == program::type_kind::list) made.lists[member.slot] = {m, member.type.of, single};
        made.members.push_back(lower_member(member, in));
    }
    for (auto const& o : from.outputs) made.outputs.push_back(o.member);
    for (index m = 0; m != made.members.size(); ++m)
        if (depends_on_inputs(made.members[m])) made.dependent.push_back(m);
    made.dependent_within = !made.dependent.empty();
    return made;
}

/// A record that holds records with dependent inputs has them within.
void spread_dependence(std::vector<record>& records) {
    for (bool grown = true; grown;) {
        grown = false;
        for (record& r : records)
            for (list const& l : r.lists)
                if (records[l.record].dependent_within && !r.dependent_within) r.dependent_within = grown = true;
    }
}

void lower_cohorts(program::program const& p, evaluation_tree& out) {
    for (auto const& c : p.cohorts) out.cohorts.push_back({c.partition, c.stratum});
    for (auto const& r : p.ranks) {
        expression_lowering in(p, out, p.cohorts[r.cohort].record);
        rank made{r.member, r.cohort, {}, r.dense, r.stratum};
        for (auto const& k : r.keys) made.keys.push_back({in.lower(k.value), k.descending});
        out.ranks.push_back(std::move(made));
    }
    for (auto const& a : p.group_aggregates) {
        expression_lowering in(p, out, p.cohorts[a.cohort].record);
        index const over = in.lower(a.over), filter = in.lower(a.filter), by = in.lower(a.by);
        out.group_aggregates.push_back({a.cohort, a.member, a.function, over, filter, by, a.stratum});
    }
    for (auto const& q : p.quotas) out.quotas.push_back({q.base});
    for (auto const& a : p.admissions) out.admissions.push_back({a.rank, p.quotas[a.quota].member, a.ties_in});
}

parameter lower_parameter(program::parameter const& p) {
    parameter made;
    for (auto const& v : p.dated) made.dated.emplace_back(v.from, v.at);
    return made;
}

}  // namespace

evaluation_tree lower(program::program const& p) {
    evaluation_tree out;
    for (auto const& t : p.tables) out.tables.push_back(lower_table(p, out, t));
    for (index r = 0; r != p.records.size(); ++r) out.records.push_back(lower_record(p, out, r));
    spread_dependence(out.records);
    lower_cohorts(p, out);
    for (auto const& q : p.parameters) out.parameters.push_back(lower_parameter(q));
    if (p.date_member != none) out.date_slot = p.records[p.roster_record].members[p.date_member].slot;
    return out;
}

compiled compile(std::shared_ptr<program::program const> rules) {
    compiled made{rules, lower(*rules)};
    return made;
}

std::optional<value> constant_value(program::program const& p, program::expression const& e) {
    evaluation_tree scratch;
    node const& root = scratch.nodes[expression_lowering(p, scratch, none).lower(e)];
    if (root.operation != operation::constant) return std::nullopt;
    return scratch.constants[root.target];
}

}  // namespace barem::plan
