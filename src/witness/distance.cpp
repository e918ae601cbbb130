#include "witness/distance.hpp"

#include "plan/lower.hpp"

#include <algorithm>
#include <set>

namespace barem::witness {

using analysis::goal;
using analysis::member_place;
using program::expression;
using program::expression_kind;

namespace {

constexpr std::size_t most_places = 60;      // of one kind that are looked at

}  // namespace

// ── the program ─────────────────────────────────────────────────────────────────────────────────────────────────

map_of_program::map_of_program(plan::compiled const& compiled) {
    auto const& origins = compiled.tree.origins;
    for (index n = 0; n != origins.size(); ++n)
        if (origins[n]) nodes_[origins[n]] = n;
    auto const& p = *compiled.rules;
    analysis::site_visitor each;
    each.reference = [&](expression const& e, analysis::site const& where) {
        if (e.kind == expression_kind::look_up) calls_[e.target].push_back({&e, where});
        else uses_[analysis::member_of(p, where.at, e)].push_back({&e, where});
    };
    analysis::visit_sites(p, each);
}

index map_of_program::node_of(expression const& e) const {
    auto const found = nodes_.find(&e);
    return found == nodes_.end() ? none : found->second;
}

std::vector<map_of_program::use> const& map_of_program::uses(member_place m) const {
    auto const found = uses_.find(m);
    return found == uses_.end() ? nothing_ : found->second;
}

std::vector<map_of_program::use> const& map_of_program::calls(index table) const {
    auto const found = calls_.find(table);
    return found == calls_.end() ? nothing_ : found->second;
}

// ── one record ──────────────────────────────────────────────────────────────────────────────────────────────────

measure::measure(plan::compiled const& compiled, map_of_program const& map, exec::parameters const& parameters, record_data const& data,
                 exec::peers others, record_limits const& limits)
    : compiled_(compiled), p_(*compiled.rules), map_(map) {
    others.standings.resize(p_.ranks.size());
    others.values.resize(p_.group_aggregates.size());
    others.sizes.resize(p_.cohorts.size());
    record_.emplace(compiled, p_.roster_record, parameters, data, std::move(others), limits);
    for (index kind = 0; kind != p_.records.size(); ++kind)
        for (auto const frame : frames_of(kind))
            for (index m = 0; m != p_.records[kind].members.size(); ++m)
                if (p_.records[kind].members[m].kind != program::member_kind::input) needed_[{frame, m}] = record_->order(frame, m).has_value();
}

bool measure::has_outputs() {
    auto const& outputs = p_.records[p_.roster_record].outputs;
    return std::ranges::all_of(outputs, [&](program::output const& o) { return record_->member(0, o.member).result.has_value(); });
}

std::size_t measure::failures() {
    std::set<std::string> told;
    for (auto const& [place, is_needed] : needed_) {
        auto const answer = is_needed ? record_->member(place.first, place.second) : exec::answer{};
        if (answer.why) told.insert(answer.why->message);
    }
    return told.size();
}

std::vector<index> const& measure::frames_of(index kind) {
    if (frames_.empty()) {
        std::vector<index> waiting{0};
        for (std::size_t i = 0; i != waiting.size() && waiting.size() < 2'000; ++i) {
            auto const record = record_->frame(waiting[i]).record;
            frames_[record].push_back(waiting[i]);
            auto const lists = compiled_.tree.records[record].lists.size();
            for (index l = 0; l != lists; ++l) {
                auto const inside = record_->children(waiting[i], l);
                for (index k = 0; k != inside.count; ++k) waiting.push_back(inside.first + k);
            }
        }
    }
    return frames_[kind];
}

std::optional<value> measure::value_of(expression const& e, here const& at) {
    if (auto const node = map_.node_of(e); node != none) return record_->node(*at.at, node).result;
    return plan::constant_value(p_, e);
}

measure::here measure::in_definition(index frame, index member) {
    environments_.push_back(record_->within(frame, member));
    return {&environments_.back(), {frame}};
}

measure::here measure::in_element(here const& around, index element) {
    environments_.push_back(record_->within_element(*around.at, element));
    here inside{&environments_.back(), around.frames};
    inside.frames.push_back(element);
    return inside;
}

std::vector<measure::here> measure::elements_of(expression const& aggregate, here const& at) {
    std::vector<here> all;
    auto const node = map_.node_of(aggregate);
    if (node == none) return all;
    for (auto const element : record_->elements(*at.at, node)) {
        if (all.size() == most_places) break;
        all.push_back(in_element(at, element));
    }
    return all;
}

std::vector<measure::here> measure::places_of(member_place owner, std::vector<expression const*> const& within) {
    std::vector<here> all;
    if (owner.record == none || owner.member == none) return all;
    for (auto const frame : frames_of(owner.record)) {
        if (all.size() == most_places) break;
        all.push_back(in_definition(frame, owner.member));
    }
    for (auto const* aggregate : within) {
        std::vector<here> inside;
        for (auto const& at : all) std::ranges::move(elements_of(*aggregate, at), std::back_inserter(inside));
        if (inside.size() > most_places) inside.resize(most_places);
        all = std::move(inside);
    }
    return all;
}

std::optional<index> measure::frame_of(expression const& field, here const& at) {
    if (field.scope.lexical >= at.frames.size()) return std::nullopt;
    index frame = at.frames[at.frames.size() - 1 - field.scope.lexical];
    for (index up = 0; up != field.scope.up && frame != none; ++up) frame = record_->frame(frame).parent;
    for (auto const m : field.through) {
        if (frame == none) return std::nullopt;
        auto const inside = record_->children(frame, p_.records[record_->frame(frame).record].members[m].slot);
        frame = inside.count == 0 ? none : inside.first;
    }
    return frame == none ? std::nullopt : std::optional(frame);
}

// ── goals ───────────────────────────────────────────────────────────────────────────────────────────────────────

distance measure::to(goal const& wanted) {
    switch (wanted.form) {
        case goal::kind::conditions: return to_conditions(wanted);
        case goal::kind::call: return to_call(wanted);
        case goal::kind::extreme: return to_extreme(wanted);
        case goal::kind::value: return to_value(wanted);
        default: return has_outputs() ? met() : missed();
    }
}

distance measure::to_conditions(goal const& wanted) {
    std::optional<distance> nearest;
    for (auto const& at : places_of(wanted.owner, wanted.within)) {
        distance all = of_reaching(at.frames.front(), wanted.owner.member, 0);
        for (auto const& c : wanted.conditions) all = all + of(*c.condition, c.holds, at, 0);
        nearest = nearest ? nearer(*nearest, all) : all;
    }
    auto const all_missed = number(static_cast<std::int64_t>(wanted.conditions.size()) + 2);
    return nearest.value_or(distance{all_missed, all_missed});
}

distance measure::of_argument(analysis::wanted_argument const& wanted, expression const& given, here const& at) {
    if (wanted.is_line) return of_value(given, wanted.within, at, 0);
    auto const v = value_of(given, at);
    return v && (!is_given(wanted.exactly) || wanted.exactly == *v) ? met() : missed();
}

distance measure::to_call(goal const& wanted) {
    std::optional<distance> nearest;
    for (auto const& call : map_.calls(wanted.table)) {
        if (wanted.only && call.what != wanted.only) continue;
        for (auto const& at : places_of(call.where.owner, call.where.within)) {
            distance all = of_reaching(at.frames.front(), call.where.owner.member, 0) + of_known(call.where.known, at, 0);
            for (std::size_t i = 0; i != wanted.arguments.size(); ++i)
                all = all + of_argument(wanted.arguments[i], call.what->operands[i], at);
            if (all.none() && (!wanted.rows.empty() || wanted.no_row)) {
                auto const node = map_.node_of(*call.what);
                auto const hit = node == none ? std::nullopt : record_->hit(*at.at, node);
                bool const as_wanted = hit && std::ranges::all_of(wanted.rows, [&](index r) { return std::ranges::find(hit->rows, r) != hit->rows.end(); }) &&
                                       (!wanted.no_row || (hit->rows.empty() && !hit->otherwise));
                bool const one_of_two = hit && wanted.rows.size() > 1 && compiled_.tree.tables[wanted.table].by_pieces;      // bands name one row
                if (!as_wanted && !one_of_two) all = all + missed();
            }
            if (all.none()) {
                given_.clear();
                for (auto const& o : call.what->operands) given_.push_back(value_of(o, at));
            }
            nearest = nearest ? nearer(*nearest, all) : all;
        }
    }
    auto const all_missed = number(static_cast<std::int64_t>(wanted.arguments.size()) + 2);
    return nearest.value_or(distance{all_missed, all_missed});
}

/// Never zero: the greater (or smaller) the number, the nearer.
distance measure::to_extreme(goal const& wanted) {
    std::optional<distance> nearest;
    for (auto const& at : places_of(wanted.owner, wanted.within)) {
        auto const reached = wanted.number ? value_of(*wanted.number, at) : record_->member(at.frames.front(), wanted.owner.member).result;
        auto const* n = reached ? std::get_if<number>(&*reached) : nullptr;
        if (!n) continue;
        auto const up = wanted.greatest ? *n : -*n;
        auto const bent = up.sign() >= 0 ? number(1) / (number(1) + up) : number(2) - number(1) / (number(1) - up);
        auto const all = of_reaching(at.frames.front(), wanted.owner.member, 0) + distance{bent, -up};
        nearest = nearest ? nearer(*nearest, all) : all;
    }
    return nearest.value_or(distance{number(4), number(4)});
}

distance measure::to_value(goal const& wanted) {
    std::optional<distance> nearest;
    for (auto const& at : places_of(wanted.owner, wanted.within)) {
        auto const all = of_reaching(at.frames.front(), wanted.owner.member, 0) + of_value(*wanted.number, wanted.reach, at, 0);
        nearest = nearest ? nearer(*nearest, all) : all;
    }
    return nearest.value_or(distance{number(4), number(4)});
}

// ── how definitions are reached ─────────────────────────────────────────────────────────────────────────────────

distance measure::of_known(std::vector<analysis::known_condition> const& known, here const& at, unsigned depth) {
    distance all;
    for (auto const& k : known) all = all + of(*k.condition, k.holds, at, depth + 1);
    return all;
}

distance measure::of_reaching(index frame, index member, unsigned depth) {
    if (member == none) return met();
    auto const found = needed_.find({frame, member});
    if (found != needed_.end() && found->second) return met();
    auto const kind = record_->frame(frame).record;
    if (p_.records[kind].members[member].cohort != none) return met();
    std::optional<distance> nearest;
    if (depth < deepest)
        for (auto const& use : map_.uses({kind, member})) {
            if (use.where.owner == member_place{kind, member}) continue;
            for (auto const& at : places_of(use.where.owner, use.where.within)) {
                auto const way = of_reaching(at.frames.front(), use.where.owner.member, depth + 4) + of_known(use.where.known, at, depth);
                nearest = nearest ? nearer(*nearest, way) : way;
                if (nearest->none()) break;
            }
        }
    return missed() + nearest.value_or(missed());
}

}  // namespace barem::witness
