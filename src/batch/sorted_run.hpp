#pragma once
// Texts that came in ascending order: little memory for any number of them, exact answers about all.

#include "batch/scratch_file.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace barem::batch {

/// Each text is stored as what differs from the one before, in blocks; past a size the blocks go to a scratch file, and only the
/// beginning of each stays in memory.
class sorted_run {
public:
    /// `most_memory`: of blocks, before they go to the file.
    sorted_run(std::size_t most_memory, std::string folder) : most_memory_(most_memory), file_(std::move(folder)) {}

    /// Whether the text comes after all that are here, and may be appended.
    [[nodiscard]] bool comes_after(std::string_view text) const { return empty_ || last_ < text; }
    void append(std::string_view text);
    [[nodiscard]] bool contains(std::string_view text);
    [[nodiscard]] std::size_t memory() const { return current_.capacity() + blocks_.capacity() + starts_.size() * (sizeof(start) + average_start()); }

private:
    struct start {
        std::string first;                  ///< text of the block
        std::uint64_t place = 0;            ///< in the file, or in `blocks_` counted on from what the file has
        std::uint32_t size = 0;
    };

    [[nodiscard]] std::size_t average_start() const { return starts_.empty() ? 0 : starts_.front().first.capacity(); }
    void end_block();
    [[nodiscard]] static bool block_contains(std::string_view block, std::string_view text);

    std::size_t most_memory_;
    scratch_text file_;
    bool empty_ = true;
    std::string last_;
    std::string first_of_current_, current_;        ///< the block that is being made
    std::string blocks_;                            ///< those that are not in the file
    std::vector<start> starts_;
    std::string read_;
};

}  // namespace barem::batch
