// Examples that are proposed for what no example touches. Failures indict src/coverage/propose.cpp and what it searches with.

#include "rules.hpp"

namespace {

using namespace coverage_test;

std::string proposed_for(std::vector<coverage::proposal> const& all, std::string const& place) {
    for (auto const& p : all)
        if (p.about.of + ": " + p.about.says == place) return p.text;
    return "not asked for";
}

TEST(propose, bands_and_rows_are_called_with_the_simplest_values_that_no_earlier_row_takes) {
    auto const all = coverage::propose(staff(), {});
    EXPECT_EQ(proposed_for(all, "bonus: < 1%"), "example bonus(0%) = 0");
    EXPECT_EQ(proposed_for(all, "bonus: gaps take lower"), "example bonus(10.5%) = 1");
    EXPECT_EQ(proposed_for(all, "allowance: island, -, -"), "example allowance(island, 20) = 5");
}

TEST(propose, levels_exceptions_and_deductions_change_one_input_of_an_example) {
    auto const all = coverage::propose(staff(), {});
    EXPECT_EQ(proposed_for(all, "head.deduction: missed"), R"(example "head.deduction: missed" : usual with { missed: 1 } expect deduction = 1)");
    EXPECT_EQ(proposed_for(all, "head.limit: remote"), R"(example "head.limit: remote" : usual with { site: island } expect limit = 1)");
    EXPECT_EQ(proposed_for(all, "head.rated: giỏi"), R"(example "head.rated: giỏi" : usual with { site: island } expect rated = giỏi)");
}

TEST(propose, what_is_touched_and_sides_of_branches_are_not_asked_for) {
    auto const all = coverage::propose(staff(), {});
    EXPECT_EQ(proposed_for(all, "bonus: [1% .. 10%]"), "not asked for");
    EXPECT_EQ(proposed_for(all, "task.done: `on_time` fails"), "not asked for");
}

std::string two_inputs(std::string const& condition) {
    return R"(
ruleset r
unit points
record r {
  key id : text
  input a : integer 0..9
  input b : integer 0..9
  classify c : points { 1 when )" + condition + R"(  otherwise 0 }
  output c(0)
}
sample s : r { a: 0, b: 0 }
example "none" : s expect c = 0
)";
}

TEST(propose, several_inputs_change_where_one_is_not_enough) {
    auto const all = coverage::propose(compile(two_inputs("a = 9 and b >= 7")).value(), {});
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].text, R"(example "r.c: 1 points" : s with { a: 9, b: 7 } expect c = 1)");
}

TEST(propose, says_where_no_example_is_found) {
    auto const rules = compile(two_inputs("a * a = 2 + b and a > 8 and b < 7")).value();       // no record is like that
    auto const all = coverage::propose(rules, {});
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].text, "");
    EXPECT_NE(coverage::to_text("r.barem", all).find("# No example found.\n"), std::string::npos);
}

TEST(propose, says_that_nothing_is_left) {
    auto const rules = compile("ruleset r\nrecord r {\n key id : text\n input a : integer 0..9\n output a(0)\n let x = a\n}\n");
    ASSERT_TRUE(rules) << rules.error().to_text();
    EXPECT_EQ(coverage::to_text("r.barem", coverage::propose(*rules, {})), "# r.barem: every row and level has an example.\n");
}

void expect_all_hold(std::string const& text, std::vector<coverage::proposal> const& all, compile_options const& options) {
    std::string whole = text;
    for (auto const& p : all) whole += "\n" + p.text + "\n";
    auto const rules = compile(whole, "with proposals", options);
    ASSERT_TRUE(rules) << rules.error().to_text();
    EXPECT_TRUE(rules->run_examples().failures.findings.empty()) << rules->run_examples().failures.to_text();
    auto const c = coverage::measure(rules->inner());
    auto const left = untouched(c);
    for (auto const& p : all)
        EXPECT_EQ(std::ranges::count(left, p.about.of + ": " + p.about.says), p.text.empty() ? 1 : 0) << p.text;
}

TEST(propose, every_proposal_holds) {
    auto const rules = staff();
    expect_all_hold(rules.findings().text, coverage::propose(rules, {}), {});
}

class proposals : public testing::TestWithParam<char const*> {};

/// From one example, all rows of bands and tables are found again, and each proposal holds together with the others.
TEST_P(proposals, every_proposal_holds) {
    auto const options = beside(GetParam());
    auto const text = with_one_example(regulation(GetParam()));
    auto const rules = compile(text, "one example", options);
    ASSERT_TRUE(rules) << rules.error().to_text();
    auto const all = coverage::propose(*rules, options);
    EXPECT_FALSE(all.empty());
    for (auto const& p : all) EXPECT_TRUE(!p.text.empty() || p.about.table == coverage::none) << p.about.of << ": " << p.about.says;
    expect_all_hold(text, all, options);
}

INSTANTIATE_TEST_SUITE_P(five, proposals, testing::Values("viet-yen-2015", "phu-tho-2022", "hon-quan-2021", "ninh-hai-2021", "dong-nai-2013"));

}  // namespace
