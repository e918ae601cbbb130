// `barem diff`: what changed in the rules.

#include "program.hpp"

#include <algorithm>
#include <cstdlib>

using namespace cli_test;

namespace {

std::string const golden = source_dir + "/tests/cli/golden/diff/";

class diff : public cli {
protected:
    void expect_golden(std::string const& name, std::string const& found) const {
        if (std::getenv("BAREM_ACCEPT")) std::ofstream(golden + name, std::ios::binary) << found;
        EXPECT_EQ(found, read_file(golden + name)) << name;
    }
};

/// A regulation, and amendments as a drafter would make them.
struct amended { std::string name; std::vector<std::pair<std::string, std::string>> changes; };

std::vector<amended> const regulations{
    {"phu-tho-2022", {{"points 0..100 = 80 @ 6", "points 0..100 = 82 @ 6"}, {"= 20% of agency", "= 15% of agency"}}},
    {"viet-yen-2015",
     {{"points 0..2000 = 1000 @", "points 0..2000 = 1250.5 @"},
      {"[21% .. 30%)  |      3", "[21% .. 30%)  |      3.5"},
      {"[41% .. 70%)  |      5", "[41% .. 65%)  |      5"},
      {"total in [pass .. floor) and failed_share <= 20%", "total in [pass .. floor) and failed_share <= 15%"},
      {"min(volume_bonus(max(volume - 100%, 0%)), bonus_limit)", "min(2 * volume_bonus(max(volume - 100%, 0%)), bonus_limit)"},
      {"gaps take lower", "gaps take higher"},
      {"50% when adjusted = subjective", "45% when adjusted = subjective"}}},
    {"hon-quan-2021",
     {{"excellent when unmet_share = 0% and index >= 90%", "excellent when unmet_share = 0% and index in [85% .. 95%)"},
      {"targets_share < 50%", "targets_share < 62.5%"},
      {"otherwise 100% \"Không được giao chỉ tiêu\"", "otherwise 90% \"Không được giao chỉ tiêu\""}}},
    {"ninh-hai-2021",
     {{"(if complex then 7 working days else 2 working days)", "(if complex then 10 working days else 2 working days)"},
      {"date(report_year, 6, 15)", "date(report_year, 6, 20)"},
      {"= count(task where status = done_on_time)", "= count(task where status = done_on_time and kind = timed)"}}},
    {"dong-nai-2013", {{"date = 2013-11-10 @ 1", "date = 2013-11-20 @ 1"}, {"let level \"Mức\" en \"Level\" = min(advice, assigned, discipline)", "let level \"Mức\" en \"Level\" = min(advice, assigned)"}}},
};

}  // namespace

TEST_F(diff, amended_regulations_read_as_sentences) {
    fs::copy(source_dir + "/rulesets/ninh-hai-2021/calendars", path("calendars"));
    for (std::string const language : {"en", "vi"}) {
        std::string all;
        for (auto const& [name, changes] : regulations) {
            auto rules = read_file(source_dir + "/rulesets/" + name + "/" + name + ".barem");
            write(name + ".barem", rules);
            for (auto const& [from, to] : changes) rules = replaced(rules, from, to);
            write(name + "-amended.barem", rules);
            auto const done = run({"diff", name + ".barem", name + "-amended.barem", "--lang", language});
            EXPECT_EQ(done.status, 0) << done.err;
            all += done.out + "\n";
        }
        expect_golden("regulations." + language + ".txt", all);
    }
}

TEST_F(diff, sentences_are_never_the_rule_text) {
    auto const folder = "cd " + golden + " && $barem diff old.barem new.barem ";
    for (auto const* language : {"", "--lang vi"}) {
        auto const told = shell(folder + language).out;
        for (auto const* code : {">=", "<=", "..", "within ", "floor(", "count(", " when total", "ties in"}) EXPECT_EQ(told.find(code), std::string::npos) << code << "\n" << told;
    }
    // In JSON the rule text has a field of its own.
    auto const report = json::parse(shell(folder + "--format json").out);
    auto const& changes = report["rules"][0]["changes"];
    auto const quota = std::find_if(changes.begin(), changes.end(), [](json const& c) { return c["subject"] == "office.places"; });
    ASSERT_NE(quota, changes.end());
    EXPECT_EQ((*quota)["written"]["after"], "floor(40% of count(office))");
    EXPECT_EQ((*quota)["after"]["vi"], "không quá 40\u00A0% số hồ sơ cùng huyện, làm tròn xuống");
}

