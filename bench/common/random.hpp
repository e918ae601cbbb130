#pragma once
// Random numbers that are the same everywhere: rows are drawn by their number, so any part of a workload can be made alone.

#include <cstdint>

namespace barem_bench {

/// SplitMix64, seeded by the seed of a workload and the number of a row.
class draw {
public:
    draw(std::uint64_t seed, std::uint64_t row) : state_(seed + row * 0xd1342543de82ef95u) {}

    std::uint64_t word() {
        state_ += 0x9e3779b97f4a7c15u;
        auto z = state_;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
        return z ^ (z >> 31);
    }

    /// From low to high, both included.
    int between(int low, int high) { return low + static_cast<int>(((word() >> 32) * static_cast<std::uint64_t>(high - low + 1)) >> 32); }

    /// True so many times in a thousand.
    bool chance(int per_mille) { return between(0, 999) < per_mille; }

private:
    std::uint64_t state_;
};

}  // namespace barem_bench
