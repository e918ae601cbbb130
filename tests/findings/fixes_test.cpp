// fix_rules(): safe fixes, all of them, and nothing else.

#include "rules.hpp"

namespace findings {
namespace {

TEST(fixes, a_sound_rule_set_stays_as_it_is) {
    auto const text = parts{.second = "(10% .. 100%]"}.text();
    auto const made = fix_rules(text);
    EXPECT_EQ(made.text, text);
    EXPECT_EQ(made.difference, "");
    EXPECT_TRUE(made.fixed.empty());
}

TEST(fixes, all_that_is_safe_is_mended_in_one_go) {
    parts const before{.header = "acknowledge B1302 \"cũ\"\n",
                       .bands = "@ 6.1 acknowledge B1302 \"cũ\"",
                       .row = "acknowledge B1302 \"cũ\"",
                       .second = "(10% .. 100%]",
                       .clauses = "  gaps take lower  # vì sao\n  overlaps take first\n    reading \"bậc trước\"\n",
                       .otherwise = "    otherwise kém \"Kém\" @ 7.4\n"};
    auto const made = fix_rules(before.text(), "a.barem");
    EXPECT_EQ(codes(made.left), words{}) << made.left.to_text();
    EXPECT_EQ(made.fixed.size(), 6U);
    EXPECT_EQ(made.text, (parts{.bands = "@ 6.1", .second = "(10% .. 100%]", .clauses = "    # vì sao\n"}.text())) << made.difference;
    std::string difference = R"(--- a.barem
+++ a.barem
@@ -1,15 +1,12 @@
 ruleset thử
 language vi
-acknowledge B1302 "cũ"
 enum rating { kém < đạt < giỏi }
~
-bands bonus(excess : percent 0%..100%) -> number @ 6.1 acknowledge B1302 "cũ" {
+bands bonus(excess : percent 0%..100%) -> number @ 6.1 {
   | excess        | bonus |
-  | [0% .. 10%]   |     1 | acknowledge B1302 "cũ"
+  | [0% .. 10%]   |     1 |
   | (10% .. 100%] |     2 |
-  gaps take lower  # vì sao
-  overlaps take first
-    reading "bậc trước"
+    # vì sao
 }
~
 record head {
@@ -19,7 +16,6 @@
   classify rated : rating {
     giỏi when extra >= 2
     đạt when extra < 2
-    otherwise kém "Kém" @ 7.4
   }
   output extra(1), rated
 }
)";
    for (auto at = difference.find("\n~\n"); at != std::string::npos; at = difference.find("\n~\n")) difference[at + 1] = ' ';
    EXPECT_EQ(made.difference, difference);
}

TEST(fixes, what_is_only_proposed_is_not_made) {
    auto const reversed = parts{.second = "[100% .. 20%]"}.text();
    EXPECT_EQ(fix_rules(reversed).text, reversed);
    auto const misspelt = parts{.otherwise = "    otherwise giỏii\n"}.text();
    auto const made = fix_rules(misspelt);
    EXPECT_EQ(made.text, misspelt);
    ASSERT_EQ(made.left.findings[0].fixes.size(), 1U);
    EXPECT_EQ(made.left.findings[0].fixes[0].edits[0].replacement, "giỏi");
}

TEST(fixes, no_comment_is_lost) {
    auto const text = parts{.second = "(10% .. 100%]", .clauses = "  gaps take lower\n    # vì sao\n    reading \"bậc dưới\"\n"}.text();
    auto const made = fix_rules(text);
    EXPECT_EQ(made.text, text);
    EXPECT_EQ(codes(made.left), words{"B1309"});
    EXPECT_FALSE(made.left.findings[0].fixes[0].safe);
}

TEST(fixes, errors_elsewhere_do_not_matter) {
    auto const made = fix_rules(parts{.bands = "acknowledge B1302 \"cũ\""}.text());     // the gap stays
    EXPECT_EQ(codes(made.left), words{"B1301"});
    EXPECT_EQ(made.text, parts{}.text());
}

TEST(fixes, of_more_findings_than_are_shown) {
    std::string text = "ruleset a\nrecord r {\n  key id : text\n";
    for (int i = 0; i != 70; ++i) text += "  let x" + std::to_string(i) + " = 1 acknowledge B1310 \"cũ\"\n";
    text += "  output x0(0)";
    for (int i = 1; i != 70; ++i) text += ", x" + std::to_string(i) + "(0)";
    text += "\n}\n";
    auto const made = fix_rules(text);
    EXPECT_EQ(made.fixed.size(), 70U);
    EXPECT_EQ(made.text.find("acknowledge"), std::string::npos);
    EXPECT_EQ(codes(made.left), words{});
}

TEST(fixes, line_ends_of_windows_stay) {
    auto text = parts{.second = "(10% .. 100%]", .clauses = "  gaps take lower\n"}.text();
    auto wanted = parts{.second = "(10% .. 100%]"}.text();
    for (auto* t : {&text, &wanted})
        for (auto at = t->find('\n'); at != std::string::npos; at = t->find('\n', at + 2)) t->insert(at, 1, '\r');
    EXPECT_EQ(fix_rules(text).text, wanted);
}

}  // namespace
}  // namespace findings
