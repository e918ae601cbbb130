// Which variables of a condition can be chosen freely. `total` is not free beside `bonus` when it is defined by it.

#include "check/analysis/formula.hpp"

#include <algorithm>
#include <numeric>
#include <set>

namespace barem::analysis {

using program::expression_kind;

namespace {

/// The inputs that an expression rests on, also by way of definitions; those that hold records apart.
struct basis {
    std::set<member_place> values, lists;
};

bool meet(std::set<member_place> const& a, std::set<member_place> const& b) {
    return std::ranges::any_of(a, [&](member_place const& m) { return b.contains(m); });
}

/// Different values of the same elements vary freely; the number of elements does not beside them.
bool depend(basis const& a, basis const& b) {
    return meet(a.values, b.values) || ((a.values.empty() || b.values.empty()) && meet(a.lists, b.lists));
}

basis basis_of(program::program const& p, program::expression const& e, place const& at) {
    basis found;
    std::set<member_place> seen;
    std::vector<member_place> definitions;
    auto const take = [&](program::expression const& x, place const& where) {
        if (x.kind == expression_kind::argument) found.values.insert({program::none, x.target});
        for (auto const& a : x.aggregate) {
            auto record = record_at(p, where, a.origin);
            for (auto const list : a.lists) {
                if (record == program::none) break;
                found.lists.insert({record, list});
                record = p.records[record].members[list].type.of;
            }
        }
        auto const m = x.kind == expression_kind::field ? member_of(p, where, x) : member_place{};
        if (m.record == program::none || !seen.insert(m).second) return;
        if (p.records[m.record].members[m.member].kind == program::member_kind::input) found.values.insert(m);
        else definitions.push_back(m);
    };
    walk(p, e, at, take);
    while (!definitions.empty()) {
        auto const m = definitions.back();
        definitions.pop_back();
        walk_definition(p, m, take);
    }
    return found;
}

}  // namespace

/// Those that rest on the fewest inputs are free first, and then all others that are free beside them.
void find_dependencies(program::program const& p, place const& at, std::vector<variable>& variables) {
    std::vector<basis> rests_on;
    for (auto const& v : variables) rests_on.push_back(basis_of(p, *v.meaning, at));
    std::vector<std::size_t> order(variables.size()), free;
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t v) { return rests_on[v].values.size() + rests_on[v].lists.size(); });
    for (auto const v : order) {
        if (!variables[v].independent) continue;
        variables[v].independent = std::ranges::none_of(free, [&](std::size_t other) { return depend(rests_on[v], rests_on[other]); });
        if (variables[v].independent) free.push_back(v);
    }
}

}  // namespace barem::analysis
