// What a file of a host pays for <barem/barem.hpp>: fewer lines than for <fmt/format.h>, and none of the library's dependencies. bench/include_cost has
// the figures.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <regex>
#include <string>

namespace {

/// What the compiler prints of a file that includes a header.
std::string preprocessed(std::string const& header, std::string const& options) {
    auto const file = testing::TempDir() + "/include_cost.cpp";
    std::ofstream(file) << "#include <" << header << ">\n";
    FILE* const out = popen(("'" BAREM_COMPILER "' -std=c++20 " + options + " -I '" BAREM_SOURCE_DIR "/include' '" + file + "'").c_str(), "r");
    if (out == nullptr) return {};
    std::string text;
    for (int c = std::fgetc(out); c != EOF; c = std::fgetc(out)) text += static_cast<char>(c);
    EXPECT_EQ(pclose(out), 0);
    return text;
}

auto lines_of(std::string const& header) {
    auto const text = preprocessed(header, "-E -P");
    return std::count(text.begin(), text.end(), '\n');
}

TEST(include_cost, is_below_that_of_a_common_header) {
    EXPECT_GT(lines_of("barem/barem.hpp"), 1000);
    EXPECT_LT(lines_of("barem/barem.hpp"), lines_of("fmt/format.h"));
}

TEST(include_cost, has_nothing_of_dependencies) {
    for (auto const* header : {"barem/barem.hpp", "barem/batch.hpp", "barem/bind.hpp", "barem/arrow.hpp", "barem/decimals.hpp", "barem/shape.hpp", "barem/barem.h"}) {
        auto const files = preprocessed(header, "-M");
        EXPECT_NE(files.find(header), std::string::npos);
        std::smatch found;
        EXPECT_FALSE(std::regex_search(files, found, std::regex("/(boost|fmt|nlohmann|simdjson|hwy|tbb|oneapi)/[^ ]*|/(simdjson|utf8proc|zlib|zstd)\\.h"))) << header << " includes " << found[0];
    }
}

}  // namespace
