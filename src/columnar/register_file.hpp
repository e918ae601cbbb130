#pragma once
// Memory of a stage's registers: slots that are used again once nobody reads a register any more, so that a batch stays in the nearest cache.

#include "columnar/program.hpp"

#include <cstddef>
#include <memory>
#include <new>
#include <span>
#include <vector>

namespace barem::columnar {

class register_file {
public:
    explicit register_file(stage const&, std::size_t domains);

    /// Makes room for so many rows of each domain; says whether that took new memory, where registers have no values yet.
    bool reserve(std::span<std::size_t const> rows);
    /// The register's own memory: whole blocks of rows and a vector more, aligned to 64 bytes.
    [[nodiscard]] void* memory(index reg) const { return memory_.get() + slots_[slot_of_[reg]].at; }
    [[nodiscard]] std::size_t slots() const { return slots_.size(); }
    [[nodiscard]] std::size_t bytes() const { return bytes_; }

private:
    struct slot { index domain; std::size_t bits; std::size_t at = 0; };
    struct release { void operator()(std::byte* memory) const { ::operator delete(memory, std::align_val_t{64}); } };

    index take(register_type, std::vector<index>& free);
    void lay_out();

    std::vector<slot> slots_;
    std::vector<index> slot_of_;
    std::vector<std::size_t> capacity_;             ///< rows by domain
    std::unique_ptr<std::byte, release> memory_;
    std::size_t bytes_ = 0;
};

/// Bits of a value in a register.
[[nodiscard]] std::size_t bits_of(lane);

}  // namespace barem::columnar
