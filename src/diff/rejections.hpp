#pragma once
// Records without a result on one side, in little memory: what is said of them waits in a file.

#include "batch/scored_batch.hpp"
#include "batch/scratch_file.hpp"
#include "diff/roster.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace barem::diff {

class rejections {
public:
    explicit rejections(std::string folder) : texts_(std::move(folder)) {}

    void add(batch::rejection const&);
    /// To be called once after the last.
    void settle();

    [[nodiscard]] std::uint64_t count() const { return entries_.size(); }
    /// Those of `a` that `b` does not have, by line; rows of lists that belong to no record by what is said of them.
    [[nodiscard]] static rejected_by_one only(rejections& a, rejections& b);

private:
    struct entry {
        std::uint64_t line = 0, from = 0;
        std::uint32_t id = 0, why = 0;          ///< bytes
    };
    rejected_record read(entry const&);

    batch::scratch_text texts_;
    std::vector<entry> entries_;
};

}  // namespace barem::diff
