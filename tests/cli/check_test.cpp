// barem check: severities, acknowledgements, fixes and forms of the report. Failures indict src/cli/check.cpp and fix.cpp.

#include "program.hpp"

#include <sys/stat.h>

using namespace cli_test;

namespace {

/// Two tables with gaps and overlaps, two classifications: each fault is met by some whole number.
std::string const faulty = R"(ruleset faulty
enum rating { poor < good }

bands bonus(x : number 0..100) -> number {
  | x           | bonus |
  | [0 .. 10]   |     1 |
  | [20 .. 30]  |     2 |
  | [30 .. 100] |     3 |
}

table fee(x : number 0..100) -> number hit unique {
  | x           | fee |
  | [0 .. 40]   |   1 |
  | [40 .. 50)  |   2 |
  | (50 .. 100] |   3 |
}

table tax(x : number 0..100) -> number hit any {
  | x           | tax |
  | [0 .. 60]   |   1 |
  | [60 .. 100] |   2 |
}

record head {
  key id : text
  input x : number 0..100
  let b = bonus(x)
  let f = fee(x)
  let t = tax(x)
  classify rated : rating {
    poor when x < 70
    good when x > 70
  }
  classify sure : rating hit unique {
    poor when x <= 80
    good when x >= 80
  }
  output b(0), f(0), t(0), rated, sure
}
)";

std::string const sound_with_clause = R"(ruleset tidy

bands bonus(x : number 0..100) -> number {
  | x           | bonus |
  | [0 .. 10]   |     1 |
  | (10 .. 100] |     3 |
  gaps take lower
}

record head {
  key id : text
  input x : number 0..100 decimals 2
  let b = bonus(x)
  output b(0)
}
)";

/// The same as a version in a folder.
std::string const version_with_clause = [] {
    auto text = sound_with_clause;
    text.insert(text.find("\n"), "\neffective from 2020-01-01");
    text.insert(text.find("  input x"), "  input day : date\n  dated by day\n");
    return text;
}();

std::vector<std::string> const all_lowered{"--severity", "B1301=warning", "--severity", "B1302=warning", "--severity", "B1308=warning",
                                           "--severity", "B1401=warning", "--severity", "B1402=warning"};

bool contains(std::string const& text, std::string const& part) { return text.find(part) != std::string::npos; }

class check : public cli {
protected:
    check() {
        write("faulty.barem", faulty);
        write("tidy.barem", sound_with_clause);
    }
    static std::vector<std::string> with(std::vector<std::string> words, std::vector<std::string> const& more) {
        words.insert(words.end(), more.begin(), more.end());
        return words;
    }
};

}  // namespace

TEST_F(check, faults_that_are_lowered_are_errors_of_the_records_that_fall_into_them) {
    std::string roster;
    for (int x = 0; x <= 100; ++x) roster += R"({"id":"Nguyễn )" + std::to_string(x) + R"(","x":)" + std::to_string(x) + "}\n";
    write("roster.jsonl", roster);
    EXPECT_EQ(run({"score", "faulty.barem", "roster.jsonl"}).status, 1);

    auto const checked = run(with({"check", "faulty.barem"}, all_lowered));
    EXPECT_EQ(checked.status, 0) << checked.out;
    EXPECT_TRUE(contains(checked.out, "warning[B1401]")) << checked.out;

    auto const scalar = run(with({"score", "faulty.barem", "roster.jsonl", "--quiet", "--executor", "scalar", "--rejects", "scalar.jsonl"}, all_lowered));
    auto const columnar = run(with({"score", "faulty.barem", "roster.jsonl", "--quiet", "--rejects", "columnar.jsonl"}, all_lowered));
    EXPECT_EQ(scalar.status, 3) << scalar.err;
    EXPECT_EQ(scalar.out, columnar.out);
    EXPECT_EQ(read("scalar.jsonl"), read("columnar.jsonl"));
    std::vector<std::string> rejected;
    for (auto const& r : objects_of(read("scalar.jsonl"))) rejected.push_back(r["id"].get<std::string>());
    std::vector<std::string> wanted;
    for (int const x : {11, 12, 13, 14, 15, 16, 17, 18, 19, 30, 40, 50, 60, 70, 80}) wanted.push_back("Nguyễn " + std::to_string(x));
    EXPECT_EQ(rejected, wanted);
    EXPECT_EQ(objects_of(scalar.out).size(), 101 - wanted.size());

    auto const page = run(with({"explain", "faulty.barem", "roster.jsonl", "--id", "Nguyễn 9"}, all_lowered));
    EXPECT_EQ(page.status, 0) << "that others of the roster are rejected is no failure: " << page.err;
    EXPECT_TRUE(contains(page.out, "Nguyễn 9")) << page.out;
}

