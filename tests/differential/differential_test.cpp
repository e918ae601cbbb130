// Executors on random rule sets and records. README.md says how to run it for long, and what to do with a difference.

#include "differential/executors.hpp"
#include "differential/minimise.hpp"
#include "differential/regulations.hpp"
#include "differential/roster_maker.hpp"
#include "differential/rules.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <iterator>

#include <sys/wait.h>
#include <unistd.h>

namespace differential {
namespace {

namespace fs = std::filesystem;

/// Now and then one of the regulations.
test_case random_case(std::uint64_t seed) {
    auto const rules = seed % 25 == 0 ? regulation(seed / 25) : make_rules(seed);
    roster_maker records(rules, seed ^ 0x9E3779B97F4A7C15);
    return {rules.text, records.run(1 + seed % 40), seed};
}

std::uint64_t setting(char const* name, std::uint64_t otherwise) {
    auto const* const text = std::getenv(name);
    return text == nullptr ? otherwise : std::stoull(text);
}

void print(statistics const& s) {
    std::cout << s.rule_sets << " rule sets, " << s.refused_rules << " refused by the checker";
    for (auto const& [code, count] : s.findings) std::cout << ", " << code << ": " << count;
    std::cout << "\n" << s.lines << " records: " << s.scored << " scored, " << s.unreadable << " unreadable, " << s.failed << " failed, " << s.failed_in_groups
              << " failed in their groups; " << s.explained << " explained\n"
              << s.lowered << " rule sets lowered to columns, " << s.not_lowered << " not";
    for (auto const& [why, count] : s.why_not_lowered) std::cout << "; " << count << ": " << why;
    std::cout << "\n" << s.batch_lines << " lines of JSON, " << s.csv_lines << " of CSV and " << s.joined_lines << " of joined CSV through the batch";
    std::cout << "\n" << s.rows << " rows of columns, " << s.later_rows << " of later stages, " << s.fell_back << " fell back, " << s.fell_back_sound << " of them for no error\n";
}

/// An exception is a difference like another.
std::optional<std::string> caught_difference(test_case const& given, statistics& counted) {
    try {
        return difference(given, counted);
    } catch (std::exception const& what) {
        return std::string("exception: ") + what.what();
    }
}

/// In a process of its own, so that one that ends with a signal is a difference like another. Nothing is counted.
std::optional<std::string> difference_apart(test_case const& given) {
    int ends[2];
    if (pipe(ends) != 0) return std::nullopt;
    auto const child = fork();
    if (child == 0) {
        alarm(20);
        statistics unused;
        auto const wrong = caught_difference(given, unused).value_or("");
        auto const written = write(ends[1], wrong.data(), std::min<std::size_t>(wrong.size(), 60'000));
        _exit(written < 0 ? 1 : 0);
    }
    close(ends[1]);
    std::string said;
    char buffer[4096];
    for (ssize_t n; (n = read(ends[0], buffer, sizeof buffer)) > 0;) said.append(buffer, static_cast<std::size_t>(n));
    close(ends[0]);
    int status = 0;
    waitpid(child, &status, 0);
    if (WIFSIGNALED(status)) return "signal: " + std::to_string(WTERMSIG(status));
    return said.empty() ? std::nullopt : std::optional(said);
}

/// The difference in as few words as can be; a file of it is left in the build folder.
std::string told(test_case const& found, std::string const& wrong, std::string const& name, bool apart) {
    auto const kind = wrong.substr(0, wrong.find(':'));
    auto const again = [&](test_case const& tried) {
        statistics unused;
        return apart ? difference_apart(tried) : caught_difference(tried, unused);
    };
    auto const same = [&](test_case const& tried) {
        auto const still = again(tried);
        return still && still->substr(0, still->find(':')) == kind;
    };
    auto const small = minimise(found, same);
    auto const file = fs::path(BAREM_BINARY_DIR) / "tests" / "differential" / (name + ".case");
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << case_text(small);
    return again(small).value_or(wrong) + "\n" + case_text(small) + "keep it: cp " + file.string() + " tests/differential/cases/\n";
}

/// So many of a hundred at least.
void expect_share(char const* what, std::size_t part, std::size_t whole, std::size_t least) {
    EXPECT_GE(part * 100, whole * least) << what << ": " << part << " of " << whole << "; the fuzzer tests too little";
}

TEST(differential, random_cases) {
    statistics counted;
    auto const first = setting("BAREM_FUZZ_SEED", 1), seconds = setting("BAREM_FUZZ_SECONDS", 0), cases = setting("BAREM_FUZZ_CASES", seconds == 0 ? 400 : ~std::uint64_t{0});
    auto const begin = std::chrono::steady_clock::now();
    std::size_t differences = 0;
    bool const apart = std::getenv("BAREM_FUZZ_APART") != nullptr;
    for (std::uint64_t i = 0; i != cases && differences != 10; ++i) {
        if (seconds != 0 && std::chrono::steady_clock::now() - begin > std::chrono::seconds(seconds)) break;
        auto const seed = first + i;
        auto const made = random_case(seed);
        if (std::getenv("BAREM_FUZZ_SHOW") != nullptr) std::cout << "seed " << seed << "\n" << case_text(made) << std::flush;
        if (auto const wrong = apart ? difference_apart(made) : caught_difference(made, counted)) {
            ++differences;
            ADD_FAILURE() << "seed " << seed << ": " << told(made, *wrong, "seed" + std::to_string(seed), apart);
        }
    }
    if (apart) return;
    print(counted);
    expect_share("rule sets that compile", counted.rule_sets - counted.refused_rules, counted.rule_sets, 90);
    expect_share("records that are scored", counted.scored, counted.lines, 50);
    expect_share("records that the rules reject", counted.failed, counted.lines, 3);
    auto const sound = counted.rule_sets - counted.refused_rules;
    expect_share("rule sets that are lowered to columns", counted.lowered, sound, 55);
    expect_share("rows that do not fall back", counted.rows + counted.later_rows - counted.fell_back, counted.rows + counted.later_rows, 60);
    expect_share("rows of later stages", counted.later_rows, counted.rows, 5);
    expect_share("lines of CSV", counted.csv_lines, counted.batch_lines, 15);
    expect_share("lines of joined CSV", counted.joined_lines, counted.batch_lines, 15);
}

class kept_cases : public testing::TestWithParam<fs::path> {};

TEST_P(kept_cases, agree) {
    std::ifstream in(GetParam(), std::ios::binary);
    auto kept = parse_case({std::istreambuf_iterator<char>(in), {}});
    statistics counted;
    for (kept.choices = 0; kept.choices != 12; ++kept.choices) {
        auto const wrong = difference(kept, counted);
        ASSERT_FALSE(wrong) << *wrong;
    }
    EXPECT_EQ(counted.refused_rules, 0U) << "the rule set does not compile";
    EXPECT_NE(counted.lines, 0U);
}

std::vector<fs::path> all_kept() {
    std::vector<fs::path> files;
    for (auto const& entry : fs::directory_iterator(fs::path(BAREM_SOURCE_DIR) / "tests" / "differential" / "cases")) files.push_back(entry.path());
    std::ranges::sort(files);
    return files;
}

INSTANTIATE_TEST_SUITE_P(differential, kept_cases, testing::ValuesIn(all_kept()), [](auto const& file) {
    auto name = file.param.stem().string();
    std::ranges::replace_if(name, [](char c) { return !std::isalnum(static_cast<unsigned char>(c)); }, '_');
    return name;
});

}  // namespace
}  // namespace differential
