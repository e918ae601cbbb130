#include "counterfactual/conditions.hpp"

#include "explain/wording.hpp"

#include <algorithm>

namespace barem::counterfactual {

using explain::manner;
using explain::message;
using explain::say;
using program::type_kind;

namespace {

constexpr unsigned deepest = 12;            // definitions within one another that are looked into

/// What there is, else what is made then.
template <typename F>
unmet or_else(std::optional<unmet> there, F make) {
    return there ? std::move(*there) : make();
}

}  // namespace

// ── levels ──────────────────────────────────────────────────────────────────────────────────────────────────────

std::optional<unmet> condition_finder::level(index frame, index member, std::vector<value> const& accepted) {
    auto const is_accepted = [&](value const& v) { return std::ranges::find(accepted, v) != accepted.end(); };
    if (auto const now = c_.member_value(frame, member); now && is_accepted(*now)) return std::nullopt;
    plan::member const& m = c_.tree.records[c_.record_of(frame)].members[member];
    std::vector<unmet> routes;
    for (index l = 0; l != m.levels.size(); ++l) {
        auto const& node = c_.node(m.levels[l].value);
        if (node.operation == plan::operation::constant && !is_accepted(c_.tree.constants[node.target])) continue;
        if (auto r = route(frame, member, l, accepted)) routes.push_back(std::move(*r));
    }
    if (!routes.empty()) return joined(unmet::kind::any, std::move(routes));
    unmet never;
    never.far = 1'000;
    if (tells_) never.needed = say(message::no_level_gives_it);
    return never;
}

/// Others that come first, but for those that give an accepted value as well, and the level's own condition.
std::vector<unmet> condition_finder::before_level(index frame, index member, index which, std::vector<value> const& accepted) {
    plan::member const& m = c_.tree.records[c_.record_of(frame)].members[member];
    spot const at = c_.spot_of(frame, member);
    std::vector<unmet> parts;
    for (index other = 0; other != m.levels.size(); ++other) {
        bool const comes_first = other < which || (m.unique && other != which);
        if (m.levels[other].condition == none || !comes_first) continue;
        auto const& node = c_.node(m.levels[other].value);
        bool const gives_it = node.operation == plan::operation::constant && std::ranges::find(accepted, c_.tree.constants[node.target]) != accepted.end();
        if (gives_it && !m.unique) continue;
        auto stands = condition(at, m.levels[other].condition, false);
        if (!stands) continue;
        if (tells_ && stands->citation.empty()) stands->citation = c_.cited(c_.kind(frame).members[member].levels.front().levels[other].notes);
        parts.push_back(std::move(*stands));
    }
    if (m.levels[which].condition != none)
        if (auto own = condition(at, m.levels[which].condition, true)) parts.push_back(std::move(*own));
    return parts;
}

/// What keeps one level from being the one that gives an accepted value.
std::optional<unmet> condition_finder::route(index frame, index member, index which, std::vector<value> const& accepted) {
    plan::member const& m = c_.tree.records[c_.record_of(frame)].members[member];
    spot const at = c_.spot_of(frame, member);
    auto parts = before_level(frame, member, which, accepted);
    auto const v = c_.value_of(at, m.levels[which].value);
    if (!v || std::ranges::find(accepted, *v) == accepted.end()) parts.push_back(given_value(at, m.levels[which].value, accepted));
    if (parts.empty()) return std::nullopt;
    auto made = joined(unmet::kind::all, std::move(parts));
    if (tells_ && made.citation.empty()) made.citation = c_.cited(c_.kind(frame).members[member].levels.front().levels[which].notes);
    return made;
}

std::optional<unmet> condition_finder::taken(index frame, index member, index which) {
    plan::member const& m = c_.tree.records[c_.record_of(frame)].members[member];
    spot const at = c_.spot_of(frame, member);
    std::vector<unmet> parts;
    auto const ask = [&](index condition_node, bool wanted) {
        if (c_.node(condition_node).type.kind != type_kind::truth) return;
        if (auto part = condition(at, condition_node, wanted)) parts.push_back(std::move(*part));
    };
    if (m.kind == program::member_kind::classification) parts = before_level(frame, member, which, {});
    else if (m.kind == program::member_kind::deductions) ask(m.deductions[which].condition, true);
    else if (which != m.exceptions.size()) ask(m.exceptions[which].condition, true);
    else for (auto const& e : m.exceptions) ask(e.condition, false);
    if (parts.empty()) return std::nullopt;
    return joined(unmet::kind::all, std::move(parts));
}

/// A value of a level that is computed has to be another.
unmet condition_finder::given_value(spot const& at, index node, std::vector<value> const& accepted) {
    if (c_.node(node).operation == plan::operation::field && depth_ < deepest) {
        auto const t = c_.target_of(at, node);
        if (t.frame != none && c_.tree.records[t.record].members[t.member].kind == program::member_kind::classification) {
            ++depth_;
            auto inner = level(t.frame, t.member, accepted);
            --depth_;
            if (inner) return std::move(*inner);
        }
    }
    unmet made;
    made.far = 1;
    if (!tells_) return made;
    auto const& type = c_.node(node).type;
    std::vector<text> wanted;
    for (auto const& v : accepted) wanted.push_back(c_.shown(v, type).shown);
    made.needed = say(message::is, {decider_.speech.formula(at, node, manner::named), explain::one_of(wanted)});
    if (auto const v = c_.value_of(at, node)) made.now = explain::in_full(c_.shown(*v, type));
    return made;
}

// ── conditions ──────────────────────────────────────────────────────────────────────────────────────────────────

unmet condition_finder::joined(unmet::kind form, std::vector<unmet> parts) {
    if (parts.size() == 1) return std::move(parts.front());
    unmet made;
    made.form = form;
    for (unmet& p : parts) {
        if (form == unmet::kind::all) made.far = made.far + p.far;
        else if (made.parts.empty() || p.far < made.far) made.far = p.far;
        made.parts.push_back(std::move(p));
    }
    std::vector<unmet> flat;                                        // `a and (b and c)` is one list
    for (unmet& p : made.parts) {
        bool const splices = p.form == form && p.about.empty() && p.citation.empty();
        if (splices) std::ranges::move(p.parts, std::back_inserter(flat));
        else flat.push_back(std::move(p));
    }
    made.parts = std::move(flat);
    return made;
}

std::optional<unmet> condition_finder::condition(spot const& at, index id, bool wanted) {
    using enum plan::operation;
    if (c_.holds(at, id) == wanted) return std::nullopt;
    plan::node const& n = c_.node(id);
    if (depth_ >= deepest) return single(at, id, wanted);
    ++depth_;
    auto const alone = [&] { return single(at, id, wanted); };
    auto made = [&] {
        switch (n.operation) {
            case logical_and: return operands(at, n, wanted, wanted ? unmet::kind::all : unmet::kind::any);
            case logical_or: return operands(at, n, wanted, wanted ? unmet::kind::any : unmet::kind::all);
            case logical_not: return or_else(condition(at, c_.operand(n, 0), !wanted), alone);
            case plan::operation::conditional: return this->conditional(at, id, wanted);
            case default_value: return or_else(condition(at, decider_.speech.taken(at, id), wanted), alone);
            case plan::operation::field: return this->field(at, id, wanted);
            case aggregate: return elements(at, id, wanted);
            case equal:
            case not_equal:
            case less:
            case less_equal:
            case greater:
            case greater_equal: return or_else(words(at, id, wanted), [&] { return comparison(at, id, wanted); });
            case in_set: return or_else(words(at, id, wanted), alone);
            case in_interval: return interval(at, id, wanted);
            default: return single(at, id, wanted);
        }
    }();
    --depth_;
    return made;
}

unmet condition_finder::operands(spot const& at, plan::node const& n, bool wanted, unmet::kind form) {
    std::vector<unmet> parts;
    for (index i = 0; i != n.operands.count; ++i)
        if (auto part = condition(at, c_.operand(n, i), wanted)) parts.push_back(std::move(*part));
    return joined(form, std::move(parts));
}

/// Within the branch that is taken.
unmet condition_finder::conditional(spot const& at, index id, bool wanted) {
    plan::node const& n = c_.node(id);
    for (index i = 0; i + 1 < n.operands.count; i += 2) {
        auto const holds = c_.holds(at, c_.operand(n, i));
        if (!holds) break;
        if (*holds) return or_else(condition(at, c_.operand(n, i + 1), wanted), [&] { return single(at, id, wanted); });
    }
    return or_else(condition(at, c_.operand(n, n.operands.count - 1), wanted), [&] { return single(at, id, wanted); });
}

/// A truth that is defined is told by what it is made of.
unmet condition_finder::field(spot const& at, index id, bool wanted) {
    auto const t = c_.target_of(at, id);
    if (t.frame == none) return single(at, id, wanted);
    plan::member const& m = c_.tree.records[t.record].members[t.member];
    auto const& written = c_.rules.records[t.record].members[t.member];
    std::optional<unmet> inner;
    if (m.kind == program::member_kind::classification) inner = level(t.frame, t.member, {value(wanted)});
    if (m.kind == program::member_kind::let) {
        auto const d = m.exceptions.empty() ? std::nullopt : c_.traced.decision(t.frame, t.member);
        index const node = d && !d->exceptions.empty() ? m.exceptions[d->exceptions.front()].value : m.value;
        inner = condition(c_.spot_of(t.frame, t.member), node, wanted);
    }
    if (!inner) {
        auto made = single(at, id, wanted);
        if (tells_ && m.kind == program::member_kind::admission) made.now = decider_.admit(t.frame, t.member).says;
        return made;
    }
    if (!tells_) return std::move(*inner);
    unmet made;
    made.form = unmet::kind::all;
    made.far = inner->far;
    made.about = explain::join(decider_.speech.reasons(at, id, wanted, manner::valued), "; ");
    made.citation = c_.cited(written.notes);
    bool const splices = inner->form == unmet::kind::all && inner->about.empty() && inner->citation.empty();
    if (splices) made.parts = std::move(inner->parts);
    else made.parts.push_back(std::move(*inner));
    return made;
}

/// Of any() and all(): each element that stands in the way, or each that could do it. One for which the filter holds and the value decides
/// makes any() true and all() false.
unmet condition_finder::elements(spot const& at, index id, bool wanted) {
    auto const& a = c_.tree.aggregates[c_.node(id).target];
    bool const is_any = a.function == program::aggregate_function::any;
    if (!is_any && a.function != program::aggregate_function::all) return single(at, id, wanted);
    bool const must_decide = wanted == is_any;
    std::vector<unmet> each;
    for (index element : c_.traced.elements(at, id)) {
        spot const there{c_.traced.within_element(at, element)};
        std::vector<unmet> parts;
        bool stands = true;
        auto const ask = [&](index node, bool outcome) {
            if (node == none) return;
            if (auto part = condition(there, node, outcome)) parts.push_back(std::move(*part));
            else if (!must_decide) stands = false;
        };
        ask(a.filter, must_decide);
        ask(a.over, must_decide == is_any);
        if (!stands || parts.empty()) continue;
        auto made = joined(must_decide ? unmet::kind::all : unmet::kind::any, std::move(parts));
        if (tells_) {
            auto const& kind = c_.kind(element);
            text const which = say(message::element_at, {explain::label_of(kind.shown, kind.name), text::same(c_.position(element))});
            made.about = made.about.empty() ? which : say(message::labelled, {which, made.about});
        }
        each.push_back(std::move(made));
    }
    if (each.empty()) return single(at, id, wanted);
    return joined(must_decide ? unmet::kind::any : unmet::kind::all, std::move(each));
}

}  // namespace barem::counterfactual
