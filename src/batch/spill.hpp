#pragma once
// Bytes that stay in memory up to a budget and go to an unlinked temporary file beyond it.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <span>
#include <string>
#include <vector>

namespace barem::batch {

using bytes = std::vector<std::byte>;

/// A temporary file without a name, made when it is first written to: in `directory`, else in $TMPDIR, else in /tmp. Any thread may write
/// and read. Throws scratch_failure.
class spill_file {
public:
    explicit spill_file(std::string directory = {}) : directory_(std::move(directory)) {}
    ~spill_file();
    spill_file(spill_file const&) = delete;
    spill_file& operator=(spill_file const&) = delete;

    /// Where it stands now.
    std::uint64_t append(std::span<std::byte const>);
    /// All of `into`.
    void read(std::uint64_t from, std::span<std::byte> into) const;
    /// Nobody will read this part again.
    void release(std::uint64_t from, std::uint64_t size);
    [[nodiscard]] std::uint64_t written() const { return end_; }

private:
    void open();

    std::string directory_;
    std::once_flag opened_;
    int descriptor_ = -1;
    std::atomic<std::uint64_t> end_ = 0;
};

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
    block_store(memory_budget& budget, spill_file& file) : budget_(budget), file_(file) {}
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
    spill_file& file_;
    std::vector<block> blocks_;
};

}  // namespace barem::batch
