// What is said about rule sets that are wrong, and that all of it is said at once.

#include "support.hpp"

#include <algorithm>

namespace barem::testing {
namespace {

diagnostic only(std::string_view source) {
    auto const findings = grammar::parse(source).findings;
    EXPECT_EQ(findings.size(), 1U) << show(findings);
    return findings.empty() ? diagnostic{} : findings.front();
}

TEST(errors, say_what_was_expected_and_what_was_found) {
    auto const d = only(with_let("5 +"));
    EXPECT_EQ(d.code, "B1001");
    EXPECT_EQ(d.message, "expected an expression, found `}`");
    EXPECT_EQ(only("ruleset t record r { let x = 5").message, "expected `}`, found the end of the text");
}

TEST(errors, a_missing_brace_points_to_the_one_that_was_opened) {
    std::string const source = "ruleset t\nrecord a {\n  let x = 5\nrecord b {\n}\n";
    auto const d = only(source);
    EXPECT_EQ(d.labels.at(0).where.begin, source.find("record b"));
    EXPECT_EQ(d.labels.at(1).where.begin, source.find('{'));
}

TEST(errors, slips_are_recognised) {
    EXPECT_EQ(only(with_let("a == b")).help, "equality is written `=`");
    EXPECT_EQ(only(with_let("a => b")).help, "at least is written `>=`, the type of a result `->`");
    EXPECT_EQ(only(with_let("a && b")).help, "write `and`");
    EXPECT_EQ(only(with_let("a || b")).help, "write `or`; an empty cell of a table is written `-`");
    EXPECT_EQ(only(with_let("!a")).help, "write `not`");
    EXPECT_EQ(only(with_let("\xE2\x80\x9C" "a\xE2\x80\x9D")).code, "B1004");
    EXPECT_EQ(only(with_let("0,5")).help, "write `0.5` for a decimal, `0, 5` for two numbers");
    EXPECT_EQ(only("ruleset t\nrecrod a { }").help, "did you mean `record`?");
    EXPECT_EQ(only("ruleset t record r {\n inptu a : b\n let c = 1 }").help, "did you mean `input`?");
}

TEST(errors, chained_comparisons_become_intervals) {
    EXPECT_EQ(only(with_let("900 <= total < 1000")).help, "write `total in [900 .. 1000)`");
    EXPECT_EQ(only(with_let("b > a.x >= 5%")).help, "write `a.x in [5% .. b)`");
    EXPECT_EQ(only(with_let("a = b = c")).help, "join two comparisons with `and`");
}

TEST(errors, a_rule_set_begins_with_its_header) {
    EXPECT_EQ(only("record r { }").code, "B1012");
    EXPECT_EQ(only("").code, "B1012");
    EXPECT_EQ(only("rule t\nrecord r { }").code, "B1012");
}

TEST(errors, nothing_is_said_twice) {
    EXPECT_EQ(codes("ruleset t language vi language en"), "B1011");
    EXPECT_EQ(codes("ruleset t \"a\" \"b\""), "B1011");
    EXPECT_EQ(codes("ruleset t \"a\" en \"b\" en \"c\""), "B1011");
    EXPECT_EQ(codes("ruleset t record r { classify c { a when b otherwise c otherwise d } }"), "B1011");
}

TEST(errors, stand_in_the_order_of_the_text) {
    auto const findings = grammar::parse(read(language_folder / "errors" / "many.barem")).findings;
    EXPECT_GT(findings.size(), 20U);
    EXPECT_TRUE(std::is_sorted(findings.begin(), findings.end(), [](diagnostic const& a, diagnostic const& b) {
        return a.labels.front().where.begin < b.labels.front().where.begin;
    }));
}

TEST(errors, one_mistake_in_a_member_leaves_the_others_alone) {
    auto const result = grammar::parse("ruleset t\nrecord r {\n  let a = (1\n  let b = 2\n  classify c {\n    x when\n    y when b\n  }\n}\nunit u\n");
    EXPECT_EQ(result.findings.size(), 2U) << show(result.findings);
    EXPECT_EQ(result.tree.units.size(), 1U);
    EXPECT_EQ(result.tree.records.at(0).lets.size(), 2U);
}

}  // namespace
}  // namespace barem::testing
