// `barem diff`: what changed in the rules.

#include "program.hpp"

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

}  // namespace

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
    EXPECT_EQ(rules[0]["after"], "points");
    EXPECT_EQ(rules[0]["affects_results"], false);
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
