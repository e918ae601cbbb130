#pragma once
// Totals of the records of a roster by the value of a field.

#include "diff/compared_column.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace barem::diff {

class group_totals {
public:
    /// `field`: index of the column to group by. `columns`: those of the roster; they outlive it.
    group_totals(std::size_t field, std::vector<compared_column>& columns, std::size_t outputs) : field_(field), columns_(columns), outputs_(outputs) {}

    void add_before(std::span<code const> row) { add(row, false); }
    void add_after(std::span<code const> row) { add(row, true); }
    void add_changed(std::span<code const> after) { ++of(after[field_]).changed; }

    /// By the value of the field: numbers by size, words in their order, others by their bytes; records without it last.
    [[nodiscard]] grouping finish();

private:
    struct of_output {
        std::vector<std::uint64_t> counts[2];       ///< by code, of categories; before and after
        running_sum sums[2];
        std::uint64_t given[2] = {0, 0};
    };
    struct group {
        std::uint64_t records[2] = {0, 0}, changed = 0;
        std::vector<of_output> outputs;
    };

    group& of(code value);
    /// Adds to a group what another has.
    void take(group& to, group const& more) const;
    [[nodiscard]] group_total finish(group const&) const;
    [[nodiscard]] std::vector<group_total> together(std::vector<code> const& order) const;
    void add(std::span<code const> row, bool after);
    [[nodiscard]] group_total finish(code value, group const&) const;

    std::size_t field_;
    std::vector<compared_column>& columns_;
    std::size_t outputs_;                           ///< the first so many columns are outputs
    std::vector<group> groups_;                     ///< by code
};

}  // namespace barem::diff
