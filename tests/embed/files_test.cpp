// What a host may hand over by mistake: folders for files, records that were edited, resolvers that throw. None of it ends the host.

#include <barem/barem.hpp>

#include <gtest/gtest.h>

#include <stdexcept>
#include <type_traits>
#include <utility>

namespace {

std::string const examples = std::string(BAREM_SOURCE_DIR) + "/examples";

barem::ruleset compiled(std::string const& text, barem::compile_options const& options = {}) { return barem::compile(text, "rules", options).value(); }

char const* const race = R"(ruleset race
parameter bonus : integer 0..10 = 1
parameter since : date 2020-01-01.. = 2020-01-01
parameter strict : bool = true
record runner {
  key id : text
  input points : integer 0..100
  let total = points + bonus
  output total, place
}
cohort runner { rank place by total descending ties competition }
)";

std::string runner(std::string const& id, int points) { return R"({"id":")" + id + R"(","points":)" + std::to_string(points) + "}"; }

TEST(files, a_folder_is_no_file) {
    auto const rules = barem::compile_file(examples);
    ASSERT_FALSE(rules);
    ASSERT_EQ(rules.error().findings.size(), 1U);
    EXPECT_EQ(rules.error().findings[0].code, "B0001");
    EXPECT_EQ(rules.error().findings[0].message, "cannot read `" + examples + "`: it is a folder");
    auto const checked = barem::check_file(examples);
    ASSERT_EQ(checked.findings.size(), 1U);
    EXPECT_EQ(checked.findings[0].code, "B0001");
    EXPECT_EQ(barem::compile_file(examples + "/none.barem").error().findings[0].code, "B0001");
}

TEST(files, the_root_of_imports_is_there) {
    barem::compile_options options;
    options.root = examples + "/none";
    auto const file = std::string(BAREM_SOURCE_DIR) + "/rulesets/viet-yen-2015/viet-yen-2015.barem";
    auto const rules = barem::compile_file(file, options);
    ASSERT_FALSE(rules);
    EXPECT_EQ(rules.error().findings[0].code, "B0001");
    EXPECT_EQ(rules.error().findings[0].message, "the root of imports `" + examples + "/none` does not exist");
    options.root = file;
    EXPECT_EQ(barem::check_file(file, options).findings[0].message, "the root of imports `" + file + "` is no folder");
    EXPECT_TRUE(barem::compile("ruleset empty\nrecord r { key id : text output id }\n", "text", options)) << "a text ignores the root";
}

TEST(files, a_resolver_that_throws_is_an_error_at_the_import) {
    barem::compile_options options;
    options.imports = [](auto, auto) -> barem::result<barem::imported_source, std::string> { throw std::runtime_error("the database is gone"); };
    auto const rules = barem::compile("ruleset tiny\nimport \"units\"\n", "tiny", options);
    ASSERT_FALSE(rules);
    EXPECT_EQ(rules.error().findings[0].code, "B0002");
    EXPECT_EQ(rules.error().findings[0].message, "cannot import `units`: the database is gone");
    options.imports = [](auto, auto) -> barem::result<barem::imported_source, std::string> { throw 1; };
    EXPECT_EQ(barem::check_rules("ruleset tiny\nimport \"units\"\n", "tiny", options).findings[0].code, "B0002");
}

TEST(rosters, explain_only_the_record_that_was_scored) {
    auto const rules = compiled(race);
    barem::roster roster(rules);
    auto const first = rules.read(runner("A0", 50)).value();
    roster.add(first).value();
    roster.add_json(runner("A1", 60)).value();
    auto const outcomes = roster.finish();
    EXPECT_TRUE(roster.explain(first));
    EXPECT_TRUE(roster.explain(rules.read(runner("A0", 50)).value())) << "read again, unchanged";
    auto const edited = roster.explain(rules.read(runner("A0", 90)).value());
    ASSERT_FALSE(edited);
    EXPECT_EQ(to_text(edited.error()), "this is not the record that was scored under the id `A0`");
    EXPECT_EQ(outcomes[0].exact("place"), "2");
}

TEST(parameters, are_refused_in_the_words_of_inputs) {
    auto const rules = compiled(race);
    auto const refused = [&](char const* name, char const* text) { return to_text(rules.with_parameter(name, text).error()); };
    EXPECT_EQ(refused("bonus", "11"), "parameter `bonus`: expected an integer from 0 to 10, found `11`");
    EXPECT_EQ(refused("since", "2019"), "parameter `since`: expected a date as YYYY-MM-DD from 2020-01-01, found `2019`");
    EXPECT_EQ(refused("strict", "yes"), "parameter `strict`: expected true or false, found `yes`");
    EXPECT_EQ(refused("penalty", "1"), "there is no parameter `penalty`; there are `bonus`, `since`, `strict`");
    std::string many = race;
    for (char c = 'a'; c <= 'i'; ++c) many += std::string("parameter very_long_") + c + " : integer = 1\n";
    auto const listed = to_text(compiled(many).with_parameter("penalty", "1").error());
    EXPECT_NE(listed.find("`very_long_g`, …"), std::string::npos) << listed;
}

TEST(results, hold_an_error_of_one_line) {
    barem::result<int, std::string> const failed(std::string("no such thing"));
    try {
        static_cast<void>(failed.value());
        FAIL() << "value() of a failed result";
    } catch (barem::failed_result const& thrown) {
        EXPECT_STREQ(thrown.what(), "no such thing");
    }
}

TEST(results, give_the_error_of_a_temporary_away) {
    auto const rules = compiled(race);
    std::string told;
    for (auto const& problem : rules.read("{}").error()) told += problem.path + " ";
    EXPECT_EQ(told, "id points ");
    static_assert(std::is_same_v<decltype(rules.read("{}").error()), barem::issues>);
}

template <typename T>
concept names_of_a_temporary = requires { std::declval<T>().name(); };
static_assert(names_of_a_temporary<barem::ruleset const&> && !names_of_a_temporary<barem::ruleset> && !names_of_a_temporary<barem::family>);

}  // namespace
