#pragma once
// Bytes that stay in memory up to a budget and go to a temporary file beyond it.

#include "batch/scratch_file.hpp"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace barem::batch {

using bytes = std::vector<std::byte>;

/// Bytes of memory that several may take from.
class memory_budget {
public:
    explicit memory_budget(std::size_t limit) : limit_(limit) {}
    /// False, and nothing is taken, when that would be more than the limit.
    [[nodiscard]] bool take(std::size_t size);
    void give(std::size_t size) { used_ -= size; }

private:
    std::size_t limit_;
    std::atomic<std::size_t> used_ = 0;
};

/// Blocks of bytes by number. Different blocks may be put and read by different threads at once.
class block_store {
public:
    block_store(memory_budget& budget, scratch_file& file) : budget_(budget), file_(file) {}
    ~block_store() { clear(); }
    block_store(block_store const&) = delete;
    block_store& operator=(block_store const&) = delete;

    void resize(std::size_t count);
    [[nodiscard]] std::size_t size() const { return blocks_.size(); }
    void put(std::size_t number, bytes block);
    /// The block, in `buffer` when it was on disk.
    [[nodiscard]] std::span<std::byte const> read(std::size_t number, bytes& buffer) const;
    void clear() { resize(0); }

private:
    struct block {
        bytes held;                             ///< in memory; else:
        std::uint64_t at = 0, size = 0;         ///< in the file
        bool on_disk = false;
    };
    void drop(block&);

    memory_budget& budget_;
    scratch_file& file_;
    std::vector<block> blocks_;
};

}  // namespace barem::batch
