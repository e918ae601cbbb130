#include "explain/build.hpp"

#include "explain/contributions.hpp"
#include "explain/wording.hpp"

#include <algorithm>

namespace barem::explain {

namespace {


void add_header(context& c, content& out) {
    auto const& rules = c.rules;
    out.rule_set = rules.name;
    out.rule_set_label = label_of(rules.shown, rules.name);
    out.cites = rules.cites;
    if (!rules.cites.empty()) out.decision = text::same(rules.cites);
    auto const shown = [&](date d) {
        auto const at = d.to_ymd();
        return day(at.year, at.month, at.day);
    };
    std::vector<text> force;
    if (rules.effective_from) force.push_back(say(message::effective_from, {shown(*rules.effective_from)}));
    if (rules.effective_to) force.push_back(say(message::effective_to, {shown(*rules.effective_to)}));
    if (rules.effective_from) out.effective_from = rules.effective_from->to_text();
    if (rules.effective_to) out.effective_to = rules.effective_to->to_text();
    out.in_force = join(force, " ");
    auto const& kind = c.kind(0);
    out.record_label = label_of(kind.shown, kind.name);
}

void add_inputs(context& c, content& out) {
    auto const& members = c.kind(0).members;
    for (index m = 0; m != members.size(); ++m) {
        bool const holds_records = members[m].type.kind == program::type_kind::list || members[m].type.kind == program::type_kind::record;
        if (members[m].kind != program::member_kind::input || holds_records) continue;
        auto const v = c.member_value(0, m).value_or(absent{});
        entry e = c.entry(0, m, v);
        if (!is_given(v)) e.value.shown = e.value.bare = say(message::not_given);
        if (members[m].is_key) out.key = std::move(e);
        else out.inputs.push_back(std::move(e));
    }
}

void add_results(context& c, content& out) {
    auto const& kind = c.kind(0);
    for (auto const& o : kind.outputs) {
        auto const v = c.member_value(0, o.member).value_or(absent{});
        output made;
        made.shown = c.entry(0, o.member, v);
        made.digits = o.digits;
        made.printed = print_fixed(c.rules, v, kind.members[o.member].type, o.digits);
        out.results.push_back(std::move(made));
    }
}

struct definition { index frame = none, member = none, order = none; };

/// What the outputs rest on in the record itself and its single records, in the order in which evaluation came to it: whoever reads
/// on from an output finds what it is made of.
std::vector<definition> definitions(context& c) {
    std::vector<definition> found;
    for (index frame : c.main_frames())
        for (index m = 0; m != c.kind(frame).members.size(); ++m)
            if (auto const order = c.order(frame, m)) found.push_back({frame, m, *order});
    std::ranges::stable_sort(found, {}, &definition::order);
    return found;
}

void add_definitions(context& c, decider& d, content& out) {
    auto const all = definitions(c);
    auto const each = [&](program::member_kind kind, auto add) {
        for (auto const& one : all)
            if (c.kind(one.frame).members[one.member].kind == kind) add(one.frame, one.member);
    };
    using enum program::member_kind;
    each(classification, [&](index f, index m) { out.choices.push_back(d.choose(f, m)); });
    each(program::member_kind::rank, [&](index f, index m) { out.rankings.push_back(d.rank(f, m)); });
    each(quota, [&](index f, index m) { out.quotas.push_back(d.quota(f, m)); });
    each(admission, [&](index f, index m) { out.admissions.push_back(d.admit(f, m)); });
    each(let, [&](index f, index m) { out.derivations.push_back(d.derive(f, m)); });
    each(program::member_kind::deductions, [&](index f, index m) { out.deductions.push_back(d.deduct(f, m)); });
}

/// Of one of several values: from when it holds, and what says so.
void since(context& c, program::dated_value const& dated, figure& f) {
    f.since = c.shown(value(dated.from), {program::type_kind::date});
    auto const its = c.basis(dated.notes, f.what.label);
    auto& whole = f.what.basis;
    if (!whole.citation.empty() && !its.citation.empty()) whole.citation += text::same(", ") + its.citation;
    add_basis(whole, its);
}

void add_figures(context& c, content& out) {
    for (index p : c.used_parameters) {
        auto const& declared = c.rules.parameters[p];
        figure f;
        f.what.name = declared.name;
        f.what.label = label_of(declared.shown, declared.name);
        f.what.value = c.shown(c.parameter(p), declared.type);
        f.what.basis = c.basis(declared.notes, f.what.label);
        auto const* dated = c.dated_value(p);
        if (c.is_changed(p)) f.declared = c.shown(dated ? dated->at : declared.initial, declared.type);
        else if (dated) since(c, *dated, f);
        out.figures.push_back(std::move(f));
    }
}

}  // namespace

content build(context& c) {
    content made;
    decider d(c);
    auto const lists = find_lists(c);
    number_tables(c, lists);
    // In the order of the sheet, so that readings are numbered as they are met.
    add_header(c, made);
    add_inputs(c, made);
    add_results(c, made);
    add_definitions(c, d, made);
    for (std::size_t i = 0; i != lists.size(); ++i) made.contributions.push_back(contributions_of(c, d, lists[i], static_cast<unsigned>(i + 1)));
    add_figures(c, made);
    made.readings = std::move(c.readings);
    return made;
}

}  // namespace barem::explain
