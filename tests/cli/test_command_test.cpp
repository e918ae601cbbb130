// barem test: coverage, proposals, and expected values written anew.

#include "program.hpp"

using namespace cli_test;

namespace {

class test_command : public cli {
protected:
    std::string const staff = read_file(source_dir + "/tests/coverage/staff.barem");

    test_command() { write("staff.barem", staff); }

    /// The rule set with something else in the place of one of its examples.
    [[nodiscard]] std::string with(std::string const& old, std::string const& now) const {
        auto text = staff;
        auto const at = text.find(old);
        EXPECT_NE(at, std::string::npos) << old;
        return text.replace(at, old.size(), now);
    }
};

TEST_F(test_command, coverage_stands_below_the_results) {
    auto const made = shell("$barem test staff.barem --coverage");
    EXPECT_EQ(made.status, 0);
    EXPECT_EQ(made.err, "");
    EXPECT_EQ(made.out, "staff.barem: 3 examples passed\n" + read_file(source_dir + "/tests/coverage/golden/staff.txt"));
}

TEST_F(test_command, a_form_for_programs_is_alone_on_standard_output) {
    auto const made = shell("$barem test staff.barem --coverage=json");
    EXPECT_EQ(made.status, 0);
    EXPECT_EQ(made.err, "staff.barem: 3 examples passed\n");
    EXPECT_EQ(json::parse(made.out)[0]["all"]["percent"], "275/7");
}

TEST_F(test_command, coverage_into_a_file) {
    auto const made = shell("$barem test staff.barem --coverage=lcov -o staff.info");
    EXPECT_EQ(made.out, "staff.barem: 3 examples passed\n");
    EXPECT_EQ(read("staff.info"), read_file(source_dir + "/tests/coverage/golden/staff.info"));
}

TEST_F(test_command, minimum) {
    EXPECT_EQ(shell("$barem test staff.barem --minimum 39.28").status, 0);
    auto const made = shell("$barem test staff.barem --minimum 39.29");
    EXPECT_EQ(made.status, 1);
    EXPECT_EQ(made.err, "barem: staff.barem: the examples touch 11 of 28 places, less than 39.29 %\n");
}

TEST_F(test_command, proposals_can_be_appended) {
    EXPECT_EQ(shell("$barem test staff.barem --propose >> staff.barem").status, 0);
    auto const made = shell("$barem test staff.barem --coverage");
    EXPECT_EQ(made.status, 0);
    EXPECT_NE(made.out.find("  bands      4 of 4 (100 %)\n  rows       4 of 4 (100 %)\n  readings   1 of 1 (100 %)\n  levels     3 of 3 (100 %)\n"), std::string::npos) << made.out;
}

TEST_F(test_command, wrong_usage) {
    EXPECT_EQ(shell("$barem test staff.barem --coverage=xml").err, "barem: --coverage is text, json or lcov, found `xml`\n");
    EXPECT_EQ(shell("$barem test staff.barem -o x").err, "barem: --output is for --coverage\n");
    EXPECT_EQ(shell("$barem test staff.barem --minimum many").err, "barem: --minimum is a number of percent from 0 to 100, found `many`\n");
    EXPECT_EQ(shell("$barem test staff.barem --minimum 101").status, 2);
    EXPECT_EQ(shell("$barem test staff.barem --dry-run").err, "barem: --dry-run is for --update\n");
    EXPECT_EQ(shell("$barem test staff.barem --update --coverage").status, 2);
    EXPECT_EQ(shell("$barem test - --update < staff.barem").err, "barem: standard input cannot be updated in place: --dry-run shows what would change\n");
    EXPECT_EQ(files(), std::vector<std::string>{"staff.barem"});
}

// ── --update ────────────────────────────────────────────────────────────────────────────────────────────────────

TEST_F(test_command, update_replaces_values_and_nothing_else) {
    auto const wrong = with("expect total = 1, rated = kém    # below the floor", "expect total =   9 points,\n    rated = giỏi    # below the floor");
    write("staff.barem", wrong);
    auto const shown = shell("$barem test staff.barem --update --dry-run");
    EXPECT_EQ(shown.status, 1);
    EXPECT_NE(shown.out.find("-    rated = giỏi    # below the floor\n"), std::string::npos) << shown.out;
    EXPECT_EQ(read("staff.barem"), wrong);
    auto const made = shell("$barem test staff.barem --update");
    EXPECT_EQ(made.status, 0);
    EXPECT_EQ(made.out, shown.out);
    EXPECT_EQ(made.err, "staff.barem: 2 expected values changed\n");
    EXPECT_EQ(read("staff.barem"), with("expect total = 1, rated = kém    # below the floor", "expect total =   1 points,\n    rated = kém    # below the floor"));
    EXPECT_EQ(shell("$barem test staff.barem --update").err, "staff.barem: 0 expected values changed\n");
}

TEST_F(test_command, update_writes_fractions_exactly) {
    auto const third = with("count(tasks where not done)", "count(tasks where not done)\n  let mean = (total + 1) / 3\n  let half = share(years, 36)");
    write("staff.barem", third + "example \"Một phần ba\" : usual expect mean = 7, half = 1%\n");
    EXPECT_EQ(shell("$barem test staff.barem --update").status, 0);
    EXPECT_EQ(read("staff.barem"), third + "example \"Một phần ba\" : usual expect mean = 2 points / 3, half = 100% / 3\n");
}

TEST_F(test_command, update_refuses_what_fails_for_another_reason) {
    auto const wrong = with("expect total = 1, rated = kém", "expect total = 2, tasks[7].done = true");
    write("staff.barem", wrong);
    auto const made = shell("$barem test staff.barem --update");
    EXPECT_EQ(made.status, 1);
    EXPECT_EQ(made.out, "");
    EXPECT_NE(made.err.find("`tasks` has 3 elements, counted from 0\n"), std::string::npos) << made.err;
    EXPECT_NE(made.err.find("`staff.barem` is not updated: examples fail for another reason than another value\n"), std::string::npos) << made.err;
    EXPECT_EQ(read("staff.barem"), wrong);
}

TEST_F(test_command, update_refuses_one_value_for_several) {
    auto const wrong = with("expect total = 1, rated = kém", "with { tasks[0].on_time: false } expect tasks[*].done = true");
    write("staff.barem", wrong);
    auto const made = shell("$barem test staff.barem --update");
    EXPECT_EQ(made.status, 1);
    EXPECT_NE(made.err.find("what stands for several values is expected one by one"), std::string::npos) << made.err;
    EXPECT_EQ(read("staff.barem"), wrong);
}

}  // namespace
