#pragma once
// Records among others: the groups of a cohort, places in them, values made from them. Compares and computes exactly.

#include "exec/operations.hpp"
#include "plan/evaluation_tree.hpp"

#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

namespace barem::exec {

using program::index;
using program::none;

// ── groups ──────────────────────────────────────────────────────────────────────────────────────────────────────

/// Numbers groups from 0, in the order in which their values are first seen.
class group_numbers {
public:
    index of(std::vector<value> const& partition);
    [[nodiscard]] index size() const { return static_cast<index>(known_.size()); }
    void clear() { known_.clear(); }

private:
    struct hash { std::size_t operator()(std::vector<value> const&) const; };
    std::unordered_map<std::vector<value>, index, hash> known_;
};

/// The records of a cohort, group by group; within a group in the order of the roster.
class grouping {
public:
    /// `group`: of each record, or none for one that does not count; `count`: how many groups there are.
    grouping(std::span<index const> group, index count);
    [[nodiscard]] std::span<index const> operator[](index group) const { return std::span(records_).subspan(first_[group], first_[group + 1] - first_[group]); }
    [[nodiscard]] index size() const { return static_cast<index>(first_.size() - 1); }

private:
    std::vector<index> records_, first_;
};

// ── places ──────────────────────────────────────────────────────────────────────────────────────────────────────

/// The place of a record in its group.
struct standing {
    index place = 0;                ///< from 1
    index before = 0;               ///< records of a better place
    index sharing = 0;              ///< records that share the place, this one included
    index group = 0;                ///< records of the group
};

/// The standings of the records of one group, given what they are ranked by, in their order. Equal in all keys is equal in place. After a
/// shared place the next is skipped as often as it was shared (competition: 1, 2, 2, 4) or not at all (dense: 1, 2, 2, 3).
[[nodiscard]] std::vector<standing> rank(std::span<std::vector<value> const* const> ranked_by, std::span<plan::sort_key const> keys, bool dense);

/// Whether the quota has room for the record. Equals that do not all fit come in together, or stay out together.
[[nodiscard]] bool is_admitted(standing const&, number const& quota, bool ties_in);

// ── values of groups ────────────────────────────────────────────────────────────────────────────────────────────

/// What a record brings to an aggregate over its group.
struct contribution {
    bool counts = false;            ///< passes the filter; the others are absent if it does not
    value over, by;
};

/// An aggregate over the records of a group, or why there is none.
struct group_value {
    value result;
    failure why = failure::none;
    index counted = 0;              ///< records that passed the filter
};

/// The contributions of a group, in the order of the roster.
[[nodiscard]] group_value fold_group(program::aggregate_function, std::span<contribution const* const>, unsigned max_number_bits);

// ── all of it, for one record ───────────────────────────────────────────────────────────────────────────────────

/// What a record is told of the others, as far as it is known.
struct peers {
    std::vector<std::optional<standing>> standings;         ///< by rank
    std::vector<std::optional<group_value>> values;         ///< by group aggregate
    std::vector<index> sizes;                               ///< by cohort: records of the group; 0: not known
};

}  // namespace barem::exec
