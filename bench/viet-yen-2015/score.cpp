// One record of the Việt Yên example at a time: what an interactive host feels. Every contender asserts its answer.
#include <barem/barem.hpp>

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

namespace {

struct example {
    barem::ruleset rules = barem::compile_file(BAREM_SOURCE_DIR "/rulesets/viet-yen-2015/viet-yen-2015.barem").value();
    std::vector<std::string> lines;
    std::vector<barem::record> records;
    std::vector<std::string> totals;

    example() {
        std::ifstream in(BAREM_SOURCE_DIR "/examples/viet-yen-2015/roster.jsonl");
        for (std::string line; std::getline(in, line);) lines.push_back(line);
        for (auto const& line : lines) {
            records.push_back(rules.read(line).value());
            totals.push_back(rules.score(records.back()).value().exact("total"));
        }
    }
};

example const& data() {
    static example const made;
    return made;
}

void require(bool holds) {
    if (holds) return;
    std::cerr << "a wrong answer\n";
    std::abort();
}

/// Calls `f` for one record after another, and counts records.
template <typename F>
void each_record(benchmark::State& state, F f) {
    auto const& d = data();
    std::size_t i = 0;
    for (auto _ : state) {
        f(d, i);
        i = (i + 1) % d.records.size();
    }
    state.SetItemsProcessed(state.iterations());
}

void read_json(benchmark::State& state) {
    each_record(state, [](example const& d, std::size_t i) { require(d.rules.read(d.lines[i]).has_value()); });
}
BENCHMARK(read_json);

void score(benchmark::State& state) {
    each_record(state, [](example const& d, std::size_t i) { require(d.rules.score(d.records[i])->exact("total") == d.totals[i]); });
}
BENCHMARK(score);

void score_json(benchmark::State& state) {
    each_record(state, [](example const& d, std::size_t i) { require(d.rules.score_json(d.lines[i])->exact("total") == d.totals[i]); });
}
BENCHMARK(score_json);

void explain(benchmark::State& state) {
    each_record(state, [](example const& d, std::size_t i) { benchmark::DoNotOptimize(d.rules.explain(d.records[i]).value()); });
}
BENCHMARK(explain);

void compile(benchmark::State& state) {
    std::ifstream in(BAREM_SOURCE_DIR "/rulesets/viet-yen-2015/viet-yen-2015.barem");
    std::string const text{std::istreambuf_iterator<char>(in), {}};
    for (auto _ : state) require(barem::compile(text).has_value());
}
BENCHMARK(compile);

}  // namespace
