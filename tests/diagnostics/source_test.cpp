// Lines, columns and display widths of a source.

#include "source/display.hpp"
#include "source/line_index.hpp"

#include <gtest/gtest.h>

namespace barem {
namespace {

TEST(line_index, counts_lines_and_characters_from_one) {
    line_index const lines("a\nTổng điểm\r\n\nz");
    EXPECT_EQ(lines.line_count(), 4U);
    EXPECT_EQ(lines.line(2), "Tổng điểm");
    EXPECT_EQ(lines.line(3), "");
    EXPECT_EQ(lines.position(0), (text_position{1, 1}));
    EXPECT_EQ(lines.position(1), (text_position{1, 2})) << "a line end belongs to its line";
    EXPECT_EQ(lines.position(2), (text_position{2, 1}));
    EXPECT_EQ(lines.position(2 + std::string_view("Tổng ").size()), (text_position{2, 6}));
    EXPECT_EQ(lines.position(1000), (text_position{4, 2}));
}

TEST(line_index, an_empty_text_has_one_line) {
    line_index const lines("");
    EXPECT_EQ(lines.line_count(), 1U);
    EXPECT_EQ(lines.position(0), (text_position{1, 1}));
    EXPECT_EQ(lines.clamp({5, 3}), (source_span{0, 0}));
}

TEST(line_index, clamps_spans_to_whole_characters_inside_the_text) {
    line_index const lines("xổy");  // ổ has three bytes
    EXPECT_EQ(lines.clamp({2, 3}), (source_span{1, 4}));
    EXPECT_EQ(lines.clamp({4, 99}), (source_span{4, 5}));
    EXPECT_EQ(lines.clamp({99, 2}), (source_span{5, 5}));
}

TEST(line_index, the_end_of_the_file_is_the_end_of_its_last_words) {
    line_index const lines("record x {\n  \n\n");
    EXPECT_EQ(lines.clamp({15, 15}), (source_span{10, 10}));
    EXPECT_EQ(line_index("\n\n").clamp({2, 2}), (source_span{0, 0}));
}

TEST(display_width, counts_columns) {
    EXPECT_EQ(display_width("Tổng điểm"), 9U);
    EXPECT_EQ(display_width("To\u0302\u0309ng d\u0323iem"), 9U) << "marks apart from their letters";
    EXPECT_EQ(display_width("分"), 2U);
    EXPECT_EQ(display_width("\u1100\u1161\u11A8"), 2U) << "a Korean syllable of three letters";
    EXPECT_EQ(display_width("👍"), 2U);
    EXPECT_EQ(display_width("👍🏽"), 2U) << "with a tone of skin";
    EXPECT_EQ(display_width("👩‍👩‍👧"), 2U) << "a family of three";
    EXPECT_EQ(display_width("🇻🇳🇯🇵"), 4U) << "two flags";
    EXPECT_EQ(display_width("☎"), 1U);
    EXPECT_EQ(display_width("☎\uFE0F"), 2U) << "shown as an emoji";
    EXPECT_EQ(display_width("a\xFFz"), 3U) << "a byte that is no UTF-8 is shown as one character";
}

TEST(printable, nothing_reaches_the_terminal_that_it_would_act_upon) {
    EXPECT_EQ(printable("a\x1b[31mb"), "a\uFFFD[31mb");
    EXPECT_EQ(printable("a\u202Eb\u2066c"), "a\uFFFDb\uFFFDc");
    EXPECT_EQ(printable("two\nlines\tand a \xFF"), "two lines and a \uFFFD");
}

TEST(line_layout, tabs_reach_to_the_next_multiple_of_four) {
    line_layout const layout("\ta\tb");
    EXPECT_EQ(layout.column_of(1), 4U);
    EXPECT_EQ(layout.column_of(3), 8U);
    EXPECT_EQ(layout.width(), 9U);
    EXPECT_EQ(layout.slice(0, 9), "    a   b");
}

TEST(line_layout, a_mark_stands_where_its_base_stands) {
    line_layout const layout("xo\u0302\u0309y");
    EXPECT_EQ(layout.column_of(2), 1U);
    EXPECT_EQ(layout.column_before(6), 2U);
    EXPECT_EQ(layout.slice(1, 2), "o\u0302\u0309");
    EXPECT_EQ(layout.slice(2, 3), "y");
}

TEST(line_layout, a_wide_character_cut_in_half_becomes_a_space) {
    line_layout const layout("分数");
    EXPECT_EQ(layout.slice(1, 4), " 数");
    EXPECT_EQ(layout.slice(0, 3), "分 ");
}

}  // namespace
}  // namespace barem
