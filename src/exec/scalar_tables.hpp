#pragma once
// evaluation: tables. Included by scalar.cpp only.

#include "check/print.hpp"
#include "exec/scalar.hpp"

namespace barem::exec {

value const* evaluation::look_up(plan::node const& n, environment const& env, table_hit* made, value& room) {
    if (n.operands.count == 1) {
        exec::room argument;
        value const* const only = find(operand(n, 0), env, argument.held);
        return only ? in_table(n.target, environment_of_table({only, 1}, env), made, room) : nullptr;
    }
    few<value> arguments(n.operands.count);
    for (index i = 0; i != n.operands.count; ++i)
        if (!evaluate(operand(n, i), env, arguments[i])) return nullptr;
    return in_table(n.target, environment_of_table(arguments, env), made, room);
}

value const* evaluation::in_table(index table, environment const& env, table_hit* made, value& room) {
    if (!check_arguments(table, env)) return nullptr;
    if (made) {
        made->table = table;
        made->arguments.assign(env.arguments.begin(), env.arguments.end());
    }
    return tree_.tables[table].by_pieces ? by_pieces(table, env, made, room) : by_rows(table, env, made, room);
}

std::optional<table_hit> evaluation::decide(plan::node const& look_up, environment const& env) {
    table_hit made;
    exec::room room;
    this->look_up(look_up, env, &made, room.held);
    return made.table == none ? std::nullopt : std::optional(std::move(made));
}

std::optional<table_hit> evaluation::decide(index table, std::vector<value> const& arguments) {
    restart_steps();
    environment const around{none, nullptr, {}, {none, none, table}};
    table_hit made;
    exec::room room;
    in_table(table, environment_of_table(arguments, around), &made, room.held);
    return made.table == none ? std::nullopt : std::optional(std::move(made));
}

/// The value of a node within a table, to be used outside: not where an argument is.
value const* evaluation::result_of(index node, environment const& env, value& room) {
    value const* const found = find(node, env, room);
    if (!found || found == &room || tree_.nodes[node].operation == plan::operation::constant) return found;
    assign(room, *found);
    return &room;
}

/// "`excess` of `volume_bonus` is -5%, outside 0%..99900%"
bool evaluation::check_arguments(index table, environment const& env) {
    plan::table const& t = tree_.tables[table];
    for (index i = 0; i != t.arguments.size(); ++i) {
        plan::argument const& declared = t.arguments[i];
        value const& v = env.arguments[i];
        auto const* number_given = std::get_if<number>(&v);
        if (number_given && declared.range.contains(*number_given) && (!declared.decimals || number_given->is_integer())) continue;
        program::argument const& shown = rules_.tables[table].arguments[i];
        auto const name = [&] { return "`" + shown.name + "` of `" + rules_.tables[table].name + "`"; };
        if (!is_given(v)) {
            if (declared.type.optional) continue;
            return fail(env, name() + " has no value");
        }
        auto const at = plan::position_of(v);
        if (!at || declared.type.kind == program::type_kind::word) continue;
        if (!declared.range.contains(*at))
            return fail(env, name() + " is " + check::print_short(rules_, v, shown.type) + ", outside " + check::print(rules_, shown.range, shown.type));
        auto const decimals = declared.decimals ? at->decimals() : std::nullopt;
        if (declared.decimals && (!decimals || *decimals > *declared.decimals))
            return fail(env, name() + " is " + check::print_short(rules_, v, shown.type) + ", which has more than " + std::to_string(*declared.decimals) + " decimals");
    }
    return true;
}

// ── bands ───────────────────────────────────────────────────────────────────────────────────────────────────────

value const* evaluation::by_pieces(index table, environment const& env, table_hit* made, value& room) {
    plan::table const& t = tree_.tables[table];
    auto const* number_given = std::get_if<number>(&env.arguments[0]);
    auto const at = number_given ? std::nullopt : plan::position_of(env.arguments[0]);
    if (!number_given && !at) return no_row(table, env, made, room);
    index const found = plan::find_piece(t, number_given ? *number_given : *at);
    if (made) made->piece = found;
    plan::piece const& piece = t.pieces[found];
    switch (piece.reading) {
        case plan::piece_reading::uncovered: return no_row(table, env, made, room);
        case plan::piece_reading::gap_nothing: set(room, absent{}); return &room;
        case plan::piece_reading::overlap:
            if (!t.overlaps_take_first) return combine(table, env, std::array{piece.row, piece.other}, room);
            break;
        case plan::piece_reading::row:
        case plan::piece_reading::gap_lower:
        case plan::piece_reading::gap_higher: break;
    }
    if (made) made->rows = {piece.row};
    return result_of(t.results[piece.row], env, room);
}

// ── rows ────────────────────────────────────────────────────────────────────────────────────────────────────────

value const* evaluation::by_rows(index table, environment const& env, table_hit* made, value& room) {
    plan::table const& t = tree_.tables[table];
    few<index> rows;
    bool ok = true;
    t.rows->each(env.arguments, [&](index row) {
        bool applies = t.rows->is_exact();
        ok = step(env) && (applies || row_holds(t, row, env, applies));
        if (ok && applies) rows.push_back(row);
        return ok && !(applies && t.policy == program::hit_policy::first);
    });
    if (!ok) {
        if (made) made->table = none;
        return nullptr;
    }
    if (made) made->rows = rows;
    return rows.empty() ? no_row(table, env, made, room) : combine(table, env, rows, room);
}

/// Whether every test of a row holds; left to right, up to the first that does not.
bool evaluation::row_holds(plan::table const& t, index row, environment const& env, bool& result) {
    static value const nothing;
    result = true;
    for (index column = 0; result && column != t.columns; ++column) {
        value const& argument = column < env.arguments.size() ? env.arguments[column] : nothing;
        if (!test_holds(t.tests[row * t.columns + column], argument, env, result)) return false;
    }
    return true;
}

/// An absent argument passes `-` only, or `!=` something.
bool evaluation::test_holds(plan::test const& test, value const& argument, environment const& env, bool& result) {
    using kind = program::test::kind;
    switch (test.form) {
        case kind::any: result = true; return true;
        case kind::condition: return holds(test.condition, env, result);
        case kind::interval: {
            auto const at = plan::position_of(argument);
            result = at && test.in.contains(*at);
            return true;
        }
        case kind::one_of:
        case kind::none_of: break;
    }
    bool found = false;
    for (index i = 0; !found && i != test.members.count; ++i) {
        exec::room room;
        value const* const member = find(tree_.operands[test.members.first + i], env, room.held);
        if (!member) return false;
        found = *member == argument;
    }
    result = found == (test.form == kind::one_of);
    return true;
}

// ── results ─────────────────────────────────────────────────────────────────────────────────────────────────────

/// The result of the rows that hold, by the table's hit policy. Precondition: there is one.
value const* evaluation::combine(index table, environment const& env, std::span<index const> rows, value& room) {
    using enum program::hit_policy;
    plan::table const& t = tree_.tables[table];
    auto const two_rows = [&](index other) {
        return "rows " + std::to_string(rows[0] + 1) + " and " + std::to_string(other + 1) + " of " + describe_call(table, env);
    };
    if (t.policy == collect_count) {
        room = number(static_cast<std::int64_t>(rows.size()));
        return &room;
    }
    if (rows.size() == 1) return result_of(t.results[rows[0]], env, room);
    if (t.policy == unique && rows.size() > 1) return fail(env, two_rows(rows[1]) + " hold at once");
    value v;
    for (index row : rows) {
        if (!evaluate(t.results[row], env, v)) return nullptr;
        if (row == rows.front()) room = v;
        else if (t.policy == any && v != room) return fail(env, two_rows(row) + " differ");
        else if (t.policy == collect_sum && !pure(plan::operation::add, env, room, v, room)) return nullptr;
        else if (t.policy == collect_min && !pure(plan::operation::minimum, env, room, v, room)) return nullptr;
        else if ((t.policy == collect_max || t.policy == priority) && !pure(plan::operation::maximum, env, room, v, room)) return nullptr;
    }
    return &room;
}

value const* evaluation::no_row(index table, environment const& env, table_hit* made, value& room) {
    using enum program::hit_policy;
    plan::table const& t = tree_.tables[table];
    if (t.otherwise != none) {
        if (made) made->otherwise = true;
        return result_of(t.otherwise, env, room);
    }
    if (t.policy == collect_sum || t.policy == collect_count) {
        room = number(0);
        return &room;
    }
    if (t.nothing_in_gaps || t.policy == collect_min || t.policy == collect_max) {
        room = absent{};
        return &room;
    }
    return fail(env, "no row of " + describe_call(table, env) + " fits");
}

/// "`volume_bonus` for excess = 10.5%"
std::string evaluation::describe_call(index table, environment const& env) const {
    program::table const& t = rules_.tables[table];
    std::string text = "`" + t.name + "`";
    for (std::size_t i = 0; i != t.arguments.size(); ++i) {
        text += (i == 0 ? " for " : ", ") + t.arguments[i].name + " = ";
        text += check::print_short(rules_, env.arguments[i], t.arguments[i].type);
    }
    return text;
}

}  // namespace barem::exec