TEST_F(check, severities_that_cannot_be_set_are_wrong_usage) {
    for (auto const& [setting, why] : std::vector<std::pair<std::string, std::string>>{
             {"B1301=off", "`B1301` is an error or a warning, no less: records that fall into it get no result"},
             {"B1101=warning", "`B1101` is always an error: what it says of the rule set leaves nothing to evaluate"},
             {"B1313x=warning", "there is no finding `B1313x`; did you mean `B1313`?"},
             {"B1310", "--severity expects a code and `error`, `warning`, `hint` or `off`, such as B1310=error; found `B1310`"},
             {"B1310=fatal", "found `B1310=fatal`"}}) {
        auto const done = run({"check", "tidy.barem", "--severity", setting});
        EXPECT_EQ(done.status, 2) << setting;
        EXPECT_TRUE(contains(done.err, why)) << done.err;
    }
    EXPECT_EQ(run({"check", "tidy.barem", "--severity", "B1309=hint", "--severity", "B1309=off"}).status, 2);
}

TEST_F(check, a_warning_that_is_made_an_error_fails) {
    EXPECT_EQ(run({"check", "tidy.barem"}).status, 0);
    EXPECT_EQ(run({"check", "tidy.barem", "--severity", "B1309=error"}).status, 1);
    EXPECT_EQ(run({"check", "tidy.barem", "--severity", "B1309=off"}).out, "tidy.barem: no findings\n");
    fs::create_directory(path("folder"));
    write("folder/tidy.barem", version_with_clause);
    EXPECT_EQ(run({"check", "folder"}).status, 0);
    EXPECT_EQ(run({"check", "folder", "--severity", "B1309=error"}).status, 1);
}

TEST_F(check, says_when_errors_keep_it_from_looking_for_records) {
    auto const later = "when these errors are mended", with_records = "are looked for, with records, when";
    write("meaningless.barem", "ruleset t\nrecord r {\n  key id : text\n  let b = c\n  output b\n}\n");
    auto const meaningless = run({"check", "meaningless.barem", "--witness"});
    EXPECT_EQ(meaningless.status, 1);
    EXPECT_TRUE(contains(meaningless.out, "error[B1101]")) << meaningless.out;
    EXPECT_TRUE(contains(meaningless.out, with_records)) << meaningless.out;
    auto const without = run({"check", "meaningless.barem"}).out;
    EXPECT_TRUE(contains(without, later) && !contains(without, with_records)) << without;
    EXPECT_FALSE(contains(run({"check", "faulty.barem", "--witness"}).out, later)) << "gaps and overlaps are shown by records";
}

TEST_F(check, says_when_there_is_nothing_to_fix) {
    write("right.barem", "ruleset t\nrecord r {\n  key id : text\n  input x : integer 0..10\n  output x\n}\n");
    write("only_read.barem", "ruleset t\nrecord r {\n  key id : text\n  input x : integer 0..10\n  let late = x > 20\n  output late\n}\n");
    auto const right = run({"check", "right.barem", "--diff"}), only_read = run({"check", "only_read.barem", "--diff"});
    EXPECT_EQ(right.out + only_read.out, "");
    EXPECT_EQ(right.err, "barem: right.barem: no findings, nothing to fix\n");
    EXPECT_EQ(only_read.err, "barem: only_read.barem: 1 finding, none with a fix that is safe; `barem check only_read.barem` shows it\n");
}

