// Every rule set under tests/language: its tree as its `.ast` says, its findings as its `.errors` says, its layout as `.formatted` says.

#include "format/format.hpp"
#include "support.hpp"

namespace barem::testing {
namespace {

class golden : public ::testing::TestWithParam<fs::path> {};

fs::path beside(fs::path file, char const* extension) { return file.replace_extension(extension); }

TEST_P(golden, parses_to_its_tree_or_its_errors) {
    auto const source = read(GetParam());
    auto const result = grammar::parse(source);
    if (GetParam().parent_path().filename() == "errors") {
        EXPECT_FALSE(result.findings.empty());
        expect_golden(beside(GetParam(), ".errors"), show(result.findings));
    } else {
        EXPECT_EQ(show(result.findings), "");
        expect_golden(beside(GetParam(), ".ast"), ast::dump(result.tree));
    }
}

TEST_P(golden, formats_to_its_layout_and_the_same_tree) {
    if (GetParam().parent_path().filename() == "errors") return;
    auto const source = read(GetParam());
    auto const formatted = formatter::format(source);
    expect_golden(beside(GetParam(), ".formatted"), formatted);
    EXPECT_EQ(formatter::format(formatted), formatted);
    EXPECT_EQ(ast::dump(grammar::parse(formatted).tree), ast::dump(grammar::parse(source).tree));
}

/// Those under `check` belong to check_language_test.cpp.
std::vector<fs::path> rule_sets_of_the_grammar() {
    auto files = rule_sets(language_folder);
    std::erase_if(files, [](fs::path const& file) { return file.parent_path().parent_path().filename() == "check"; });
    return files;
}

INSTANTIATE_TEST_SUITE_P(language, golden, ::testing::ValuesIn(rule_sets_of_the_grammar()), [](auto const& test) {
    return fs::path(test.param).stem().string();
});

}  // namespace
}  // namespace barem::testing
