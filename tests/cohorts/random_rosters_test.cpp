// Ranks, quotas, admissions and values of groups of random rosters, compared with a calculation that looks at all pairs of records.
// Several cohorts and strata at once, ties, records that fail by their place or group; in any order.

#include <barem/roster.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace barem {
namespace {

constexpr std::string_view rules_text = R"(ruleset random

enum kind { a, b, c }

record item {
  key id : text
  input kind : kind
  input zone : integer 0..2
  input points : integer 0..5
  input late : bool
  let raised = if admitted then points + 1 else points
  let risk = if late then 6 / (place - 2) else 0
  output place, dense, size, late_ones, sum_of_points, best_of_late, mean_points(3), room, few, admitted, admitted_in
  output second, admitted_here, above, risk(3)
}

cohort item by kind {
  rank place by points descending ties competition
  rank dense by points descending, zone ascending ties dense
  let size = count(item)
  let late_ones = count(item where late)
  let sum_of_points = sum(points over item)
  let best_of_late = max(points over item where late)
  let mean_points = mean(points over item)
  let above = count(item where points > mean(points over item))
  quota room = 40% of item rounded half_up
  quota few = 50% of item where not late rounded up
  admit admitted by place up to room ties out
  admit admitted_in by place up to few ties in
}

cohort item by zone {
  rank second by raised descending, risk ascending ties competition
  let admitted_here = count(item where admitted)
}
)";

struct item { std::string id; char kind; int zone, points; bool late; };

std::string json(item const& i) {
    return R"({"id":")" + i.id + R"(","kind":")" + i.kind + R"(","zone":)" + std::to_string(i.zone) + R"(,"points":)" + std::to_string(i.points) +
           R"(,"late":)" + (i.late ? "true" : "false") + "}";
}

using row = std::map<std::string, std::string>;         // exact values by output
using table = std::map<std::string, row>;               // by id

/// The definitions above, each by a look at all the others. nullopt: the record fails.
class naive {
public:
    explicit naive(std::vector<item> all) : all_(std::move(all)) {}

    table run() {
        for (;;) {
            std::vector<item> sound;
            for (item const& i : all_)
                if (!fails(i)) sound.push_back(i);
            if (sound.size() == all_.size()) break;
            all_ = std::move(sound);
        }
        table made;
        for (item const& i : all_) made[i.id] = values(i);
        return made;
    }

private:
    template <typename F>
    std::int64_t count(F f) const { return std::count_if(all_.begin(), all_.end(), f); }
    std::int64_t before(item const& i) const { return count([&](item const& x) { return x.kind == i.kind && x.points > i.points; }); }
    std::int64_t sharing(item const& i) const { return count([&](item const& x) { return x.kind == i.kind && x.points == i.points; }); }
    std::int64_t size(item const& i) const { return count([&](item const& x) { return x.kind == i.kind; }); }
    std::int64_t punctual(item const& i) const { return count([&](item const& x) { return x.kind == i.kind && !x.late; }); }
    bool fails(item const& i) const { return (i.late && before(i) == 1) || punctual(i) == 0; }
    std::int64_t room(item const& i) const { return (4 * size(i) + 5) / 10; }                 // 40 %, a half upward
    std::int64_t few(item const& i) const { return (punctual(i) + 1) / 2; }
    bool admitted(item const& i) const { return before(i) + sharing(i) <= room(i); }
    int raised(item const& i) const { return i.points + (admitted(i) ? 1 : 0); }
    number risk(item const& i) const { return i.late ? number(6) / number(before(i) - 1) : number(0); }

