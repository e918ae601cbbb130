#pragma once
// evaluation: definitions of records. Included by scalar.cpp only.

#include "check/print.hpp"
#include "exec/scalar.hpp"

#include <fmt/format.h>

namespace barem::exec {

bool evaluation::member(index frame, index member, value& result) {
    value const* const found = find_member(frame, member, result);
    if (found && found != &result) assign(result, *found);
    return found != nullptr;
}

/// The value of an input, of a definition (made now when it is first needed), or whether a list or single record has an element:
/// `true`, else absent.
value const* evaluation::find_member(index frame, index member, value& room) {
    exec::frame const& at = frames_[frame];
    plan::member const& m = tree_.records[at.record].members[member];
    if (m.type.kind == program::type_kind::list || m.type.kind == program::type_kind::record) {
        if (at.data->lists[m.slot].empty()) room = absent{};
        else room = true;
        return &room;
    }
    if (m.kind == program::member_kind::input) return &at.data->values[m.slot];
    return find_definition(frame, member, at.computed[m.slot]);
}

inline value const* evaluation::find_definition(index frame, index member, slot& s) {
    switch (s.state) {
        case slot_state::unset: break;
        case slot_state::known: return s.at;
        case slot_state::failed: return fail_with(s.issue);
        case slot_state::running:                   // the checker finds cycles; this keeps a mistake of ours from running forever
            return fail({frame, nullptr, {}, {frame, member, none}}, "its value depends on itself");
    }
    return compute(frame, member, tree_.records[frames_[frame].record].members[member], s);
}

/// A definition of the same record.
value const* evaluation::make_own(plan::node const& n, environment const& env) {
    if (!descend(env)) return nullptr;
    value const* const found = find_definition(env.frame, tree_.fields[n.target].member, env.computed[n.slot]);
    --depth_;
    return found;
}

/// Evaluates something that belongs to a member: `evaluate_it(environment)`.
template <typename F>
auto evaluation::in_member(index frame, index member, F evaluate_it) {
    return evaluate_it(environment_in(frames_[frame], frame, nullptr, {frame, member, none}));
}

value const* evaluation::compute(index frame, index member, plan::member const& m, slot& s) {
    s.state = slot_state::running;
    s.order = begun_++;
    s.at = in_member(frame, member, [&](environment const& env) -> value const* {
        if (m.kind == program::member_kind::let && m.exceptions.empty()) return find(m.value, env, s.result);
        switch (m.kind) {
            case program::member_kind::let: return define(m, env, nullptr, s.result);
            case program::member_kind::classification: return classify(m, env, nullptr, s.result);
            case program::member_kind::deductions: return deduct(m, env, nullptr, s.result);
            case program::member_kind::quota: return whole_quota(m, env, s.result);
            case program::member_kind::admission: return admit(tree_.admissions[m.admission], env, s.result);
            case program::member_kind::input:
            case program::member_kind::rank: break;
        }
        return fail(env, "a place among others is known only after all of them");
    });
    s.state = s.at ? slot_state::known : slot_state::failed;
    if (!s.at) s.issue = why_;
    return s.at;
}

std::optional<decision> evaluation::decide(index frame, index member) {
    plan::member const& m = tree_.records[frames_[frame].record].members[member];
    return in_member(frame, member, [&](environment const& env) -> std::optional<decision> {
        decision made;
        exec::room room;
        value const* found = nullptr;
        if (m.kind == program::member_kind::let && !m.exceptions.empty()) found = define(m, env, &made, room.held);
        if (m.kind == program::member_kind::classification) found = classify(m, env, &made, room.held);
        if (m.kind == program::member_kind::deductions) found = deduct(m, env, &made, room.held);
        return found ? std::optional(std::move(made)) : std::nullopt;
    });
}

// ── let ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/// The base value, or that of the exceptions that hold, if they agree. Precondition: there are exceptions.
value const* evaluation::define(plan::member const& m, environment const& env, decision* made, value& room) {
    few<index> holding;
    std::vector<value> values;
    for (index i = 0; i != m.exceptions.size(); ++i) {
        bool applies = false;
        if (!holds(m.exceptions[i].condition, env, applies)) return nullptr;
        if (!applies) continue;
        if (!evaluate(m.exceptions[i].value, env, room)) return nullptr;
        holding.push_back(i);
        values.push_back(room);
    }
    if (made) made->exceptions = holding;
    if (holding.empty()) return find(m.value, env, room);
    for (value const& v : values)
        if (v != values.front() && !conflict(holding, values, env)) return nullptr;
    return &room;
}

bool evaluation::conflict(few<index> const& exceptions, std::vector<value> const& values, environment const& env) {
    program::member const& m = rules_.records[frames_[env.frame].record].members[env.rule.member];
    std::string reason = "exceptions that hold at once differ: ";
    for (std::size_t i = 0; i != exceptions.size(); ++i) {
        if (i != 0) reason += ", ";
        reason += "`" + m.exceptions[exceptions[i]].name + "` gives " + check::print_short(rules_, values[i], m.type);
    }
    return fail(env, reason);
}

// ── classify ────────────────────────────────────────────────────────────────────────────────────────────────────

value const* evaluation::classify(plan::member const& m, environment const& env, decision* made, value& room) {
    few<index> holding;
    for (index i = 0; i != m.levels.size(); ++i) {
        bool const otherwise = m.levels[i].condition == none;
        bool applies = otherwise && holding.empty();
        if (!otherwise && !holds(m.levels[i].condition, env, applies)) return nullptr;
        if (applies) holding.push_back(i);
        if (applies && !m.unique) break;
    }
    if (made) made->levels = holding;
    if (holding.empty()) return fail(env, "no level holds");
    if (holding.size() == 1) return find(m.levels[holding[0]].value, env, room);
    index const record = frames_[env.frame].record;
    auto const& levels = rules_.records[record].members[env.rule.member].levels.front().levels;
    auto const name = [&](index level) { return "`" + check::print(rules_, levels[level].value, check::printing_scope::in_record(record)) + "`"; };
    return fail(env, "two levels hold at once: " + name(holding[0]) + " and " + name(holding[1]));
}

// ── quotas and admissions ───────────────────────────────────────────────────────────────────────────────────────

value const* evaluation::whole_quota(plan::member const& m, environment const& env, value& room) {
    value const* const made = find(m.value, env, room);
    if (!made) return nullptr;
    index const base = tree_.quotas[m.quota].base;
    if (base != none && peers_->values[base]->counted == 0)
        return fail(env, "it is a share of no records: " + check::print_group_aggregate(rules_, base) + " is 0");
    auto* quota = std::get_if<number>(made);
    if (!quota) return fail(env, describe(failure::missing_value));
    if (!quota->is_integer()) return fail(env, "a quota is a whole number, this is " + quota->to_readable());
    if (quota->sign() < 0) return fail(env, "a quota is not below 0, this is " + quota->to_readable());
    return made;
}

value const* evaluation::admit(plan::admission const& a, environment const& env, value& room) {
    value place, quota;
    if (!member(env.frame, tree_.ranks[a.rank].member, place) || !member(env.frame, a.quota, quota)) return nullptr;
    room = is_admitted(*peers_->standings[a.rank], std::get<number>(quota), a.ties_in);
    return &room;
}

// ── deductions ──────────────────────────────────────────────────────────────────────────────────────────────────

value const* evaluation::deduct(plan::member const& m, environment const& env, decision* made, value& room) {
    value sum = number(0);
    for (index i = 0; i != m.deductions.size(); ++i) {
        applied_deduction row;
        row.row = i;
        bool applies = false;
        if (!apply_row(m.deductions[i], env, row, applies)) return nullptr;
        if (!applies) continue;
        if (!pure(plan::operation::add, env, sum, row.counted, sum)) return nullptr;
        if (made) made->deductions.push_back(std::move(row));
    }
    assign(room, sum);
    if (made) made->sum = std::get<number>(sum);
    if (m.cap == none) return &room;
    number cap;
    if (!amount(m.cap, env, cap)) return nullptr;
    if (cap < std::get<number>(sum)) set(room, cap);
    if (made) made->cap = std::move(cap);
    return &room;
}

/// A row with a count of zero does not apply, and neither does one whose condition does not hold; its amount is not evaluated then.
bool evaluation::apply_row(plan::deduction_row const& row, environment const& env, applied_deduction& made, bool& applies) {
    if (row.each) {
        if (!amount(row.condition, env, made.times)) return false;
        if (made.times.sign() < 0) return fail(env, fmt::format("a count for `each` is {}, below 0", made.times.to_exact()));
        applies = !made.times.is_zero();
    } else if (!holds(row.condition, env, applies)) {
        return false;
    }
    if (!applies) return true;
    value product;
    number once;
    if (!amount(row.amount, env, once) || !pure(plan::operation::multiply, env, once, made.times, product)) return false;
    made.amount = made.counted = std::get<number>(product);
    if (row.cap == none) return true;
    made.cap.emplace();
    if (!amount(row.cap, env, *made.cap)) return false;
    if (*made.cap < made.amount) made.counted = *made.cap;
    return true;
}

}  // namespace barem::exec
