// The form of the catalog, as src/diagnostics/catalog/README.md describes it.

#include "diagnostics/catalog.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

namespace barem {
namespace {

std::filesystem::path const folder = BAREM_SOURCE_DIR "/src/diagnostics/catalog";

/// The text of each catalog file from its first section on, by file name.
std::map<std::string, std::string> catalog_files() {
    std::map<std::string, std::string> files;
    for (auto const& file : std::filesystem::directory_iterator(folder)) {
        if (file.path().extension() != ".md" || file.path().filename() == "README.md") continue;
        std::ifstream stream(file.path(), std::ios::binary);
        std::string const text{std::istreambuf_iterator<char>(stream), {}};
        auto const begin = ("\n" + text).find("\n## ");
        files[file.path().filename().string()] = begin == std::string::npos ? "" : text.substr(begin);
    }
    return files;
}

/// An entry as it must be written.
std::string written(catalog_entry const& e) {
    std::string text = "## ";
    text.append(e.code).append(" ").append(e.title).append("\n\n");
    if (e.severity == severity::warning) text.append("Severity: warning\n\n");
    if (e.severity == severity::hint) text.append("Severity: hint\n\n");
    if (e.may_be_lowered) text.append("Severity: error, may be a warning\n\n");
    text.append(e.explanation);
    if (e.bad.empty() && e.good.empty()) return text.append("\n");
    text.append("\n\n```barem-bad\n").append(e.bad).append("```\n\n```barem-good\n").append(e.good).append("```\n");
    return text;
}

bool is_code(std::string_view text) {
    return text.size() == 5 && text[0] == 'B'
           && std::all_of(text.begin() + 1, text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

TEST(catalog, every_entry_is_complete) {
    for (auto const& e : catalog()) {
        EXPECT_TRUE(is_code(e.code)) << "no code: " << e.code;
        EXPECT_FALSE(e.title.empty()) << e.code;
        EXPECT_FALSE(e.title.ends_with('.')) << e.code << ": a title has no final stop";
        EXPECT_FALSE(e.explanation.empty()) << e.code;
        bool const without = e.explanation.find("There is no example here: ") != std::string_view::npos;
        EXPECT_EQ(e.bad.empty(), without) << e.code << " has no barem-bad rule set, or says so";
        EXPECT_EQ(e.good.empty(), without) << e.code << " has no barem-good rule set, or says so";
    }
}

TEST(catalog, no_code_is_used_twice) {
    auto const all = catalog();
    for (std::size_t i = 1; i < all.size(); ++i) EXPECT_LT(all[i - 1].code, all[i].code);
}

TEST(catalog, the_files_hold_the_entries_in_order_and_nothing_else) {
    std::size_t entries = 0;
    for (auto const& [name, text] : catalog_files()) {
        std::string expected;
        for (auto const& e : catalog()) {
            // The entries of this file: each code stands in exactly one heading.
            if (("\n" + text).find("\n## " + std::string(e.code) + " ") == std::string::npos) continue;
            expected += (expected.empty() ? "" : "\n") + written(e);
            ++entries;
        }
        EXPECT_EQ(text, expected) << name << ": order, blank lines, or text outside of the parts";
    }
    EXPECT_EQ(entries, catalog().size()) << "a code stands in two files";
}

TEST(catalog, the_first_digits_of_a_code_tell_its_file) {
    std::map<std::string, std::string> const digits{
        {"files.md", "B00"},          {"syntax.md", "B10"},         {"names.md", "B11"},   {"types.md", "B12"},    {"tables.md", "B13"},
        {"classification.md", "B14"}, {"cohorts.md", "B15"}, {"examples.md", "B16"}, {"calendars.md", "B17"}, {"parameters.md", "B18"},
        {"limits.md", "B19"},         {"acknowledgements.md", "B20"}};
    for (auto const& [name, text] : catalog_files()) {
        ASSERT_TRUE(digits.contains(name)) << name << " is not in the table of the README";
        for (auto at = text.find("## B"); at != std::string::npos; at = text.find("\n## B", at + 1))
            EXPECT_EQ(text.substr(text.find('B', at), 3), digits.at(name)) << name;
    }
}

constexpr std::string_view section =
    "## B9901 a title\n\nOne.\n\nTwo.\n\n```barem-bad\nruleset a\n\nx\n```\n\n```barem-good\nruleset b\n```\n";

TEST(catalog_section, is_read_into_its_parts) {
    auto const e = parse_catalog_section(section);
    EXPECT_EQ(e.code, "B9901");
    EXPECT_EQ(e.title, "a title");
    EXPECT_EQ(e.explanation, "One.\n\nTwo.");
    EXPECT_EQ(e.bad, "ruleset a\n\nx\n");
    EXPECT_EQ(e.good, "ruleset b\n");
    EXPECT_EQ(written(e), section);
}

TEST(catalog_section, says_how_severe_a_finding_is) {
    EXPECT_EQ(parse_catalog_section(section).severity, severity::error);
    EXPECT_FALSE(parse_catalog_section(section).may_be_lowered);
    for (std::string_view const words : {"warning", "hint", "error, may be a warning"}) {
        auto const text = "## B9901 a title\n\nSeverity: " + std::string(words) + "\n\nOne.\n";
        EXPECT_EQ(written(parse_catalog_section(text)), text);
    }
}

TEST(catalog_section, parts_may_be_missing) {
    auto const e = parse_catalog_section("## B9902\n```barem-bad\nnever closed");
    EXPECT_EQ(e.code, "B9902");
    EXPECT_EQ(e.title, "");
    EXPECT_EQ(e.bad, "");
    EXPECT_EQ(parse_catalog_section("").code, "");
}

TEST(find_code, knows_every_code_and_no_other) {
    for (auto const& e : catalog()) {
        EXPECT_EQ(find_code(e.code), &e);
        EXPECT_EQ(find_code("b" + std::string(e.code.substr(1))), &e);
        auto const page = explain_code(e.code);
        EXPECT_TRUE(page.starts_with(std::string(e.code) + ": ")) << page;
        EXPECT_EQ(page.find("Mended:") == std::string::npos, e.good.empty());
    }
    for (auto const* unknown : {"", "B", "B0000", "1203", "E1203"}) {
        EXPECT_EQ(find_code(unknown), nullptr) << unknown;
        EXPECT_EQ(explain_code(unknown), "");
    }
}

}  // namespace
}  // namespace barem
