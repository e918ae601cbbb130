// "expressions, loosest first"

#include "support.hpp"

namespace barem::testing {
namespace {

TEST(expressions, operators_bind_as_the_grammar_orders_them) {
    EXPECT_EQ(tree_of("a or b and not c = d default e + f * -g"),
              "binary or\n"
              "  path a\n"
              "  binary and\n"
              "    path b\n"
              "    not\n"
              "      binary =\n"
              "        path c\n"
              "        binary default\n"
              "          path d\n"
              "          binary +\n"
              "            path e\n"
              "            binary *\n"
              "              path f\n"
              "              negate\n"
              "                path g\n");
}

TEST(expressions, chains_lean_to_the_left) {
    EXPECT_EQ(tree_of("a - b - c"), "binary -\n  binary -\n    path a\n    path b\n  path c\n");
    EXPECT_EQ(tree_of("80% of a / 2"), "binary /\n  binary of\n    number 80%\n    path a\n  number 2\n");
}

TEST(expressions, parentheses_group) { EXPECT_EQ(tree_of("(a + b) * c"), "binary *\n  binary +\n    path a\n    path b\n  path c\n"); }

TEST(expressions, else_if_stays_flat) {
    EXPECT_EQ(tree_of("if a then 1 else if b then 2 else if c then 3 else 4"),
              "if\n  path a\n  number 1\n  path b\n  number 2\n  path c\n  number 3\n  number 4\n");
}

TEST(expressions, a_unit_stands_on_the_line_of_its_number) {
    EXPECT_EQ(tree_of("10 points"), "number 10 points\n");
    auto const result = grammar::parse("ruleset t record r { classify c {\n good when a >= 10\n bad when b\n } }");
    EXPECT_EQ(show(result.findings), "");
    EXPECT_EQ(result.tree.records.at(0).classifications.at(0).levels.size(), 2U);
}

TEST(expressions, a_clause_word_is_no_unit) {
    auto const result = grammar::parse("ruleset t record r { input a : number 0 .. 10 decimals 2 input b : number 0 .. 5 required when c }");
    EXPECT_EQ(show(result.findings), "");
    EXPECT_EQ(result.tree.records.at(0).inputs.at(0).declared.decimals, 2U);
}

TEST(expressions, a_call_has_its_parenthesis_on_its_line) {
    EXPECT_EQ(tree_of("f(a, 1)"), "call f\n  path a\n  number 1\n");
    EXPECT_EQ(tree_of("sum(p over t.u where d by y)"), "call sum\n  path p\n  over: path t.u\n  where: path d\n  by: path y\n");
    auto const result = grammar::parse("ruleset t record r { classify c {\n good when a\n (b) when d } }");
    EXPECT_EQ(show(result.findings), "");
    EXPECT_EQ(result.tree.records.at(0).classifications.at(0).levels.size(), 2U);
}

TEST(expressions, two_dots_part_two_numbers) {
    EXPECT_EQ(tree_of("a in [900..1000)"), "in interval\n  path a\n  interval\n    from: number 900\n    below: number 1000\n");
}

TEST(expressions, nothing_true_and_false_are_literals) { EXPECT_EQ(tree_of("a = nothing and true"), "binary and\n  binary =\n    path a\n    nothing\n  true\n"); }

TEST(expressions, dates_are_literals) {
    EXPECT_EQ(tree_of("2015-10-31"), "date 2015-10-31\n");
    EXPECT_EQ(codes(with_let("2015-13-40")), "B1010");
    EXPECT_EQ(codes(with_let("2015-02-29")), "B1010");
    EXPECT_EQ(codes(with_let("2016-02-29")), "");
}

}  // namespace
}  // namespace barem::testing
