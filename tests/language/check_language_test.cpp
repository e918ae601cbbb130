// What the checker finds in the rule sets under tests/language/check: nothing in `good`, and in `bad` the report beside each.

#include "check/check.hpp"
#include "parse.hpp"

#include <barem/report.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace barem {
namespace {

namespace fs = std::filesystem;

std::string content(fs::path const& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

std::vector<fs::path> rule_sets_in(char const* folder) {
    std::vector<fs::path> files;
    for (auto const& entry : fs::directory_iterator(fs::path(BAREM_SOURCE_DIR) / "tests/language/check" / folder))
        if (entry.path().extension() == ".barem") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

struct outcome { std::string report; std::shared_ptr<program::program const> program; };

outcome run(fs::path const& file) {
    auto const text = content(file);
    auto const parsed = grammar::parse(text);
    EXPECT_TRUE(parsed.findings.empty()) << file << " is no rule set; tests of the grammar stand in the folders beside this one";
    if (!parsed.findings.empty()) return {};
    auto found = check::check(parsed.tree, text);
    report shown;
    shown.name = file.filename().string();
    shown.text = text;
    shown.findings = std::move(found.findings);
    return {shown.to_text(), std::move(found.program)};
}

/// Whether something in an expression has no type: its mistake was swallowed.
bool untyped(program::expression const& e) {
    auto const any = [](auto const& es) { return std::ranges::any_of(es, untyped); };
    if (e.type.kind == program::type_kind::unknown || any(e.operands)) return true;
    for (auto const& i : e.in)
        if (any(i.low) || any(i.high)) return true;
    return std::ranges::any_of(e.aggregate, [&](auto const& a) { return any(a.over) || any(a.filter) || any(a.by); });
}

bool untyped(program::member const& m) {
    auto const any = [](auto const& es) { return std::ranges::any_of(es, [](auto const& e) { return untyped(e); }); };
    if (m.type.kind == program::type_kind::unknown || any(m.value) || any(m.required_when)) return true;
    for (auto const& x : m.exceptions)
        if (untyped(x.value) || untyped(x.condition)) return true;
    for (auto const& k : m.levels)
        for (auto const& l : k.levels)
            if (untyped(l.value) || any(l.condition)) return true;
    for (auto const& d : m.deductions)
        for (auto const& r : d.rows)
            if (untyped(r.condition) || untyped(r.amount) || any(r.cap)) return true;
    return false;
}

std::string test_name(testing::TestParamInfo<fs::path> const& info) { return info.param.stem().string(); }

class check_good : public testing::TestWithParam<fs::path> {};

TEST_P(check_good, has_no_finding_and_a_type_everywhere) {
    auto const [report, made] = run(GetParam());
    EXPECT_EQ(report, "");
    ASSERT_NE(made, nullptr);
    for (auto const& r : made->records)
        for (auto const& m : r.members) EXPECT_FALSE(untyped(m)) << r.name << "." << m.name;
}

INSTANTIATE_TEST_SUITE_P(language, check_good, testing::ValuesIn(rule_sets_in("good")), test_name);

class check_bad : public testing::TestWithParam<fs::path> {};

TEST_P(check_bad, has_the_report_beside_it) {
    auto const [report, made] = run(GetParam());
    EXPECT_EQ(made, nullptr);
    auto expected = GetParam();
    expected.replace_extension(".expected");
    if (std::getenv("BAREM_ACCEPT") != nullptr) std::ofstream(expected, std::ios::binary) << report;
    EXPECT_EQ(report, content(expected)) << "BAREM_ACCEPT=1 writes " << expected << " anew: review the difference";
}

INSTANTIATE_TEST_SUITE_P(language, check_bad, testing::ValuesIn(rule_sets_in("bad")), test_name);

/// Definitions build on one another in any order: the checker says the same of a rule set and of the one with its members reversed.
TEST(check_order, does_not_matter) {
    std::vector<std::string> const members{
        "let a = b + 1", "let b = if c is given then c else 0", "let c = max(x over items)", "input items : list of item",
        "classify level : level { high when a > 3 otherwise low }", "let d = level = high and flag", "let flag = b > 2", "output d"};
    auto const rule_set = [&](std::vector<std::string> const& ms) {
        std::string text = "ruleset t\nrecord r {\n key id : text\n";
        for (auto const& m : ms) text += m + "\n";
        return text + "}\nrecord item { input x : number }\nenum level { low < high }\n";
    };
    auto order = members;
    for (std::size_t turn = 0; turn < members.size(); ++turn) {
        for (auto const& text : {rule_set(order), rule_set({order.rbegin(), order.rend()})}) {
            auto const found = check::check(grammar::parse(text).tree, text);
            EXPECT_TRUE(found.findings.empty()) << text;
        }
        std::rotate(order.begin(), order.begin() + 1, order.end());
    }
}

}  // namespace
}  // namespace barem
