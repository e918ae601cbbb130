// "Spans are byte offsets of the node without surrounding white space."

#include "support.hpp"

namespace barem::testing {
namespace {

std::string_view text(std::string_view source, source_span where) { return source.substr(where.begin, where.end - where.begin); }

TEST(spans, of_expressions) {
    std::string const source = with_let("a + (b * 2 points)   # remark");
    auto const tree = grammar::parse(source).tree;
    auto const& sum = tree.records.at(0).lets.at(0).value;
    EXPECT_EQ(text(source, sum.where), "a + (b * 2 points)");
    EXPECT_EQ(text(source, sum.operator_where), "+");
    EXPECT_EQ(text(source, sum.operands.at(1).where), "(b * 2 points)");
    EXPECT_EQ(text(source, sum.operands.at(1).operator_where), "*");
    EXPECT_EQ(text(source, sum.operands.at(1).operands.at(1).where), "2 points");
    EXPECT_EQ(text(source, sum.operands.at(1).operands.at(1).unit.where), "points");
}

TEST(spans, of_calls_and_tests) {
    std::string const source = with_let("sum(a.b where c is not given) in [1 .. x]");
    auto const tree = grammar::parse(source).tree;
    auto const& in = tree.records.at(0).lets.at(0).value;
    EXPECT_EQ(text(source, in.where), "sum(a.b where c is not given) in [1 .. x]");
    EXPECT_EQ(text(source, in.operator_where), "in");
    EXPECT_EQ(text(source, in.range->where), "[1 .. x]");
    EXPECT_EQ(text(source, in.operands.at(0).operator_where), "sum");
    EXPECT_EQ(text(source, in.operands.at(0).filter->where), "c is not given");
    EXPECT_EQ(text(source, in.operands.at(0).filter->operator_where), "is");
}

TEST(spans, of_declarations) {
    std::string const source =
        "ruleset t\nunit points \"p\"   # one\nrecord r {\n  input a : points 0 .. 5   @ 6.1\n\n  let b = 1\n}\n"
        "bands c(x : points) -> points {\n  | x | y |\n  | < 5 |  x + 1  | \"l\"\n}\n";
    auto const result = grammar::parse(source);
    EXPECT_EQ(show(result.findings), "");
    auto const& tree = result.tree;
    EXPECT_EQ(text(source, tree.units.at(0).where), "unit points \"p\"");
    EXPECT_EQ(text(source, tree.units.at(0).shown.where), "\"p\"");
    auto const& input = tree.records.at(0).inputs.at(0);
    EXPECT_EQ(text(source, input.where), "input a : points 0 .. 5   @ 6.1");
    EXPECT_EQ(text(source, input.declared.where), "points 0 .. 5");
    EXPECT_EQ(text(source, input.declared.range->where), "0 .. 5");
    EXPECT_EQ(text(source, input.notes.citations.at(0).where), "6.1");
    EXPECT_EQ(text(source, tree.records.at(0).lets.at(0).where), "let b = 1");
    auto const& row = tree.tables.at(0).table.rows.at(0);
    EXPECT_EQ(text(source, row.where), "| < 5 |  x + 1  | \"l\"");
    EXPECT_EQ(text(source, row.cells.at(0).where), "< 5");
    EXPECT_EQ(text(source, row.cells.at(0).range->where), "< 5");
    EXPECT_EQ(row.cells.at(1).text, "x + 1");
}

TEST(spans, count_the_bytes_of_the_text_as_it_is) {
    std::string const source = "\xEF\xBB\xBFruleset t\r\nrecord r {\r\n  let điểm = 5\r\n}\r\n";
    auto const result = grammar::parse(source);
    EXPECT_EQ(show(result.findings), "");
    EXPECT_EQ(text(source, result.tree.records.at(0).lets.at(0).id.where), "điểm");
}

}  // namespace
}  // namespace barem::testing
