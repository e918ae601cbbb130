// Failures indict src/cli/terminal.cpp. What is shown on a terminal only, on a terminal of the test's own.

#include "program.hpp"

#include <pty.h>

using namespace cli_test;

namespace {

class terminal : public cli {
protected:
    void SetUp() override {
        char name[256];
        int line = -1;
        if (::openpty(&keyboard_, &line, name, nullptr, nullptr) != 0) GTEST_SKIP() << "no terminal to be had";
        name_ = name;
        line_ = line;
        write("exams.barem", exams);
    }
    void TearDown() override {
        if (keyboard_ < 0) return;
        ::close(line_);
        ::close(keyboard_);
    }

    /// What was written to the terminal so far.
    [[nodiscard]] std::string shown() const {
        ::fcntl(keyboard_, F_SETFL, O_NONBLOCK);
        std::string text;
        char chunk[4096];
        for (ssize_t count = 0; (count = ::read(keyboard_, chunk, sizeof chunk)) > 0;) text.append(chunk, static_cast<std::size_t>(count));
        return text;
    }

    std::string name_;

private:
    int keyboard_ = -1, line_ = -1;
};

bool contains(std::string const& text, std::string const& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_F(terminal, progress_of_slow_work) {
    std::string many;                           // more than is read at once
    for (int i = 0; i < 10'000; ++i) many += pupil(std::to_string(i), "9", "9");
    write("roster.jsonl", many);
    write("more.jsonl", pupil("b", "9", "9"));
    std::string const slow = "{ cat roster.jsonl; sleep 1.2; cat more.jsonl; } | ";
    shell(slow + "CI= TERM=xterm $barem score exams.barem - 2> " + name_);
    auto const found = shown();
    EXPECT_TRUE(contains(found, " records, ")) << found;
    EXPECT_TRUE(contains(found, "\r\x1b[K10001 scored, 0 rejected")) << "erased at the end: " << found;
}

TEST_F(terminal, no_progress) {
    write("roster.jsonl", pupil("a", "9", "9"));
    std::string const slow = "{ sleep 1.2; cat roster.jsonl; } | ";
    shell(slow + "CI=true TERM=xterm $barem score exams.barem - 2> " + name_);
    EXPECT_FALSE(contains(shown(), "\x1b"));
    EXPECT_FALSE(contains(shell(slow + "CI= TERM=xterm $barem score exams.barem -").err, "\x1b"));
}

TEST_F(terminal, colours) {
    write("bad.barem", "ruleset {\n");
    shell("NO_COLOR= TERM=xterm $barem check bad.barem > " + name_);
    EXPECT_TRUE(contains(shown(), "\x1b["));
    shell("NO_COLOR=1 TERM=xterm $barem check bad.barem > " + name_);
    EXPECT_FALSE(contains(shown(), "\x1b["));
    shell("NO_COLOR= TERM=dumb $barem check bad.barem > " + name_);
    EXPECT_FALSE(contains(shown(), "\x1b["));
    shell("NO_COLOR= TERM=xterm $barem check --color never bad.barem > " + name_);
    EXPECT_FALSE(contains(shown(), "\x1b["));
    shell("NO_COLOR= TERM=xterm $barem score bad.barem - 2> " + name_);
    EXPECT_TRUE(contains(shown(), "\x1b["));
}
