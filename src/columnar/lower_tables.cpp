// Tables: of one small argument as functions of it, bands as steps, others as diagrams or row by row.

#include "columnar/lowering.hpp"

namespace barem::columnar {

using kinds = program::type_kind;

lowered lowering::look_up(plan::node const& n, surroundings const& in) {
    plan::table const& t = tree_.tables[n.target];
    std::vector<lowered> arguments;
    for (index i = 0; i != n.operands.count; ++i) arguments.push_back(node(operand(n, i), in));
    if (!reads_dates(t)) {
        auto const one = [&](std::span<point const> points) { return table_at(n.target, points); };
        if (auto made = pointwise(t.result.kind, arguments, one)) return *made;
    }
    bits failed = never;
    for (index i = 0; i != n.operands.count; ++i) {
        arguments[i] = checked_argument(t.arguments[i], std::move(arguments[i]));
        if (arguments[i].form == lowered::form::curve) {
            // Rows that test the argument fail where it does; there may be none that does.
            auto const& f = *arguments[i].function;
            bool const fails = f.absent.failed || std::ranges::any_of(f.at, &point::failed);
            if (fails && !t.by_pieces && n.operands.count > 1) failed = code().either(failed, materialise(arguments[i]).failed);
            continue;
        }
        failed = code().either(failed, arguments[i].failed);
        if (failed.is(true)) return failing(t.result.kind);
        arguments[i].failed = never;
    }
    surroundings const within{in.places, &arguments};
    std::optional<lowered> made;
    if (t.by_pieces) made = by_pieces(t, within);
    else made = by_diagram(t, within);
    if (!made) made = by_rows(t, within);
    auto result = materialise(std::move(*made));
    result.failed = code().either(failed, result.failed);
    return result;
}

/// An argument fails where it has no value and needs one, lies outside its range or has too many decimals.
lowered lowering::checked_argument(plan::argument const& declared, lowered v) {
    if (!declared.type.optional) v = needed(std::move(v));
    if (declared.type.kind != kinds::number && declared.type.kind != kinds::date) return v;
    auto const check = [&](std::span<point const> in) {
        if (in[0].failed || !is_given(in[0].v)) return in[0];
        auto const at = *plan::position_of(in[0].v);
        auto const decimals = declared.decimals ? at.decimals() : std::nullopt;
        bool const fits = declared.range.contains(at) && (!declared.decimals || (decimals && *decimals <= *declared.decimals));
        return fits ? in[0] : point{true, {}};
    };
    if (auto made = pointwise(v.kind, {&v, 1}, check)) return *made;
    v = materialise(std::move(v));
    if (v.is_constant()) {
        auto const p = point{false, v.literal};
        if (check({&p, 1}).failed) v.failed = code().either(v.failed, v.given);
        return v;
    }
    bits wrong = never;
    auto plain = v;
    plain.given = always;
    plain.failed = never;
    if (declared.range.low) wrong = less(plain, constant_value(v.kind, at_position(v.kind, declared.range.low->at)), false);
    if (declared.range.high) wrong = code().either(wrong, less(constant_value(v.kind, at_position(v.kind, declared.range.high->at)), plain, false));
    if (declared.decimals && v.kind == kinds::number) {
        number unit(1);
        for (std::uint32_t i = 0; i != *declared.decimals; ++i) unit = unit / number(10);
        wrong = code().either(wrong, code().negated(equal_given(round(plain, unit, rounding::down), plain)));
    }
    v.failed = code().either(v.failed, code().also(v.given, wrong));
    return v;
}

value lowering::at_position(kinds kind, number const& at) {
    if (kind == kinds::date) return date{static_cast<std::int32_t>(*at.to_int64())};
    return at;
}

bool lowering::reads_dates(index node) {
    if (node == none) return false;
    plan::node const& n = tree_.nodes[node];
    if (n.operation == plan::operation::parameter) return !is_given(parameters_[n.target]);
    if (n.operation == plan::operation::look_up && reads_dates(tree_.tables[n.target])) return true;
    for (index i = 0; i != n.operands.count; ++i)
        if (reads_dates(operand(n, i))) return true;
    return false;
}

bool lowering::reads_dates(plan::table const& t) {
    for (plan::test const& test : t.tests) {
        if (reads_dates(test.condition)) return true;
        for (index i = 0; i != test.members.count; ++i)
            if (reads_dates(tree_.operands[test.members.first + i])) return true;
    }
    return reads_dates(t.otherwise) || std::ranges::any_of(t.results, [&](index r) { return reads_dates(r); });
}

/// The table as the scalar executor reads it.
point lowering::table_at(index table, std::span<point const> points) {
    std::vector<value> arguments;
    for (point const& p : points) {
        if (p.failed) return p;
        arguments.push_back(p.v);
    }
    point made;
    scalar_.begin(nothing_, rules_.roster_record);
    made.failed = !scalar_.call(table, arguments, made.v);
    return made;
}

// ── results ─────────────────────────────────────────────────────────────────────────────────────────────────────

lowered lowering::without_row(plan::table const& t, surroundings const& in) {
    using enum program::hit_policy;
    if (t.otherwise != none) return node(t.otherwise, in);
    if (t.policy == collect_sum || t.policy == collect_count) return constant_value(kinds::number, number(0));
    if (t.nothing_in_gaps || t.policy == collect_min || t.policy == collect_max) return constant_value(t.result.kind, absent{});
    return failing(t.result.kind);
}

/// The result of the rows that hold, by the table's hit policy.
lowered lowering::result_of(plan::table const& t, std::vector<index> const& rows, surroundings const& in) {
    using enum program::hit_policy;
    if (rows.empty()) return without_row(t, in);
    if (t.policy == collect_count) return constant_value(kinds::number, number(static_cast<std::int64_t>(rows.size())));
    if (t.policy == unique && rows.size() > 1) return failing(t.result.kind);
    auto made = node(t.results[rows[0]], in);
    if (t.policy == first) return made;
    for (std::size_t i = 1; i != rows.size(); ++i) made = combined(t, std::move(made), node(t.results[rows[i]], in));
    return made;
}

/// Of two rows that hold both.
lowered lowering::combined(plan::table const& t, lowered a, lowered b) {
    using enum program::hit_policy;
    switch (t.policy) {
        case any: {
            auto same = equality_of(a, b);
            return choose(same, std::move(a), failing(t.result.kind));
        }
        case collect_sum: return apply(plan::operation::add, {a, b});
        case collect_min: return apply(plan::operation::minimum, {a, b});
        case collect_max:
        case priority: return apply(plan::operation::maximum, {a, b});
        default: return failing(t.result.kind);
    }
}

lowered lowering::equality_of(lowered const& a, lowered const& b) { return apply(plan::operation::equal, {a, b}); }

// ── bands ───────────────────────────────────────────────────────────────────────────────────────────────────────

lowered lowering::by_pieces(plan::table const& t, surroundings const& in) {
    lowered const& argument = (*in.arguments)[0];
    auto const of_piece = [&](plan::piece const& p) {
        switch (p.reading) {
            case plan::piece_reading::uncovered: return without_row(t, in);
            case plan::piece_reading::gap_nothing: return constant_value(t.result.kind, absent{});
            case plan::piece_reading::overlap:
                if (!t.overlaps_take_first) return result_of(t, {p.row, p.other}, in);
                break;
            default: break;
        }
        return node(t.results[p.row], in);
    };
    std::vector<lowered> results;
    for (plan::piece const& p : t.pieces) results.push_back(of_piece(p));
    auto const is_fixed = [](lowered const& v) { return v.is_known() || (v.is_constant() && v.failed.is(true)); };
    auto const as_point = [](lowered const& v) { return point{v.failed.is(true), v.given.is(false) ? value{} : v.literal}; };
    auto const plain = argument.given.is(true) || argument.form == lowered::form::curve ? argument : with_marks(argument, constant_value(kinds::truth, true));
    lowered made;
    if (std::ranges::all_of(results, is_fixed) && t.result.kind != kinds::text) {
        std::vector<step> steps;
        for (std::size_t i = 1; i != t.pieces.size(); ++i) steps.push_back({t.pieces[i].where.low->at, !t.pieces[i].where.low->closed, as_point(results[i])});
        made = step_function(t.result.kind, plain, steps, as_point(results[0]));
    } else {
        made = results[0];
        for (std::size_t i = 1; i != t.pieces.size(); ++i) {
            auto const& low = *t.pieces[i].where.low;
            auto const o = low.closed ? plan::operation::greater_equal : plan::operation::greater;
            made = choose(apply(o, {plain, constant_value(plain.kind, at_position(plain.kind, low.at))}), results[i], std::move(made));
        }
    }
    if (argument.form == lowered::form::curve ? argument.function->of->given.is(true) : argument.given.is(true)) return made;
    return choose(given(argument), std::move(made), without_row(t, in));
}

// ── row by row ──────────────────────────────────────────────────────────────────────────────────────────────────

lowered lowering::test_holds(plan::test const& test, lowered const& of, surroundings const& in) {
    using kind = program::test::kind;
    using enum plan::operation;
    auto const yes = constant_value(kinds::truth, true), no = constant_value(kinds::truth, false);
    if (test.form == kind::any) return yes;
    if (test.form == kind::condition) return needed(node(test.condition, in));
    if (test.form == kind::interval) {
        if (of.kind != kinds::number && of.kind != kinds::date && of.kind != kinds::word) return no;
        auto const at = [&](plan::bound const& b) -> lowered {
            if (of.kind == kinds::word) return constant_value(kinds::word, word{static_cast<std::uint32_t>(*b.at.to_int64())});
            return constant_value(of.kind, at_position(of.kind, b.at));
        };
        auto made = yes;
        if (test.in.low) made = apply(test.in.low->closed ? greater_equal : greater, {of, at(*test.in.low)});
        if (test.in.high) {
            auto const below = apply(test.in.high->closed ? less_equal : plan::operation::less, {of, at(*test.in.high)});
            made = logical(std::move(made), [&] { return below; }, false);
        }
        return choose(given(of), std::move(made), no);
    }
    auto found = no;
    for (index i = 0; i != test.members.count; ++i)
        found = logical(std::move(found), [&] { return apply(equal, {node(tree_.operands[test.members.first + i], in), of}); }, true);
    return test.form == kind::one_of ? found : apply(logical_not, {found});
}

lowered lowering::row_holds(plan::table const& t, index row, surroundings const& in) {
    auto made = constant_value(kinds::truth, true);
    for (index c = 0; c != t.columns; ++c) {
        lowered const argument = c < in.arguments->size() ? (*in.arguments)[c] : constant_value(kinds::nothing, absent{});
        made = logical(std::move(made), [&] { return test_holds(t.tests[row * t.columns + c], argument, in); }, false);
    }
    return made;
}

lowered lowering::by_rows(plan::table const& t, surroundings const& in) {
    using enum program::hit_policy;
    if (t.results.size() * t.columns > 4096) refuse("a table of many rows with conditions");
    auto made = without_row(t, in);
    if (t.policy == first) {
        for (index row = static_cast<index>(t.results.size()); row-- > 0;) made = choose(row_holds(t, row, in), node(t.results[row], in), std::move(made));
        return made;
    }
    auto const zero = constant_value(kinds::number, number(0));
    auto joined = t.policy == collect_count ? zero : constant_value(t.result.kind, absent{});
    auto some = constant_value(kinds::truth, false);
    bits failed = never;
    for (index row = 0; row != t.results.size(); ++row) {
        auto const holds = row_holds(t, row, in);
        auto const test = materialise(holds);
        if (test.is_constant() && test.failed.is(true)) return failing(t.result.kind);
        failed = code().either(failed, test.failed);
        if (t.policy == collect_count) {
            joined = apply(plan::operation::add, {joined, choose(holds, constant_value(kinds::number, number(1)), zero)});
        } else {
            auto const result = node(t.results[row], in);
            joined = choose(holds, choose(some, combined(t, joined, result), result), joined);
        }
        some = logical(std::move(some), [&] { return holds; }, true);
    }
    made = materialise(choose(some, std::move(joined), std::move(made)));
    made.failed = code().either(failed, made.failed);
    return made;
}

}  // namespace barem::columnar
