#include "explain/decisions.hpp"

#include "explain/wording.hpp"

#include <algorithm>

namespace barem::explain {

decisions decider::decide(spot const& at, index node, manner m) {
    decisions made;
    walk(at, node, m, made);
    return made;
}

/// Along the operands that gave the value; conditions are told as reasons.
void decider::walk(spot const& at, index id, manner m, decisions& into) {
    plan::node const& n = c_.node(id);
    switch (n.operation) {
        case plan::operation::conditional: {
            index const branch = speech.taken(at, id);
            for (index i = 0; i + 1 < n.operands.count; i += 2) {
                bool const taken = c_.operand(n, i + 1) == branch;
                for (text& part : speech.reasons(at, c_.operand(n, i), taken, m)) into.because.push_back(std::move(part));
                if (taken) break;
            }
            return walk(at, branch, m, into);
        }
        case plan::operation::default_value: {
            index const taken = speech.taken(at, id);
            if (taken != c_.operand(n, 0)) into.because.push_back(say(message::is_not_given, {speech.formula(at, c_.operand(n, 0), manner::named)}));
            return walk(at, taken, m, into);
        }
        case plan::operation::look_up: {
            auto found = hits(at, id, m);
            if (found.size() > 1) combined(c_.tree.tables[n.target].policy, into);
            return std::ranges::move(found, std::back_inserter(into.hits)), void();
        }
        case plan::operation::aggregate:
        case plan::operation::group_value: return;
        case plan::operation::minimum:
        case plan::operation::maximum:
            if (m == manner::valued) bound(at, n, into);
            break;
        default: break;
    }
    for (index i = 0; i != n.operands.count; ++i) walk(at, c_.operand(n, i), m, into);
}

/// min(points, cap): the cap bound when it is less than what stands first.
void decider::bound(spot const& at, plan::node const& n, decisions& into) {
    auto const first = c_.value_of(at, c_.operand(n, 0));
    std::optional<value> least = first;
    for (index i = 1; i != n.operands.count; ++i) {
        auto const v = c_.value_of(at, c_.operand(n, i));
        if (!v || !least) return;
        auto const a = plan::position_of(*v), b = plan::position_of(*least);
        if (!a || !b) return;
        if (n.operation == plan::operation::minimum ? *a < *b : *a > *b) least = v;
    }
    if (least == first) return;
    auto const how = n.operation == plan::operation::minimum ? message::limited_to : message::raised_to;
    into.bounds.push_back(say(how, {in_full_bare(c_.shown(*least, n.type))}));
}

/// How the rows that hold make one value.
void decider::combined(program::hit_policy policy, decisions& into) {
    using enum program::hit_policy;
    switch (policy) {
        case collect_sum: return into.bounds.push_back(say(message::sum_of_rows));
        case collect_min: return into.bounds.push_back(say(message::least_of_rows));
        case priority:
        case collect_max: return into.bounds.push_back(say(message::greatest_of_rows));
        case collect_count: return into.bounds.push_back(say(message::number_of_rows));
        case unique:
        case first:
        case any: return;
    }
}

// ── tables ──────────────────────────────────────────────────────────────────────────────────────────────────────

std::vector<hit> decider::hits(spot const& at, index look_up, manner m) {
    auto const found = c_.traced.hit(at, look_up);
    if (!found) return {};
    exec::table_hit const& h = *found;
    spot const inside{exec::environment_of_table(h.arguments, at), &c_.node(look_up)};
    std::vector<hit> made;
    for (index row : h.rows) made.push_back(row_hit(inside, h, row, look_up));
    if (h.rows.empty()) made.push_back(row_hit(inside, h, none, look_up));
    for (hit& one : made) {
        one.argument = looked_up(at, c_.node(look_up), m);
        for (index i = 0; i != c_.node(look_up).operands.count; ++i)
            one.computed |= c_.node(c_.operand(c_.node(look_up), i)).operation != plan::operation::field;
    }
    return made;
}

hit decider::row_hit(spot const& inside, exec::table_hit const& h, index row, index look_up) {
    program::table const& t = c_.rules.tables[h.table];
    plan::table const& lowered = c_.tree.tables[h.table];
    hit made;
    made.table = label_of(t.shown, t.name);
    index result = none;
    program::notes const* notes = nullptr;
    if (row != none) {
        made.row = speech.row_conditions(inside, h.table, row);
        if (!t.rows[row].shown.empty()) made.row += text::same(made.row.empty() ? "" : " – ") + label_of(t.rows[row].shown, "");
        if (made.row.empty()) made.row = say(message::any_value);
        result = lowered.results[row];
        notes = &t.rows[row].notes;
    } else {
        made.row = say(h.otherwise ? message::all_other_cases : message::no_row);
        if (h.otherwise) result = lowered.otherwise;
        if (h.otherwise) notes = &t.otherwise.front().notes;
    }
    // Rows that are only counted, and no row at all, give the value of the look-up itself.
    auto const v = result != none ? c_.value_of(inside, result) : c_.value_of(inside.around(), look_up);
    made.result = c_.shown(v.value_or(absent{}), t.result);
    made.basis = table_basis(h, notes);
    using enum plan::piece_reading;
    auto const piece = h.piece == none ? plan::piece_reading::row : lowered.pieces[h.piece].reading;
    if (piece == gap_lower || piece == gap_higher || piece == gap_nothing) made.reading = say(message::by_gap);
    if (piece == overlap) made.reading = say(message::by_overlap);
    return made;
}

/// The row's article, else the table's; readings of the table, of the row, and of the gap or overlap that the value fell into.
basis decider::table_basis(exec::table_hit const& h, program::notes const* row) {
    program::table const& t = c_.rules.tables[h.table];
    text const label = label_of(t.shown, t.name);
    basis made = c_.basis(t.notes, label);
    if (row) {
        basis own = c_.basis(*row, label, made.citation);
        if (!own.citation.empty()) made.citation = own.citation;
        add_basis(made, own);
    }
    if (h.piece == none) return made;
    using enum plan::piece_reading;
    switch (c_.tree.tables[h.table].pieces[h.piece].reading) {
        case gap_lower:
        case gap_higher:
        case gap_nothing: add_basis(made, c_.basis(t.gap_notes, label, made.citation)); break;
        case overlap: add_basis(made, c_.basis(t.overlap_notes, label, made.citation)); break;
        default: break;
    }
    return made;
}

/// What was looked up, of this record: "Volume against plan 95 %", or the value alone of something computed on the spot.
text decider::looked_up(spot const& at, plan::node const& look_up, manner m) {
    if (m == manner::named) return {};
    std::vector<text> parts;
    for (index i = 0; i != look_up.operands.count; ++i) {
        index const given = c_.operand(look_up, i);
        auto const v = c_.value_of(at, given);
        if (!v) continue;
        text const label = speech.argument_label(at, look_up, i);
        text const shown = c_.shown(*v, c_.node(given).type).bare;
        parts.push_back(label.empty() ? shown : label + hard_space + shown);
    }
    return join(parts, "; ");
}

}  // namespace barem::explain