    row values(item const& i) const {
        auto const kin = [&](item const& x) { return x.kind == i.kind; };
        std::int64_t dense = 1, sum = 0, late = 0, best = -1, second = 1, here = 0, above = 0;
        std::vector<std::pair<int, int>> seen;
        for (item const& x : all_)
            if (kin(x)) {
                sum += x.points;
                if (x.late) { ++late; best = std::max<std::int64_t>(best, x.points); }
                std::pair const key(-x.points, x.zone);
                if (key < std::pair(-i.points, i.zone) && std::find(seen.begin(), seen.end(), key) == seen.end()) { seen.push_back(key); ++dense; }
            }
        for (item const& x : all_) {
            if (kin(x) && x.points * size(i) > sum) ++above;
            if (x.zone != i.zone) continue;
            if (admitted(x)) ++here;
            if (raised(x) > raised(i) || (raised(x) == raised(i) && risk(x) < risk(i))) ++second;
        }
        auto const text = [](std::int64_t n) { return std::to_string(n); };
        auto const truth = [](bool b) { return std::string(b ? "true" : "false"); };
        return {{"place", text(before(i) + 1)}, {"dense", text(dense)}, {"size", text(size(i))}, {"late_ones", text(late)}, {"sum_of_points", text(sum)},
                {"best_of_late", best < 0 ? "" : text(best)}, {"mean_points", (number(sum) / number(size(i))).to_exact()}, {"room", text(room(i))},
                {"few", text(few(i))}, {"admitted", truth(admitted(i))}, {"admitted_in", truth(before(i) < few(i))}, {"second", text(second)},
                {"admitted_here", text(here)}, {"above", text(above)}, {"risk", risk(i).to_exact()}};
    }

    std::vector<item> all_;
};

table score(ruleset const& rules, std::vector<item> const& items) {
    roster r(rules);
    for (item const& i : items) EXPECT_TRUE(r.add_json(json(i)));
    table made;
    for (auto const& o : r.finish()) {
        row values;
        for (auto const name : o.names()) values[std::string(name)] = o.exact(name);
        made[o.id()] = std::move(values);
    }
    EXPECT_EQ(made.size() + r.failures().size(), items.size());
    return made;
}

TEST(random_rosters, agree_with_a_look_at_all_pairs) {
    auto const compiled = compile(rules_text);
    ASSERT_TRUE(compiled) << compiled.error().to_text();
    std::mt19937 random(20221122);
    auto const up_to = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n + 1)); };
    std::size_t failed = 0, scored = 0;
    for (int round = 0; round != 300; ++round) {
        std::vector<item> items;
        int const size = 1 + up_to(round % 30), most = 1 + up_to(4);
        for (int i = 0; i != size; ++i)
            items.push_back({"i" + std::to_string(i), static_cast<char>('a' + up_to(2)), up_to(2), up_to(most), up_to(3) == 0});
        auto const expected = naive(items).run();
        auto const found = score(*compiled, items);
        ASSERT_EQ(found, expected) << "round " << round;
        std::shuffle(items.begin(), items.end(), random);
        ASSERT_EQ(score(*compiled, items), expected) << "round " << round << ", in another order";
        scored += expected.size();
        failed += items.size() - expected.size();
    }
    EXPECT_GT(failed, 100u);                            // the comparison is about both
    EXPECT_GT(scored, 1000u);
}

TEST(rosters, follow_their_order_only_in_first_and_latest) {
    auto const rules = compile(R"(ruleset order
record item {
  key id : text
  input points : integer 0..9
  input day : date
  output opening, newest, sum_of_points
}
cohort item {
  let opening = first(points over item where points > 0)
  let newest = latest(points over item by day)
  let sum_of_points = sum(points over item)
}
)");
    ASSERT_TRUE(rules) << rules.error().to_text();
    auto const run = [&](std::vector<std::string> const& lines) {
        roster r(*rules);
        for (auto const& l : lines) EXPECT_TRUE(r.add_json(l));
        return r.finish().front().to_json();
    };
    std::string const a = R"({"id":"a","points":0,"day":"2021-01-03"})", b = R"({"id":"b","points":2,"day":"2021-01-05"})",
                      c = R"({"id":"c","points":3,"day":"2021-01-05"})";
    EXPECT_EQ(run({a, b, c}), R"({"id":"a","opening":2,"newest":3,"sum_of_points":5})");
    EXPECT_EQ(run({c, b, a}), R"({"id":"c","opening":3,"newest":2,"sum_of_points":5})");
}

