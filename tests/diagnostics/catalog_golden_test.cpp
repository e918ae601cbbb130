// Every rule set of the catalog does what its entry says: the bad one has the finding, the good one has none.
// The whole report of a bad one stands in golden/<code>.txt; BAREM_ACCEPT=1 writes it anew.

#if __has_include(<barem/ruleset.hpp>)

#include <barem/catalog.hpp>
#include <barem/ruleset.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <ostream>
#include <set>
#include <string>
#include <vector>

namespace barem {

void PrintTo(catalog_entry const& entry, std::ostream* out) { *out << entry.code; }

namespace {

std::filesystem::path const golden = BAREM_SOURCE_DIR "/tests/diagnostics/golden";

class catalog_golden : public testing::TestWithParam<catalog_entry> {};

TEST_P(catalog_golden, bad_rule_set) {
    auto const name = std::string(GetParam().code) + ".barem";
    auto const found = check_rules(GetParam().bad, name);
    auto const has_code = [](diagnostic const& d) { return d.code == GetParam().code; };
    auto const its = std::find_if(found.findings.begin(), found.findings.end(), has_code);
    ASSERT_NE(its, found.findings.end()) << found.to_text();
    EXPECT_EQ(its->severity, GetParam().severity) << "the line `Severity:` of the entry";

    auto const file = golden / (std::string(GetParam().code) + ".txt");
    if (std::getenv("BAREM_ACCEPT") != nullptr) {
        std::filesystem::create_directories(golden);
        std::ofstream(file, std::ios::binary) << found.to_text();
    }
    std::ifstream stream(file, std::ios::binary);
    ASSERT_TRUE(stream) << "no " << file << "; BAREM_ACCEPT=1 writes it";
    EXPECT_EQ(found.to_text(), std::string(std::istreambuf_iterator<char>(stream), {}));
}

TEST_P(catalog_golden, good_rule_set) {
    auto const found = check_rules(GetParam().good, std::string(GetParam().code) + ".barem");
    EXPECT_EQ(found.to_text(), "");
}

std::vector<catalog_entry> entries_with_rule_sets() {
    std::vector<catalog_entry> made;
    for (auto const& entry : catalog())
        if (!entry.bad.empty()) made.push_back(entry);
    return made;
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(catalog_golden);
INSTANTIATE_TEST_SUITE_P(codes, catalog_golden, testing::ValuesIn(entries_with_rule_sets()),
                         [](auto const& entry) { return std::string(entry.param.code); });

TEST(catalog_golden_files, each_belongs_to_a_code) {
    if (!std::filesystem::exists(golden)) GTEST_SKIP();
    for (auto const& file : std::filesystem::directory_iterator(golden))
        EXPECT_NE(find_code(file.path().stem().string()), nullptr) << file.path();
}

}  // namespace
}  // namespace barem

#endif
