// Definitions: formulas with exceptions, classifications, deductions.

#include "explain/decisions.hpp"
#include "explain/wording.hpp"

namespace barem::explain {

using program::type_kind;

// ── formulas and exceptions ─────────────────────────────────────────────────────────────────────────────────────

/// The expression that gave the value: of an exception that holds, or the base case.
index decider::value_node(index frame, index member) {
    plan::member const& m = c_.tree.records[c_.record_of(frame)].members[member];
    if (m.exceptions.empty()) return m.value;
    auto const d = c_.traced.decision(frame, member);
    return d && !d->exceptions.empty() ? m.exceptions[d->exceptions.front()].value : m.value;
}

verdict decider::judge(spot const& at, index condition, bool holds) {
    verdict made;
    made.holds = holds;
    if (condition == none) return made;
    made.known = c_.holds(at, condition).has_value();
    made.because = speech.reasons(at, condition, holds, manner::valued);
    made.countings = countings(at, condition);
    return made;
}

derivation decider::derive(index frame, index member) {
    derivation made;
    auto const v = c_.member_value(frame, member).value_or(absent{});
    made.what = c_.definition(frame, member, v);
    spot const at = c_.spot_of(frame, member);
    index const node = value_node(frame, member);
    program::member const& m = c_.kind(frame).members[member];
    plan::member const& lowered = c_.tree.records[c_.record_of(frame)].members[member];
    if (!lowered.exceptions.empty()) {
        auto const d = c_.traced.decision(frame, member);
        auto const holding = d ? d->exceptions : exec::few<index>{};
        for (index e = 0; e != lowered.exceptions.size(); ++e) {
            bool const holds = std::find(holding.begin(), holding.end(), e) != holding.end();
            verdict v = judge(at, lowered.exceptions[e].condition, holds);
            v.label = label_of(m.exceptions[e].shown, m.exceptions[e].name);
            if (holds) v.basis = c_.basis(m.exceptions[e].notes, join({made.what.label, v.label}, " › "), made.what.basis.citation);
            else v.basis.citation = c_.cited(m.exceptions[e].notes);
            made.exceptions.push_back(std::move(v));
        }
    }
    made.countings = countings(at, node);
    if (auto* truth = std::get_if<bool>(&v); truth && m.type.kind == type_kind::truth) {
        made.because = speech.reasons(at, node, *truth, manner::valued);
        return made;
    }
    made.formula = speech.whole(at, node);
    decisions d = decide(at, node, manner::valued);
    made.because = std::move(d.because);
    made.bounds = std::move(d.bounds);
    made.hits = std::move(d.hits);
    return made;
}

// ── classifications ─────────────────────────────────────────────────────────────────────────────────────────────

/// The level's label, or its value.
text decider::level_label(spot const& at, index frame, index member, index level) {
    auto const& l = c_.kind(frame).members[member].levels.front().levels[level];
    if (!l.shown.empty()) return label_of(l.shown, "");
    index const node = c_.tree.records[c_.record_of(frame)].members[member].levels[level].value;
    bool const is_plain = c_.node(node).operation == plan::operation::constant;
    if (is_plain) return c_.shown(c_.tree.constants[c_.node(node).target], c_.node(node).type).shown;
    return speech.formula(at, node, manner::named);
}

basis decider::level_basis(index frame, index member, index level, text const& label) {
    auto const& m = c_.kind(frame).members[member];
    return c_.basis(m.levels.front().levels[level].notes, join({c_.place_of(c_.record_of(frame), member), label}, " › "), c_.cited(m.notes));
}

/// Why none of the levels before holds.
std::vector<text> decider::why_otherwise(spot const& at, plan::member const& m, index level, manner how) {
    std::vector<text> all;
    for (index i = 0; i != level; ++i)
        for (text& part : speech.reasons(at, m.levels[i].condition, false, how))
            if (std::find(all.begin(), all.end(), part) == all.end()) all.push_back(std::move(part));
    return all;
}

choice decider::choose(index frame, index member) {
    choice made;
    made.what = c_.definition(frame, member, c_.member_value(frame, member).value_or(absent{}));
    auto const d = c_.traced.decision(frame, member);
    if (!d || d->levels.empty()) return made;
    index const chosen = d->levels.front();
    plan::member const& m = c_.tree.records[c_.record_of(frame)].members[member];
    auto const& levels = c_.kind(frame).members[member].levels.front().levels;
    spot const at = c_.spot_of(frame, member);
    auto const add = [&](index level) {
        verdict v = judge(at, m.levels[level].condition, level == chosen);
        v.label = level_label(at, frame, member, level);
        if (level == chosen) v.basis = level_basis(frame, member, level, v.label);
        else v.basis.citation = c_.cited(levels[level].notes);
        if (level == chosen && m.levels[level].condition == none) v.because = {say(message::no_other_level)};
        made.cases.push_back(std::move(v));
    };
    add(chosen);
    for (index level = 0; level != m.levels.size(); ++level)
        if (level < chosen || (m.unique && level != chosen && m.levels[level].condition != none)) add(level);
    index const node = m.levels[chosen].value;
    auto const operation = c_.node(node).operation;
    if (operation == plan::operation::constant) return made;
    if (operation != plan::operation::look_up) made.formula = speech.whole(at, node);       // else the row that was hit tells it
    made.hits = decide(at, node, manner::valued).hits;
    made.countings = countings(at, node);
    return made;
}

// ── deductions ──────────────────────────────────────────────────────────────────────────────────────────────────

deduction_table decider::deduct(index frame, index member) {
    deduction_table made;
    made.what = c_.definition(frame, member, c_.member_value(frame, member).value_or(absent{}));
    auto const d = c_.traced.decision(frame, member);
    if (!d) return made;
    auto const& m = c_.kind(frame).members[member];
    plan::member const& lowered = c_.tree.records[c_.record_of(frame)].members[member];
    auto const shown = [&](number const& n) { return c_.shown(n, m.type); };
    program::type plain;
    plain.kind = type_kind::number;
    plain.of = program::unit_none;
    for (auto const& applied : d->deductions) {
        auto const& row = m.deductions.front().rows[applied.row];
        spot const at = c_.spot_of(frame, member);
        deduction_row r;
        r.label = row.shown.empty() ? join(speech.reasons(at, lowered.deductions[applied.row].condition, true, manner::named), "; ") : label_of(row.shown, "");
        if (row.shown.empty() && row.each) r.label = speech.formula(at, lowered.deductions[applied.row].condition, manner::named);
        r.each = row.each;
        r.times = c_.shown(applied.times, plain);
        r.once = shown(applied.times.is_zero() ? applied.amount : applied.amount / applied.times);
        r.product = shown(applied.amount);
        r.counted = shown(applied.counted);
        if (applied.cap) r.cap = shown(*applied.cap);
        r.basis = c_.basis(row.notes, join({made.what.label, r.label}, " › "), made.what.basis.citation);
        if (r.basis.citation.empty()) r.basis.citation = made.what.basis.citation;
        made.rows.push_back(std::move(r));
        for (auto& counted : countings(at, lowered.deductions[applied.row].condition)) made.countings.push_back(std::move(counted));
    }
    made.sum = shown(d->sum);
    if (d->cap) {
        made.cap = shown(*d->cap);
        auto const& notes = m.deductions.front().cap_notes;
        if (*d->cap < d->sum) made.cap_basis = c_.basis(notes, made.what.label, made.what.basis.citation);
        else made.cap_basis.citation = c_.cited(notes);
    }
    return made;
}

// ── notes of tables ─────────────────────────────────────────────────────────────────────────────────────────────

note decider::note_of(index frame, index member) {
    auto const& m = c_.kind(frame).members[member];
    plan::member const& lowered = c_.tree.records[c_.record_of(frame)].members[member];
    spot const at = c_.spot_of(frame, member);
    note made;
    made.label = label_of(m.shown, m.name);
    made.basis.citation = c_.cited(m.notes);
    std::vector<text> because;
    index node = none;
    auto const d = c_.traced.decision(frame, member);
    if (m.kind == program::member_kind::classification && d && !d->levels.empty()) {
        index const chosen = d->levels.front();
        index const condition = lowered.levels[chosen].condition;
        because = condition == none ? why_otherwise(at, lowered, chosen, manner::named) : speech.reasons(at, condition, true, manner::named);
        basis const own = level_basis(frame, member, chosen, level_label(at, frame, member, chosen));
        if (!own.citation.empty()) made.basis.citation = own.citation;
        add_basis(made.basis, own);
        node = lowered.levels[chosen].value;
    } else if (m.kind == program::member_kind::deductions && d) {
        std::vector<text> rows;
        for (auto const& row : deduct(frame, member).rows) {
            rows.push_back(row.basis.citation.empty() ? row.label : say(message::of_record, {row.label, row.basis.citation}));
            add_basis(made.basis, row.basis);
        }
        made.says = rows.empty() ? say(message::no_deduction) : join(rows, "; ");
        return made;
    } else {
        node = value_node(frame, member);
        derivation const all = lowered.exceptions.empty() ? derivation{} : derive(frame, member);
        for (auto const& e : all.exceptions)
            if (e.holds) {
                because.push_back(e.label);
                add_basis(made.basis, e.basis);
            }
    }
    if (node == none) return made;
    auto const truth = m.type.kind == type_kind::truth && m.kind == program::member_kind::let ? c_.holds(at, node) : std::nullopt;
    if (truth) {
        for (text& part : speech.reasons(at, node, *truth, manner::named)) because.push_back(std::move(part));
        text const answer = say(*truth ? message::yes : message::no);
        made.says = because.empty() ? answer : answer + ", " + say(message::because, {join(because, "; ")});
        return made;
    }
    decisions how = decide(at, node, manner::named);
    for (text& part : how.because) because.push_back(std::move(part));
    made.hits = std::move(how.hits);
    auto const operation = c_.node(node).operation;
    bool const is_told = operation == plan::operation::look_up || (operation == plan::operation::constant && !because.empty());
    std::vector<text> says;
    if (!is_told || operation == plan::operation::constant) says.push_back(speech.formula(at, node, manner::named));
    if (!because.empty()) says.push_back(say(message::because, {join(because, "; ")}));
    made.says = join(says, ", ");
    return made;
}

std::vector<text> decider::remarks(index frame, index member) {
    auto const& m = c_.kind(frame).members[member];
    plan::member const& lowered = c_.tree.records[c_.record_of(frame)].members[member];
    spot const at = c_.spot_of(frame, member);
    index node = value_node(frame, member);
    if (m.kind == program::member_kind::classification)
        if (auto const d = c_.traced.decision(frame, member); d && !d->levels.empty()) node = lowered.levels[d->levels.front()].value;
    if (node == none) return {};
    std::vector<text> counted;
    for (counting const& c : countings(at, node)) counted.push_back(say(message::labelled, {label_of(m.shown, m.name), c.says}));
    if (m.type.kind == type_kind::truth) return counted;
    decisions const how = decide(at, node, manner::valued);
    std::vector<text> looked_up;
    for (hit const& h : how.hits) {
        auto* n = std::get_if<number>(&h.result.value);
        if (h.computed && !(n && n->is_zero())) looked_up.push_back(h.argument);
    }
    text says = label_of(m.shown, m.name);
    if (looked_up.empty() && how.bounds.empty()) return counted;
    if (!looked_up.empty()) says = say(message::value_for, {says, join(looked_up, "; ")});
    for (text const& b : how.bounds) says += text::same(looked_up.empty() ? " " : ", ") + b;
    counted.insert(counted.begin(), says);
    return counted;
}

}  // namespace barem::explain
