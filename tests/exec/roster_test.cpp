// exec/cohort.cpp and exec/roster.cpp: ranks, strata, rejected records.

#include "build.hpp"

#include <gtest/gtest.h>

namespace build {
namespace {

std::vector<index> places(std::vector<exec::standing> const& standings) {
    std::vector<index> made;
    for (auto const& s : standings) made.push_back(s.place);
    return made;
}
exec::rank_entry entry(std::string block, std::vector<value> keys) { return {{std::move(block)}, std::move(keys)}; }

TEST(ranks, competition_and_dense) {
    std::vector<exec::rank_entry> const entries{entry("a", {num("5")}), entry("a", {num("9")}), entry("a", {num("10/2")}), entry("a", {num("1")})};
    std::vector<plan::sort_key> const descending{{none, true}}, ascending{{none, false}};
    EXPECT_EQ(places(exec::rank(entries, descending, false)), (std::vector<index>{2, 1, 2, 4}));
    EXPECT_EQ(places(exec::rank(entries, descending, true)), (std::vector<index>{2, 1, 2, 3}));
    EXPECT_EQ(places(exec::rank(entries, ascending, false)), (std::vector<index>{2, 4, 2, 1}));
    auto const standings = exec::rank(entries, descending, false);
    EXPECT_EQ(standings[0].sharing, 2u);
    EXPECT_EQ(standings[1].sharing, 1u);
    EXPECT_EQ(standings[0].group, 4u);
}

TEST(ranks, groups_and_several_keys) {
    std::vector<exec::rank_entry> const entries{entry("b", {num("1"), num("2")}), entry("a", {num("1"), num("1")}), entry("b", {num("1"), num("1")}),
                                                entry("b", {num("3"), num("9")}), entry("b", {num("1"), num("1")})};
    std::vector<plan::sort_key> const keys{{none, true}, {none, false}};
    EXPECT_EQ(places(exec::rank(entries, keys, false)), (std::vector<index>{4, 1, 2, 1, 2}));
    EXPECT_TRUE(exec::rank({}, keys, false).empty());
}

TEST(ranks, compared_exactly) {
    std::vector<exec::rank_entry> const entries{entry("a", {num("0.3333333333333333333333333")}), entry("a", {num("1/3")})};
    std::vector<plan::sort_key> const keys{{none, true}};
    EXPECT_EQ(places(exec::rank(entries, keys, false)), (std::vector<index>{2, 1}));
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
    EXPECT_EQ(shown(result.scored[0]), "p: 25 2 5 1");                      // the place keeps the record that failed later
    EXPECT_EQ(shown(result.scored[1]), "s: 20 1 10 2");
    EXPECT_EQ(result.scored[1].position, 3u);
    EXPECT_EQ(result.scored[0].standings[0].group, 2u);
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
