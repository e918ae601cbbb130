// Failures indict src/cli/check.cpp, test.cpp, fmt.cpp, dump.cpp and schema.cpp.

#include "program.hpp"

#include <sys/stat.h>

using namespace cli_test;

namespace {

class rules : public cli {
protected:
    rules() { write("exams.barem", exams); }
};

std::string const unknown_name = "ruleset bad \"Bad\"\n\nrecord r {\n  key id : text\n  let x = y\n  output x\n}\n";

bool contains(std::string const& text, std::string const& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_F(rules, check) {
    auto const clean = run({"check", "exams.barem"});
    EXPECT_EQ(clean.status, 0);
    EXPECT_EQ(clean.out, "exams.barem: no findings\n");
    EXPECT_EQ(clean.err, "");

    write("bad.barem", unknown_name);
    auto const bad = run({"check", "bad.barem", "exams.barem"});
    EXPECT_EQ(bad.status, 1);
    EXPECT_TRUE(contains(bad.out, "bad.barem:5:11")) << bad.out;
    EXPECT_TRUE(contains(bad.out, "exams.barem: no findings\n")) << bad.out;
    EXPECT_FALSE(contains(bad.out, "\x1b")) << "colours are for terminals";
    EXPECT_TRUE(contains(run({"check", "--color", "always", "bad.barem"}).out, "\x1b["));
}

TEST_F(rules, inputs_that_make_large_rosters_slower_are_no_findings) {
    auto wide = exams;
    for (std::string const declared = " decimals 2"; contains(wide, declared);) wide.erase(wide.find(declared), declared.size());
    write("wide.barem", wide);
    auto const shortly = run({"check", "wide.barem", "exams.barem"});
    EXPECT_EQ(shortly.status, 0);
    EXPECT_EQ(shortly.out, "wide.barem: no findings\nexams.barem: no findings\n"
                           "2 inputs without a range or decimals make large rosters slower: `barem check --speed` says what to declare, and what that gains\n");

    auto const done = run({"check", "--speed", "wide.barem", "exams.barem"});
    EXPECT_EQ(done.status, 0);
    EXPECT_EQ(done.out.rfind("hint[B1906]: `written` and 1 more input could be kept in narrower columns\n", 0), 0U) << done.out;
    EXPECT_TRUE(contains(done.out, "they are `written`, `oral`\n")) << done.out;
    EXPECT_TRUE(contains(done.out, "declare the range and, unless it is whole, the decimals")) << done.out;
    EXPECT_TRUE(contains(done.out, "\nexams.barem: no findings\n")) << done.out;

    auto const told = run({"check", "--format", "json", "wide.barem"});
    EXPECT_EQ(told.status, 0);
    auto const findings = json::parse(told.out);
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(findings[0]["code"], "B1906");
    EXPECT_EQ(findings[0]["severity"], "hint");
}

TEST_F(rules, check_as_json) {
    write("bad.barem", unknown_name);
    write("worse.barem", "ruleset {\n");
    auto const done = run({"check", "--format", "json", "bad.barem", "exams.barem", "worse.barem"});
    EXPECT_EQ(done.status, 1);
    auto const findings = json::parse(done.out);
    ASSERT_GE(findings.size(), 2u);
    EXPECT_EQ(findings.front()["file"], "bad.barem");
    EXPECT_EQ(findings.front()["line"], 5);
    EXPECT_EQ(findings.back()["file"], "worse.barem");
    EXPECT_EQ(json::parse(run({"check", "--format", "json", "exams.barem"}).out), json::array());
}

TEST_F(rules, check_of_standard_input) {
    EXPECT_EQ(run({"check", "-"}, exams).out, "standard input: no findings\n");
    EXPECT_TRUE(contains(run({"check", "-"}, unknown_name).out, "standard input:5:11"));
}

TEST_F(rules, one_unreadable_file_does_not_hide_the_others) {
    auto const done = run({"check", "none.barem", "exams.barem"});
    EXPECT_EQ(done.status, 2);
    EXPECT_EQ(done.out, "exams.barem: no findings\n");
    EXPECT_EQ(done.err, "barem: cannot read `none.barem`: No such file or directory\n");
}

TEST_F(rules, test) {
    auto const done = run({"test", "exams.barem"});
    EXPECT_EQ(done.status, 0);
    EXPECT_EQ(done.out, "exams.barem: 2 examples passed\n");

    write("failing.barem", exams + "example \"wrong\" : one expect total = 25\n");
    auto const failed = run({"test", "failing.barem"});
    EXPECT_EQ(failed.status, 1);
    EXPECT_TRUE(contains(failed.out, "B1650")) << failed.out;
    EXPECT_TRUE(failed.out.ends_with("failing.barem: 1 of 3 examples failed\n")) << failed.out;

    write("plain.barem", exams.substr(0, exams.find("sample one")));
    auto const none = run({"test", "plain.barem"});
    EXPECT_EQ(none.status, 0);
    EXPECT_EQ(none.out, "plain.barem: no examples\n");

    write("bad.barem", unknown_name);
    auto const bad = run({"test", "bad.barem", "exams.barem"});
    EXPECT_EQ(bad.status, 1);
    EXPECT_TRUE(contains(bad.err, "bad.barem:5:11"));
    EXPECT_EQ(bad.out, "exams.barem: 2 examples passed\n");
}

TEST_F(rules, fmt) {
    auto const tidy = run({"fmt", "-"}, exams).out;
    std::string untidy = tidy;
    untidy.replace(untidy.find("2 * written"), 11, "2*written");
    write("a.barem", untidy);
    write("b.barem", tidy);
    fs::permissions(path("a.barem"), fs::perms::owner_read | fs::perms::owner_write | fs::perms::owner_exec);
    auto const before = fs::last_write_time(path("b.barem"));

    auto const check = run({"fmt", "--check", "a.barem", "b.barem"});
    EXPECT_EQ(check.status, 1);
    EXPECT_EQ(check.out, "a.barem\n");
    EXPECT_EQ(check.err, "barem: not in canonical layout: this file; `barem fmt a.barem` lays it out, `barem fmt - < a.barem | diff a.barem -` shows what would change\n");
    EXPECT_EQ(read("a.barem"), untidy);

    EXPECT_EQ(run({"fmt", "a.barem", "b.barem"}).status, 0);
    EXPECT_EQ(read("a.barem"), tidy);
    EXPECT_EQ(fs::status(path("a.barem")).permissions(), fs::perms::owner_all);
    EXPECT_EQ(fs::last_write_time(path("b.barem")), before) << "what is tidy is not touched";
    EXPECT_EQ(run({"fmt", "--check", "a.barem", "b.barem"}).status, 0);
}

TEST_F(rules, fmt_of_what_does_not_parse) {
    write("bad.barem", "ruleset {\n");
    auto const done = run({"fmt", "bad.barem"});
    EXPECT_EQ(done.status, 1);
    EXPECT_TRUE(contains(done.err, "bad.barem:1:")) << done.err;
    EXPECT_EQ(read("bad.barem"), "ruleset {\n");
    EXPECT_EQ(cli::files(), (std::vector<std::string>{"bad.barem", "exams.barem"}));
}

TEST_F(rules, dump) {
    std::vector<std::string> forms;
    for (std::string const stage : {"ast", "program", "plan"}) {
        auto const done = run({"dump", "exams.barem", "--stage", stage});
        EXPECT_EQ(done.status, 0);
        EXPECT_TRUE(contains(done.out, "total")) << stage;
        for (auto const& other : forms) EXPECT_NE(done.out, other);
        forms.push_back(done.out);
    }
    EXPECT_EQ(run({"dump", "exams.barem", "--stage", "tokens"}).status, 2);
    EXPECT_EQ(run({"dump", "-"}, unknown_name).status, 1);
}

TEST_F(rules, schema) {
    auto const done = run({"schema", "exams.barem"});
    EXPECT_EQ(done.status, 0);
    EXPECT_TRUE(json::parse(done.out)["$defs"]["pupil"]["properties"].contains("written"));
    EXPECT_EQ(run({"schema", "-"}, unknown_name).status, 1);
}

namespace {

std::string const office = "library office\n\ncalendar office {\n  years 2021\n  weekend saturday, sunday\n}\n";
std::string importing(std::string const& path) {
    return "ruleset files \"Files\"\n\nimport \"" + path + "\"\n\nrecord file \"File\" {\n  key id : text\n  input issued : date\n"
           "  let due = 3 working days after issued\n  output due\n}\n\nexample \"e\" : file { issued: 2021-02-05 } expect due = 2021-02-10\n";
}

}  // namespace

TEST_F(rules, imports_work_in_every_command) {
    std::filesystem::create_directory(path("in"));
    write("in/files.barem", importing("office.barem"));
    write("in/office.barem", office);
    write("one.jsonl", "{\"id\":\"1\",\"issued\":\"2021-02-05\"}\n");
    EXPECT_EQ(run({"check", "in/files.barem"}).out, "in/files.barem: no findings\n");
    EXPECT_EQ(run({"test", "in/files.barem"}).out, "in/files.barem: 1 example passed\n");
    EXPECT_EQ(run({"score", "in/files.barem", "one.jsonl"}).out, "{\"id\":\"1\",\"due\":\"2021-02-10\"}\n");
    EXPECT_TRUE(contains(run({"explain", "in/files.barem", "one.jsonl", "--id", "1"}).out, "(weekend)"));
    EXPECT_EQ(run({"schema", "in/files.barem"}).status, 0);
    EXPECT_TRUE(contains(run({"dump", "in/files.barem"}).out, "calendar office 2021..2021"));
}

TEST_F(rules, imports_stay_within_the_root) {
    std::filesystem::create_directory(path("in"));
    write("in/files.barem", importing("../office.barem"));
    write("office.barem", office);
    auto const refused = run({"check", "in/files.barem"});
    EXPECT_EQ(refused.status, 1);
    EXPECT_TRUE(contains(refused.out, "in/files.barem:3:1")) << refused.out;
    EXPECT_EQ(run({"check", "--root", ".", "in/files.barem"}).out, "in/files.barem: no findings\n");
    EXPECT_EQ(run({"test", "in/files.barem", "--root", "."}).status, 0);
    EXPECT_EQ(run({"check", "-"}, importing("office.barem")).out, "standard input: no findings\n") << "relative to the current folder";
}

TEST_F(rules, a_library_is_checked_and_formatted_for_itself) {
    write("office.barem", office);
    EXPECT_EQ(run({"check", "office.barem"}).out, "office.barem: no findings\n");
    EXPECT_EQ(run({"fmt", "--check", "office.barem"}).status, 0);
    auto const scored = run({"schema", "office.barem"});
    EXPECT_EQ(scored.status, 1);
    EXPECT_TRUE(contains(scored.err, "this is a library: it has no records to score")) << scored.err;
}
