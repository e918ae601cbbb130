#include "check/analysis/formula.hpp"

#include "check/analysis/bounds.hpp"
#include "check/analysis/constant.hpp"
#include "check/analysis/linear.hpp"
#include "check/analysis/table_model.hpp"
#include "check/print.hpp"

#include <algorithm>

namespace barem::analysis {

using program::expression_kind;
using kind = formula_node::kind;

namespace {

constexpr unsigned deepest_expansion = 16;   // of definitions that build on one another
constexpr std::size_t most_defined = 64;     // variables whose definitions are looked into
constexpr std::size_t most_nodes = 100'000;  // beyond that, definitions are no longer expanded

extent half_line(expression_kind how, number const& at) {
    switch (how) {
        case expression_kind::less: return {{}, at, false, false};
        case expression_kind::less_equal: return {{}, at, false, true};
        case expression_kind::greater: return {at, {}, false, false};
        default: return {at, {}, true, false};
    }
}

expression_kind mirrored(expression_kind how) {
    switch (how) {
        case expression_kind::less: return expression_kind::greater;
        case expression_kind::less_equal: return expression_kind::greater_equal;
        case expression_kind::greater: return expression_kind::less;
        case expression_kind::greater_equal: return expression_kind::less_equal;
        default: return how;
    }
}

/// A field, an argument, or whether one is given: what a record says, or a definition with a name.
bool is_name(program::expression const& e) {
    return e.kind == expression_kind::field || e.kind == expression_kind::argument || e.kind == expression_kind::is_given;
}

std::vector<extent> const holds_when_true{extent::point(1)};

}  // namespace

formulas::formulas(program::program const& p, place const& at, estimator& estimate) : p_(p), at_(at), estimate_(estimate) {}
formulas::~formulas() = default;

// ── combinations ────────────────────────────────────────────────────────────────────────────────────────────────

formulas::id formulas::make(formula_node n) {
    nodes_.push_back(std::move(n));
    return static_cast<id>(nodes_.size() - 1);
}
formulas::id formulas::all_of(std::vector<id> parts) { return make({kind::all, std::move(parts), 0, {}, {}}); }
formulas::id formulas::any_of(std::vector<id> parts) { return make({kind::any, std::move(parts), 0, {}, {}}); }
formulas::id formulas::negation(id part) { return make({kind::negation, {part}, 0, {}, {}}); }
formulas::id formulas::constant(bool holds) { return make({holds ? kind::always : kind::never, {}, 0, {}, {}}); }

// ── from expressions ────────────────────────────────────────────────────────────────────────────────────────────

formulas::id formulas::add(program::expression const& e) {
    if (auto const v = constant_value(p_, e)) return constant(*v == value(true));
    switch (e.kind) {
        case expression_kind::logical_not: return negation(add(e.operands[0]));
        case expression_kind::logical_and:
        case expression_kind::logical_or: {
            std::vector<id> parts;
            for (auto const& o : e.operands) parts.push_back(add(o));
            return e.kind == expression_kind::logical_and ? all_of(std::move(parts)) : any_of(std::move(parts));
        }
        case expression_kind::field: return truth_field(e);
        case expression_kind::argument:
        case expression_kind::is_given: return atom(e, holds_when_true);
        case expression_kind::equal:
        case expression_kind::not_equal:
        case expression_kind::less:
        case expression_kind::less_equal:
        case expression_kind::greater:
        case expression_kind::greater_equal: return comparison(e);
        case expression_kind::in_interval: return interval_test(e);
        case expression_kind::in_set: return set_test(e);
        case expression_kind::conditional: return conditional(e);
        case expression_kind::aggregate:
        case expression_kind::look_up: ++unexplained_; return atom(e, holds_when_true);
        default: return unknown_truth(e);
    }
}

formulas::id formulas::unknown_truth(program::expression const& e) {
    ++unexplained_;
    return atom(e, holds_when_true, false);
}

/// A truth that is defined by a simple condition stands for that condition; else it is a variable.
formulas::id formulas::truth_field(program::expression const& e) {
    auto const m = member_of(p_, at_, e);
    bool const own = e.scope == program::scope{} && e.through.empty() && m.record != program::none;
    auto const* definition = own ? &p_.records[m.record].members[m.member] : nullptr;
    bool const simple = definition && definition->kind == program::member_kind::let && definition->exceptions.empty() && !e.type.optional;
    if (!simple || expanding_ == deepest_expansion || nodes_.size() > most_nodes) return atom(e, holds_when_true);
    auto const nodes = nodes_.size(), variables = variables_.size();
    auto const unexplained = unexplained_;
    ++expanding_;
    id const expanded = add(definition->value.front());
    --expanding_;
    if (unexplained_ == unexplained) return expanded;
    for (auto& v : variables_) std::erase_if(v.atoms, [&](auto a) { return a >= nodes; });
    nodes_.resize(nodes);
    variables_.resize(variables);
    unexplained_ = unexplained;
    return atom(e, holds_when_true);
}

formulas::id formulas::comparison(program::expression const& e) {
    auto const &a = e.operands[0], &b = e.operands[1];
    if (auto const v = constant_value(p_, b)) return compare_with(a, e.kind, *v);
    if (auto const v = constant_value(p_, a)) return compare_with(b, mirrored(e.kind), *v);
    // `a < b` is one truth, however it is written: `b > a`, `not a >= b`
    bool const swap = e.kind == expression_kind::greater || e.kind == expression_kind::less_equal;
    bool const negate = e.kind == expression_kind::greater_equal || e.kind == expression_kind::less_equal || e.kind == expression_kind::not_equal;
    bool const equality = e.kind == expression_kind::equal || e.kind == expression_kind::not_equal;
    made_.push_back(std::make_unique<program::expression>(e));
    auto& made = *made_.back();
    made.kind = equality ? expression_kind::equal : expression_kind::less;
    if (swap) std::swap(made.operands[0], made.operands[1]);
    id const truth = unknown_truth(made);
    return negate ? negation(truth) : truth;
}

formulas::id formulas::compare_with(program::expression const& e, expression_kind how, value const& constant) {
    bool const equality = how == expression_kind::equal || how == expression_kind::not_equal;
    if (e.type.kind == program::type_kind::truth && equality) {
        id const truth = add(e);
        return (constant == value(true)) == (how == expression_kind::equal) ? truth : negation(truth);
    }
    auto const line = solve_for_variable(p_, e);
    auto const at = variables_[variable_of(*line.variable)].line.place(constant);
    if (!at) return unknown_truth(e);
    id const made = atom(*line.variable, {line.solve(equality ? extent::point(*at) : half_line(how, *at))});
    return how == expression_kind::not_equal ? negation(made) : made;
}

formulas::id formulas::interval_test(program::expression const& e) {
    auto const& in = e.in.front();
    auto const asked = constant_extent(p_, in);
    if (asked && !constant_value(p_, e.operands[0])) {
        auto const line = solve_for_variable(p_, e.operands[0]);
        return atom(*line.variable, {line.solve(*asked)});
    }
    std::vector<id> parts;                   // each end on its own: one of them may still be constant
    auto const compare = [&](std::vector<program::expression> const& bound, expression_kind how) {
        if (bound.empty()) return;
        made_.push_back(std::make_unique<program::expression>());
        auto& made = *made_.back();
        made.kind = how;
        made.type.kind = program::type_kind::truth;
        made.where = e.where;
        made.operands = {e.operands[0], bound[0]};
        parts.push_back(add(made));
    };
    compare(in.low, in.low_closed ? expression_kind::greater_equal : expression_kind::greater);
    compare(in.high, in.high_closed ? expression_kind::less_equal : expression_kind::less);
    return all_of(std::move(parts));
}

formulas::id formulas::set_test(program::expression const& e) {
    std::vector<id> parts;
    for (std::size_t i = 1; i != e.operands.size(); ++i) {
        made_.push_back(std::make_unique<program::expression>());
        auto& made = *made_.back();
        made.kind = expression_kind::equal;
        made.type.kind = program::type_kind::truth;
        made.where = e.where;
        made.operands = {e.operands[0], e.operands[i]};
        parts.push_back(add(made));
    }
    return any_of(std::move(parts));
}

/// `if c then a else b` holds where c and a do, and where b does but not c.
formulas::id formulas::conditional(program::expression const& e) {
    std::vector<id> ways, before;
    for (std::size_t i = 0; i + 1 < e.operands.size(); i += 2) {
        id const condition = add(e.operands[i]);
        auto parts = before;
        parts.push_back(condition);
        parts.push_back(add(e.operands[i + 1]));
        ways.push_back(all_of(std::move(parts)));
        before.push_back(negation(condition));
    }
    before.push_back(add(e.operands.back()));
    ways.push_back(all_of(std::move(before)));
    return any_of(std::move(ways));
}

formulas::id formulas::add_test(program::test const& t, program::expression const& argument) {
    if (t.form == program::test::kind::any) return constant(true);
    if (t.form == program::test::kind::condition) return add(t.members.front());
    auto& line = variables_[variable_of(argument)].line;
    if (auto const asked = stretches_of(p_, line, t)) return atom(argument, *asked);
    made_.push_back(std::make_unique<program::expression>(argument));
    made_.back()->kind = expression_kind::in_set;    // a test that is not constant: some truth about the argument
    made_.back()->operands = {argument};
    for (auto const& m : t.members) made_.back()->operands.push_back(m);
    made_.back()->in = t.in;
    made_.back()->type = {program::type_kind::truth};
    return unknown_truth(*made_.back());
}

// ── definitions ─────────────────────────────────────────────────────────────────────────────────────────────────

void formulas::add_definitions() {
    for (std::size_t v = 0; v < variables_.size() && v < most_defined && nodes_.size() < most_nodes / 4; ++v)       // grows on the way
        if (variables_[v].meaning->kind == expression_kind::field) add_definition(*variables_[v].meaning);
}

/// Where `when` holds, the field is `value`.
void formulas::add_choice(program::expression const& field, id when, program::expression const& value) {
    if (field.type.kind == program::type_kind::truth) {
        id const is = add(value);
        id const field_holds = atom(field, holds_when_true);
        definitions_.push_back(any_of({negation(when), all_of({field_holds, is}), all_of({negation(field_holds), negation(is)})}));
    } else if (auto const v = constant_value(p_, value); v && field.type.kind != program::type_kind::text) {
        auto const at = variables_[variable_of(field)].line.place(*v);
        if (at) definitions_.push_back(any_of({negation(when), atom(field, {extent::point(*at)})}));
    }
}

void formulas::add_definition(program::expression const& field) {
    auto const m = member_of(p_, at_, field);
    bool const own = field.scope == program::scope{} && field.through.empty() && m.record != program::none && !field.type.optional;
    if (!own) return;
    auto const& member = p_.records[m.record].members[m.member];
    std::vector<id> before;
    auto const choose = [&](program::expression const* condition, program::expression const& value) {
        auto when = before;
        if (condition) {
            id const holds = add(*condition);
            when.push_back(holds);
            before.push_back(negation(holds));
        }
        add_choice(field, all_of(std::move(when)), value);
    };
    for (auto const& c : member.levels)
        for (auto const& level : c.levels) choose(level.condition.empty() ? nullptr : &level.condition.front(), level.value);
    if (member.kind != program::member_kind::let || !member.exceptions.empty() || member.value.size() != 1) return;
    auto const& value = member.value.front();
    if (value.kind == expression_kind::conditional) {
        for (std::size_t i = 0; i + 1 < value.operands.size(); i += 2) choose(&value.operands[i], value.operands[i + 1]);
        choose(nullptr, value.operands.back());
    } else if (field.type.kind == program::type_kind::truth) {
        choose(nullptr, value);
    }
}

namespace {

/// All values for which every atom has the same answer as in `cell`.
extent case_of(variable const& v, std::uint32_t cell) {
    auto const next = std::ranges::upper_bound(v.cases, cell);
    return v.line.extent_of({cell, next == v.cases.end() ? v.line.all().to : *next});
}

}  // namespace

bool formulas::is_feasible(std::vector<std::optional<std::uint32_t>> const& chosen) {
    if (at_.records.size() != 1) return true;
    std::vector<estimator::assumption> known;
    std::vector<std::size_t> of;
    for (std::size_t v = 0; v != chosen.size(); ++v) {
        if (!chosen[v] || !variables_[v].line.is_line()) continue;
        auto const its = case_of(variables_[v], *chosen[v]);
        known.emplace_back(variables_[v].meaning, bounds{its.low, its.high});
        of.push_back(v);
    }
    for (std::size_t k = 0; k != known.size() && known.size() > 1; ++k) {
        auto others = known;
        others.erase(others.begin() + static_cast<std::ptrdiff_t>(k));
        auto const its = estimate_.given(*known[k].first, at_, others);
        auto const& line = variables_[of[k]].line;
        extent const reached{its.low, its.high, its.low.has_value(), its.high.has_value()};
        if (!intersection(reached, case_of(variables_[of[k]], *chosen[of[k]]), line.step())) return false;
    }
    return true;
}

// ── variables ───────────────────────────────────────────────────────────────────────────────────────────────────

axis formulas::axis_of(program::expression const& e) {
    check::printing_scope const names{at_.records, at_.table};
    auto const its = estimate_.of(e, at_);
    std::optional<std::uint32_t> decimals;
    if (e.kind == expression_kind::argument) decimals = p_.tables[at_.table].arguments[e.target].decimals;
    if (e.kind == expression_kind::field)
        if (auto const m = member_of(p_, at_, e); m.record != program::none) decimals = p_.records[m.record].members[m.member].decimals;
    return axis(p_, check::print(p_, e, names), e.type, program::range{its.low, its.high}, decimals);
}

std::uint32_t formulas::variable_of(program::expression const& e) {
    auto const known = std::find_if(variables_.begin(), variables_.end(), [&](variable const& v) { return same(*v.meaning, e); });
    if (known != variables_.end()) return static_cast<std::uint32_t>(known - variables_.begin());
    variables_.push_back({axis_of(e), &e, true, {}, {}});
    auto const m = e.kind == expression_kind::field ? member_of(p_, at_, e) : member_place{program::none, program::none};
    variables_.back().is_of_group = e.kind == expression_kind::group_value ||
                                    (m.record != program::none && p_.records[m.record].members[m.member].cohort != program::none);
    return static_cast<std::uint32_t>(variables_.size() - 1);
}

formulas::id formulas::atom(program::expression const& of, std::vector<extent> asked, bool independent) {
    auto const v = variable_of(of);
    if (!is_name(of)) ++unexplained_;
    variables_[v].independent = variables_[v].independent && independent;
    variables_[v].atoms.push_back(static_cast<id>(nodes_.size()));
    for (auto const& e : asked) variables_[v].line.cut_at(e);
    return make({kind::atom, {}, v, std::move(asked), {}});
}

void formulas::finish() {
    for (auto& v : variables_) {
        v.line.make_cells();
        for (auto const a : v.atoms) {
            for (auto const& e : nodes_[a].asked) nodes_[a].holds.push_back(v.line.locate(e));
            normalise(nodes_[a].holds);
        }
        find_cases(v);
    }
    find_dependencies(p_, at_, variables_);
}

void formulas::find_cases(variable& v) {
    // a case begins where an atom begins or ceases to hold
    std::vector<bool> begins(v.line.cells().size() + 1, false);
    begins[0] = true;
    for (auto const a : v.atoms)
        for (auto const& s : nodes_[a].holds) begins[s.from] = begins[s.to] = true;
    for (std::uint32_t cell = 0; cell != v.line.cells().size(); ++cell)
        if (begins[cell]) v.cases.push_back(cell);
}

}  // namespace barem::analysis
