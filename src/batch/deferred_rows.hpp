#pragma once
// Rows of which it is found out at the end whether their ids were taken: ids and results wait in scratch files.

#include "batch/scored_batch.hpp"
#include "batch/scratch_file.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace barem::batch {

/// Ids are parted by their hash until the different ones of a part fit into the budget; within a part they stand in the order of the roster.
class deferred_ids {
public:
    deferred_ids(std::size_t budget, std::string folder, std::uint64_t seed = 0);

    /// Taken before all others.
    void known(std::string_view id) { note(id, 0, mark::known); }
    /// `number`: counted up by one from 0 over all calls. `takes`: the record has a result, so that the id is its own if it is free.
    void wonder(std::string_view id, std::uint64_t number, bool takes) { note(id, number, takes ? mark::takes : mark::asks); }
    /// Sets taken[number] for those whose id was taken.
    void resolve(std::vector<bool>& taken);

private:
    enum class mark : char { known, takes, asks };
    void note(std::string_view id, std::uint64_t number, mark);
    bool resolve_part(scratch_text& part, std::vector<bool>& taken) const;

    std::size_t budget_;
    std::string folder_;
    std::uint64_t seed_;
    std::vector<scratch_text> parts_;
};

/// What there is to say of rows, in their order.
class deferred_rows {
public:
    /// `words`: outputs that are words.
    deferred_rows(std::size_t budget, std::string const& folder, std::size_t words) : ids_(budget, folder), held_(folder, std::size_t{1} << 18), words_(words) {}

    enum class standing : char { free, taken, unknown };
    void known(std::string_view id) { ids_.known(id); }
    void hold(scored_batch const&, std::size_t row, standing);

    /// Gives all rows back, in batches, each with its standing, which is known now.
    void release(std::function<void(scored_batch const&, std::vector<standing> const&)> const& take);

private:
    deferred_ids ids_;
    scratch_text held_;
    std::size_t words_;
    std::uint64_t wondered_ = 0;
    std::string line_;
};

}  // namespace barem::batch
