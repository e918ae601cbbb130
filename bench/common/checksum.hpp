#pragma once
// Every contender proves its answers: all outputs of all rows are mixed into one number, and it is the expected one.

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <numeric>

namespace barem_bench {

/// Mixes words in their order. bench/peers computes the same in Python.
class checksum {
public:
    void add(std::uint64_t word) { sum_ = (sum_ ^ word) * 0x100000001b3u; }
    /// count / denominator in lowest terms, so that it is the same whatever it is counted in.
    void add_fraction(std::int64_t count, std::int64_t denominator) {
        auto const shared = std::gcd(count, denominator);
        add(static_cast<std::uint64_t>(shared ? count / shared : count));
        add(static_cast<std::uint64_t>(shared ? denominator / shared : denominator));
    }
    [[nodiscard]] std::uint64_t value() const { return sum_ ^ (sum_ >> 32); }

private:
    std::uint64_t sum_ = 0xcbf29ce484222325u;
};

inline void require_checksum(char const* contender, std::uint64_t found, std::uint64_t expected) {
    if (found == expected) return;
    std::fprintf(stderr, "%s: wrong answers: checksum 0x%016llx, expected 0x%016llx\n", contender, static_cast<unsigned long long>(found),
                 static_cast<unsigned long long>(expected));
    std::exit(1);
}

}  // namespace barem_bench
