// "Unicode letters, normalised to NFC; no reserved word"

#include "support.hpp"

namespace barem::testing {
namespace {

TEST(names, decomposed_and_composed_are_one_name) {
    std::string const composed = "ruleset t record r { let \xC4\x91i\xE1\xBB\x83m = \"\xE1\xBB\x83\" output \xC4\x91i\xE1\xBB\x83m }";
    std::string const decomposed = "ruleset t record r { let \xC4\x91ie\xCC\x82\xCC\x89m = \"e\xCC\x82\xCC\x89\" output \xC4\x91i\xC3\xAA\xCC\x89m }";
    auto const a = grammar::parse(composed);
    auto const b = grammar::parse(decomposed);
    EXPECT_EQ(show(b.findings), "");
    EXPECT_EQ(ast::dump(a.tree), ast::dump(b.tree));
}

TEST(names, are_letters_digits_and_underscores) {
    EXPECT_EQ(codes("ruleset t record người_đứng_đầu { let số_2 = 1 let _a = 2 }"), "");
    EXPECT_EQ(codes("ruleset t record r { let a\xE2\x80\x93" "b = 1 }"), "B1004");
    EXPECT_EQ(codes("ruleset t record r { let \xCC\x82" "a = 1 }"), "B1004");
    EXPECT_EQ(codes("ruleset t record r { let \xF0\x9F\x98\x80 = 1 }"), "B1004");
    EXPECT_EQ(codes("ruleset t record r {\xC2\xA0let a = 1 }"), "B1004");
}

TEST(names, no_reserved_word_is_a_name) {
    EXPECT_EQ(codes("ruleset t record r { let when = 1 }"), "B1005");
    EXPECT_EQ(codes("ruleset t record r { let a = b.output }"), "B1005");
    EXPECT_EQ(codes("ruleset t record r { let table = 1 let unit = 2 let first = table + unit }"), "");
}

TEST(names, strings_know_three_escapes) {
    EXPECT_EQ(tree_of(R"("a \"b\" \\ \n c")"), "string \"a \\\"b\\\" \\\\ \\n c\"\n");
    EXPECT_EQ(codes(with_let(R"("a \t")")), "B1003");
    EXPECT_EQ(codes(with_let("\"a")), "B1003");
}

TEST(names, the_text_is_utf_8_without_zero_bytes) {
    EXPECT_EQ(codes("ruleset t \xFF"), "B1002");
    EXPECT_EQ(codes(std::string_view("ruleset t\0", 10)), "B1002");
    EXPECT_EQ(codes("ruleset t \xED\xA0\x80"), "B1002");
    EXPECT_EQ(codes("ruleset t record r { let ti\xEF\xBF\xBDn = 1 }"), "B1002");
}

}  // namespace
}  // namespace barem::testing