TEST(rosters, reject_a_record_without_a_key_of_its_cohort) {
    auto const rules = compile(R"(ruleset keys
record item {
  key id : text
  input zone : integer? 0..9
  output size
}
cohort item by zone { let size = count(item) }
)");
    ASSERT_TRUE(rules) << rules.error().to_text();
    roster r(*rules);
    EXPECT_TRUE(r.add_json(R"({"id":"a","zone":1})"));
    auto const added = r.add_json(R"({"id":"b"})");
    ASSERT_FALSE(added);
    EXPECT_EQ(added.error().front().path, "zone");
    EXPECT_EQ(added.error().front().expected, "a value: cohorts are formed by it");
    EXPECT_EQ(added.error().front().found, "nothing");
    EXPECT_EQ(added.error().front().message, "the cohort key `zone` has no value");
    EXPECT_EQ(r.finish().front().exact("size"), "1");
}

TEST(rosters, give_up_when_one_record_fails_after_another) {
    auto const rules = compile(R"(ruleset chain
record item {
  key id : text
  input points : integer 0..1000
  let x = 1 / (place - 2)
  output x(2)
}
cohort item { rank place by points descending ties competition }
)");
    ASSERT_TRUE(rules) << rules.error().to_text();
    roster r(*rules);
    for (int i = 0; i != 150; ++i) EXPECT_TRUE(r.add_json(R"({"id":"r)" + std::to_string(i) + R"(","points":)" + std::to_string(i) + "}"));
    EXPECT_TRUE(r.finish().empty());
    ASSERT_EQ(r.failures().size(), 150u);
    EXPECT_NE(to_text(r.failures().front().problems).find("the cohorts do not settle"), std::string::npos);
}

std::string const chained = R"(ruleset chain
record item {
  key id : text
  input zone : text
  input points : integer 0..1000
  let x = if zone = "x" then 1 / (place - 1) else 0
  output place, x(2)
}
cohort item by zone { rank place by points ascending ties competition }
)";

/// `chain` records of zone x, each of which fails once those before it have gone, and three of zone y.
roster with_chain(ruleset const& rules, int chain) {
    roster r(rules);
    for (int i = 0; i != chain; ++i)
        r.add_json(R"({"id":"x)" + std::to_string(i) + R"(","zone":"x","points":)" + std::to_string(i) + "}").value();
    for (int i = 0; i != 3; ++i) r.add_json(R"({"id":"y)" + std::to_string(i) + R"(","zone":"y","points":7})").value();
    return r;
}

TEST(rosters, other_groups_stand_when_one_does_not_settle) {
    auto const rules = compile(chained).value();
    auto r = with_chain(rules, 150);
    auto const scored = r.finish();
    ASSERT_EQ(scored.size(), 3u);
    EXPECT_EQ(scored.front().id(), "y0");
    EXPECT_EQ(scored.front().exact("place"), "1");
    EXPECT_EQ(r.failures().size(), 150u);
}

TEST(rosters, are_counted_again_as_often_as_is_said) {
    compile_options options;
    options.records.max_roster_rounds = 5;
    auto const rules = compile(chained, "chain", options).value();
    auto five = with_chain(rules, 5);
    EXPECT_EQ(five.finish().size(), 3u);
    for (auto const& f : five.failures()) EXPECT_NE(to_text(f.problems).find("division by zero"), std::string::npos) << to_text(f.problems);
    auto six = with_chain(rules, 6);
    EXPECT_EQ(six.finish().size(), 3u);
}

TEST(rosters, refuse_quotas_that_are_none) {
    auto const rules = compile(R"(ruleset quotas
record item {
  key id : text
  input points : integer 0..9
  output chosen
}
cohort item {
  rank place by points descending ties competition
  quota room = count(item) - 2
  admit chosen by place up to room ties out
}
)");
    ASSERT_TRUE(rules) << rules.error().to_text();
    auto const alone = rules->score_json(R"({"id":"a","points":1})");
    ASSERT_FALSE(alone);
    EXPECT_EQ(alone.error().front().message, "`room`: a quota is not below 0, this is -1");
}

}  // namespace
}  // namespace barem
