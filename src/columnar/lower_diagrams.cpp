// Decision tables of any size: column by column, a lookup leads from the rows that may still hold to those that hold after it.

#include "columnar/bounds.hpp"
#include "columnar/layout.hpp"
#include "columnar/lowering.hpp"
#include "columnar/row_sets.hpp"

#include <numeric>

namespace barem::columnar {

using kinds = program::type_kind;

namespace {

constexpr std::size_t most_entries = 4'000'000;
constexpr std::size_t most_texts = 200;
constexpr std::size_t most_results = 64;            ///< that are no constants

/// Leaves out pieces and numbers the others anew; an unreached piece has the number of the next one that is kept.
std::vector<std::uint32_t> keep_pieces(table_column& c, std::vector<bool> const& reached) {
    std::vector<std::uint32_t> number_of(reached.size(), 0);
    std::uint32_t count = 0;
    for (std::size_t p = 0; p != reached.size(); ++p) {
        number_of[p] = count;
        if (reached[p]) ++count;
    }
    for (auto& runs : c.runs) {
        std::vector<std::pair<std::uint32_t, std::uint32_t>> kept;
        for (auto const& [first, last] : runs)
            for (auto p = first; p <= last; ++p) {
                if (!reached[p]) continue;
                if (kept.empty() || kept.back().second + 1 < number_of[p]) kept.push_back({number_of[p], number_of[p]});
                else kept.back().second = number_of[p];
            }
        runs = std::move(kept);
    }
    c.pieces = count;
    return number_of;
}

struct cut {
    number at;
    bool after = false;
    auto operator<=>(cut const&) const = default;
};

}  // namespace

/// One column: the piece that the argument falls into, and where the rows hold.
struct lowering::column {
    table_column where;
    lowered piece;                          ///< a number from 0
};

/// A column of an argument of numbers, dates, words, truths or texts; nullopt when a test is none that is known now.
std::optional<lowering::column> lowering::column_of(plan::table const& t, index which, surroundings const& in) {
    lowered const& argument = (*in.arguments)[which];
    using kind = program::test::kind;
    bool const ordered = argument.kind == kinds::number || argument.kind == kinds::date || argument.kind == kinds::word;
    std::set<cut> cuts;
    std::vector<value> singles;                         // truths and texts
    std::vector<std::vector<value>> members(t.results.size());
    for (index row = 0; row != t.results.size(); ++row) {
        plan::test const& test = t.tests[row * t.columns + which];
        if (test.form == kind::condition) return std::nullopt;
        if (test.form == kind::interval && ordered) {
            if (test.in.low) cuts.insert({test.in.low->at, !test.in.low->closed});
            if (test.in.high) cuts.insert({test.in.high->at, test.in.high->closed});
        }
        for (index i = 0; i != test.members.count; ++i) {
            auto const v = node(tree_.operands[test.members.first + i], in);
            if (!v.is_known()) return std::nullopt;
            value const member = v.given.is(false) ? value{} : v.literal;
            members[row].push_back(member);
            if (auto const at = plan::position_of(member); at && ordered) cuts.insert({*at, false}), cuts.insert({*at, true});
            else if (is_given(member) && std::ranges::find(singles, member) == singles.end()) singles.push_back(member);
        }
    }
    column made;
    made.piece = constant_value(kinds::number, number(0));
    bool const may_be_absent = argument.form == lowered::form::curve ? !argument.function->of->given.is(true) || has_absent(argument)
                                                                     : !argument.given.is(true);
    std::vector<cut> const bounds(cuts.begin(), cuts.end());
    std::uint32_t absent_piece = 0;
    auto const values = static_cast<std::uint32_t>(ordered ? bounds.size() + 1 : singles.size() + 1);
    if (!ordered && singles.size() > most_texts) return std::nullopt;
    made.where.pieces = values + (may_be_absent ? 1 : 0);
    auto const piece_from = [&](cut const& c) { return static_cast<std::uint32_t>(std::ranges::lower_bound(bounds, c) - bounds.begin()) + 1; };
    for (index row = 0; row != t.results.size(); ++row) {
        plan::test const& test = t.tests[row * t.columns + which];
        std::vector<bool> holds(made.where.pieces, test.form == kind::any || test.form == kind::none_of);
        if (test.form == kind::interval && ordered) {
            auto const first = test.in.low ? piece_from({test.in.low->at, !test.in.low->closed}) : 0;
            auto const end = test.in.high ? piece_from({test.in.high->at, test.in.high->closed}) : values;
            for (auto p = first; p < end; ++p) holds[p] = true;
        }
        for (value const& member : members[row]) {
            bool const is_in = test.form == kind::one_of;
            if (!is_given(member)) {
                if (may_be_absent) holds[values] = is_in;
            } else if (auto const at = plan::position_of(member); at && ordered) {
                holds[piece_from({*at, false})] = is_in;
            } else {
                holds[static_cast<std::size_t>(std::ranges::find(singles, member) - singles.begin())] = is_in;
            }
        }
        auto& runs = made.where.runs.emplace_back();
        for (std::uint32_t p = 0; p != holds.size(); ++p) {
            if (!holds[p]) continue;
            if (runs.empty() || runs.back().second + 1 != p) runs.push_back({p, p});
            else runs.back().second = p;
        }
    }
    auto const piece_value = [](std::size_t p) { return constant_value(kinds::number, number(static_cast<std::int64_t>(p))); };
    auto plain = argument.form == lowered::form::curve ? argument : with_marks(argument, constant_value(kinds::truth, true));
    if (ordered) {
        std::vector<bool> reached(made.where.pieces, true);
        if (plain.form == lowered::form::registers && plain.divisor == none)
            for (std::size_t p = 0; p != values; ++p) {
                auto const from = p == 0 ? plain.low : first_count({bounds[p - 1].at, bounds[p - 1].after, {}}, plain.denominator);
                auto const end = p + 1 == values ? plain.high + 1 : first_count({bounds[p].at, bounds[p].after, {}}, plain.denominator);
                reached[p] = std::max(from, plain.low) < std::min(end, plain.high + 1);
            }
        auto const number_of = keep_pieces(made.where, reached);
        std::vector<step> steps;
        for (std::size_t i = 0; i != bounds.size(); ++i) steps.push_back({bounds[i].at, bounds[i].after, {false, number(std::int64_t{number_of[i + 1]})}});
        made.piece = step_function(kinds::number, plain, steps, {false, number(0)});
        absent_piece = may_be_absent ? number_of[values] : 0;
    } else {
        made.piece = piece_value(singles.size());
        for (std::size_t i = singles.size(); i-- > 0;)
            made.piece = choose(apply(plan::operation::equal, {plain, constant_value(argument.kind, singles[i])}), piece_value(i), std::move(made.piece));
    }
    if (may_be_absent) made.piece = choose(given(argument), std::move(made.piece), piece_value(ordered ? absent_piece : values));
    drop_unreached(made);
    return made;
}

bool lowering::has_absent(lowered const& v) {
    return std::ranges::any_of(v.function->at, [](point const& p) { return !p.failed && !is_given(p.v); });
}

/// Pieces that the argument of few values cannot fall into are left out, so that the lookups are dense.
void lowering::drop_unreached(column& c) {
    if (c.piece.form != lowered::form::curve) return;
    std::vector<bool> reached(c.where.pieces, false);
    auto const reach = [&](point const& p) {
        if (auto* n = std::get_if<number>(&p.v); n && !p.failed) reached[static_cast<std::size_t>(*n->to_int64())] = true;
    };
    for (point const& p : c.piece.function->at) reach(p);
    reach(c.piece.function->absent);
    if (std::ranges::find(reached, true) == reached.end()) return;
    auto const number_of = keep_pieces(c.where, reached);
    auto const renumber = [&](std::span<point const> in) {
        auto* n = std::get_if<number>(&in[0].v);
        return in[0].failed || !n ? point{true, {}} : point{false, number(std::int64_t{number_of[static_cast<std::size_t>(*n->to_int64())]})};
    };
    c.piece = *pointwise(kinds::number, {&c.piece, 1}, renumber);
}

/// From a state and a piece to an entry: f(state * pieces + piece).
lowered lowering::transition(lowered const& state, lowered const& piece, std::size_t pieces, std::function<point(std::size_t)> const& f, kinds result) {
    auto const at = [&](std::span<point const> in) {
        auto *s = std::get_if<number>(&in[0].v), *p = std::get_if<number>(&in[1].v);
        if (in[0].failed || in[1].failed || !s || !p) return point{true, {}};
        return f(static_cast<std::size_t>(*s->to_int64()) * pieces + static_cast<std::size_t>(*p->to_int64()));
    };
    if (auto made = pointwise(result, std::array{state, piece}, at)) return rooted(*made);
    auto const s = materialise(state), p = materialise(piece);
    for (auto const* side : {&s, &p})
        if (side->is_constant() && !is_given(side->literal)) return failing(result);
    if (s.is_constant() && p.is_constant()) {           // that fail in some rows
        auto const there = [](lowered const& v) { return point{false, v.literal}; };
        auto const q = at(std::array{there(s), there(p)});
        auto made = q.failed ? failing(result) : constant_value(result, q.v);
        made.failed = code().either(made.failed, code().either(s.failed, p.failed));
        return made;
    }
    auto const states = static_cast<std::size_t>(s.is_constant() ? *std::get<number>(s.literal).to_int64() : s.high) + 1;
    std::vector<point> points;
    for (std::size_t i = 0; i != states * pieces; ++i) points.push_back(f(i));
    auto const look = [&](lane l, std::vector<std::int64_t> entries) {
        if (p.is_constant() || s.is_constant()) {
            bool const by_state = p.is_constant();
            auto const fixed = static_cast<std::size_t>(*std::get<number>((by_state ? p : s).literal).to_int64());
            lookup table{l, true, 0, {}, {}};
            for (std::size_t i = 0; i != (by_state ? states : pieces); ++i) table.entries.push_back(entries[by_state ? i * pieces + fixed : fixed * pieces + i]);
            return code().look_up(by_state ? s.reg : p.reg, std::move(table));
        }
        return code().look_up_pair(s.reg, p.reg, static_cast<int128>(pieces), {l, true, 0, {}, std::move(entries)});
    };
    auto const truths = [&](auto const& mark) {
        std::vector<std::int64_t> entries;
        for (point const& q : points) entries.push_back(mark(q) ? 1 : 0);
        auto const set = std::ranges::count(entries, 1);
        return set == 0 ? never : set == std::ssize(entries) ? always : bits{look(lane::bits, std::move(entries)), false};
    };
    lowered made;
    made.kind = result;
    made.form = lowered::form::registers;
    if (result == kinds::truth) {
        made = truth_value(truths([](point const& q) { return !q.failed && is_given(q.v) && std::get<bool>(q.v); }));
    } else {
        bool first = true;
        for (point const& q : points)
            if (auto* n = std::get_if<number>(&q.v); n && !q.failed) {
                if (n->is_large()) throw refusal{"a number of more than 64 bits"};
                made.denominator = times64(made.denominator / std::gcd(made.denominator, number_access::denominator(*n)), number_access::denominator(*n));
            }
        std::vector<std::int64_t> entries;
        for (point const& q : points) {
            auto const position = q.failed ? std::nullopt : plan::position_of(q.v);
            auto const count = position ? (*position * number(made.denominator)).to_int64() : std::optional<std::int64_t>{0};
            if (!count) throw refusal{"a number of more than 64 bits"};
            entries.push_back(*count);
            if (!position) continue;
            made.low = first ? int128{*count} : std::min<int128>(made.low, *count);
            made.high = first ? int128{*count} : std::max<int128>(made.high, *count);
            first = false;
        }
        for (auto& e : entries) e = std::clamp<std::int64_t>(e, static_cast<std::int64_t>(made.low), static_cast<std::int64_t>(made.high));
        made.reg = look(narrowest(made.low, made.high), std::move(entries));
    }
    made.given = truths([](point const& q) { return q.failed || is_given(q.v); });
    made.failed = code().either(code().either(s.failed, p.failed), truths([](point const& q) { return q.failed; }));
    return made;
}

std::optional<lowered> lowering::by_diagram(plan::table const& t, surroundings const& in) {
    if (t.columns != t.arguments.size() || t.results.empty()) return std::nullopt;
    std::vector<column> columns;
    std::vector<table_column> where;
    for (index c = 0; c != t.columns; ++c) {
        auto made = column_of(t, c, in);
        if (!made) return std::nullopt;
        where.push_back(made->where);
        columns.push_back(std::move(*made));
    }
    auto const diagram = make_diagram(where, t.results.size(), t.policy == program::hit_policy::first, most_entries);
    if (!diagram) return std::nullopt;

    std::vector<lowered> results;                       // by set of the last step
    bool all_known = t.result.kind != kinds::text;
    for (row_set const& rows : diagram->steps.back().sets) {
        if (!all_known && results.size() > most_results) return std::nullopt;
        auto const& made = results.emplace_back(result_of(t, {rows.begin(), rows.end()}, in));
        all_known = all_known && (made.is_known() || (made.is_constant() && made.failed.is(true)));
    }
    auto state = constant_value(kinds::number, number(0));
    for (std::size_t i = 0; i != diagram->order.size(); ++i) {
        column const& c = columns[diagram->order[i]];
        auto const& next = diagram->steps[i].next;
        bool const ends = all_known && i + 1 == diagram->order.size();
        auto const f = [&](std::size_t at) {
            if (!ends) return point{false, number(std::int64_t{next[at]})};
            lowered const& r = results[next[at]];
            return point{r.failed.is(true), r.given.is(false) ? value{} : r.literal};
        };
        state = transition(state, c.piece, c.where.pieces, f, ends ? t.result.kind : kinds::number);
    }
    if (all_known) return state;
    if (results.size() > most_results) return std::nullopt;
    auto made = results.back();
    for (std::size_t i = results.size() - 1; i-- > 0;) {
        auto const here = apply(plan::operation::equal, {state, constant_value(kinds::number, number(static_cast<std::int64_t>(i)))});
        made = choose(here, results[i], std::move(made));
    }
    return made;
}

}  // namespace barem::columnar
