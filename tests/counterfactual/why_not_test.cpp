// What stands between a record and a level. Failures indict src/counterfactual/conditions.cpp, gaps.cpp and search.cpp.

#include "shared.hpp"

#include <cstdlib>
#include <map>

namespace {

using namespace counterfactual_test;

void expect_golden(std::string const& name, std::string const& made) {
    auto const file = "tests/counterfactual/golden/" + name;
    if (std::getenv("BAREM_ACCEPT") != nullptr) std::ofstream(source + "/" + file, std::ios::binary) << made;
    EXPECT_EQ(made, read(file)) << file;
}

std::string words(json const& condition) {
    std::string says = condition["needed"]["en"];
    if (condition.contains("lacks")) says += " | " + condition["lacks"]["en"].get<std::string>();
    return says;
}

std::vector<std::string> all_words(json const& answer) {
    std::vector<std::string> all;
    for (auto const& c : conditions_of(answer["between"])) all.push_back(words(c));
    return all;
}

TEST(why_not, golden) {
    auto const rules = office();
    auto const sheet = why_not(rules.explain(an(rules)).value(), "rated=good").value();
    expect_golden("why_not.en.txt", sheet.to_text("en"));
    expect_golden("why_not.vi.txt", sheet.to_text("vi"));
    expect_golden("why_not.json", sheet.to_json());
    EXPECT_NE(sheet.to_html("vi").find("Vì sao chưa được “Giỏi”?"), std::string::npos);
}

TEST(why_not, distances_are_exact) {
    auto const rules = office();
    auto const all = conditions_of(asked(rules, an(rules), "rated=good")["between"]);
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(all[0]["gap"], (json{{"amount", "2.5"}, {"strict", false}, {"direction", "up"}}));      // 3 * 2 + 1.5 to 10
    EXPECT_EQ(all[1]["input"], "warned");
    EXPECT_FALSE(all[1].contains("gap"));
    EXPECT_EQ(all[2]["gap"]["amount"], "18");
    EXPECT_EQ(all[2]["input"], "survey.answers");
}

TEST(why_not, what_comes_first_has_to_fail) {
    auto const rules = office();
    auto const changed = with_inputs(rules, an(rules), {{"tasks[1].share", "49.9%"}, {"warned", "false"}, {"survey.answers", "30"}, {"extra", "20"}}).value();
    auto const answer = asked(rules, changed, "rated=good");
    EXPECT_EQ(answer["now"]["exact"], "poor");
    auto const all = conditions_of(answer["between"]);
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0]["gap"], (json{{"amount", "0.1"}, {"strict", false}, {"direction", "up"}}));
    EXPECT_EQ(all[0]["input"], "tasks[1].share");
}

TEST(why_not, alternatives_and_elements) {
    auto const rules = office();
    auto const poor = with_inputs(rules, an(rules), {{"tasks[0].done", "false"}, {"extra", "0"}}).value();
    auto const answer = asked(rules, poor, "rated=fair");
    EXPECT_EQ(answer["between"]["form"], "any");                    // in the interval, or every task counts
    EXPECT_EQ(all_words(answer), (std::vector<std::string>{"Total is in the range 5 to below 10 | short by 2\u00A0points", "Done: yes",
                                                           "Volume > 90\u00A0% | must be above it", "Finished ≤ Due | must be 2\u00A0days earlier"}));
}

TEST(why_not, a_level_of_another_classification_is_looked_into) {
    auto const rules = office();
    auto const level = json::parse(why_not(rules.explain(an(rules)).value(), "praised=good").value().to_json());
    EXPECT_EQ(conditions_of(level["between"]).size(), 3U);
}

TEST(why_not, a_level_that_is_reached) {
    auto const rules = office();
    auto const made = why_not(rules.explain(an(rules)).value(), "rated=fair").value();
    EXPECT_TRUE(made.reached());
    EXPECT_TRUE(made.changes().empty());
    EXPECT_TRUE(json::parse(made.to_json())["between"].is_null());
}

TEST(why_not, levels_by_label) {
    auto const rules = office();
    auto const e = rules.explain(an(rules)).value();
    EXPECT_EQ(why_not(e, "rated=Giỏi").value().to_json(), why_not(e, "rated=good").value().to_json());
    EXPECT_EQ(why_not(e, "rated=Good").value().to_json(), why_not(e, "rated=good").value().to_json());
}

TEST(why_not, levels_that_do_not_exist) {
    auto const rules = office();
    auto const e = rules.explain(an(rules)).value();
    auto const problem = [&](std::string_view level) { return to_text(why_not(e, level).error()); };
    EXPECT_EQ(problem("godo"), "there is no level `godo`; did you mean `good`?");
    EXPECT_EQ(problem("splendid"), "there is no level `splendid`; there are `rated=poor`, `rated=fair`, `rated=good`, `praised=fair`, `praised=good`");
    EXPECT_EQ(problem("praised=poor"), "there is no level `poor` of `praised`; there are `praised=fair`, `praised=good`");
    EXPECT_EQ(problem("mark=good"), "there is no classification `mark`; there are `rated`, `praised`");
    EXPECT_EQ(problem("good"), "several classifications have the level `good`: name one of `rated=good`, `praised=good`");
}

