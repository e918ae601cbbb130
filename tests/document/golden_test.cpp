// Whole pages of a rule set that has every construct, beside this file in golden/. BAREM_ACCEPT=1 writes them anew; a person reviews the
// difference.

#include "pages.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace {

using namespace barem;
using explain::language;

void expect_golden(std::string const& name, std::string const& made) {
    auto const file = std::filesystem::path(pages::source) / "tests/document/golden" / name;
    if (std::getenv("BAREM_ACCEPT") != nullptr) std::ofstream(file, std::ios::binary) << made;
    std::ifstream stream(file, std::ios::binary);
    ASSERT_TRUE(stream) << "no " << file << "; BAREM_ACCEPT=1 writes it";
    EXPECT_EQ(made, std::string(std::istreambuf_iterator<char>(stream), {})) << file;
}

TEST(golden, every_construct) {
    auto const rules = pages::grants();
    expect_golden("grants.en.md", to_markdown(pages::page_of(rules, language::en)));
    expect_golden("grants.vi.md", to_markdown(pages::page_of(rules, language::vi)));
    expect_golden("grants.vi.html", to_html(pages::page_of(rules, language::vi)));
}

}  // namespace
