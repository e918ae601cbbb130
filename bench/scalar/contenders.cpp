// Scenario `scalar`: one record at a time, what an interactive host feels. Every contender asserts its answer.
#include "common/scenario.hpp"
#include "flat/rows.hpp"
#include "flat/text.hpp"

#include <barem/barem.hpp>

#include <fstream>
#include <memory>
#include <string>
#include <vector>

namespace barem_bench {

namespace {

struct example {
    std::string name, rules_file, output;
    barem::ruleset rules = barem::compile_file(rules_file).value();
    std::vector<std::string> lines;
    std::vector<barem::record> records;
    std::vector<std::string> totals;

    example(std::string called, std::string rules_at, std::vector<std::string> texts)
        : name(std::move(called)), rules_file(std::move(rules_at)), lines(std::move(texts)) {
        for (auto const& line : lines) {
            records.push_back(rules.read(line).value());
            totals.push_back(rules.score(records.back()).value().exact("total"));
        }
    }
};

void require(bool holds) {
    if (holds) return;
    std::fputs("a wrong answer\n", stderr);
    std::exit(1);
}

/// Calls `f` for one record after another, and counts records.
void each_record(std::shared_ptr<example const> data, char const* what, void (*f)(example const&, std::size_t)) {
    benchmark::RegisterBenchmark(("scalar/" + data->name + '_' + what).c_str(), [data, f](benchmark::State& state) {
        std::size_t i = 0;
        for (auto _ : state) {
            f(*data, i);
            i = (i + 1) % data->records.size();
        }
    });
}

void add(std::shared_ptr<example const> data) {
    each_record(data, "read_json", [](example const& d, std::size_t i) { require(d.rules.read(d.lines[i]).has_value()); });
    each_record(data, "score", [](example const& d, std::size_t i) { require(d.rules.score(d.records[i]).has_value()); });
    each_record(data, "score_and_ask", [](example const& d, std::size_t i) { require(d.rules.score(d.records[i])->exact("total") == d.totals[i]); });
    each_record(data, "score_json", [](example const& d, std::size_t i) { require(d.rules.score_json(d.lines[i])->exact("total") == d.totals[i]); });
    // The object alone, which makes its texts when it is read; then with all texts and the sheet in one form.
    each_record(data, "explain", [](example const& d, std::size_t i) { benchmark::DoNotOptimize(d.rules.explain(d.records[i]).value()); });
    each_record(data, "explain_as_text", [](example const& d, std::size_t i) { require(!d.rules.explain(d.records[i])->to_text("vi").empty()); });
    each_record(data, "explain_as_html", [](example const& d, std::size_t i) { require(!d.rules.explain(d.records[i])->to_html("vi").empty()); });
    each_record(data, "explain_as_json", [](example const& d, std::size_t i) { require(!d.rules.explain(d.records[i])->to_json().empty()); });
}

std::vector<std::string> lines_of(std::string const& path) {
    std::ifstream in(path);
    std::vector<std::string> made;
    for (std::string line; std::getline(in, line);) made.push_back(line);
    return made;
}

}  // namespace

void register_scenario(run_options const&) {
    std::string const source = BAREM_SOURCE_DIR;
    std::string const rows = std::string(BAREM_BENCH_FOLDER) + "/scalar.jsonl";
    {
        output out(rows);
        flat::write_json_lines(out, 100);
    }
    add(std::make_shared<example>("flat", source + "/bench/flat/flat.barem", lines_of(rows)));
    add(std::make_shared<example>("viet_yen", source + "/rulesets/viet-yen-2015/viet-yen-2015.barem",
                                  lines_of(source + "/examples/viet-yen-2015/roster.jsonl")));
}

}  // namespace barem_bench
