// exec/cohort.cpp and exec/roster.cpp: ranks, strata, rejected records.

#include "build.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace build {
namespace {

using keys = std::vector<std::vector<value>>;

std::vector<exec::standing> places_of(keys const& by, std::vector<plan::sort_key> const& order, bool dense = false) {
    std::vector<std::vector<value> const*> records;
    for (auto const& k : by) records.push_back(&k);
    return exec::rank(records, order, dense);
}
std::vector<index> places(std::vector<exec::standing> const& standings) {
    std::vector<index> made;
    for (auto const& s : standings) made.push_back(s.place);
    return made;
}

TEST(ranks, competition_and_dense) {
    keys const by{{num("5")}, {num("9")}, {num("10/2")}, {num("1")}};
    std::vector<plan::sort_key> const descending{{none, true}}, ascending{{none, false}};
    EXPECT_EQ(places(places_of(by, descending)), (std::vector<index>{2, 1, 2, 4}));
    EXPECT_EQ(places(places_of(by, descending, true)), (std::vector<index>{2, 1, 2, 3}));
    EXPECT_EQ(places(places_of(by, ascending)), (std::vector<index>{2, 4, 2, 1}));
    for (bool const dense : {false, true}) {
        auto const standings = places_of(by, descending, dense);
        EXPECT_EQ(standings[0].before, 1u);
        EXPECT_EQ(standings[0].sharing, 2u);
        EXPECT_EQ(standings[1].sharing, 1u);
        EXPECT_EQ(standings[3].before, 3u);
        EXPECT_EQ(standings[0].group, 4u);
    }
}

TEST(ranks, several_keys) {
    keys const by{{num("1"), num("2")}, {num("1"), num("1")}, {num("3"), num("9")}, {num("1"), num("1")}};
    std::vector<plan::sort_key> const order{{none, true}, {none, false}};
    EXPECT_EQ(places(places_of(by, order)), (std::vector<index>{4, 2, 1, 2}));
    EXPECT_TRUE(places_of({}, order).empty());
}

TEST(ranks, compared_exactly) {
    std::vector<plan::sort_key> const descending{{none, true}};
    EXPECT_EQ(places(places_of({{num("0.3333333333333333333333333")}, {num("1/3")}}, descending)), (std::vector<index>{2, 1}));
}

TEST(admissions, equals_are_treated_alike) {
    exec::standing const second{2, 1, 3, 5};                                // places 2 to 4 are shared by three
    EXPECT_FALSE(exec::is_admitted(second, number(3), false));
    EXPECT_TRUE(exec::is_admitted(second, number(4), false));
    EXPECT_FALSE(exec::is_admitted(second, number(1), true));
    EXPECT_TRUE(exec::is_admitted(second, number(2), true));
    EXPECT_FALSE(exec::is_admitted({1, 0, 1, 1}, number(0), true));
}

TEST(groups, numbered_and_gathered) {
    exec::group_numbers numbers;
    EXPECT_EQ(numbers.of({value(std::string("a")), value(number(1))}), 0u);
    EXPECT_EQ(numbers.of({value(std::string("a")), value(number(2))}), 1u);
    EXPECT_EQ(numbers.of({value(std::string("a")), value(num("4/4"))}), 0u);
    exec::grouping const groups(std::vector<index>{1, none, 0, 1}, 3);
    ASSERT_EQ(groups.size(), 3u);
    EXPECT_TRUE(std::ranges::equal(groups[0], std::vector<index>{2}));
    EXPECT_TRUE(std::ranges::equal(groups[1], std::vector<index>{0, 3}));
    EXPECT_TRUE(groups[2].empty());
}

// ── rosters ─────────────────────────────────────────────────────────────────────────────────────────────────────

/// head { total = 100 / x, place by total descending within block, gap = 10 / (place - fail_at), second by gap }
struct ranked : rules {
    index block, x, fail_at, total, place, gap, second;
    ranked() {
        record("head");
        block = input(0, "block", text);
        x = input(0, "x");
        fail_at = input(0, "fail_at");
        total = let(0, "total", divide(lit(100), field(x)));
        place = rank(0, "place", {{field(total), true}}, {block});
        gap = let(0, "gap", divide(lit(10), op(kind::subtract, {field(place), field(fail_at)})));
        member(0, gap).stratum = 1;
        second = rank(0, "second", {{field(gap), false}}, {}, 1);
        for (index m : {total, place, gap, second}) output(0, m);
    }
    static std::shared_ptr<record_data> data(std::string block, int x, int fail_at) {
        return std::make_shared<record_data>(record_data{{std::move(block), number(x), number(fail_at)}, {}});
    }
};

std::string shown(exec::scored const& s) {
    std::string made = s.id + ":";
    for (auto const& v : s.outputs) made += " " + show(v);
    return made;
}

TEST(rosters, strata_and_rejected_records) {
    ranked const r;
    auto const compiled = r.compile();
    exec::parameters const parameters;
    exec::roster_scorer scorer(compiled, 0, parameters);
    EXPECT_TRUE(scorer.keeps_records());
    EXPECT_FALSE(scorer.add(ranked::data("a", 4, 0), "p"));
    auto const why = scorer.add(ranked::data("a", 0, 0), "q");
    ASSERT_TRUE(why);
    EXPECT_EQ(why->message, "`total`: division by zero");
    EXPECT_FALSE(scorer.add(ranked::data("a", 2, 1), "r"));                 // first in its block, so that `gap` fails
    EXPECT_FALSE(scorer.add(ranked::data("b", 5, 0), "s"));
    auto const result = scorer.finish();
    ASSERT_EQ(result.scored.size(), 2u);
    EXPECT_EQ(shown(result.scored[0]), "p: 25 1 10 1");                     // the record that failed later has no place
    EXPECT_EQ(shown(result.scored[1]), "s: 20 1 10 1");
    EXPECT_EQ(result.scored[1].position, 3u);
    EXPECT_EQ(result.scored[0].standings[0].group, 1u);
    ASSERT_EQ(result.rejected.size(), 1u);
    EXPECT_EQ(result.rejected[0].id, "r");
    EXPECT_EQ(result.rejected[0].position, 2u);
    EXPECT_EQ(result.rejected[0].why.message, "`gap`: division by zero");
    EXPECT_TRUE(scorer.finish().scored.empty());
}

TEST(rosters, records_are_kept_only_when_needed) {
    ranked r;
    r.p.ranks.pop_back();
    r.p.records[0].members.pop_back();
    r.p.records[0].outputs.resize(2);
    auto const compiled = r.compile();
    exec::parameters const parameters;
    exec::roster_scorer scorer(compiled, 0, parameters);
    EXPECT_FALSE(scorer.keeps_records());
    EXPECT_FALSE(scorer.add(ranked::data("a", 4, 0), "p"));
    EXPECT_EQ(shown(scorer.finish().scored.at(0)), "p: 25 1");
}

TEST(rosters, one_record_is_a_roster_of_one) {
    ranked const r;
    auto const scored = exec::score(r.compile(), 0, {}, ranked::data("a", 4, 0));
    ASSERT_TRUE(scored.scored);
    EXPECT_EQ(shown(*scored.scored), ": 25 1 10 1");
    auto const failed = exec::score(r.compile(), 0, {}, ranked::data("a", 4, 1));
    ASSERT_TRUE(failed.why);
    EXPECT_EQ(failed.why->rule, "gap");
}

}  // namespace
}  // namespace build