// ── the regulations ─────────────────────────────────────────────────────────────────────────────────────────────

struct regulation { char const* name; std::vector<std::string> levels; std::size_t found; };
void PrintTo(regulation const& r, std::ostream* out) { *out << r.name; }

class why_not_regulations : public testing::TestWithParam<regulation> {
protected:
    std::string const at = std::string("rulesets/") + GetParam().name + "/" + GetParam().name + ".barem";
    ruleset const rules = compile_file(source + "/" + at).value();
    std::vector<std::string> const roster = lines_of(std::string("examples/") + GetParam().name + "/roster.jsonl");
};

/// Independent of how they were found: the inputs are set, and the record is scored.
TEST_P(why_not_regulations, the_changes_reach_the_level_and_each_is_needed) {
    std::size_t found = 0;
    for (std::size_t i = 0; i < std::min<std::size_t>(roster.size(), 5); ++i) {
        auto const r = rules.read(roster[i]).value();
        auto const scored = rules.explain(r).value();
        for (auto const& level : GetParam().levels) {
            auto const equals = level.find('=');
            auto const output = level.substr(0, equals), wanted = level.substr(equals + 1);
            auto const answer = why_not(scored, level).value();
            EXPECT_EQ(answer.reached(), rules.score(r)->exact(output) == wanted) << level;
            EXPECT_EQ(answer.reached(), json::parse(answer.to_json())["between"].is_null());
            if (answer.changes().empty()) continue;
            ++found;
            auto const changed = with_inputs(rules, r, answer.changes());
            ASSERT_TRUE(changed) << to_text(changed.error());
            EXPECT_EQ(rules.score(*changed)->exact(output), wanted) << rules.score(r)->id();
            for (std::size_t without = 0; without != answer.changes().size(); ++without) {
                auto fewer = answer.changes();
                fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(without));
                auto const less = with_inputs(rules, r, fewer);
                if (!less) continue;
                auto const result = rules.score(*less);
                EXPECT_FALSE(result && result->exact(output) == wanted) << answer.changes()[without].path << " is not needed for " << level;
            }
        }
    }
    EXPECT_GE(found, GetParam().found);
}

/// A number that is an input, moved by what it lacks, stands no longer between; moved by less it still does.
TEST_P(why_not_regulations, an_input_moved_by_its_distance_stands_no_longer_between) {
    for (std::size_t i = 0; i < std::min<std::size_t>(roster.size(), 5); ++i) {
        auto const r = rules.read(roster[i]).value();
        for (auto const& level : GetParam().levels)
            for (auto const& c : needed_in(asked(rules, r, level)["between"])) {
                if (!c.contains("gap") || !c.contains("input") || c["gap"]["strict"] == true) continue;
                auto const path = c["input"].get<std::string>();
                auto const record = json::parse(roster[i]);
                if (path.find('[') != std::string::npos || !record.contains(path) || !record[path].is_number()) continue;
                auto const amount = number::parse(c["gap"]["amount"].get<std::string>()).value();
                auto const now = number::parse(record[path].dump()).value();
                auto const moved = [&](number const& by) {
                    auto const to = c["gap"]["direction"] == "up" ? now + by : now - by;
                    auto const changed = with_inputs(rules, r, {{path, to.to_exact()}});
                    if (!changed) return false;
                    for (auto const& left : needed_in(asked(rules, *changed, level)["between"]))
                        if (left["needed"] == c["needed"]) return true;
                    return false;
                };
                EXPECT_FALSE(moved(amount)) << level << ": " << c;
                EXPECT_TRUE(moved(amount - number::ratio(1, 100)) || record[path].is_number_integer()) << level << ": " << c;
            }
    }
}

INSTANTIATE_TEST_SUITE_P(five, why_not_regulations,
                         testing::Values(regulation{"viet-yen-2015", {"rating=excellent", "rating=good", "rating=completed", "rating=not_completed", "consequence=commend"}, 12},
                                         regulation{"phu-tho-2022", {"rating=excellent", "rating=good", "rating=completed", "rating=not_completed"}, 8},
                                         regulation{"hon-quan-2021", {"rating=excellent", "rating=good", "rating=completed", "rating=not_completed"}, 12},
                                         regulation{"ninh-hai-2021", {"status=done_late", "status=done_on_time", "status=overdue", "status=pending"}, 12},
                                         regulation{"dong-nai-2013", {"dossier=complete", "dossier=incomplete", "rating=pending", "rating=excellent"}, 8}),
                         [](auto const& each) {
                             std::string name = each.param.name;
                             std::ranges::replace(name, '-', '_');
                             return name;
                         });

}  // namespace
