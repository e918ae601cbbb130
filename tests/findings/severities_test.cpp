// compile_options::severities: what may be set, and what follows.

#include "rules.hpp"

#include <barem/catalog.hpp>

namespace findings {
namespace {

compile_options with(std::string code, severity_choice chosen) {
    compile_options made;
    made.severities.emplace_back(std::move(code), chosen);
    return made;
}

parts const with_needless_clause{.second = "(10% .. 100%]", .clauses = "  gaps take lower\n"};

TEST(severities, warnings_may_become_anything) {
    auto const text = with_needless_clause.text();
    EXPECT_EQ(check_rules(text).findings[0].severity, severity::warning);
    EXPECT_TRUE(check_rules(text, "x", with("B1309", severity_choice::error)).has_errors());
    EXPECT_FALSE(compile(text, "x", with("B1309", severity_choice::error)));
    EXPECT_EQ(check_rules(text, "x", with("B1309", severity_choice::hint)).findings[0].severity, severity::hint);
    EXPECT_EQ(codes(check_rules(text, "x", with("B1309", severity_choice::off))), words{});
}

TEST(severities, gaps_may_be_warnings_and_no_less) {
    auto const text = parts{}.text();
    auto const lowered = compile(text, "x", with("B1301", severity_choice::warning));
    ASSERT_TRUE(lowered);
    EXPECT_EQ(codes(lowered->findings()), words{"B1301"});
    EXPECT_FALSE(lowered->score_json(R"({"id":"Lan","excess":10.5})"));
    EXPECT_EQ(codes(check_rules(text, "x", with("B1301", severity_choice::hint))), words{"B0009"});
    EXPECT_EQ(codes(check_rules(text, "x", with("B1301", severity_choice::off))), words{"B0009"});
}

TEST(severities, of_errors_that_leave_nothing_to_evaluate_stay) {
    for (auto const& entry : catalog()) {
        if (entry.severity != severity::error || entry.may_be_lowered) continue;
        EXPECT_NE(wrong_severity(entry.code, severity_choice::warning), "") << entry.code;
        EXPECT_EQ(wrong_severity(entry.code, severity_choice::error), "") << entry.code;
    }
    EXPECT_EQ(wrong_severity("B9999", severity_choice::error), "there is no finding `B9999`");
    EXPECT_EQ(codes(check_rules(parts{}.text(), "x", with("B9999", severity_choice::error))), words{"B0009"});
}

TEST(severities, off_leaves_acknowledgements_their_use) {
    auto const text = parts{.bands = "acknowledge B1309 \"giữ lại\"", .second = "(10% .. 100%]", .clauses = "  gaps take lower\n"}.text();
    EXPECT_EQ(codes(check_rules(text, "x", with("B1309", severity_choice::off))), words{});
}

// A result that may be absent hides no gap.
TEST(severities, a_gap_of_a_table_whose_result_may_be_absent_is_a_failure_too) {
    auto text = parts{}.text();
    text.replace(text.find("-> number"), 9, "-> number?");
    text.replace(text.find("bonus(excess)"), 13, "bonus(excess) default 0");
    auto const rules = compile(text, "x", with("B1301", severity_choice::warning));
    ASSERT_TRUE(rules) << rules.error().to_text();
    EXPECT_FALSE(rules->score_json(R"({"id":"Lan","excess":10.5})"));
    EXPECT_TRUE(rules->score_json(R"({"id":"Lan","excess":20})"));
}

}  // namespace
}  // namespace findings
