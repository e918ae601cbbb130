// "A row of a pipe table stands on one line up to its last `|`; what annotates it may go on below."

#include "format/format.hpp"
#include "source/display.hpp"
#include "support.hpp"

#include <sstream>

namespace barem::testing {
namespace {

ast::pipe_table rows(std::string const& text) {
    auto const result = grammar::parse("ruleset t bands b(x : y) -> z {\n" + text + "\n}");
    EXPECT_EQ(show(result.findings), "");
    return result.tree.tables.empty() ? ast::pipe_table{} : result.tree.tables.front().table;
}

std::string row_codes(std::string const& text) { return codes("ruleset t bands b(x : y) -> z {\n" + text + "\n}"); }

TEST(tables, cells_are_what_they_look_like) {
    using form = ast::cell::kind;
    auto const cells = rows("| a | b | c | d | e | f | g |\n| - | [1 .. 2) | (1 .. a.b] | (1 + 2) | < 5 | != 5 | 1, 2 |").rows.at(0).cells;
    ASSERT_EQ(cells.size(), 7U);
    form const expected[] = {form::any, form::interval, form::interval, form::alternatives, form::interval, form::alternatives, form::alternatives};
    for (std::size_t i = 0; i < 7; ++i) EXPECT_EQ(cells[i].form, expected[i]) << i;
    EXPECT_FALSE(cells[4].range->low);
    EXPECT_FALSE(cells[4].range->high_closed);
    EXPECT_EQ(cells[5].comparison, "!=");
    EXPECT_EQ(cells[6].values.size(), 2U);
    EXPECT_EQ(cells[1].text, "[1 .. 2)");
}

TEST(tables, the_column_at_takes_sections) {
    auto const table = rows("| at | when |\n| 6.4.đ | a |\n| Điều 5, khoản 2 | a |\n| \"Phụ lục\" | a |\n| 6 | a |\n| - | a |");
    EXPECT_EQ(table.columns.at(1).text, "when");
    EXPECT_EQ(table.rows.at(0).cells.at(0).text, "6.4.đ");
    EXPECT_EQ(table.rows.at(1).cells.at(0).text, "Điều 5, khoản 2");
    EXPECT_EQ(table.rows.at(2).cells.at(0).text, "Phụ lục");
    EXPECT_EQ(table.rows.at(3).cells.at(0).form, ast::cell::kind::section);
    EXPECT_EQ(table.rows.at(4).cells.at(0).form, ast::cell::kind::any);
}

TEST(tables, annotations_may_stand_below_their_row) {
    auto const table = rows("| x | y |\n| 1 | 2 |\n  \"label\"\n  @ 6.1\n  reading \"so\"\n| 3 | 4 | @ 7");
    EXPECT_EQ(table.rows.size(), 2U);
    EXPECT_EQ(table.rows.at(0).notes.citations.size(), 1U);
    EXPECT_EQ(table.rows.at(0).notes.readings.size(), 1U);
}

TEST(tables, a_row_has_as_many_cells_as_the_header) {
    EXPECT_EQ(row_codes("| x | y |\n| 1 |\n| 1 | 2 | 3 |\n| 1 | 2 |"), "B1009 B1009");
}

TEST(tables, a_row_does_not_go_on_in_the_next_line) {
    EXPECT_EQ(row_codes("| x | y |\n| 1 | 2\n| 3 | 4 |"), "B1001");
    EXPECT_EQ(row_codes("| x | y |\n| 1 | 2 +\n 3 |\n| 3 | 4 |"), "B1001");
    EXPECT_EQ(row_codes("| x | y |\n| | 2 |\n| 3 + | 4 |\n| 5 | 6 |"), "B1001 B1001");
}

/// Columns at which the pipes of each row stand, with cells of these texts under one another.
std::vector<std::vector<std::size_t>> pipes_of(std::vector<std::string> const& texts) {
    std::string source = "ruleset t\ntable b(x : text) -> text hit first {\n| x | y |\n";
    for (auto const& text : texts) source += "| \"" + text + "\" | \"so\" |\n";
    std::istringstream formatted(formatter::format(source + "}\n"));
    std::vector<std::vector<std::size_t>> rows;
    for (std::string line; std::getline(formatted, line);) {
        if (line.find('|') == std::string::npos) continue;
        rows.emplace_back();
        for (std::size_t at = 0; (at = line.find('|', at)) != std::string::npos; ++at) rows.back().push_back(display_width(line.substr(0, at)));
    }
    return rows;
}

TEST(tables, columns_are_as_wide_as_they_look) {
    auto const rows = pipes_of({"Vượt khối lượng", "Vu\u031Bo\u031B\u0323t kho\u0302\u0301i lu\u031Bo\u031B\u0323ng", "得分 一", "กำหนด", "한국어", "\u1112\u1161\u11AB", "👍🏽 👩‍👩‍👧 🇻🇳 ☎\uFE0F", "x"});
    ASSERT_EQ(rows.size(), 9U);
    for (auto const& row : rows) EXPECT_EQ(row, rows.front());
    EXPECT_EQ(pipes_of({"Vượt"}), pipes_of({"Vu\u031Bo\u031B\u0323t"})) << "composed or not";
    EXPECT_EQ(pipes_of({"👩‍👩‍👧"}), pipes_of({"得"})) << "a family of emoji is as wide as one";
}

TEST(tables, a_clause_stands_once) {
    EXPECT_EQ(row_codes("| x | y |\n gaps take lower\n gaps take nothing"), "B1011");
    EXPECT_EQ(row_codes("| x | y |\n gaps take lower\n overlaps take first"), "");
}

}  // namespace
}  // namespace barem::testing
