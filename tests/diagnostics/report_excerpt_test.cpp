// The excerpt of a report: which lines it shows, and where the marks stand.

#include "report_helpers.hpp"

namespace barem {
namespace {

TEST(excerpt, several_labels_on_one_line) {
    auto r = one_error("let total = base + bonus * 2\n");
    label(r, find(r, "+"), "adds points to percent");
    label(r, find(r, "base"), "points");
    label(r, find(r, "bonus"), "percent");
    EXPECT_EQ(excerpt_of(r), R"(
 --> a.barem:1:18
  |
1 | let total = base + bonus * 2
  |             ---- ^ ----- percent
  |             |    |
  |             |    adds points to percent
  |             points
  |
)");
}

TEST(excerpt, labels_that_overlap) {
    auto r = one_error("let total = base + bonus\n");
    label(r, find(r, "bonus"), "inner");
    label(r, find(r, "base + bonus"), "outer");
    label(r, find(r, "base"), "");
    EXPECT_EQ(excerpt_of(r), R"(
 --> a.barem:1:20
  |
1 | let total = base + bonus
  |             -------^^^^^ inner
  |             |
  |             outer
  |
)");
}

TEST(excerpt, labels_that_begin_at_one_place) {
    auto r = one_error("let a = bc\n");
    label(r, find(r, "b"), "one");
    label(r, find(r, "b"), "two");
    label(r, find(r, "b"), "three");
    EXPECT_EQ(excerpt_of(r), R"(
 --> a.barem:1:9
  |
1 | let a = bc
  |         ^ one
  |         |
  |         three
  |         two
  |
)");
}

TEST(excerpt, carets_stand_under_vietnamese_text) {
    auto r = one_error("let x = to\u0302\u0309ng_điểm + Đường\n");
    label(r, find(r, "Đường"), "không có");
    label(r, find(r, "to\u0302\u0309ng_điểm"), "điểm");
    EXPECT_EQ(excerpt_of(r), "\n --> a.barem:1:23\n"
                             "  |\n"
                             "1 | let x = to\u0302\u0309ng_điểm + Đường\n"
                             "  |         ---------   ^^^^^ không có\n"
                             "  |         |\n"
                             "  |         điểm\n"
                             "  |\n");
}

TEST(excerpt, tabs_and_wide_characters) {
    auto r = one_error("\tlet\tx = 分数 + y\r\n");
    label(r, find(r, "分数"), "a");
    label(r, find(r, "\tx"), "");
    EXPECT_EQ(excerpt_of(r), R"(
 --> a.barem:1:10
  |
1 |     let x = 分数 + y
  |        --   ^^^^ a
  |
)");
}

TEST(excerpt, distant_lines_and_one_line_between) {
    auto r = one_error("one\ntwo\nthree\n\n5\n6\n7\n8\n9\nten ten\n");
    label(r, find(r, "ten ten"), "here");
    label(r, find(r, "one"), "first");
    label(r, find(r, "three"), "third");
    EXPECT_EQ(excerpt_of(r), R"(
  --> a.barem:10:1
   |
 1 | one
   | --- first
 2 | two
 3 | three
   | ----- third
...
10 | ten ten
   | ^^^^^^^ here
   |
)");
}

TEST(excerpt, a_span_of_several_lines) {
    auto r = one_error("bands b(x : percent) -> points {\n  | x | y |\n  | 1 | 2 |\n  | 3 | 4 |\n  | 5 | 6 |\n  | 7 | "
                       "8 |\n}\n\nunit b\n");
    auto const end = static_cast<std::uint32_t>(r.text.find("}\n") + 1);
    label(r, {find(r, "b(x").begin, end}, "first declared here");
    label(r, find(r, "4"), "four");
    label(r, {static_cast<std::uint32_t>(r.text.size() - 2), static_cast<std::uint32_t>(r.text.size() - 1)}, "again");
    EXPECT_EQ(excerpt_of(r), R"(
 --> a.barem:1:7
  |
1 |   bands b(x : percent) -> points {
  |  _______^
2 | |   | x | y |
3 | |   | 1 | 2 |
4 | |   | 3 | 4 |
  | |         - four
5 | |   | 5 | 6 |
6 | |   | 7 | 8 |
7 | | }
  | |_^ first declared here
8 |
9 |   unit b
  |        - again
  |
)");
}

TEST(excerpt, long_spans_are_shortened_and_may_cross) {
    std::string text = "a {\n";
    for (int line = 2; line < 20; ++line) text += "x" + std::to_string(line) + "\n";
    auto r = one_error(text + "}");
    label(r, {0, static_cast<std::uint32_t>(r.text.size())}, "all");
    label(r, {find(r, "x9").begin, find(r, "x11").end}, "part");
    EXPECT_EQ(excerpt_of(r), R"(
  --> a.barem:1:1
   |
 1 |    a {
   |  __^
 2 | |  x2
...  |
 9 | |  x9
   | | _-
10 | || x10
11 | || x11
   | ||___- part
...  |
19 | |  x19
20 | |  }
   | |__^ all
   |
)");
}

TEST(excerpt, nothing_and_the_end_of_the_file) {
    auto r = one_error("record x {\n  input a : text\n\n");
    auto const end = static_cast<std::uint32_t>(r.text.size());
    label(r, {end, end}, "`}` is missing");
    EXPECT_EQ(excerpt_of(r), R"(
 --> a.barem:2:17
  |
2 |   input a : text
  |                 ^ `}` is missing
  |
)");
    auto empty = one_error("");
    label(empty, {0, 0}, "expected `ruleset`");
    EXPECT_EQ(excerpt_of(empty), "\n --> a.barem:1:1\n  |\n1 |\n  | ^ expected `ruleset`\n  |\n");
}

TEST(excerpt, a_span_with_its_line_end_is_one_line) {
    auto r = one_error("abc\ndef\n");
    label(r, {0, 4}, "line");
    EXPECT_EQ(excerpt_of(r), "\n --> a.barem:1:1\n  |\n1 | abc\n  | ^^^ line\n  |\n");
}

TEST(excerpt, long_lines_are_cropped_around_their_labels) {
    auto r = one_error(std::string(5000, 'a') + " wrong " + std::string(5000, 'b'));
    label(r, find(r, "wrong"), "here");
    label(r, {0, 1}, "far away");
    auto const text = excerpt_of(r);
    auto const source = text.find("1 | ..."), marks = text.find("\n  | ", source);
    ASSERT_NE(source, std::string::npos) << text;
    EXPECT_LT(text.size(), 800U);
    EXPECT_NE(text.find("bbb...\n"), std::string::npos) << text;
    EXPECT_EQ(text.find("wrong") - source, text.find("^^^^^ here") - marks - 1) << text;
    EXPECT_NE(text.find("far away"), std::string::npos) << "a label outside is drawn at the edge:\n" << text;
}

}  // namespace
}  // namespace barem
