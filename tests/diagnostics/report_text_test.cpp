// Reports as text: headline, place, excerpt, footers, summary.

#include "report_helpers.hpp"

namespace barem {
namespace {

TEST(report_text, no_finding_no_text) {
    report r;
    EXPECT_EQ(r.to_text(), "");
    EXPECT_FALSE(r.has_errors());
}

TEST(report_text, everything_that_a_finding_can_say) {
    report r;
    r.name = "viet-yen.barem";
    r.text = "bands volume_bonus(excess : percent) -> points {\n"
             "  | [1% .. 10%]  | 1 |\n"
             "  | [11% .. 20%] | 2 |\n"
             "}\n";
    auto& gap =
        r.findings.emplace_back(finding("B1301", severity::error, "`volume_bonus` leaves a gap between 10% and 11%"));
    gap.labels = {{find(r, "[1% .. 10%]"), "ends here"}, {find(r, "[11% .. 20%]"), "the next band starts here"}};
    gap.notes = {"bands must cover every value of the input", "two\nlines"};
    gap.help = "write `gaps take lower`";
    gap.witness = "excess = 10.5%";
    r.findings.push_back(finding("B1105", severity::warning, "`x` is never used"));
    label(r, find(r, "excess"), "");
    EXPECT_TRUE(r.has_errors());
    EXPECT_EQ("\n" + r.to_text(), R"(
error[B1301]: `volume_bonus` leaves a gap between 10% and 11%
 --> viet-yen.barem:2:5
  |
2 |   | [1% .. 10%]  | 1 |
  |     ^^^^^^^^^^^ ends here
3 |   | [11% .. 20%] | 2 |
  |     ------------ the next band starts here
  |
  = witness: excess = 10.5%
  = note: bands must cover every value of the input
  = note: two
          lines
  = help: write `gaps take lower`

warning[B1105]: `x` is never used
 --> viet-yen.barem:1:20
  |
1 | bands volume_bonus(excess : percent) -> points {
  |                    ^^^^^^
  |

1 error, 1 warning
)");
}

TEST(report_text, fixes_show_the_lines_before_and_after) {
    auto r = one_error("bands b(x : percent) -> points {\n"
                       "  | [90% .. 80%) | 1 |\n"
                       "  gaps take lower  # why\n"
                       "}\n");
    label(r, find(r, "[90%"), "");
    auto& fixes = r.findings[0].fixes;
    fixes.push_back({"exchange the bounds", false, {{find(r, "90"), "80"}, {find(r, "80"), "90"}}});
    fixes.push_back({"remove the row", true, {{find(r, "  | [90% .. 80%) | 1 |"), ""}}});
    fixes.push_back({"remove the clause, not its comment", true, {{find(r, "gaps take lower"), ""}}});
    fixes.push_back({"add a row", false, {{{33, 33}, "  | >= 90% | 2 |\n"}}});
    fixes.push_back({"say it in words only", false, {}});
    EXPECT_EQ(excerpt_of(r), R"(
 --> a.barem:2:5
  |
2 |   | [90% .. 80%) | 1 |
  |     ^^^^
  |
  = proposal: exchange the bounds
              -   | [90% .. 80%) | 1 |
              +   | [80% .. 90%) | 1 |
  = fix: remove the row
         -   | [90% .. 80%) | 1 |
  = fix: remove the clause, not its comment
         -   gaps take lower  # why
         +     # why
  = proposal: add a row
              +   | >= 90% | 2 |
  = proposal: say it in words only
)");
}

TEST(report_text, edits_that_fit_nothing_are_told_in_words) {
    auto r = one_error("abc\n");
    r.findings[0].fixes = {{"overlapping", false, {{{0, 2}, "x"}, {{1, 3}, "y"}}},
                           {"beyond the end", false, {{{2, 9}, "x"}}},
                           {"twice in one place", false, {{{1, 1}, "x"}, {{1, 1}, "y"}}}};
    EXPECT_EQ(excerpt_of(r), R"(
 --> a.barem
  = proposal: overlapping
  = proposal: beyond the end
  = proposal: twice in one place
)");
}

TEST(report_text, acknowledged_findings_only_when_asked_for) {
    report r;
    r.name = "a.barem";
    r.text = "x\n";
    r.acknowledged.push_back({finding("B2", severity::warning, "known"), "the decree says so", {0, 1}});
    EXPECT_EQ(r.to_text(), "");
    EXPECT_EQ(r.to_text({.acknowledged = true}), "warning[B2]: known\n --> a.barem\n  = acknowledged: the decree says so\n\n1 acknowledged\n");
    EXPECT_FALSE(r.has_errors());
}

TEST(report_text, a_finding_without_a_place) {
    auto r = one_error("x");
    r.findings[0].severity = severity::hint;
    r.findings[0].help = "add one";
    EXPECT_EQ(r.to_text(), "hint[B1]: wrong\n --> a.barem\n  = help: add one\n\n1 hint\n");
    EXPECT_FALSE(r.has_errors());
}

TEST(report_text, the_summary_counts) {
    report r;
    for (auto const level : {severity::hint, severity::error, severity::warning, severity::error})
        r.findings.push_back(finding("", level, "m"));
    auto const text = r.to_text();
    EXPECT_TRUE(text.ends_with("\n\n2 errors, 1 warning, 1 hint\n")) << text;
    EXPECT_TRUE(text.starts_with("hint: m\n")) << text;
}

TEST(report_text, colours_change_nothing_else) {
    auto r = one_error("let x = y + zz\n");
    label(r, find(r, "y"), "here");
    label(r, find(r, "zz"), "and here");
    r.findings[0].notes = {"a note"};
    auto coloured = r.to_text({.colour = true});
    EXPECT_NE(coloured.find("\x1b[1;31merror[B1]\x1b[0m"), std::string::npos);
    for (auto at = coloured.find('\x1b'); at != std::string::npos; at = coloured.find('\x1b'))
        coloured.erase(at, coloured.find('m', at) + 1 - at);
    EXPECT_EQ(coloured, r.to_text());
}

TEST(report_text, harmful_characters_are_replaced) {
    auto r = one_error("let \x1b[2J = \xFF\u202E;");
    r.name = "a\nb.barem";
    r.findings[0].message = "`\x1b[2J` is no name";
    label(r, find(r, "\x1b[2J"), "\x1b");
    auto const text = r.to_text();
    EXPECT_EQ(text.find('\x1b'), std::string::npos);
    EXPECT_EQ(text.find("\u202E"), std::string::npos);
    EXPECT_NE(text.find("1 | let \uFFFD[2J = \uFFFD\uFFFD;\n  |     ^^^^ \uFFFD\n"), std::string::npos) << text;
}

}  // namespace
}  // namespace barem
