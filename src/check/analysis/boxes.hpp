#pragma once
// Rows of a table as boxes over the cells of its axes, and the two questions about them: what does no row cover, which rows meet.
// Both are answered by halving: cut the space where an edge of a box runs through it, and go on in each half with the boxes that reach it.

#include "check/analysis/axis.hpp"

#include <functional>

namespace barem::analysis {

using box = std::vector<side>;               ///< one side for each axis

/// A part of a row. A row that depends on a condition is not `certain`: it may or may not hold in its box.
struct row_box {
    box where;
    std::uint32_t row = 0;
    bool certain = true;
};

/// Counts down the steps of a proof.
class budget {
public:
    explicit budget(std::size_t steps) : left_(steps) {}
    /// False, from then on for good, when the steps are used up.
    bool spend(std::size_t steps) {
        left_ = left_ < steps ? 0 : left_ - steps;
        return left_ != 0;
    }
    [[nodiscard]] bool used_up() const { return left_ == 0; }
private:
    std::size_t left_;
};

struct coverage {
    std::vector<box> gaps;                   ///< where no row holds
    std::vector<box> doubtful;               ///< where only rows that are not certain may hold
    std::vector<bool> hit;                   ///< by row: there is a case that it takes because no earlier row does for certain
    bool complete = true;                    ///< false: the steps were used up, or there were too many gaps to list
};

/// Covers `space`. `boxes` are in the order of the rows. `hit` is worked out only when asked for; else all rows count as hit.
[[nodiscard]] coverage cover(box const& space, std::vector<row_box> const& boxes, std::size_t rows, bool want_hits, budget& steps);

/// Calls `meet` once for each two boxes of different rows that meet, until it returns false. Returns false when the steps were used up.
bool for_each_overlap(box const& space, std::vector<row_box> const& boxes, budget& steps,
                      std::function<bool(row_box const&, row_box const&)> const& meet);

/// Joins boxes that differ in one axis only, where they touch; sorted from low to high.
void join(std::vector<box>& boxes);

[[nodiscard]] bool meets(box const& a, box const& b);
[[nodiscard]] bool contains(box const& outer, box const& inner);
[[nodiscard]] box common(box const& a, box const& b);

}  // namespace barem::analysis