TEST_F(check, shows_what_is_acknowledged_when_asked) {
    auto text = sound_with_clause;
    text.insert(text.find("gaps take lower") + 15, " acknowledge B1309 \"for the draft\"");
    write("known.barem", text);
    EXPECT_EQ(run({"check", "known.barem"}).out, "known.barem: no findings but 1 acknowledged\n");
    auto const shown = run({"check", "known.barem", "--acknowledged"});
    EXPECT_EQ(shown.status, 0);
    EXPECT_TRUE(contains(shown.out, "= acknowledged: for the draft\n")) << shown.out;
    auto const findings = json::parse(run({"check", "known.barem", "tidy.barem", "--format", "json"}).out);
    ASSERT_EQ(findings.size(), 2U);
    EXPECT_EQ(findings[0]["acknowledged"], "for the draft");
    EXPECT_EQ(findings[1]["acknowledged"], nullptr);
    fs::create_directory(path("folder"));
    text = version_with_clause;
    text.insert(text.find("gaps take lower") + 15, " acknowledge B1309 \"for the draft\"");
    write("folder/known.barem", text);
    EXPECT_EQ(run({"check", "folder"}).out, "folder/known.barem: no findings but 1 acknowledged\n");
}

TEST_F(check, fix_writes_what_diff_shows) {
    auto const before = read("tidy.barem");
    auto const shown = run({"check", "tidy.barem", "--diff"});
    EXPECT_EQ(shown.status, 0) << shown.err;
    EXPECT_EQ(shown.out, "--- tidy.barem\n+++ tidy.barem\n@@ -4,7 +4,6 @@\n   | x           | bonus |\n   | [0 .. 10]   |     1 |\n"
                         "   | (10 .. 100] |     3 |\n-  gaps take lower\n }\n \n record head {\n");
    EXPECT_EQ(read("tidy.barem"), before);
    auto const beside_errors = run({"check", "faulty.barem", "tidy.barem", "--dry-run"});
    EXPECT_EQ(beside_errors.status, 1);
    EXPECT_EQ(beside_errors.out, shown.out);

    ::chmod(path("tidy.barem").c_str(), 0640);
    auto const done = run({"check", "tidy.barem", "--fix"});
    EXPECT_EQ(done.status, 0);
    EXPECT_EQ(done.out, "tidy.barem: no findings\n");
    EXPECT_EQ(done.err, "tidy.barem: fixed B1309: remove `gaps take`, with its reading\n");
    auto wanted = before;
    wanted.erase(wanted.find("  gaps take lower\n"), 18);
    EXPECT_EQ(read("tidy.barem"), wanted);
    EXPECT_EQ(fs::status(path("tidy.barem")).permissions(), fs::perms(0640));
    EXPECT_EQ(files(), (std::vector<std::string>{"faulty.barem", "tidy.barem"}));
    EXPECT_EQ(run({"check", "tidy.barem", "--fix"}).err, "");
}

TEST_F(check, fix_goes_through_a_folder_and_not_through_standard_input) {
    fs::create_directory(path("folder"));
    write("folder/tidy.barem", version_with_clause);
    EXPECT_EQ(run({"check", "folder", "--fix"}).out, "folder: no findings\n");
    EXPECT_FALSE(contains(read("folder/tidy.barem"), "gaps take"));

    auto const refused = run({"check", "-", "--fix"}, sound_with_clause);
    EXPECT_EQ(refused.status, 2);
    EXPECT_EQ(refused.err, "barem: standard input cannot be fixed in place: --diff shows what would change\n");
    EXPECT_TRUE(contains(run({"check", "-", "--diff"}, sound_with_clause).out, "-  gaps take lower\n"));
    EXPECT_EQ(run({"check", "tidy.barem", "--fix", "--diff"}).status, 2);
}

TEST_F(check, as_sarif) {
    auto const done = run({"check", "faulty.barem", "tidy.barem", "--format", "sarif"});
    EXPECT_EQ(done.status, 1);
    auto const log = json::parse(done.out);
    EXPECT_EQ(log["runs"][0]["artifacts"].size(), 2U);
    EXPECT_EQ(log["runs"][0]["results"].size(), json::parse(run({"check", "faulty.barem", "tidy.barem", "--format", "json"}).out).size());
}
