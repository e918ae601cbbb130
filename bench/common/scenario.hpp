#pragma once
// How a scenario stands its contenders side by side. One program a scenario; a contender is a Google Benchmark of the name
// SCENARIO/CONTENDER; bench/report.py makes the table, with 1.00 for the contender that is called hand_written.

#include "common/checksum.hpp"

#include <benchmark/benchmark.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <string>
#include <utility>

namespace barem_bench {

struct run_options {
    bool brief = false;         ///< --brief: small sizes, for a quick look
    bool huge = false;          ///< --huge: what takes minutes
};

/// Each program defines this one: registers its contenders.
void register_scenario(run_options const&);

/// Runs `run` again and again and counts `rows` for each; `sum` afterwards gives the checksum of what the last run made.
struct contender {
    std::string name;
    std::size_t rows = 0;
    std::function<void()> run;
    std::function<std::uint64_t()> sum;
    std::uint64_t expected = 0;
    std::string skipped;        ///< why it cannot run; empty: it can
    std::size_t operations = 0; ///< of a columnar program, see columnar_rules::operations()
};

inline void register_contender(contender c) {
    benchmark::RegisterBenchmark(c.name.c_str(), [c](benchmark::State& state) {
        if (!c.skipped.empty()) return state.SkipWithError(c.skipped.c_str());
        for (auto _ : state) {
            c.run();
            benchmark::ClobberMemory();
        }
        require_checksum(c.name.c_str(), c.sum(), c.expected);
        state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * c.rows));
        state.counters["rows"] = static_cast<double>(c.rows);
        if (c.operations) state.counters["operations"] = static_cast<double>(c.operations);
    })->UseRealTime()->Unit(benchmark::kMillisecond);
}

/// Expected checksums by size. A size that is not among them has none and stops the program.
inline std::uint64_t expected_of(std::initializer_list<std::pair<std::size_t, std::uint64_t>> known, std::size_t rows) {
    for (auto const& [size, sum] : known)
        if (size == rows) return sum;
    std::fprintf(stderr, "no expected checksum for %zu rows\n", rows);
    std::exit(1);
}

}  // namespace barem_bench
