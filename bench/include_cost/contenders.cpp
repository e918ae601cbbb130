// Scenario `include_cost`: what a file of a host pays for including barem, next to <fmt/format.h>: lines after preprocessing, time of the compiler.
#include "common/scenario.hpp"

#include <sys/resource.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>

namespace barem_bench {

namespace {

/// Of all compilers that ended so far.
double seconds_of_children() {
    rusage used{};
    getrusage(RUSAGE_CHILDREN, &used);
    auto const seconds = [](timeval const& t) { return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6; };
    return seconds(used.ru_utime) + seconds(used.ru_stime);
}

std::string compiler(std::string const& arguments) {
    return "'" BAREM_COMPILER "' -std=c++20 -O2 -I '" BAREM_SOURCE_DIR "/include' " + arguments;
}

std::size_t lines_of(std::string const& file) {
    std::size_t lines = 0;
    FILE* const out = popen(compiler("-E -P '" + file + "'").c_str(), "r");
    if (out == nullptr) return 0;
    for (int c = std::fgetc(out); c != EOF; c = std::fgetc(out)) lines += c == '\n';
    return pclose(out) == 0 ? lines : 0;
}

void add(std::string const& header) {
    auto name = header;                             // barem.h is another header than barem.hpp
    for (auto& c : name) c = c == '/' || c == '.' ? '_' : c;
    auto const file = std::string(BAREM_BENCH_FOLDER) + "/include_" + name + ".cpp";
    std::ofstream(file) << "#include <" << header << ">\n";
    benchmark::RegisterBenchmark(("include_cost/" + name).c_str(), [file](benchmark::State& state) {
        auto const compile = compiler("-c -o /dev/null '" + file + "'");
        for (auto _ : state) {
            auto const before = seconds_of_children();
            if (std::system(compile.c_str()) != 0) return state.SkipWithError("it does not compile");
            state.SetIterationTime(seconds_of_children() - before);
        }
        state.counters["by_clock"] = 1;             // the one of the iterations
        state.counters["lines"] = static_cast<double>(lines_of(file));
    })->UseManualTime()->Unit(benchmark::kMillisecond);
}

}  // namespace

void register_scenario(run_options const&) {
    for (auto const* header : {"fmt/format.h", "barem/barem.hpp", "barem/batch.hpp", "barem/bind.hpp", "barem/barem.h"}) add(header);
}

}  // namespace barem_bench
