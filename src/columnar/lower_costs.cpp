// How many steps the scalar executor may take for a record within the bounds: never fewer are counted here.

#include "columnar/lowering.hpp"

#include <set>

namespace barem::columnar {

namespace {

constexpr std::uint64_t most = std::uint64_t{1} << 62;
std::uint64_t sum_of(std::uint64_t a, std::uint64_t b) { return std::min(most, a + b); }
std::uint64_t product_of(std::uint64_t a, std::uint64_t b) {
    std::uint64_t made;
    return __builtin_mul_overflow(a, b, &made) ? most : std::min(most, made);
}

}  // namespace

/// Most rows of a domain for one row of another that it is within.
std::uint64_t lowering::instances(index domain, index outer) const {
    std::uint64_t made = 1;
    for (; domain != outer; domain = out_.domains[domain].parent) made = product_of(made, static_cast<std::uint64_t>(out_.domains[domain].max_elements));
    return made;
}

std::uint64_t lowering::cost(index id) {
    if (id == none) return 0;
    if (costs_.empty()) costs_.assign(tree_.nodes.size(), 0);
    if (costs_[id] != 0) return costs_[id];
    plan::node const& n = tree_.nodes[id];
    std::uint64_t made = 1;
    for (index i = 0; i != n.operands.count; ++i) made = sum_of(made, cost(operand(n, i)));
    if (n.operation == plan::operation::look_up) made = sum_of(made, cost(tree_.tables[n.target]));
    if (n.operation == plan::operation::aggregate) {
        plan::aggregate const& a = tree_.aggregates[n.target];
        auto const found = elements_.find(&a);              // what was not lowered is not reached
        std::uint64_t const elements = found == elements_.end() ? 0 : found->second;
        made = sum_of(made, product_of(elements, sum_of(1, sum_of(cost(a.over), sum_of(cost(a.filter), cost(a.by))))));
    }
    return costs_[id] = made;
}

std::uint64_t lowering::cost(plan::table const& t) {
    std::uint64_t made = cost(t.otherwise);
    for (index r : t.results) made = sum_of(made, sum_of(1, cost(r)));
    for (plan::test const& test : t.tests) {
        made = sum_of(made, cost(test.condition));
        for (index i = 0; i != test.members.count; ++i) made = sum_of(made, cost(tree_.operands[test.members.first + i]));
    }
    return made;
}

std::uint64_t lowering::cost(plan::member const& m) {
    std::uint64_t made = sum_of(cost(m.value), sum_of(cost(m.cap), cost(m.required_when)));
    for (auto const& e : m.exceptions) made = sum_of(made, sum_of(cost(e.condition), cost(e.value)));
    for (auto const& l : m.levels) made = sum_of(made, sum_of(cost(l.condition), cost(l.value)));
    for (auto const& d : m.deductions) made = sum_of(made, sum_of(cost(d.condition), sum_of(cost(d.amount), cost(d.cap))));
    return made;
}

std::uint64_t lowering::steps() {
    std::set<std::pair<index, index>> seen;
    std::uint64_t made = 0;
    for (auto const& [k, v] : members_)
        if (seen.insert({k.at, k.member}).second)
            made = sum_of(made, product_of(instances(places_[k.at].domain, 0), cost(tree_.records[places_[k.at].record].members[k.member])));
    for (auto const& r : tree_.ranks)
        for (auto const& key : r.keys) made = sum_of(made, cost(key.value));
    for (auto const& a : tree_.group_aggregates) made = sum_of(made, sum_of(cost(a.over), sum_of(cost(a.filter), cost(a.by))));
    return made;
}

}  // namespace barem::columnar
