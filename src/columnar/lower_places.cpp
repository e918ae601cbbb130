// Where values come from: inputs of the records, their definitions, parameters.

#include "columnar/bounds.hpp"
#include "columnar/layout.hpp"
#include "columnar/lowering.hpp"

namespace barem::columnar {

using kinds = program::type_kind;

// ── places ──────────────────────────────────────────────────────────────────────────────────────────────────────

index lowering::place_of(place p) {
    for (index i = 0; i != places_.size(); ++i)
        if (places_[i].domain == p.domain && places_[i].singles == p.singles) return i;
    places_.push_back(std::move(p));
    return static_cast<index>(places_.size() - 1);
}

index lowering::child_of(index at, index slot) {
    place p = places_[at];
    p.record = tree_.records[p.record].lists[slot].record;
    p.singles.push_back(slot);
    return place_of(std::move(p));
}

index lowering::domain_of(index at, index slot) {
    place const p = places_[at];
    auto path = p.singles;
    path.push_back(slot);
    for (index d = 0; d != out_.domains.size(); ++d)
        if (out_.domains[d].parent == p.domain && out_.domains[d].path == path) return d;
    columnar::domain made;
    made.parent = p.domain;
    made.path = std::move(path);
    auto const& list = tree_.records[p.record].lists[slot];
    made.record = list.record;
    made.max_elements = std::min<std::int64_t>(most_elements(rules_.records[p.record].members[list.member]), most_elements_of_list_);
    out_.domains.push_back(std::move(made));
    return static_cast<index>(out_.domains.size() - 1);
}

index lowering::parent_of(index at) {
    place p = places_[at];
    if (p.singles.empty()) {
        columnar::domain const& d = out_.domains[p.domain];
        p.singles.assign(d.path.begin(), d.path.end() - 1);
        p.domain = d.parent;
    } else {
        p.singles.pop_back();
    }
    p.record = p.domain == 0 ? rules_.roster_record : out_.domains[p.domain].record;
    for (index slot : p.singles) p.record = tree_.records[p.record].lists[slot].record;
    return place_of(std::move(p));
}

/// The place that a scope means: out of the enclosing aggregates first, then up to parents.
index lowering::reach(program::scope const& scope, surroundings const& in) {
    index at = in.places[scope.lexical];
    for (index i = 0; i != scope.up; ++i) at = parent_of(at);
    // Seen from the elements of a list, a register has one row for each record that the list is in, not for another element beside them.
    for (index i = 0; i != scope.lexical; ++i)
        if (!code().is_within(in.origins[i], places_[at].domain)) refuse("values of the elements of two lists are compared with one another");
    return at;
}

/// Whether all the single records on the way to a place are there.
bits lowering::presence(index at) {
    if (places_[at].singles.empty()) return always;
    if (auto const found = presences_.find(at); found != presences_.end()) return found->second;
    index const around = parent_of(at);
    bits made = presence(around);
    auto const& list = tree_.records[places_[around].record].lists[places_[at].singles.back()];
    program::member const& m = rules_.records[places_[around].record].members[list.member];
    if (m.type.optional || !m.required_when.empty()) {
        columnar::input from;
        from.from = columnar::input::source::given_record;
        from.domain = places_[at].domain;
        from.path = places_[at].singles;
        from.given = code().input(lane::bits, from.domain);
        made = code().also(made, {from.given, false});
        code().stage().inputs.push_back(std::move(from));
    }
    return presences_[at] = made;
}

// ── inputs ──────────────────────────────────────────────────────────────────────────────────────────────────────

/// An input in the stage that is being lowered; only the first reads records.
lowered lowering::input_of(index at, program::member const& m) {
    auto const layout = layout_of(rules_, m);
    if (!layout) refuse("the range of `" + m.name + "` is beyond 64 bits");
    columnar::input from;
    from.domain = places_[at].domain;
    from.path = places_[at].singles;
    from.of = m.slot;
    from.places = layout->places;
    from.low = layout->low;
    from.high = layout->high;
    from.assumed = layout->assumed_range || layout->assumed_decimals;
    from.value = code().input(layout->lane, from.domain);
    bool const may_be_absent = m.type.optional || !m.required_when.empty() || !presence(at).is(true);
    if (may_be_absent) from.given = code().input(lane::bits, from.domain);
    lowered made;
    made.kind = m.type.kind;
    made.form = lowered::form::registers;
    if (may_be_absent) made.given = {from.given, false};
    if (made.kind == kinds::truth) made.truth = {from.value, false};
    made.reg = from.value;
    made.low = layout->low;
    made.high = layout->high;
    for (int i = 0; i != layout->places; ++i) made.denominator = times64(made.denominator, 10);
    code().stage().inputs.push_back(std::move(from));
    return rooted(std::move(made));
}

lowered lowering::member(index at, index which) {
    plan::member const& m = tree_.records[places_[at].record].members[which];
    program::member const& shown = rules_.records[places_[at].record].members[which];
    if (m.type.kind == kinds::record || m.type.kind == kinds::list) {
        auto made = constant_value(kinds::truth, true);
        if (m.type.kind == kinds::record) {
            made.given = presence(child_of(at, m.slot));
        } else {
            index const child = domain_of(at, m.slot);
            made.given = code().within(element_count(child, out_.domains[child].parent), 1, out_.domains[child].max_elements);
        }
        return made;
    }
    if (m.kind == program::member_kind::rank) return place_of_rank(shown.rank, columnar::input::source::place);
    auto const lower = [&]() -> lowered {
        key const k{stage_, at, which};
        if (auto const found = members_.find(k); found != members_.end()) return found->second;
        within_.push_back({places_[at].record, which});
        if (within_.size() > exec::max_evaluation_depth) refuse("definitions within one another too deeply");
        auto made = m.kind == program::member_kind::input ? input_of(at, shown) : definition(m, {{at}, nullptr});
        within_.pop_back();
        note(none, places_[at].record, which, made);
        return members_[k] = std::move(made);
    };
    index const stage = m.kind == program::member_kind::input ? 0 : m.stratum;
    if (stage == stage_) return lower();
    if (places_[at].domain != 0) refuse("a definition of list elements that rests on places or groups");
    return in_stage(stage, lower);
}

/// A field that a path of single records leads to is absent where one of them is.
lowered lowering::field(plan::field_access const& access, surroundings const& in) {
    index const from = reach(access.from, in);
    index at = from;
    for (index i = 0; i != access.through.count; ++i) at = child_of(at, tree_.steps[access.through.first + i]);
    auto made = member(at, access.member);
    if (at == from || rules_.records[access.record].members[access.member].kind == program::member_kind::input) return made;
    auto const there = [&] {
        auto found = truth_value(presence(at));
        return found;
    };
    auto const present = stage_ == 0 ? there() : in_stage(0, there);
    if (present.is_known()) return made;
    return choose(present, std::move(made), constant_value(made.kind, absent{}));
}

// ── parameters ──────────────────────────────────────────────────────────────────────────────────────────────────

/// Of a parameter by date: the latest value that began by the record's date.
lowered lowering::parameter(index which, surroundings const&) {
    auto const kind = rules_.parameters[which].type.kind;
    if (is_given(parameters_[which])) return constant_value(kind, parameters_[which]);
    auto const& dated = tree_.parameters[which].dated;
    index const roster = place_of({0, {}, rules_.roster_record});
    index date_member = 0;
    auto const& members = rules_.records[rules_.roster_record].members;
    while (members[date_member].kind != program::member_kind::input || members[date_member].slot != tree_.date_slot ||
           members[date_member].type.kind == kinds::list || members[date_member].type.kind == kinds::record)
        ++date_member;
    auto const day = needed(member(roster, date_member));
    if (kind == kinds::number || kind == kinds::date || kind == kinds::word) {
        std::vector<step> steps;
        for (auto const& [from, v] : dated) steps.push_back({number(from.days), false, {false, v}});
        return step_function(kind, day, steps, point{true, {}});
    }
    auto made = failing(kind);
    for (auto const& [from, v] : dated)
        made = choose(apply(plan::operation::greater_equal, {day, constant_value(kinds::date, from)}), constant_value(kind, v), made);
    return made;
}

}  // namespace barem::columnar
