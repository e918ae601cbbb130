#include "columnar/lower.hpp"

#include "columnar/bounds.hpp"
#include "columnar/dead_code.hpp"
#include "columnar/layout.hpp"
#include "columnar/lowering.hpp"

#include <limits>
#include <numeric>

namespace barem::columnar {

using kinds = program::type_kind;

lowering::lowering(plan::compiled const& compiled, exec::parameters const& parameters, record_limits const& limits, columnar_program& out, std::int64_t most_elements)
    : compiled_(compiled), rules_(*compiled.rules), tree_(compiled.tree), parameters_(parameters), limits_(limits), out_(out),
      scalar_(compiled, parameters, limits), most_elements_of_list_(most_elements), strata_(compiled.tree.nodes.size(), none) {}

void lowering::run() {
    if (limits_.max_number_bits < 256) throw refusal{"the limit of the size of numbers is below 256 bits"};
    columnar::domain roster;
    roster.record = rules_.roster_record;
    out_.domains.push_back(roster);
    index stages = 1;
    for (index output : tree_.records[rules_.roster_record].outputs) stages = std::max(stages, tree_.records[rules_.roster_record].members[output].stratum + 1);
    for (auto const& c : tree_.cohorts) stages = std::max(stages, c.stratum + 2);
    for (auto const& r : tree_.ranks) stages = std::max(stages, r.stratum + 2);
    for (auto const& a : tree_.group_aggregates) stages = std::max(stages, a.stratum + 2);
    out_.stages.resize(stages);
    fallback_.assign(stages, never);
    for (columnar::stage& s : out_.stages) assemblers_.emplace_back(s, out_.domains);
    for (stage_ = 0; stage_ != stages; ++stage_) yields_of_stage();
    stage_ = 0;
    fall_back(dependent_inputs(place_of({0, {}, rules_.roster_record})));
    fall_back(short_lists());
    for (stage_ = 0; stage_ != stages; ++stage_)
        if (!fallback_[stage_].is(false)) out_.stages[stage_].fallback = code().as_register(fallback_[stage_], 0);
    out_.steps_of_record = steps();
}

// ── inputs that depend on other inputs ──────────────────────────────────────────────────────────────────────────

/// Whether a record or one within it has an input that is absent although required, or beyond another input that bounds it.
bits lowering::dependent_inputs(index at) {
    plan::record const& kind = tree_.records[places_[at].record];
    if (!kind.dependent_within) return never;
    bits wrong = never;
    auto const truth_of = [](lowered const& v) { return v.is_constant() ? bits{none, is_given(v.literal) && std::get<bool>(v.literal)} : v.truth; };
    for (index which : kind.dependent) {
        plan::member const& m = kind.members[which];
        auto const v = member(at, which);
        auto const has = materialise(given(v));
        if (m.required_when != none) {
            within_.push_back({places_[at].record, which});
            auto const required = condition(node(m.required_when, {{at}, nullptr}));
            within_.pop_back();
            wrong = code().either(wrong, code().but_not(code().either(truth_of(required), required.failed), truth_of(has)));
        }
        auto const beyond = [&](index other, plan::operation o) {
            if (other == none) return;
            auto const bound = member(at, other);
            auto const both = logical(given(v), [&] { return given(bound); }, false);
            auto const made = materialise(logical(both, [&] { return apply(o, {v, bound}); }, false));
            wrong = code().either(wrong, truth_of(made));
        };
        beyond(m.low_input, plan::operation::less);
        beyond(m.high_input, plan::operation::greater);
    }
    if (!places_[at].singles.empty()) wrong = code().also(wrong, presence(at));
    wrong = any_element(wrong, places_[at].domain, 0);
    for (index slot = 0; slot != kind.lists.size(); ++slot) {
        if (!tree_.records[kind.lists[slot].record].dependent_within) continue;
        index const within = kind.lists[slot].single ? child_of(at, slot) : place_of({domain_of(at, slot), {}, kind.lists[slot].record});
        wrong = code().either(wrong, dependent_inputs(within));
    }
    return wrong;
}

/// Rows with fewer elements than was relied upon.
bits lowering::short_lists() {
    bits made = never;
    for (index domain : demanded_) {
        index const parent = out_.domains[domain].parent;
        auto const enough = code().within(element_count(domain, parent), fewest_elements(domain), out_.domains[domain].max_elements);
        made = code().either(made, any_element(code().negated(enough), parent, 0));
    }
    return made;
}

// ── proofs ──────────────────────────────────────────────────────────────────────────────────────────────────────

namespace {

std::string exactly(int128 count, std::int64_t denominator) {
    auto const wide = [](int128 x) { return number(static_cast<std::int64_t>(x >> 62)) * number(std::int64_t{1} << 62) + number(static_cast<std::int64_t>(x & ((int128{1} << 62) - 1))); };
    return (wide(count) / number(denominator)).to_exact();
}

}  // namespace

namespace {

/// Of a function of few values, whose register is made where it is needed.
void note_function(curve const& c, proof& p) {
    std::optional<number> low, high;
    for (point const& at : c.at) {
        auto const position = at.failed ? std::nullopt : plan::position_of(at.v);
        if (!position || position->is_large()) continue;
        p.denominator = std::lcm(p.denominator, std::min<std::int64_t>(number_access::denominator(*position), 1'000'000));
        if (p.denominator > 1'000'000'000) return;
        if (!low || *position < *low) low = position;
        if (!high || *high < *position) high = position;
    }
    if (!low) return;
    p.low = low->to_exact();
    p.high = high->to_exact();
    auto const count = [&](number const& n) { return (n * number(p.denominator)).rounded(0, rounding::down).to_int64().value_or(std::numeric_limits<std::int64_t>::max()); };
    p.lane = narrowest(count(*low), count(*high));
}

}  // namespace

/// What was proved of a node or, without one, of a member; the first time only.
void lowering::note(index node, index record, index member, lowered const& v) {
    if (!noted_.insert({node, record, member}).second || v.is_constant()) return;
    proof p;
    p.node = node;
    p.record = record;
    p.member = member;
    if (v.form == lowered::form::choice) {
        auto const [low, high] = std::minmax(v.first, v.second);
        p.low = low.to_exact();
        p.high = high.to_exact();
    }
    if (v.form == lowered::form::curve) note_function(*v.function, p);
    if (v.form == lowered::form::registers && v.kind != kinds::truth) {
        p.lane = code().lane_of(v.reg);
        p.domain = code().domain_of(v.reg);
        p.denominator = v.denominator;
        p.divided = v.divisor != none;
        if (v.kind != kinds::text) {
            p.low = exactly(v.low, v.denominator);
            p.high = exactly(v.high, v.denominator);
        }
    }
    out_.proofs.push_back(std::move(p));
}

/// Lists without a declared size are taken to be shorter where the steps of a record would go beyond the limits.
columnar_program lower(plan::compiled const& compiled, exec::parameters const& parameters, record_limits const& limits) {
    columnar_program made;
    for (std::int64_t most = 1'000'000; most >= 4; most /= 4) {
        made = {};
        try {
            lowering(compiled, parameters, limits, made, most).run();
        } catch (refusal const& why) {
            made = {};
            made.refused = why.reason;
            return made;
        }
        if (made.steps_of_record > limits.max_steps) continue;
        remove_dead_code(made);
        return made;
    }
    made = {};
    made.refused = "a record may take more steps than the limit allows";
    return made;
}

}  // namespace barem::columnar
