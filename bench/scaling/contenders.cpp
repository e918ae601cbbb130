// Scenario `scaling`: time and memory of the program against the size of the roster, `flat` as CSV through a pipe, so that no file of 10^8
// rows has to lie anywhere. Memory is to stay flat, time to be linear.
#include "common/program.hpp"
#include "common/scenario.hpp"

namespace barem_bench {

void register_scenario(run_options const& options) {
    std::string const folder = BAREM_BENCH_FOLDER;
    for (std::uint64_t rows = 1'000; rows <= (options.huge ? 100'000'000u : options.brief ? 100'000u : 10'000'000u); rows *= 10) {
        benchmark::RegisterBenchmark(("scaling/rows_" + std::to_string(rows)).c_str(), [=](benchmark::State& state) {
            run_cost cost;
            for (auto _ : state) {
                cost = run_barem({"score", BAREM_SOURCE_DIR "/bench/flat/flat.barem", "-", "--input-format", "csv",
                                  "--quiet", "--format", "csv", "-o", "/dev/null"},
                                 {folder + "/bench_rows", "flat.csv", std::to_string(rows), "-"});
                state.SetIterationTime(cost.processor_seconds);
            }
            state.counters["rows"] = static_cast<double>(rows);
            state.counters["peak_mib"] = cost.peak_mib;
            state.counters["by_clock"] = 1;
        })->UseManualTime()->Iterations(1)->Repetitions(rows >= 10'000'000 ? 1 : 3)->Unit(benchmark::kMillisecond);
    }
}

}  // namespace barem_bench
