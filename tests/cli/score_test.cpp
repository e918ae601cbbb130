// Failures indict src/cli/score.cpp, roster.cpp and summary.cpp.

#include "program.hpp"

using namespace cli_test;

namespace {

class score : public cli {
protected:
    score() {
        write("exams.barem", exams);
        write("roster.jsonl", pupil("Đặng Thị Ánh", "9", "8.5") + pupil("Bình", "5", "6") + pupil("Chi", "5", "3"));
    }
};

std::string const counts = "3 scored, 0 rejected\nresult: good 1, passed 1, failed 1\n";

}  // namespace

TEST_F(score, json_lines) {
    auto const done = run({"score", "exams.barem", "roster.jsonl"});
    EXPECT_EQ(done.status, 0);
    EXPECT_EQ(done.out, R"({"id":"Đặng Thị Ánh","total":26.5,"ratio":1.06,"result":"good","place":1}
{"id":"Bình","total":16.0,"ratio":0.83,"result":"passed","place":2}
{"id":"Chi","total":13.0,"ratio":1.67,"result":"failed","place":3}
)");
    EXPECT_EQ(done.err, counts);
}

TEST_F(score, exact) {
    auto const done = run({"score", "exams.barem", "roster.jsonl", "--exact"});
    EXPECT_EQ(lines_of(done.out).at(0), R"({"id":"Đặng Thị Ánh","total":"26.5","ratio":"18/17","result":"good","place":"1"})");
}

TEST_F(score, csv) {
    auto const done = run({"score", "exams.barem", "roster.jsonl", "--format", "csv"});
    EXPECT_EQ(done.out, "id,total,ratio,result,place\nĐặng Thị Ánh,26.5,1.06,good,1\nBình,16.0,0.83,passed,2\nChi,13.0,1.67,failed,3\n");
}

TEST_F(score, table) {
    auto const done = run({"score", "exams.barem", "roster.jsonl", "--format", "table", "--lang", "vi"});
    EXPECT_EQ(done.out, R"(Tên           Tổng  ratio  Kết quả  Hạng
────────────  ────  ─────  ───────  ────
Đặng Thị Ánh  26.5   1.06  Giỏi        1
Bình          16.0   0.83  Đỗ          2
Chi           13.0   1.67  Trượt       3
)");
    EXPECT_EQ(done.err, "3 scored, 0 rejected\nKết quả: Giỏi 1, Đỗ 1, Trượt 1\n");
}

TEST_F(score, quiet) {
    auto const done = run({"score", "exams.barem", "roster.jsonl", "--quiet"});
    EXPECT_EQ(done.status, 0);
    EXPECT_EQ(done.err, "");
}

TEST_F(score, standard_input) {
    auto const piped = run({"score", "exams.barem", "-"}, read("roster.jsonl"));
    EXPECT_EQ(piped.status, 0);
    EXPECT_EQ(piped.out, run({"score", "exams.barem", "roster.jsonl"}).out);
    EXPECT_EQ(run({"score", "-", "roster.jsonl"}, exams).out, piped.out);
    auto const both = run({"score", "-", "-"}, exams);
    EXPECT_EQ(both.status, 2);
    EXPECT_EQ(both.err, "barem: the rule set and the roster cannot both be read from standard input\n");
}

TEST_F(score, an_empty_roster) {
    auto const done = run({"score", "exams.barem", "-"});
    EXPECT_EQ(done.status, 0);
    EXPECT_EQ(done.out, "");
    EXPECT_EQ(done.err, "0 scored, 0 rejected\n");
}

TEST_F(score, other_values_of_parameters) {
    auto const done = run({"score", "exams.barem", "roster.jsonl", "--set", "pass_mark=13"});
    EXPECT_EQ(done.status, 0);
    EXPECT_EQ(done.err, "3 scored, 0 rejected\nresult: good 1, passed 2, failed 0\n");
    EXPECT_EQ(run({"score", "--set", "pass_mark=13", "exams.barem", "roster.jsonl"}).out, done.out);
}

