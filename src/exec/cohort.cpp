#include "exec/cohort.hpp"

#include "exec/operations.hpp"

#include <algorithm>
#include <numeric>

namespace barem::exec {

using program::index;

namespace {

/// A total order of values of one type, for grouping as well as for ranking; texts by their bytes, nothing before something.
std::strong_ordering order(value const& a, value const& b) {
    if (auto const known = compare(a, b)) return *known;
    if (a.index() != b.index()) return a.index() <=> b.index();
    if (auto* x = std::get_if<std::string>(&a)) return x->compare(std::get<std::string>(b)) <=> 0;
    if (auto* x = std::get_if<bool>(&a)) return *x <=> std::get<bool>(b);
    return std::strong_ordering::equal;
}

std::strong_ordering order_of_groups(rank_entry const& a, rank_entry const& b) {
    for (std::size_t i = 0; i != a.partition.size(); ++i)
        if (auto const o = order(a.partition[i], b.partition[i]); o != 0) return o;
    return std::strong_ordering::equal;
}

std::strong_ordering order_of_keys(rank_entry const& a, rank_entry const& b, std::span<plan::sort_key const> keys) {
    for (std::size_t i = 0; i != keys.size(); ++i)
        if (auto const o = order(a.keys[i], b.keys[i]); o != 0) return keys[i].descending ? 0 <=> o : o;
    return std::strong_ordering::equal;
}

}  // namespace

std::vector<standing> rank(std::span<rank_entry const> entries, std::span<plan::sort_key const> keys, bool dense) {
    std::vector<index> sorted(entries.size());
    std::iota(sorted.begin(), sorted.end(), index{0});
    std::sort(sorted.begin(), sorted.end(), [&](index a, index b) {
        auto const group = order_of_groups(entries[a], entries[b]);
        return group != 0 ? group < 0 : order_of_keys(entries[a], entries[b], keys) < 0;
    });
    // The end of the run of records, from `first`, that `same` says are the same as the first of them.
    auto const end_of_run = [&](std::size_t first, std::size_t last, auto same) {
        std::size_t end = first + 1;
        while (end != last && same(entries[sorted[first]], entries[sorted[end]])) ++end;
        return end;
    };
    std::vector<standing> standings(entries.size());
    for (std::size_t group = 0; group != sorted.size();) {
        std::size_t const end = end_of_run(group, sorted.size(), [](auto& a, auto& b) { return order_of_groups(a, b) == 0; });
        index distinct = 0;
        for (std::size_t first = group; first != end;) {
            std::size_t const last = end_of_run(first, end, [&](auto& a, auto& b) { return order_of_keys(a, b, keys) == 0; });
            ++distinct;
            standing const shared{dense ? distinct : static_cast<index>(first - group + 1), static_cast<index>(last - first),
                                  static_cast<index>(end - group)};
            for (std::size_t i = first; i != last; ++i) standings[sorted[i]] = shared;
            first = last;
        }
        group = end;
    }
    return standings;
}

}  // namespace barem::exec
