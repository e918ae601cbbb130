// Clauses `acknowledge`: what they silence, what they do not, and what is wrong with them.

#include "rules.hpp"

namespace findings {
namespace {

TEST(acknowledgement, stands_at_a_row_a_declaration_or_the_file) {
    EXPECT_EQ(codes(check_rules(parts{}.text())), words{"B1301"});
    std::string const clause = "acknowledge B1301 \"Bộ sẽ sửa\" en \"the ministry will mend it\"";
    for (auto const& p : {parts{.header = clause + "\n"}, parts{.bands = "@ 6.1 " + clause}, parts{.row = clause}}) {
        auto const found = check_rules(p.text());
        EXPECT_EQ(codes(found), words{}) << found.to_text();
        EXPECT_EQ(acknowledged(found), words{"B1301 the ministry will mend it"}) << p.text();
    }
}

TEST(acknowledgement, is_about_what_it_stands_at_alone) {
    auto const found = check_rules(parts{.level = "acknowledge B1301 \"nhầm chỗ\""}.text());
    EXPECT_EQ(codes(found), (words{"B1301", "B2003"})) << found.to_text();
    EXPECT_TRUE(found.acknowledged.empty());
}

TEST(acknowledgement, is_about_its_code_alone) {
    auto const found = check_rules(parts{.bands = "acknowledge B1302 \"khác\""}.text());
    EXPECT_EQ(codes(found), (words{"B2003", "B1301"}));
}

TEST(acknowledgement, that_stands_nearest_is_used_and_the_other_is_stale) {
    auto const found = check_rules(parts{.header = "acknowledge B1301 \"xa\"\n", .row = "acknowledge B1301 \"gần\""}.text());
    EXPECT_EQ(acknowledged(found), words{"B1301 gần"});
    EXPECT_EQ(codes(found), words{"B2003"});
}

TEST(acknowledgement, of_warnings_too) {
    std::string const otherwise = "    otherwise kém acknowledge B1403 \"phòng khi sửa\"\n";
    auto const found = check_rules(parts{.second = "(10% .. 100%]", .otherwise = otherwise}.text());
    EXPECT_EQ(codes(found), words{}) << found.to_text();
    EXPECT_EQ(acknowledged(found), words{"B1403 phòng khi sửa"});
}

TEST(acknowledgement, that_has_nothing_left_to_do_is_stale) {
    auto const found = check_rules(parts{.bands = "acknowledge B1301 \"cũ\"", .second = "(10% .. 100%]"}.text());
    ASSERT_EQ(codes(found), words{"B2003"});
    EXPECT_EQ(found.findings[0].severity, severity::warning);
    ASSERT_EQ(found.findings[0].fixes.size(), 1U);
    EXPECT_TRUE(found.findings[0].fixes[0].safe);
}

TEST(acknowledgement, is_not_called_stale_where_not_everything_was_looked_at) {
    auto const mistaken = check_rules(parts{.bands = "acknowledge B1301 \"cũ\"", .level = "@ 1", .otherwise = "    otherwise không_có\n"}.text());
    EXPECT_EQ(codes(mistaken), words{"B1105"});
    compile_options few;
    few.compile.max_proof_steps = 2;
    EXPECT_EQ(std::ranges::count(codes(check_rules(parts{.bands = "acknowledge B1301 \"cũ\""}.text(), "x", few)), "B2003"), 0);
}

TEST(acknowledgement, needs_a_code_that_there_is_and_a_reason) {
    auto const unknown = check_rules(parts{.bands = "acknowledge b1301 \"x\""}.text());
    EXPECT_EQ(codes(unknown), (words{"B2001", "B1301"}));
    EXPECT_EQ(unknown.findings[0].fixes[0].edits[0].replacement, "B1301");
    EXPECT_EQ(codes(check_rules(parts{.bands = "acknowledge B1301"}.text())), words{"B1001"});
    EXPECT_EQ(codes(check_rules(parts{.bands = "acknowledge B1301 \" \""}.text())), words{"B1001"});
}

TEST(acknowledgement, cannot_be_of_an_error_that_leaves_nothing_to_evaluate) {
    auto const found = check_rules(parts{.header = "acknowledge B1105 \"x\"\n", .otherwise = "    otherwise không_có\n"}.text());
    EXPECT_EQ(codes(found), (words{"B2002", "B1105"}));
}

TEST(acknowledgement, lets_a_rule_set_compile_and_records_in_the_gap_fail) {
    auto const rules = compile(parts{.bands = "acknowledge B1301 \"Bộ sẽ sửa\""}.text());
    ASSERT_TRUE(rules);
    EXPECT_EQ(rules->findings().acknowledged.size(), 1U);
    EXPECT_EQ(rules->score_json(R"({"id":"Lan","excess":10})").value().exact("extra"), "1");
    auto const between = rules->score_json(R"({"id":"Lan","excess":10.5})");
    ASSERT_FALSE(between);
    EXPECT_NE(to_text(between.error()).find("no row of `bonus` for excess = 10.5% fits"), std::string::npos) << to_text(between.error());
}

TEST(acknowledgement, in_a_library_is_about_the_library) {
    compile_options options;
    options.imports = [](std::string_view, std::string_view) {
        return result<imported_source, std::string>(imported_source{"lib.barem",
                                                                    "library lib acknowledge B1301 \"known\"\n"
                                                                    "bands fee(x : number 0..10) -> number {\n  | x | fee |\n  | < 5 | 1 |\n  | > 5 | 2 |\n}\n"});
    };
    auto const text = "ruleset a\nimport \"lib.barem\"\nrecord r {\n  key id : text\n  input x : number 0..10\n  let y = fee(x)\n  output y(0)\n}\n";
    auto const found = check_rules(text, "a.barem", options);
    EXPECT_EQ(codes(found), words{}) << found.to_text();
    EXPECT_EQ(acknowledged(found), words{"B1301 known"});
}

TEST(acknowledgement, may_be_the_name_of_something_as_ever) {
    auto const text = "ruleset a\nrecord r {\n  key id : text\n  input acknowledge : bool\n  output acknowledge\n}\n";
    EXPECT_EQ(codes(check_rules(text)), words{});
}

}  // namespace
}  // namespace findings
