// The programs of examples/embed print what stands beside them in *.expected. BAREM_ACCEPT=1 writes it anew, for a person to review.

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace {

namespace fs = std::filesystem;

struct ran {
    std::string text;
    int status = 0;
};

/// What a program prints, errors too, when it is run in the project's folder.
ran run(fs::path const& program) {
    auto const command = "cd '" + std::string(BAREM_SOURCE_DIR) + "' && '" + program.string() + "' 2>&1";
    ran made;
    FILE* pipe = popen(command.c_str(), "r");
    if (pipe == nullptr) return {"cannot run " + program.string(), -1};
    for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) made.text += static_cast<char>(c);
    made.status = pclose(pipe);
    return made;
}

class example : public testing::TestWithParam<char const*> {};

TEST_P(example, prints_what_is_expected) {
    auto const program = fs::path(BAREM_BINARY_DIR) / "examples" / "embed" / ("example_" + std::string(GetParam()));
    if (!fs::exists(program)) GTEST_SKIP() << "built without BAREM_BUILD_EXAMPLES";
    auto const expected = fs::path(BAREM_SOURCE_DIR) / "examples" / "embed" / (std::string(GetParam()) + ".expected");
    auto const made = run(program);
    EXPECT_EQ(made.status, 0) << made.text;
    if (std::getenv("BAREM_ACCEPT")) {
        std::ofstream(expected, std::ios::binary) << made.text;
        return;
    }
    std::ifstream stream(expected, std::ios::binary);
    EXPECT_EQ(made.text, std::string(std::istreambuf_iterator<char>(stream), {}));
}

INSTANTIATE_TEST_SUITE_P(embed, example, testing::Values("first_score", "roster", "bind", "explain", "threads", "errors", "imports", "versions", "batch", "stream", "c_first_score",
                                                          "c_errors", "c_roster", "c_stream"),
                         [](auto const& info) { return std::string(info.param); });

}  // namespace
