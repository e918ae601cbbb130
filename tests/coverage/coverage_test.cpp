// What the examples of a rule set touch. Failures indict src/coverage.

#include "rules.hpp"

#include <nlohmann/json.hpp>

#include <cstdlib>
#include <filesystem>
#include <set>
#include <tuple>

namespace {

using namespace coverage_test;
using words = std::vector<std::string>;

void expect_golden(std::string const& name, std::string const& made) {
    auto const file = "tests/coverage/golden/" + name;
    std::filesystem::create_directories(source + "/tests/coverage/golden");
    if (std::getenv("BAREM_ACCEPT") != nullptr) std::ofstream(source + "/" + file, std::ios::binary) << made;
    EXPECT_EQ(made, read(file)) << file;
}

words touched_more(std::string const& example) {
    words found;
    auto const before = untouched(coverage::measure(staff().inner())), after = untouched(coverage::measure(staff("\n" + example + "\n").inner()));
    for (auto const& place : before)
        if (std::ranges::find(after, place) == after.end()) found.push_back(place);
    return found;
}

TEST(coverage, golden) {
    auto const c = coverage::measure(staff().inner());
    expect_golden("staff.txt", coverage::to_text(c));
    expect_golden("staff.vi.txt", coverage::to_text(c, explain::language::vi));
    expect_golden("staff.json", coverage::to_json({c}));
    expect_golden("staff.info", coverage::to_lcov({c}));
}

TEST(coverage, counts_are_exact) {
    auto const c = coverage::measure(staff().inner());
    EXPECT_EQ(c.all().touched, 11U);
    EXPECT_EQ(c.all().places, 28U);
    EXPECT_EQ(c.all().share(), number(1100) / number(28));
    EXPECT_EQ(coverage::count{}.share(), number(100));
    std::size_t places = 0;
    for (auto const form : coverage::constructs) places += c.of(form).places;
    EXPECT_EQ(places, c.places.size());
}

TEST(coverage, a_call_touches_its_row) {
    EXPECT_EQ(touched_more("example bonus(99.99%) = 3"), words{"bonus: > 20%"});
    EXPECT_EQ(touched_more("example bonus(20%) = 2"), words{});
}

TEST(coverage, a_value_between_bands_touches_the_reading_and_no_band) {
    EXPECT_EQ(touched_more("example bonus(10.01%) = 1"), words{"bonus: gaps take lower"});
}

TEST(coverage, a_row_that_an_earlier_one_takes_is_not_touched) {
    EXPECT_EQ(touched_more("example allowance(island, 40) = 5"), words{"allowance: island, -, -"});
}

TEST(coverage, sides_of_or_in_the_condition_of_a_row) {
    EXPECT_EQ(touched_more("example allowance(city, 31) = 3"), (words{"allowance: -, >= 10, site = hills or years > 30", "allowance: `years > 30` holds"}));
}

TEST(coverage, only_what_is_evaluated_counts) {
    // The second condition of the level is not asked where the first fails, and so neither are the tasks.
    EXPECT_EQ(touched_more(R"(example "a" : usual with { excess: 8% } expect total = 1)"), words{});
    EXPECT_EQ(touched_more(R"(example "a" : usual expect open = 0)"), words{"task.done: `on_time and share >= 100%` holds"});
    EXPECT_EQ(touched_more(R"(example "a" : usual with { tasks[0].on_time: false } expect open = 1)"),
              (words{"task.done: `on_time` fails", "task.done: `on_time and share >= 100%` holds"}));
}

TEST(coverage, deductions_exceptions_and_defaults) {
    EXPECT_EQ(touched_more(R"(example "a" : usual with { missed: 2 } expect deduction = 2)"), words{"head.deduction: missed"});
    EXPECT_EQ(touched_more(R"(example "a" : usual with { excess: nothing, site: island } expect limit = 1)"),
              (words{"bonus: < 1%", "allowance: island, -, -", "task.done: `on_time and share >= 100%` holds", "head.total: `excess` is not given", "head.limit: remote",
                     "head.rated: giỏi"}));
}

TEST(coverage, a_rejected_example_touches_nothing) {
    EXPECT_EQ(touched_more(R"(example "a" : usual with { tasks: [{ on_time: false, share: 1% }], missed: 20 } expect tasks[5].done = true)").size(), 1U);
}

TEST(coverage, without_examples_nothing_is_touched) {
    auto const rules = compile("ruleset r\nunit points\nbands b(x : percent 0%..100%) -> points {\n| x | points |\n| - | 1 |\n}\nrecord r { key id : text output b1(1) let b1 = b(5%) }\n");
    ASSERT_TRUE(rules) << rules.error().to_text();
    auto const c = coverage::measure(rules->inner());
    EXPECT_EQ(c.all().touched, 0U);
    EXPECT_EQ(c.all().places, 1U);
}

// ── the regulations ─────────────────────────────────────────────────────────────────────────────────────────────

class regulations : public testing::TestWithParam<char const*> {};

/// Their examples are kept complete: a new row or level without an example fails here.
TEST_P(regulations, every_row_and_level_has_an_example) {
    auto const c = coverage::measure(regulation(GetParam()).inner());
    for (auto const& p : c.places) EXPECT_TRUE(p.examples != 0 || p.form == coverage::construct::branch) << p.file << ":" << p.line << ": " << p.of << ": " << p.says;
    EXPECT_GE(c.all().share(), number(95)) << coverage::to_text(c);
}

TEST_P(regulations, each_place_stands_in_the_text_and_is_counted_once) {
    auto const c = coverage::measure(regulation(GetParam()).inner());
    auto const all = nlohmann::json::parse(coverage::to_json({c}));
    EXPECT_EQ(all[0]["places"].size(), c.places.size());
    std::set<std::tuple<std::string, std::uint32_t, std::uint32_t, std::string>> seen;
    for (auto const& p : c.places) {
        EXPECT_LT(p.where.begin, p.where.end) << p.of << ": " << p.says;
        EXPECT_TRUE(seen.emplace(p.file, p.line, p.column, p.of + singular(p.form).data() + p.says).second) << p.file << ":" << p.line << ": " << p.says;
    }
}

/// More examples never touch less.
TEST_P(regulations, fewer_examples_touch_no_more) {
    auto const whole = regulation(GetParam());
    auto const part = compile(with_one_example(whole), "part", beside(GetParam()));
    ASSERT_TRUE(part) << part.error().to_text();
    auto const all = coverage::measure(whole.inner()), some = coverage::measure(part->inner());
    ASSERT_EQ(all.places.size(), some.places.size());
    for (std::size_t i = 0; i != all.places.size(); ++i) EXPECT_LE(some.places[i].examples, all.places[i].examples) << all.places[i].says;
    EXPECT_LT(some.all().touched, all.all().touched);
}

INSTANTIATE_TEST_SUITE_P(five, regulations, testing::Values("viet-yen-2015", "phu-tho-2022", "hon-quan-2021", "ninh-hai-2021", "dong-nai-2013"));

}  // namespace
