// Failures indict src/cli/main.cpp, help.cpp and options.cpp.

#include "program.hpp"

using namespace cli_test;

namespace {

class usage : public cli {};

bool contains(std::string const& text, std::string const& part) { return text.find(part) != std::string::npos; }

std::vector<std::string> const commands{"score", "explain", "check", "test", "fmt", "dump", "schema", "help", "version"};

}  // namespace

TEST_F(usage, help) {
    auto const done = run({"--help"});
    EXPECT_EQ(done.status, 0);
    EXPECT_EQ(done.err, "");
    for (auto const& command : commands) EXPECT_TRUE(contains(done.out, "\n  " + command + " ")) << done.out;
    EXPECT_TRUE(contains(done.out, "Exit status:"));
    EXPECT_EQ(run({"help"}).out, done.out);
}

TEST_F(usage, help_of_each_command_has_an_example) {
    for (auto const& command : commands) {
        auto const done = run({command, "--help"});
        EXPECT_EQ(done.status, 0);
        EXPECT_TRUE(contains(done.out, "\n  barem " + command)) << done.out;
        EXPECT_EQ(run({"help", command}).out, done.out);
    }
}

TEST_F(usage, help_of_a_code) {
    auto const done = run({"help", "B1101"});
    EXPECT_EQ(done.status, 0);
    EXPECT_TRUE(done.out.starts_with("B1101: ")) << done.out;
    EXPECT_EQ(run({"help", "b1101"}).out, done.out);
    EXPECT_TRUE(contains(run({"help", "B1101", "--color", "always"}).out, "\x1b["));
    auto const unknown = run({"help", "B11O1"});
    EXPECT_EQ(unknown.status, 2);
    EXPECT_EQ(unknown.err, "barem: there is no command or code `B11O1`; did you mean `B1101`?\n");
}

TEST_F(usage, version) {
    auto const done = run({"version"});
    EXPECT_EQ(done.status, 0);
    EXPECT_TRUE(done.out.starts_with("barem ")) << done.out;
    EXPECT_EQ(run({"--version"}).out, done.out);
}

TEST_F(usage, wrong) {
    for (std::vector<std::string> const& arguments : std::vector<std::vector<std::string>>{
             {}, {"score"}, {"score", "a"}, {"score", "a", "b", "c"}, {"score", "a", "b", "--format", "xml"},
             {"score", "a", "b", "--lang", "de"}, {"check"}, {"check", "a", "--color", "maybe"},
             {"fmt"}, {"schema"}, {"--nothing"}, {"version", "now"}}) {
        auto const done = run(arguments);
        EXPECT_EQ(done.status, 2) << testing::PrintToString(arguments);
        EXPECT_EQ(done.out, "");
        EXPECT_TRUE(done.err.starts_with("barem: ")) << done.err;
        EXPECT_TRUE(contains(done.err, "--help")) << done.err;
    }
}

TEST_F(usage, a_misspelt_command) {
    auto const done = run({"scroe", "a", "b"});
    EXPECT_EQ(done.status, 2);
    EXPECT_EQ(done.err, "barem: there is no command `scroe`; did you mean `score`?\n");
}
