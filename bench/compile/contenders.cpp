// Scenario `compile`: from the text of a rule set to what scores records, all checks included, against its size.
#include "common/scenario.hpp"
#include "table/rules.hpp"

#include <barem/barem.hpp>

#include <fstream>
#include <iterator>
#include <memory>

namespace barem_bench {

namespace {

void add(std::string const& name, std::string text) {
    auto const shared = std::make_shared<std::string const>(std::move(text));
    benchmark::RegisterBenchmark(("compile/" + name).c_str(), [shared, name](benchmark::State& state) {
        for (auto _ : state) {
            auto const made = barem::compile(*shared);
            if (made) continue;
            std::fprintf(stderr, "%s does not compile:\n%s\n", name.c_str(), made.error().to_text().c_str());
            std::exit(1);
        }
        state.counters["bytes"] = static_cast<double>(shared->size());
    })->Unit(benchmark::kMillisecond);
}

std::string text_of(std::string const& path) {
    std::ifstream in(path);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

void register_scenario(run_options const& options) {
    std::string const source = BAREM_SOURCE_DIR;
    add("flat", text_of(source + "/bench/flat/flat.barem"));
    add("viet_yen_2015", text_of(source + "/rulesets/viet-yen-2015/viet-yen-2015.barem"));
    for (std::size_t const rows : {100, 1'000, 4'000, 16'000}) {
        if (options.brief && rows > 4'000) break;
        add("table_" + std::to_string(rows), table::rule_set(rows));
    }
}

}  // namespace barem_bench
