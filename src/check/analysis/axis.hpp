#pragma once
// One argument or variable as a line cut into cells: within a cell, every test of a rule set has the same answer. What is true of one
// value of each cell is therefore true of all values, and a proof need only look at cells.

#include "check/analysis/extent.hpp"
#include "check/program.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace barem::analysis {

/// Cells number `from` up to, not including, `to`.
struct side {
    std::uint32_t from = 0, to = 0;
    [[nodiscard]] bool empty() const { return from >= to; }
    friend auto operator<=>(side const&, side const&) = default;
};

class axis {
public:
    axis() = default;
    axis(program::program const&, std::string name, program::type const&, program::range const&, std::optional<std::uint32_t> decimals);

    std::string name;                        ///< as people write it
    program::type type;

    /// Where a value lies. A text is given the next free place when it is seen for the first time.
    [[nodiscard]] std::optional<number> place(value const&);
    /// The value at a place. The place after all texts stands for a text that no test mentions.
    [[nodiscard]] value at(number const& place) const;
    [[nodiscard]] grid const& step() const { return step_; }
    [[nodiscard]] extent const& domain() const { return domain_; }
    [[nodiscard]] bool is_line() const;      ///< a number or date, where "between" means something

    /// Remembers the ends of `e`: no cell will cross them.
    void cut_at(extent const& e);
    /// Makes the cells; afterwards nothing more is cut.
    void make_cells();

    [[nodiscard]] std::vector<extent> const& cells() const { return cells_; }
    [[nodiscard]] side all() const { return {0, static_cast<std::uint32_t>(cells_.size())}; }
    /// The cells of `e`, whose ends were given to cut_at().
    [[nodiscard]] side locate(extent const& e) const;
    /// The values of the cells `s`. Precondition: not empty.
    [[nodiscard]] extent extent_of(side s) const;

private:
    [[nodiscard]] std::size_t cut_index(number const& at) const;

    extent domain_;
    grid step_;
    std::vector<std::string> texts_;
    std::vector<number> cuts_;
    std::vector<extent> cells_;
    /// Between and on the cuts lie 2 * cuts + 1 raw cells, some without a value; rank_[r] counts the cells kept among the first r.
    std::vector<std::uint32_t> rank_;
};

/// Sorts, and joins what touches.
void normalise(std::vector<side>& sides);

}  // namespace barem::analysis