TEST_F(score, wrong_parameters) {
    auto const error = [&](std::string const& setting) {
        auto const done = run({"score", "exams.barem", "roster.jsonl", "--set", setting});
        EXPECT_EQ(done.status, 2);
        EXPECT_EQ(done.out, "");
        return done.err;
    };
    EXPECT_EQ(error("pass_mark=31"), "barem: parameter `pass_mark`: expected a number from 0 to 30, found `31`\n");
    EXPECT_EQ(error("pass_mark=many"), "barem: parameter `pass_mark`: expected a number from 0 to 30, found `many`\n");
    EXPECT_EQ(error("pas_mark=3"), "barem: there is no parameter `pas_mark`; did you mean `pass_mark`?\n");
    EXPECT_EQ(error("limit=3"), "barem: there is no parameter `limit`; there is `pass_mark`\n");
    EXPECT_EQ(error("pass_mark"), "barem: --set expects name=value, found `pass_mark`\n");
    auto const twice = run({"score", "exams.barem", "roster.jsonl", "--set", "pass_mark=3", "--set", "pass_mark=4"});
    EXPECT_EQ(twice.status, 2);
    EXPECT_EQ(twice.err, "barem: --set gives `pass_mark` two values\n");
}

TEST_F(score, a_rule_set_with_errors) {
    write("bad.barem", "ruleset bad \"Bad\"\nrecord r { key id : text let x = y output x }\n");
    auto const done = run({"score", "bad.barem", "roster.jsonl", "-o", "out.jsonl"});
    EXPECT_EQ(done.status, 1);
    EXPECT_EQ(done.out, "");
    EXPECT_NE(done.err.find("bad.barem:2:"), std::string::npos) << done.err;
    EXPECT_FALSE(fs::exists(path("out.jsonl")));
}

TEST_F(score, a_roster_in_csv) {
    write("comma.csv", "id,group,written,oral\na,A,9,8.5\nb,A,3,3\nc,A,11,1\n");
    write("same.jsonl", pupil("a", "9", "8.5") + pupil("b", "3", "3") + pupil("c", "11", "1"));
    auto const lines = run({"score", "exams.barem", "same.jsonl", "--quiet"}), table = run({"score", "exams.barem", "comma.csv", "--quiet"});
    EXPECT_EQ(table.status, 3);
    EXPECT_EQ(table.out, lines.out);
    EXPECT_EQ(objects_of(table.err)[0]["line"], 4);
    EXPECT_EQ(objects_of(table.err)[0]["path"], "written");
    EXPECT_EQ(run({"score", "exams.barem", "-", "--quiet", "--input-format", "csv"}, read("comma.csv")).out, lines.out);
    EXPECT_EQ(run({"explain", "exams.barem", "comma.csv", "--id", "b"}).out, run({"explain", "exams.barem", "same.jsonl", "--id", "b"}).out);
}

TEST_F(score, however_many_threads_and_little_memory) {
    std::string roster;
    for (int i = 0; i < 300; ++i) roster += pupil(std::string(1, static_cast<char>('z' - i % 26)) + "x", std::to_string(i % 12), "7");
    write("roster.jsonl", roster);
    auto const one = run({"score", "exams.barem", "roster.jsonl", "--threads", "1"});
    for (std::vector<std::string> const& more : {std::vector<std::string>{"--threads", "3"}, {"--memory", "1K"}, {"--executor", "scalar"}, {"--batch-rows", "7"}}) {
        std::vector<std::string> command{"score", "exams.barem", "roster.jsonl"};
        command.insert(command.end(), more.begin(), more.end());
        auto const other = run(command);
        EXPECT_EQ(other.out, one.out) << more[0];
        EXPECT_EQ(other.err, one.err) << more[0];
        EXPECT_EQ(other.status, one.status);
    }
}

TEST_F(score, options_that_make_no_sense) {
    auto const complaint = [&](std::vector<std::string> const& more) {
        std::vector<std::string> command{"score", "exams.barem", "roster.jsonl"};
        command.insert(command.end(), more.begin(), more.end());
        auto const done = run(command);
        EXPECT_EQ(done.status, 2);
        return done.err;
    };
    write("roster.jsonl", "");
    EXPECT_EQ(complaint({"--threads", "0"}), "barem: --threads expects a whole number from 1 to 1024, found `0`\n");
    EXPECT_EQ(complaint({"--memory", "much"}), "barem: --memory expects a size such as 256M, found `much`\n");
    EXPECT_EQ(complaint({"--batch-rows", "0"}), "barem: --batch-rows expects a whole number from 1\n");
    EXPECT_EQ(complaint({"--list", "tasks"}), "barem: --list expects path=file, found `tasks`\n");
    EXPECT_NE(complaint({"--instruction-set", "abacus"}).find("barem: this machine has no instruction set `abacus`; it has baseline"), std::string::npos);
}
