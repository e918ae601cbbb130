#pragma once
// A roster that is kept: its records are scored one by one among the others, and can be explained afterwards.

#include "batch/row_source.hpp"
#include "batch/scored_batch.hpp"

#include <barem/family.hpp>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace barem::batch {

/// Who wants to know what, in the order of the roster. Any of them may be empty.
struct collect_watch {
    std::function<void(std::string const& id, record const&)> accepted;
    std::function<void(rejection const&)> rejected;
    std::function<void(std::uint64_t records, std::uint64_t bytes_read)> progress;
};

struct collected_roster {
    family_roster ranked;                       ///< finished: ready to explain
    std::vector<outcome> outcomes;              ///< in the order of the roster
    struct origin { std::uint64_t line = 0; std::size_t version = 0; };
    std::vector<origin> origins;                ///< of each outcome
    std::uint64_t rejected = 0;
};

/// Parses in `threads` threads (0: all). Records whose rules fail only among others are rejected last. Throws input_failure.
[[nodiscard]] collected_roster collect(family const&, row_source&, unsigned threads, collect_watch const&);

}  // namespace barem::batch
