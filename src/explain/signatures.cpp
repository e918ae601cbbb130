// Signatures: which way a value came about, as a list of indexes. Values that came about alike share a note in the tables of contributions.

#include "explain/decisions.hpp"

namespace barem::explain {

std::vector<index> decider::signature(index frame, index member) {
    index const record = c_.record_of(frame);
    plan::member const& m = c_.tree.records[record].members[member];
    spot const at = c_.spot_of(frame, member);
    std::vector<index> made{record, member};
    auto const d = c_.traced.decision(frame, member);
    if (!d) {
        if (m.value != none) m.type.kind == program::type_kind::truth ? sign_truth(at, m.value, made) : sign(at, m.value, made);
        return made;
    }
    for (index e : d->exceptions) made.push_back(e);
    made.push_back(none);
    for (auto const& row : d->deductions) made.push_back(row.row);
    for (index l : d->levels) {
        made.push_back(l);
        for (index before = 0; before <= l; ++before)
            if (m.levels[before].condition != none && (before == l || m.levels[l].condition == none)) sign_truth(at, m.levels[before].condition, made);
        sign(at, m.levels[l].value, made);
    }
    if (!d->exceptions.empty()) sign(at, m.exceptions[d->exceptions.front()].value, made);
    else if (m.value != none) sign(at, m.value, made);
    return made;
}

void decider::sign(spot const& at, index id, std::vector<index>& into) {
    plan::node const& n = c_.node(id);
    switch (n.operation) {
        case plan::operation::conditional: {
            index const branch = speech.taken(at, id);
            into.push_back(branch);
            for (index i = 0; i + 1 < n.operands.count; i += 2) {
                sign_truth(at, c_.operand(n, i), into);
                if (c_.operand(n, i + 1) == branch) break;
            }
            return sign(at, branch, into);
        }
        case plan::operation::default_value: {
            index const branch = speech.taken(at, id);
            into.push_back(branch);
            return sign(at, branch, into);
        }
        case plan::operation::look_up: return sign_hit(at, id, into);
        case plan::operation::aggregate:
        case plan::operation::group_value: return;
        default: break;
    }
    for (index i = 0; i != n.operands.count; ++i) sign(at, c_.operand(n, i), into);
}

void decider::sign_hit(spot const& at, index look_up, std::vector<index>& into) {
    auto const h = c_.traced.hit(at, look_up);
    if (!h) return into.push_back(none);
    into.push_back(static_cast<index>(h->rows.size()));
    for (index row : h->rows) into.push_back(row);
    if (h->piece != none) into.push_back(static_cast<index>(c_.tree.tables[h->table].pieces[h->piece].reading));
}

void decider::sign_truth(spot const& at, index id, std::vector<index>& into) {
    plan::node const& n = c_.node(id);
    auto const truth = c_.holds(at, id);
    into.push_back(truth ? *truth : 2u);
    using enum plan::operation;
    bool const has_parts = n.operation == logical_and || n.operation == logical_or || n.operation == logical_not || n.operation == conditional;
    // A condition that is not evaluated adds nothing: what an `and` or `or` did not need is asked for here, as the reasons do.
    if (has_parts)
        for (index i = 0; i != n.operands.count; ++i) sign_truth(at, c_.operand(n, i), into);
    // A truth of the same record is told with its reasons.
    if (n.operation == field) {
        target const t = c_.target_of(at, id);
        bool const is_own = t.frame != none && t.frame == at.frame;
        plan::member const* defined = is_own ? &c_.tree.records[t.record].members[t.member] : nullptr;
        if (defined && defined->kind == program::member_kind::let && defined->exceptions.empty()) sign_truth(c_.spot_of(t.frame, t.member), defined->value, into);
    }
    // Words are told by their values.
    if (n.operation == equal || n.operation == not_equal || n.operation == in_set)
        if (auto const v = c_.value_of(at, c_.operand(n, 0)); v && std::holds_alternative<word>(*v)) into.push_back(std::get<word>(*v).index);
}

}  // namespace barem::explain
