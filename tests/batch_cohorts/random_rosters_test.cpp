// Rosters of all kinds, scored as batches with any memory, blocks and threads: always as one record after another in memory.

#include "batch_cohorts/rosters.hpp"

#include <random>

namespace rosters {
namespace {

constexpr std::string_view rules_text = R"(ruleset random

enum kind { a, b, c }
enum grade { low < middle < high }

record item {
  key id : text
  input kind : kind
  input zone : integer 0..200
  input place_name : text
  input points : integer 0..5
  input weight : integer 1..7
  input day : date
  input late : bool
  input note : text?
  let ratio = points / weight
  let raised = if admitted then points + 1 else points
  let risk = if late then 6 / (place - 2) else 0
  output ratio(3), place, dense, size, late_ones, sum_of_points, best_of_late, mean_points(3), room, admitted
  output second, admitted_here, above, risk(3), by_ratio, opening, newest, any_late, all_late, last_note
}

cohort item by kind {
  rank place by points descending, weight ascending ties competition
  rank dense by points descending, zone ascending ties dense
  let size = count(item)
  let late_ones = count(item where late)
  let sum_of_points = sum(points over item)
  let best_of_late = max(points over item where late)
  let mean_points = mean(points over item)
  let above = count(item where points > mean(points over item))
  let opening = first(points over item where points > 0)
  let newest = latest(points over item by day)
  let any_late = any(item where late)
  let all_late = all(late over item)
  let last_note = latest(place_name over item by day)
  quota room = 40% of item rounded half_up
  admit admitted by place up to room ties out
}

cohort item by zone, place_name {
  rank second by raised descending, risk ascending ties competition
  rank by_ratio by ratio descending, day ascending ties competition
  let admitted_here = count(item where admitted)
}
)";

ruleset compiled(std::string_view text) {
    auto made = compile(std::string(text));
    if (!made) throw std::runtime_error(made.error().to_text());
    return std::move(*made);
}

struct dice {
    std::mt19937 random;
    int operator()(int low, int high) { return low + static_cast<int>(random() % static_cast<unsigned>(high - low + 1)); }
};

std::vector<std::string> items(dice& pick, int size, int zones, int late_one_in) {
    std::vector<std::string> made;
    for (int i = 0; i != size; ++i) {
        made.push_back(R"({"id":"r)" + std::to_string(i) + R"(","kind":")" + std::string(1, static_cast<char>('a' + pick(0, 2))) + R"(","zone":)" +
                       std::to_string(pick(0, zones)) + R"(,"place_name":"p)" + std::to_string(pick(0, zones / 4)) + R"(","points":)" + std::to_string(pick(0, 5)) +
                       R"(,"weight":)" + std::to_string(pick(1, 7)) + R"(,"day":"2021-01-0)" + std::to_string(pick(1, 9)) + R"(","late":)" +
                       (pick(1, late_one_in) == 1 ? "true" : "false") + "}");
    }
    return made;
}

TEST(random_rosters, are_scored_in_any_memory_as_in_memory) {
    auto const rules = compiled(rules_text);
    dice pick{std::mt19937(7)};
    std::size_t rejected = 0, in_columns = 0;
    for (int round = 0; round != 40; ++round) {
        auto const records = read(rules, items(pick, pick(1, 40 + round * 6), pick(0, 1) == 0 ? 2 : 200, pick(0, 1) == 0 ? 4 : 400));
        auto const expected = scalar(rules, records);
        for (auto const& l : expected) rejected += l.find("rejected") != std::string::npos;
        for (way const& w : {way{}, way{0, 1, 1}, way{4000, 7, 2}, way{0, 50, 8}, way{100'000, 16, 8}})
            ASSERT_EQ(by_rows(rules, records, w), expected) << "round " << round << ", " << w;
        for (way const& w : {way{}, way{0, 1, 1, 1}, way{4000, 7, 2, 3}, way{0, 50, 8}, way{100'000, 16, 8, 5}})
            ASSERT_EQ(by_columns(rules, records, w, &in_columns), expected) << "round " << round << ", " << w;
    }
    EXPECT_GT(in_columns, 10'000u);
    EXPECT_GT(rejected, 10u);
}

std::string const chained = R"(ruleset chain
record item {
  key id : text
  input zone : text
  input points : integer 0..1000
  let x = if zone = "x" then 1 / (place - 1) else 0
  let half = points / 2
  output place, x(2), half(1)
}
cohort item by zone { rank place by points ascending ties competition }
)";

TEST(rosters, that_do_not_settle_are_given_up_alike) {
    compile_options options;
    options.records.max_roster_rounds = 5;
    auto const rules = compile(chained, "chain", options).value();
    for (int chain : {4, 6, 9}) {
        std::vector<std::string> json;
        for (int i = 0; i != chain + 3; ++i)
            json.push_back(R"({"id":"r)" + std::to_string(i) + R"(","zone":")" + (i < chain ? "x" : "y") + R"(","points":)" + std::to_string(i) + "}");
        auto const records = read(rules, json);
        auto const expected = scalar(rules, records);
        for (way const& w : {way{}, way{0, 2, 2, 1}}) {
            EXPECT_EQ(by_rows(rules, records, w), expected);
            EXPECT_EQ(by_columns(rules, records, w), expected);
        }
    }
}

/// Beyond what columns hold: some rows come by the scalar executor, and what they bring reaches the others.
TEST(rosters, mix_rows_of_columns_with_others) {
    auto const rules = compiled(R"(ruleset mixed
record item {
  key id : text
  input zone : number
  input points : number
  input parts : integer 1..9
  let share = points / parts
  let far = share - average
  output place, average(4), far(4), most(2), total(2), size
}
cohort item by zone {
  rank place by share descending, points ascending ties competition
  let average = mean(share over item)
  let most = max(points over item)
  let total = sum(points over item)
  let size = count(item)
}
)");
    dice pick{std::mt19937(11)};
    char const* const unusual[] = {"0.00001", "123456789012345678901234567890", "-99999999999", "1e-30", "0.5", "2", "1000000000", "0.33333"};
    for (int round = 0; round != 30; ++round) {
        std::vector<std::string> json;
        int const size = pick(1, 120), one_in = pick(2, 40);
        for (int i = 0; i != size; ++i) {
            auto const amount = [&] { return pick(1, one_in) == 1 ? unusual[pick(0, 7)] : std::to_string(pick(0, 3)) + (pick(0, 1) == 0 ? "" : ".50"); };
            json.push_back(R"({"id":"r)" + std::to_string(i) + R"(","zone":)" + amount() + R"(,"points":)" + amount() + R"(,"parts":)" + std::to_string(pick(1, 9)) + "}");
        }
        auto const records = read(rules, json);
        auto const expected = scalar(rules, records);
        for (way const& w : {way{}, way{0, 3, 2, 2}, way{0, 40, 8, 7}}) {
            ASSERT_EQ(by_rows(rules, records, w), expected) << "round " << round << ", " << w;
            ASSERT_EQ(by_columns(rules, records, w), expected) << "round " << round << ", " << w;
        }
    }
}

}  // namespace
}  // namespace rosters
