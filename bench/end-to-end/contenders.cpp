// Scenario `end-to-end`: files of `flat` in, files of results out, in the library and by the program. Times are of the processor, of all
// threads, but for the contenders with two threads, whose time is by the clock.
#include "batch/score.hpp"
#include "common/output.hpp"
#include "common/program.hpp"
#include "common/scenario.hpp"
#include "end-to-end/hand_written.hpp"
#include "flat/text.hpp"

#include <barem/barem.hpp>

#include <simdjson.h>

#include <fstream>
#include <memory>

namespace barem_bench {

namespace {

std::string const folder = BAREM_BENCH_FOLDER;
std::string const rules_file = BAREM_SOURCE_DIR "/bench/flat/flat.barem";
constexpr std::string_view ratings[] = {"not_completed", "completed", "good", "excellent"};

void write(std::string const& path, std::string_view bytes) {
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> const file(std::fopen(path.c_str(), "wb"), std::fclose);
    if (!file || std::fwrite(bytes.data(), 1, bytes.size(), file.get()) != bytes.size()) std::exit(2);
}

std::string read(std::string const& path) {
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> const file(std::fopen(path.c_str(), "rb"), std::fclose);
    if (!file) std::exit(2);
    std::fseek(file.get(), 0, SEEK_END);
    std::string bytes(static_cast<std::size_t>(std::ftell(file.get())), '\0');
    std::rewind(file.get());
    if (std::fread(bytes.data(), 1, bytes.size(), file.get()) != bytes.size()) std::exit(2);
    return bytes;
}

/// The checksum of a result, CSV or JSON Lines: three numbers and a word a line, behind the id.
std::uint64_t sum_of(std::string const& path, bool csv) {
    checksum all;
    std::ifstream in(path);
    std::string line;
    if (csv) std::getline(in, line);
    while (std::getline(in, line)) {
        std::uint64_t numbers[3]{}, rating = 0;
        auto at = line.find(',');
        for (auto& number : numbers) {
            at = csv ? at + 1 : line.find(':', at) + 1;
            bool const negative = line[at] == '-';
            number = 0;
            for (at += negative; line[at] >= '0' && line[at] <= '9'; ++at) number = number * 10 + static_cast<std::uint64_t>(line[at] - '0');
            if (negative) number = static_cast<std::uint16_t>(-static_cast<std::int64_t>(number));
        }
        auto const from = csv ? at + 1 : line.find(':', at) + 2;
        std::string_view const word = std::string_view(line).substr(from, csv ? std::string::npos : line.find('"', from) - from);
        while (rating < 4 && ratings[rating] != word) ++rating;
        all.add(numbers[0] << 24 | numbers[1] << 16 | numbers[2] << 8 | rating);
    }
    return all.value();
}

void score_file(barem::family const& rules, std::string const& in, std::string const& out, unsigned threads, bool csv) {
    barem::batch::score_options options;
    options.threads = threads;
    options.format = csv ? barem::io::result_format::csv : barem::io::result_format::jsonl;
    auto const source = barem::batch::open_roster(rules, barem::batch::open_file(in));
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> const file(std::fopen(out.c_str(), "wb"), std::fclose);
    barem::batch::score_watch watch;
    watch.results = [&](std::string_view bytes) { std::fwrite(bytes.data(), 1, bytes.size(), file.get()); };
    barem::batch::score(rules, *source, options, watch);
}

/// `run` on a file, timed over all threads of this process.
void add(std::string const& name, std::size_t rows, std::uint64_t expected, std::function<void()> run, std::function<std::uint64_t()> sum) {
    auto const whole = "end-to-end/" + name;
    benchmark::RegisterBenchmark(whole.c_str(), [=](benchmark::State& state) {
        for (auto _ : state) run();
        if (sum) require_checksum(whole.c_str(), sum(), expected);
        state.counters["rows"] = static_cast<double>(rows);
    })->MeasureProcessCPUTime()->UseRealTime()->Unit(benchmark::kMillisecond);
}

/// The program on a file.
void add_program(std::string const& name, std::size_t rows, std::uint64_t expected, std::string const& in, unsigned threads, bool csv) {
    auto const whole = "end-to-end/" + name;
    auto const out = folder + "/program-results";
    benchmark::RegisterBenchmark(whole.c_str(), [=](benchmark::State& state) {
        for (auto _ : state) {
            auto const cost = run_barem({"score", rules_file, in, "--quiet", "--threads", std::to_string(threads),
                                         "--format", csv ? "csv" : "jsonl", "-o", out});
            state.SetIterationTime(threads == 1 ? cost.processor_seconds : cost.clock_seconds);
        }
        require_checksum(whole.c_str(), sum_of(out, csv), expected);
        state.counters["rows"] = static_cast<double>(rows);
        state.counters["by_clock"] = 1;
    })->UseManualTime()->Unit(benchmark::kMillisecond);
}

void walk(std::string const& path) {
    auto const bytes = simdjson::padded_string::load(path).value();
    simdjson::ondemand::parser parser;
    std::uint64_t seen = 0;
    simdjson::ondemand::document_stream documents = parser.iterate_many(bytes);
    for (auto document : documents)
        for (auto field : document.get_object()) seen += field.key().value().raw()[0] + field.value().raw_json_token().value().size();
    benchmark::DoNotOptimize(seen);
}

}  // namespace

void register_scenario(run_options const& options) {
    std::size_t const rows = options.brief ? 100'000 : 1'000'000;
    auto const expected = expected_of({{100'000, 0x08da961b860a19fa}, {1'000'000, 0x4ba2732b0026dc5b}}, rows);
    auto const csv = folder + "/end-to-end.csv", json = folder + "/end-to-end.jsonl", out = folder + "/results";
    {
        output to_csv(csv), to_json(json);
        flat::write_csv(to_csv, rows);
        flat::write_json_lines(to_json, rows);
    }
    auto const results = std::make_shared<std::string>();
    add("hand_written", rows, expected, [=] {
        flat::score_csv(read(csv), *results);
        write(out, *results);
    }, [=] { return sum_of(out, true); });
    add("reading_csv_alone", rows, 0, [=] { benchmark::DoNotOptimize(read(csv).size()); }, {});
    add("simdjson_walking", rows, 0, [=] { walk(json); }, {});
    auto const rules = std::make_shared<barem::family>(barem::compile_file(rules_file).value());
    for (unsigned const threads : {1u, 2u}) {
        auto const suffix = "_" + std::to_string(threads);
        add("barem_csv" + suffix, rows, expected, [=] { score_file(*rules, csv, out, threads, true); }, [=] { return sum_of(out, true); });
        add("barem_jsonl" + suffix, rows, expected, [=] { score_file(*rules, json, out, threads, false); }, [=] { return sum_of(out, false); });
        add_program("barem_program_csv" + suffix, rows, expected, csv, threads, true);
        add_program("barem_program_jsonl" + suffix, rows, expected, json, threads, false);
    }
}

}  // namespace barem_bench
