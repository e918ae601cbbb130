#include "check/analysis/search.hpp"

#include "check/analysis/describe.hpp"

#include <algorithm>
#include <functional>

namespace barem::analysis {

using kind = formula_node::kind;

namespace {

enum class truth : std::uint8_t { no, yes, unknown };

truth negated(truth t) { return t == truth::unknown ? t : t == truth::yes ? truth::no : truth::yes; }

constexpr std::size_t steps_of_check = 50;
constexpr std::uint32_t nobody = ~std::uint32_t{0};

class searcher {
public:
    searcher(formulas const& f, certainty how, budget& steps) : f_(f), how_(how), steps_(steps), chosen_(f.variables().size()) {}

    bool search(formulas::id goal) {
        std::uint32_t next = nobody;
        auto const t = evaluate(goal, next);
        if (t == truth::yes && check_) {
            steps_.spend(steps_of_check);
            return check_(chosen_);
        }
        if (t != truth::unknown) return t == truth::yes;
        if (next == nobody) return false;                              // only variables that may not be chosen are left
        for (auto const cell : f_.variables()[next].cases) {
            chosen_[next] = cell;
            if (steps_.used_up()) return false;
            if (search(goal)) return true;
        }
        chosen_[next].reset();
        return false;
    }

    std::optional<bool> outcome(formulas::id formula, assignment const& chosen) {
        chosen_ = chosen;
        std::uint32_t next = nobody;
        auto const t = evaluate(formula, next);
        return t == truth::unknown ? std::nullopt : std::optional(t == truth::yes);
    }

    [[nodiscard]] assignment const& chosen() const { return chosen_; }
    /// Cases that it refuses do not count.
    void check_by(std::function<bool(assignment const&)> check) { check_ = std::move(check); }

private:
    /// Three-valued: what is certain already. `next` becomes the first variable that could tell more.
    truth evaluate(formulas::id i, std::uint32_t& next) {
        auto const& n = f_.node(i);
        steps_.spend(1);
        switch (n.form) {
            case kind::never: return truth::no;
            case kind::always: return truth::yes;
            case kind::negation: return negated(evaluate(n.parts[0], next));
            case kind::all: return evaluate_parts(n, truth::no, next);
            case kind::any: return evaluate_parts(n, truth::yes, next);
            case kind::atom: break;
        }
        if (auto const& cell = chosen_[n.variable]) return holds(n, *cell);
        bool const may_choose = how_ == certainty::possible || f_.variables()[n.variable].independent;
        if (may_choose && next == nobody) next = n.variable;
        return truth::unknown;
    }

    /// One part that is `decisive` decides: false among all, true among any.
    truth evaluate_parts(formula_node const& n, truth decisive, std::uint32_t& next) {
        bool unknown = false;
        auto const before = next;
        for (auto const part : n.parts) {
            auto const t = evaluate(part, next);
            if (t == decisive) {
                next = before;
                return t;
            }
            unknown = unknown || t == truth::unknown;
        }
        return unknown ? truth::unknown : negated(decisive);
    }

    static truth holds(formula_node const& n, std::uint32_t cell) {
        auto const after = std::upper_bound(n.holds.begin(), n.holds.end(), cell, [](auto c, side const& s) { return c < s.to; });
        return after != n.holds.end() && after->from <= cell ? truth::yes : truth::no;
    }

    formulas const& f_;
    certainty how_;
    budget& steps_;
    assignment chosen_;
    std::function<bool(assignment const&)> check_;
};

}  // namespace

std::optional<assignment> find_consistent_case(formulas& f, formulas::id goal, budget& steps) {
    auto all = f.definitions();
    all.insert(all.begin(), goal);
    searcher s(f, certainty::possible, steps);
    s.check_by([&](assignment const& chosen) { return f.is_feasible(chosen); });
    return s.search(f.all_of(std::move(all))) ? std::optional(s.chosen()) : std::nullopt;
}

std::optional<assignment> find_case(formulas const& f, formulas::id goal, certainty how, budget& steps) {
    searcher s(f, how, steps);
    return s.search(goal) ? std::optional(s.chosen()) : std::nullopt;
}

std::vector<wanted_argument> wanted_arguments(program::program const& p, index table, formulas const& f, assignment const& chosen) {
    std::vector<wanted_argument> wanted(p.tables[table].arguments.size());
    for (std::size_t v = 0; v != chosen.size(); ++v) {
        auto const& its = f.variables()[v];
        if (!chosen[v] || its.meaning->kind != program::expression_kind::argument) continue;
        auto const& cell = its.line.cells()[*chosen[v]];
        wanted[its.meaning->target] = its.line.is_line() ? wanted_argument{cell, {}, true} : wanted_argument{{}, its.line.at(*cell.low), false};
    }
    return wanted;
}

std::optional<bool> outcome_of(formulas const& f, formulas::id formula, assignment const& chosen) {
    budget steps(1'000'000);
    return searcher(f, certainty::possible, steps).outcome(formula, chosen);
}

bool rests_on_definitions(program::program const& p, place const& at, formulas const& f, assignment const& chosen) {
    for (std::size_t v = 0; v != chosen.size(); ++v) {
        if (!chosen[v]) continue;
        auto const& meaning = *f.variables()[v].meaning;
        if (meaning.kind == program::expression_kind::argument) continue;
        auto const m = meaning.kind == program::expression_kind::field ? member_of(p, at, meaning) : member_place{};
        if (m.record == program::none || p.records[m.record].members[m.member].kind != program::member_kind::input) return true;
    }
    return false;
}

std::string witness(program::program const& p, formulas const& f, assignment const& chosen) {
    std::string out;
    for (std::size_t v = 0; v != chosen.size(); ++v) {
        if (!chosen[v]) continue;
        auto const& its = f.variables()[v];
        auto const& cell = its.line.cells()[*chosen[v]];
        auto const kind = its.meaning->kind;
        bool const named = kind == program::expression_kind::field || kind == program::expression_kind::argument;
        if (!out.empty()) out += ", ";
        if (its.line.type.kind != program::type_kind::truth || named) out += witness(p, its.line, cell);
        else out += *cell.low == number(1) ? its.line.name : "not (" + its.line.name + ")";
        if (its.is_of_group) out += " (assumed: the others of the roster decide)";
    }
    return out;
}

}  // namespace barem::analysis
