// Hostile texts end in a finding, soon (every test has a time limit), on a small stack.

#include "language/support.hpp"

#include <functional>

namespace barem::testing {
namespace {

std::string repeat(std::string_view text, std::size_t times) {
    std::string all;
    for (std::size_t i = 0; i < times; ++i) all += text;
    return all;
}

void expect_findings(std::string const& source) {
    EXPECT_FALSE(grammar::parse(source).findings.empty()) << source.substr(0, 60);
}

TEST(parse_limits, deep_nesting_is_a_finding) {
    auto const nested = [](unsigned n) { return with_let(repeat("(", n) + "1" + repeat(")", n)); };
    EXPECT_EQ(codes(nested(60)), "");
    EXPECT_EQ(codes(nested(10'000)), "B1006");
    EXPECT_EQ(codes(with_let(repeat("not ", 10'000) + "a")), "B1006");
    EXPECT_EQ(codes(with_let(repeat("- ", 10'000) + "a")), "B1006");
    EXPECT_EQ(codes(with_let(repeat("if a then ", 10'000) + "b")), "B1006");
    EXPECT_EQ(codes(with_let(repeat("f(", 10'000))), "B1006");
    EXPECT_EQ(codes("ruleset t sample a : b { c: " + repeat("[", 10'000)), "B1006");
    EXPECT_EQ(codes("ruleset t sample a : b " + repeat("{ c: ", 10'000)), "B1006");
}

TEST(parse_limits, trees_do_not_grow_without_end) {
    EXPECT_EQ(codes(with_let("a" + repeat(" + a", 400))), "");
    EXPECT_EQ(codes(with_let("a" + repeat(" + a", 100'000))), "B1006");
    EXPECT_EQ(codes(with_let("a" + repeat(" or a", 100'000))), "B1006");
    EXPECT_EQ(codes(with_let("(a" + repeat(" + a", 400) + ")" + repeat(" * a", 400))), "B1006");
    EXPECT_EQ(codes(with_let(repeat("if a then b else ", 60'000) + "c")), "");   // flat
}

TEST(parse_limits, every_limit_is_an_option) {
    EXPECT_EQ(show(grammar::parse("ruleset t", {.max_source_bytes = 8}).findings),
              "B1007 0..1 the rule set has more than 8 bytes [split it, or raise the limit]\n");
    EXPECT_EQ(grammar::parse("ruleset t record r { }", {.max_tokens = 3}).findings.at(0).code, "B1007");
    EXPECT_EQ(grammar::parse("ruleset t unit a unit b unit c", {.max_declarations = 2}).findings.at(0).code, "B1007");
    EXPECT_EQ(grammar::parse(with_let("((1))"), {.max_nesting = 1}).findings.at(0).code, "B1006");
    EXPECT_EQ(grammar::parse(with_let("1 + 2 + 3"), {.max_expression_height = 2}).findings.at(0).code, "B1006");
    auto const many = "ruleset t record r {\n" + repeat("let a = \n", 1000) + "}";
    EXPECT_EQ(grammar::parse(many, {.max_errors = 7}).findings.size(), 7U);
}

TEST(parse_limits, numbers_have_a_hundred_digits_at_most) {
    EXPECT_EQ(codes(with_let(std::string(100, '9'))), "");
    EXPECT_EQ(codes(with_let(std::string(101, '9'))), "B1010");
    EXPECT_EQ(codes("ruleset t record r { output a(4294967296) }"), "B1007");
    EXPECT_EQ(codes("ruleset t record r { output a(2.5) }"), "B1010");
}

TEST(parse_limits, no_text_takes_more_than_linear_time) {
    for (auto const* part : {"(", "[", "{", "|", "\"", "-", "}", "@", ",", "1,", "1 ", "a ", "a.", "if ", "not ", "f(", "[(", "| ", "\n|", "\nlet ",
                             "\nrecord a {", "x in (", "x in (x in (", "f(a where ", "[1 .. ", "a = ", "\ninptu yy", "1..", "\xE2\x80\x9C"}) {
        auto const all = repeat(part, 100'000 / std::string_view(part).size());
        expect_findings(all);
        expect_findings(with_let(all));
        expect_findings("ruleset t sample a : b { c: " + all);
        expect_findings("ruleset t bands a(b : c) -> d { | b | d |\n | " + all);
        expect_findings("ruleset t record r { classify c {\n" + all);
    }
}

}  // namespace
}  // namespace barem::testing
