#pragma once
// Looks for a record that reaches a goal: the alternating variable method (Korel 1990) over the inputs, guided by how far a record is.

#include "witness/distance.hpp"
#include "witness/moves.hpp"

#include <optional>
#include <utility>

namespace barem::witness {

/// What every search in a program shares.
class workshop {
public:
    workshop(std::shared_ptr<program::program const> const&, record_limits const&);

    [[nodiscard]] program::program const& rules() const { return *compiled_.rules; }
    [[nodiscard]] turning_points const& points() const { return points_; }
    /// Records to begin with: the plainest, then those of examples.
    [[nodiscard]] std::vector<record_data> const& seeds() const { return seeds_; }

    /// Whether a roster may hold the record, as far as moves can spoil it.
    [[nodiscard]] bool is_valid(record_data const&) const;
    [[nodiscard]] distance far(record_data const&, analysis::goal const&);
    /// The same, and how many failures the record meets.
    [[nodiscard]] std::pair<distance, std::size_t> judged(record_data const&, analysis::goal const&);
    /// What the call is given that reaches the goal.
    [[nodiscard]] std::vector<std::optional<value>> given(record_data const&, analysis::goal const&);
    /// From now on a record is looked at among so many others, the plainest of its groups.
    void surround(std::size_t others) { others_ = others; }
    /// The others of its roster.
    [[nodiscard]] std::vector<record_data> around(record_data const&) const;
    /// Inputs that do not matter for a goal are not moved: those that no definition on the way to it reads.
    [[nodiscard]] std::set<program::member const*> relevant(analysis::goal const&) const;

private:
    measure evaluated(record_data const&);

    plan::compiled compiled_;
    plan::compiled among_others_;            ///< the same, but two levels at once are no failure: a record that fails by them has places
    map_of_program map_;
    turning_points points_;
    exec::parameters parameters_;
    record_limits limits_;
    std::vector<record_data> seeds_;
    std::size_t others_ = 0;
};

/// A record that reaches the goal, or for an extreme one the best that was found; nullopt when none was found in `evaluations`.
[[nodiscard]] std::optional<record_data> find_record(workshop&, analysis::goal const&, unsigned evaluations);

/// minimal.cpp: the record without what it does without, and without failures that are not its goal. Precondition: it reaches the goal; one
/// that is extreme stays as far.
[[nodiscard]] record_data minimal(workshop&, analysis::goal const&, record_data, unsigned evaluations);

}  // namespace barem::witness
