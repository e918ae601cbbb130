#include "explain/context.hpp"

#include "explain/wording.hpp"

#include <algorithm>

namespace barem::explain {

context::context(plan::compiled const& all, exec::parameters const& given, exec::explained_record& record)
    : compiled(all), rules(*all.rules), tree(all.tree), traced(record), parameters_(given) {
    if (tree.date_slot != none)
        if (auto const* day = std::get_if<date>(&traced.frame(0).data->values[tree.date_slot])) day_ = *day;
    find_frames(0, true);
}

program::dated_value const* context::dated_value(index which) const { return day_ ? program::value_on(rules.parameters[which], *day_) : nullptr; }

value const& context::parameter(index which) const {
    if (is_given(parameters_[which])) return parameters_[which];
    auto const* dated = dated_value(which);
    return dated ? dated->at : parameters_[which];
}

bool context::is_changed(index which) const {
    auto const* dated = dated_value(which);
    return parameter(which) != (dated ? dated->at : rules.parameters[which].initial);
}

/// Takes down what the outputs needed, before the explanation asks for more.
void context::find_frames(index frame, bool is_main) {
    if (is_main) main_.push_back(frame);
    auto const& kind = tree.records[record_of(frame)];
    if (order_.size() <= frame) order_.resize(frame + 1);
    for (index m = 0; m != kind.members.size(); ++m) order_[frame].push_back(traced.order(frame, m));
    for (index l = 0; l != kind.lists.size(); ++l) {
        auto const children = traced.children(frame, l);
        for (index c = 0; c != children.count; ++c) find_frames(children.first + c, is_main && kind.lists[l].single);
    }
}

std::optional<index> context::order(index frame, index member) const { return frame < order_.size() ? order_[frame][member] : std::nullopt; }

std::string context::position(index frame) {
    std::string path;
    for (index f = frame; traced.frame(f).parent != none; f = traced.frame(f).parent) {
        auto const at = traced.frame(f);
        if (tree.records[record_of(at.parent)].lists[at.list].single) continue;
        path = std::to_string(at.position + 1) + (path.empty() ? "" : "." + path);
    }
    return path;
}

std::optional<value> context::value_of(spot const& at, index id) {
    plan::node const& n = node(id);
    if (n.operation == plan::operation::constant) return tree.constants[n.target];
    return traced.node(at, id).result;
}

std::optional<bool> context::holds(spot const& at, index id) {
    auto const v = value_of(at, id);
    if (!v || !std::holds_alternative<bool>(*v)) return std::nullopt;
    return std::get<bool>(*v);
}

index context::reach(spot const& at, program::scope const& scope) {
    spot const* s = &at;
    for (index i = 0; i != scope.lexical; ++i) s = &s->around();
    index frame = s->frame;
    for (index i = 0; i != scope.up; ++i) frame = traced.frame(frame).parent;
    return frame;
}

target context::target_of(spot const& at, index id) {
    plan::field_access const& access = tree.fields[node(id).target];
    index frame = reach(at, access.from);
    for (index i = 0; i != access.through.count; ++i) {
        auto const children = traced.children(frame, tree.steps[access.through.first + i]);
        if (children.count == 0) return {none, access.record, access.member};
        frame = children.first;
    }
    return {frame, access.record, access.member};
}

text context::label(index record, index member) const {
    auto const& m = rules.records[record].members[member];
    return label_of(m.shown, m.name);
}

entry context::entry(index frame, index member, value const& v) {
    auto const& m = kind(frame).members[member];
    explain::entry made;
    made.name = m.name;
    made.label = label_of(m.shown, m.name);
    made.value = shown(v, m.type);
    made.basis = basis(m.notes, place_of(record_of(frame), member));
    return made;
}

entry context::definition(index frame, index member, value const& v) {
    explain::entry made = entry(frame, member, v);
    auto const& of = kind(frame);
    if (frame != 0) made.label = say(message::of_record, {made.label, label_of(of.shown, of.name)});
    return made;
}

text context::place_of(index record, index member) const {
    auto const& kind = rules.records[record];
    return record == rules.roster_record ? label(record, member) : join({label_of(kind.shown, kind.name), label(record, member)}, " › ");
}

basis context::basis(program::notes const& notes, text const& place, text const& around) {
    explain::basis made{cited(notes), {}};
    for (program::label const& r : notes.readings) {
        auto const [found, is_new] = reading_numbers_.try_emplace(&r, static_cast<unsigned>(readings.size() + 1));
        if (is_new) readings.push_back({found->second, place, made.citation.empty() ? around : made.citation, label_of(r, "")});
        made.readings.push_back(found->second);
    }
    return made;
}

text context::list_label(spot const& at, plan::aggregate const& a) {
    index record = record_of(reach(at, a.origin)), member = none, holder = none;
    for (index i = 0; i != a.lists.count; ++i) {
        auto const& list = tree.records[record].lists[tree.steps[a.lists.first + i]];
        holder = record;
        member = list.member;
        record = list.record;
    }
    return label(holder, member);
}

void add_basis(basis& to, basis const& more) {
    if (to.citation.empty()) to.citation = more.citation;
    for (unsigned r : more.readings)
        if (std::find(to.readings.begin(), to.readings.end(), r) == to.readings.end()) to.readings.push_back(r);
}

}  // namespace barem::explain
