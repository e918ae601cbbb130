#include "exec/cohort.hpp"

#include "exec/fold.hpp"

#include <algorithm>
#include <numeric>

namespace barem::exec {

// ── groups ──────────────────────────────────────────────────────────────────────────────────────────────────────

namespace {

std::size_t hash_of(value const& v) {
    if (auto* n = std::get_if<number>(&v)) return n->hash();
    if (auto* s = std::get_if<std::string>(&v)) return std::hash<std::string>{}(*s);
    if (auto* d = std::get_if<date>(&v)) return static_cast<std::size_t>(d->days);
    if (auto* w = std::get_if<word>(&v)) return w->index;
    if (auto* b = std::get_if<bool>(&v)) return *b ? 2 : 1;
    return 0;
}

}  // namespace

std::size_t group_numbers::hash::operator()(std::vector<value> const& partition) const {
    std::size_t made = partition.size();
    for (value const& v : partition) made ^= hash_of(v) + 0x9E3779B97F4A7C15 + (made << 6) + (made >> 2);
    return made;
}

index group_numbers::of(std::vector<value> const& partition) { return known_.try_emplace(partition, size()).first->second; }

grouping::grouping(std::span<index const> group, index count) : first_(count + 1) {
    for (index g : group)
        if (g != none) ++first_[g + 1];
    std::partial_sum(first_.begin(), first_.end(), first_.begin());
    records_.resize(first_.back());
    auto next = first_;
    for (index record = 0; record != group.size(); ++record)
        if (group[record] != none) records_[next[group[record]]++] = record;
}

// ── places ──────────────────────────────────────────────────────────────────────────────────────────────────────

std::vector<standing> rank(std::span<std::vector<value> const* const> ranked_by, std::span<plan::sort_key const> keys, bool dense) {
    auto const order = [&](index a, index b) {
        for (std::size_t i = 0; i != keys.size(); ++i) {
            auto const o = compare((*ranked_by[a])[i], (*ranked_by[b])[i]).value_or(std::strong_ordering::equal);
            if (o != 0) return keys[i].descending ? 0 <=> o : o;
        }
        return std::strong_ordering::equal;
    };
    auto const size = static_cast<index>(ranked_by.size());
    std::vector<index> sorted(size);
    std::iota(sorted.begin(), sorted.end(), index{0});
    std::sort(sorted.begin(), sorted.end(), [&](index a, index b) { return order(a, b) < 0; });
    std::vector<standing> made(size);
    index distinct = 0;
    for (index first = 0, end = 0; first != size; first = end) {
        while (end != size && order(sorted[first], sorted[end]) == 0) ++end;
        ++distinct;
        for (index i = first; i != end; ++i) made[sorted[i]] = {dense ? distinct : first + 1, first, end - first, size};
    }
    return made;
}

bool is_admitted(standing const& s, number const& quota, bool ties_in) {
    if (ties_in) return number(std::int64_t{s.before}) < quota;
    return number(std::int64_t{s.before} + s.sharing) <= quota;
}

// ── values of groups ────────────────────────────────────────────────────────────────────────────────────────────

group_value fold_group(program::aggregate_function function, std::span<contribution const* const> contributions, unsigned max_number_bits) {
    fold values(function);
    group_value made;
    for (contribution const* c : contributions) {
        if (!c->counts) continue;
        ++made.counted;
        if (made.why == failure::none && !values.is_decided()) made.why = values.add(c->over, c->by, max_number_bits);
    }
    if (made.why == failure::none) made.why = values.result(max_number_bits, made.result);
    return made;
}

}  // namespace barem::exec
