// Scenarios `cohort-4` and `cohort-100000`: agencies ranked within so many types, from CSV in memory to CSV in memory. The processor's time of all
// threads, but of two threads by the clock.
#include "batch/score.hpp"
#include "cohort/agencies.hpp"
#include "common/scenario.hpp"

#include <barem/barem.hpp>

#include <memory>

namespace barem_bench {

namespace {

/// Total in hundredths, rank, quota and rating of every line.
std::uint64_t sum_of(std::string_view csv) {
    checksum all;
    for (auto at = csv.find('\n') + 1; at < csv.size();) {
        at = csv.find(',', at) + 1;
        std::uint64_t numbers[3]{};
        for (auto& number : numbers) {
            for (; csv[at] != ','; ++at)
                if (csv[at] != '.') number = number * 10 + static_cast<std::uint64_t>(csv[at] - '0');
            ++at;
        }
        auto const end = csv.find('\n', at);
        all.add(numbers[0] << 40 | numbers[1] << 20 | numbers[2]);
        all.add(static_cast<std::uint64_t>(csv[at]));      // the four ratings begin differently
        at = end + 1;
    }
    return all.value();
}

void score(barem::family const& rules, std::string_view csv, unsigned threads, barem::batch::executor how, std::string& results) {
    barem::batch::score_options options;
    options.threads = threads;
    options.executor = how;
    options.format = barem::io::result_format::csv;
    barem::batch::roster_options as_csv;
    as_csv.format = barem::batch::roster_format::csv;
    auto const source = barem::batch::open_roster(rules, barem::batch::from_memory(csv, "agencies"), {}, as_csv);
    results.clear();
    barem::batch::score_watch watch;
    watch.results = [&](std::string_view bytes) { results.append(bytes); };
    barem::batch::score(rules, *source, options, watch);
}

void add(std::string const& whole, std::size_t rows, std::uint64_t expected, std::function<void(std::string&)> run) {
    auto const results = std::make_shared<std::string>();
    benchmark::RegisterBenchmark(whole.c_str(), [=](benchmark::State& state) {
        for (auto _ : state) run(*results);
        require_checksum(whole.c_str(), sum_of(*results), expected);
        state.counters["rows"] = static_cast<double>(rows);
    })->MeasureProcessCPUTime()->UseRealTime()->Unit(benchmark::kMillisecond);
}

}  // namespace

void register_scenario(run_options const& options) {
    std::size_t const rows = options.brief ? 100'000 : 1'000'000, few = rows / 100;
    auto const rules = std::make_shared<barem::family>(barem::compile_file(BAREM_SOURCE_DIR "/bench/cohort/cohort.barem").value());
    using barem::batch::executor;
    for (int const types : {4, 100'000}) {
        auto const expect = [types](std::size_t n) {
            return types == 4 ? expected_of({{1'000, 0xcffc2f5aafa35e6b},
                                             {10'000, 0x48af21fae61c0211},
                                             {100'000, 0x6a148a45e1a1e2f2},
                                             {1'000'000, 0x0a841c36a17c6823}},
                                            n)
                              : expected_of({{1'000, 0xa71408af58bd15c2},
                                             {10'000, 0xee632904659b4d7e},
                                             {100'000, 0xb177ee17f4c524e2},
                                             {1'000'000, 0x2832869e65a3eaee}},
                                            n);
        };
        auto const all = std::make_shared<std::string const>(cohort::draw_csv(rows, types)),
                   some = std::make_shared<std::string const>(cohort::draw_csv(few, types));
        auto const scenario = "cohort-" + std::to_string(types) + '/';
        add(scenario + "hand_written", rows, expect(rows), [=](std::string& results) { cohort::score_csv(*all, results); });
        add(scenario + "barem_scalar", few, expect(few), [=](std::string& results) { score(*rules, *some, 1, executor::scalar, results); });
        add(scenario + "barem_columnar_1", rows, expect(rows), [=](std::string& results) { score(*rules, *all, 1, executor::columnar, results); });
        add(scenario + "barem_columnar_2", rows, expect(rows), [=](std::string& results) { score(*rules, *all, 2, executor::columnar, results); });
    }
}

}  // namespace barem_bench