TEST_F(diff, every_kind_of_change_in_words) {
    auto const in_folder = "cd " + golden + " && $barem diff old.barem new.barem ";
    expect_golden("rules.en.txt", shell(in_folder).out);
    expect_golden("rules.vi.txt", shell(in_folder + "--lang vi").out);
    expect_golden("rules.json", shell(in_folder + "--format json").out);
}

TEST_F(diff, the_same_rules_have_no_differences) {
    for (auto const& entry : fs::recursive_directory_iterator(source_dir + "/rulesets")) {
        auto const name = entry.path().filename().string();
        if (!name.ends_with(".barem") || name.ends_with("-as-written.barem") || entry.path().parent_path().filename() == "calendars") continue;
        auto const done = run({"diff", entry.path().string(), entry.path().string()});
        EXPECT_EQ(done.out, "no differences\n") << name;
        EXPECT_EQ(done.status, 0) << name;
    }
}

TEST_F(diff, layout_comments_and_order_are_no_change) {
    write("old.barem", exams);
    auto moved = replaced(exams, "cohort pupil by group {\n  rank place \"Hạng\" en \"Place\" by total descending ties competition\n}\n", "");
    moved = replaced(moved, "enum level", "# a remark\ncohort pupil by group { rank place \"Hạng\" en \"Place\"\n by total descending ties competition }\n\nenum   level");
    moved = replaced(moved, "  let ratio = written / oral\n", "");
    moved = replaced(moved, "  let total", "  let ratio = (written) / oral\n  let total");
    write("new.barem", moved);
    auto const done = run({"diff", "old.barem", "new.barem", "--check"});
    EXPECT_EQ(done.out, "no differences\n");
    EXPECT_EQ(done.status, 0);
}

TEST_F(diff, a_new_name_is_one_change_wherever_it_is_used) {
    write("old.barem", exams);
    auto renamed = exams;
    for (auto const* word : {"let total", "when total >= 24", "when total >= pass_mark", "output total(1)", "by total descending", "expect total = 24", "expect total = 20"})
        renamed = replaced(renamed, word, replaced(word, "total", "points"));
    write("new.barem", renamed);
    auto const rules = json::parse(run({"diff", "old.barem", "new.barem", "--format", "json"}).out)["rules"][0]["changes"];
    ASSERT_EQ(rules.size(), 1u) << rules.dump(2);
    EXPECT_EQ(rules[0]["change"], "renamed");
    EXPECT_EQ(rules[0]["written"]["after"], "points");
    EXPECT_EQ(rules[0]["affects_results"], false);
}

TEST_F(diff, a_new_name_of_an_input_is_more_than_a_text) {
    std::string const old = "ruleset work\nlanguage vi\nrecord staff {\n  key id : text\n  input volume \"Khối lượng\" : percent 0%..900%\n  output volume(0)\n}\n";
    write("old.barem", old);
    write("new.barem", replaced(replaced(old, "input volume", "input amount"), "output volume", "output amount"));
    auto const rules = json::parse(run({"diff", "old.barem", "new.barem", "--format", "json"}).out)["rules"][0]["changes"];
    auto const renamed = std::ranges::find(rules, "renamed", [](json const& change) { return change["change"]; });
    ASSERT_NE(renamed, rules.end()) << rules.dump(2);
    EXPECT_EQ((*renamed)["affects_results"], true) << "records under the old name are rejected";
}

TEST_F(diff, check_tells_by_its_status) {
    write("old.barem", exams);
    write("new.barem", replaced(exams, "= 15", "= 16"));
    EXPECT_EQ(run({"diff", "old.barem", "new.barem"}).status, 0);
    EXPECT_EQ(run({"diff", "old.barem", "new.barem", "--check"}).status, 1);
}

TEST_F(diff, a_rule_set_with_errors_is_shown_with_them) {
    write("old.barem", exams);
    write("new.barem", replaced(exams, "2 * written", "2 * wriden"));
    auto const done = run({"diff", "old.barem", "new.barem"});
    EXPECT_EQ(done.status, 1);
    EXPECT_EQ(done.out, "");
    EXPECT_NE(done.err.find("new.barem"), std::string::npos);
    EXPECT_NE(done.err.find("wriden"), std::string::npos);
}
