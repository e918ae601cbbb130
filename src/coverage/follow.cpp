#include "coverage/follow.hpp"

#include <algorithm>

namespace barem::coverage {

using exec::environment;

// ── records and definitions ─────────────────────────────────────────────────────────────────────────────────────

void follower::record() {
    evaluated_.clear();
    find_evaluated(0);                                      // before anything else is asked, which may evaluate more
    for (auto const& [frame, member] : evaluated_) definition(frame, member);
    auto const within = [&](index member, auto visit_it) {
        visit_it(exec::environment_in(run_.frames()[0], 0, nullptr, {0, member, none}));
    };
    for (auto const& rank : tree_.ranks)
        within(rank.member, [&](environment const& env) { for (auto const& key : rank.keys) visit(key.value, env); });
    for (auto const& a : tree_.group_aggregates)
        within(a.member, [&](environment const& env) {
            if (a.filter != none && condition(a.filter, env) != true) return;
            visit(a.over, env);
            visit(a.by, env);
        });
}

void follower::find_evaluated(index frame) {
    index const record = run_.frames()[frame].record;
    auto const& members = tree_.records[record].members;
    for (index m = 0; m != members.size(); ++m)
        if (members[m].kind != program::member_kind::input && run_.frames().computed(frame, members[m].slot).state == exec::slot_state::known)
            evaluated_.emplace_back(frame, m);
    for (index list = 0; list != tree_.records[record].lists.size(); ++list) {
        auto const children = run_.frames().children(frame, list);
        for (index i = 0; i != children.count; ++i) find_evaluated(children.first + i);
    }
}

bool follower::comes_by(index frame, index member, index place) {
    bool const before = touched_[place];
    touched_[place] = false;
    definition(frame, member);
    bool const comes = touched_[place];
    touched_[place] = before;
    return comes;
}

void follower::definition(index frame, index member) {
    index const record = run_.frames()[frame].record;
    plan::member const& m = tree_.records[record].members[member];
    auto const env = exec::environment_in(run_.frames()[frame], frame, nullptr, {frame, member, none});
    switch (m.kind) {
        case program::member_kind::classification: return levels(record, member, m, env);
        case program::member_kind::deductions: return deductions(record, member, m, env);
        default: return exceptions(record, member, m, env);
    }
}

/// A base value and those of the exceptions, as far as there are any.
void follower::exceptions(index record, index member, plan::member const& m, environment const& env) {
    bool any = false;
    for (index e = 0; e != m.exceptions.size(); ++e) {
        auto const holds = condition(m.exceptions[e].condition, env);
        if (holds != true) continue;
        any = true;
        touch(places_.case_of(record, member, e));
        visit(m.exceptions[e].value, env);
    }
    if (any) return;
    touch(places_.case_of(record, member, static_cast<index>(m.exceptions.size())));
    visit(m.value, env);
}

void follower::levels(index record, index member, plan::member const& m, environment const& env) {
    bool any = false;
    for (index l = 0; l != m.levels.size() && (m.unique || !any); ++l) {
        bool const holds = m.levels[l].condition == none ? !any : condition(m.levels[l].condition, env) == true;
        if (!holds) continue;
        any = true;
        touch(places_.case_of(record, member, l));
        visit(m.levels[l].value, env);
    }
}

void follower::deductions(index record, index member, plan::member const& m, environment const& env) {
    for (index d = 0; d != m.deductions.size(); ++d) {
        auto const& row = m.deductions[d];
        visit(row.condition, env);
        auto const v = value_of(row.condition, env);
        auto const* times = v ? std::get_if<number>(&*v) : nullptr;
        bool const applies = row.each ? times && !times->is_zero() : v && *v == value(true);
        if (!applies) continue;
        touch(places_.case_of(record, member, d));
        visit(row.amount, env);
        visit(row.cap, env);
    }
    visit(m.cap, env);
}

// ── expressions ─────────────────────────────────────────────────────────────────────────────────────────────────

std::optional<value> follower::value_of(index node, environment const& env) {
    value v;
    run_.restart_steps();
    if (!run_.evaluate(node, env, v)) return std::nullopt;
    return v;
}

std::optional<bool> follower::condition(index node, environment const& env) {
    visit(node, env);
    auto const v = value_of(node, env);
    auto const* truth = v ? std::get_if<bool>(&*v) : nullptr;
    return truth ? std::optional(*truth) : std::nullopt;
}

void follower::visit(index id, environment const& env) {
    if (id == none) return;
    plan::node const& n = tree_.nodes[id];
    switch (n.operation) {
        case plan::operation::conditional: return conditional(id, n, env);
        case plan::operation::default_value: return default_value(id, n, env);
        case plan::operation::logical_and:
        case plan::operation::logical_or: return logical(id, n, env);
        case plan::operation::look_up: return look_up(id, n, env);
        case plan::operation::aggregate: return elements(tree_.aggregates[n.target], env);
        default: break;
    }
    for (index i = 0; i != n.operands.count; ++i) visit(operand(n, i), env);
}

void follower::conditional(index id, plan::node const& n, environment const& env) {
    index i = 0;
    for (; i + 1 < n.operands.count; i += 2) {
        auto const holds = condition(operand(n, i), env);
        if (!holds) return;
        if (!*holds) continue;
        touch(places_.branch(id, i / 2));
        return visit(operand(n, i + 1), env);
    }
    touch(places_.branch(id, i / 2));
    visit(operand(n, i), env);
}

void follower::default_value(index id, plan::node const& n, environment const& env) {
    visit(operand(n, 0), env);
    auto const v = value_of(operand(n, 0), env);
    if (!v) return;
    touch(places_.branch(id, is_given(*v) ? 0 : 1));
    if (!is_given(*v)) visit(operand(n, 1), env);
}

void follower::logical(index id, plan::node const& n, environment const& env) {
    bool const decisive = n.operation == plan::operation::logical_or;
    for (index i = 0; i != n.operands.count; ++i) {
        auto const truth = condition(operand(n, i), env);
        if (!truth) return;
        if (*truth == decisive) return touch(places_.branch(id, i));
    }
    touch(places_.branch(id, n.operands.count));
}

void follower::elements(plan::aggregate const& a, environment const& env) {
    for (index frame : run_.elements(a, env))
        if (element(a, exec::environment_in(run_.frames()[frame], frame, &env, env.rule))) return;
}

bool follower::element(plan::aggregate const& a, environment const& env) {
    if (a.filter != none && condition(a.filter, env) != true) return false;
    visit(a.over, env);
    visit(a.by, env);
    using enum program::aggregate_function;
    if (a.function == first) return true;
    if (a.function != any && a.function != all) return false;
    auto const truth = a.over == none ? value(true) : value_of(a.over, env).value_or(absent{});
    return truth == value(a.function == any);
}

// ── tables ──────────────────────────────────────────────────────────────────────────────────────────────────────

void follower::look_up(index id, plan::node const& n, environment const& env) {
    std::vector<value> arguments;
    for (index i = 0; i != n.operands.count; ++i) {
        visit(operand(n, i), env);
        auto v = value_of(operand(n, i), env);
        if (!v) return;
        arguments.push_back(std::move(*v));
    }
    if (!value_of(id, env)) return;                         // what no row takes touches none
    in_table(n.target, exec::environment_of_table(arguments, env));
}

void follower::call(index table, std::vector<value> const& arguments) {
    environment const outer{none, nullptr, {}, {none, none, table}};
    in_table(table, exec::environment_of_table(arguments, outer));
}

void follower::in_table(index table, environment const& env) {
    plan::table const& t = tree_.tables[table];
    auto const at = t.by_pieces ? plan::position_of(env.arguments[0]) : std::nullopt;
    auto const piece = at ? plan::find_piece(t, *at) : none;
    if (piece != none && t.pieces[piece].reading != plan::piece_reading::uncovered) return in_piece(table, t.pieces[piece], env);
    bool any = false;
    for (index row = 0; !t.by_pieces && row != t.results.size(); ++row) {
        if (!row_holds(t, row, env)) continue;
        any = true;
        touch(places_.row(table, row));
        visit(t.results[row], env);
        if (t.policy == program::hit_policy::first) break;
    }
    if (any) return;
    touch(places_.row(table, static_cast<index>(t.results.size())));
    visit(t.otherwise, env);
}

/// A value between bands touches the reading that gives it to one of them, not the band.
void follower::in_piece(index table, plan::piece const& piece, environment const& env) {
    using enum plan::piece_reading;
    plan::table const& t = tree_.tables[table];
    bool const in_gap = piece.reading == gap_lower || piece.reading == gap_higher || piece.reading == gap_nothing;
    touch(in_gap ? places_.gaps(table) : places_.row(table, piece.row));
    if (piece.row != none) visit(t.results[piece.row], env);
    if (piece.reading != overlap) return;
    if (t.overlaps_take_first) return touch(places_.overlaps(table));
    touch(places_.row(table, piece.other));
    visit(t.results[piece.other], env);
}

bool follower::row_holds(plan::table const& t, index row, environment const& env) {
    static value const nothing;
    for (index column = 0; column != t.columns; ++column)
        if (!test_holds(t.tests[row * t.columns + column], column < env.arguments.size() ? env.arguments[column] : nothing, env)) return false;
    return true;
}

bool follower::test_holds(plan::test const& test, value const& argument, environment const& env) {
    using kind = program::test::kind;
    if (test.form == kind::any) return true;
    if (test.form == kind::condition) return condition(test.condition, env) == true;
    if (test.form == kind::interval) {
        auto const at = plan::position_of(argument);
        return at && test.in.contains(*at);
    }
    bool found = false;
    for (index i = 0; !found && i != test.members.count; ++i) found = value_of(tree_.operands[test.members.first + i], env) == argument;
    return found == (test.form == kind::one_of);
}

}  // namespace barem::coverage
