#pragma once
// A roster scored by both rule sets and compared record by record.

#include "batch/score.hpp"
#include "diff/roster.hpp"
#include "diff/sides.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace barem::diff {

struct roster_job {
    /// The roster from its beginning, for a family; called several times. Throws batch::input_failure.
    std::function<std::unique_ptr<batch::row_source>(family const&)> open;
    std::vector<std::string> by;                ///< fields to group by
    std::size_t top = 10;                       ///< movers of each output
    batch::score_options options;               ///< threads, memory, executor
    /// `done`, `all`: bytes over all readings; `all` is 0 when it is not known.
    std::function<void(std::uint64_t records, std::uint64_t done, std::uint64_t all)> progress;
    /// A line of JSON for each record that changed, in the order of the roster. May be empty.
    std::function<void(std::string_view line)> changed;
};

/// Reads the roster once for each side, then again for what moved the farthest. Keeps four bytes a record and column of the old side, and every
/// different value once. A roster that does not fit one side is said to; one that fits neither throws batch::input_failure. Throws wrong_field.
[[nodiscard]] roster_difference compare_rosters(family const& before, family const& after, std::vector<version_difference> const&, roster_job const&);

}  // namespace barem::diff
