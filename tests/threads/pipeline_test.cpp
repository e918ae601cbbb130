// Rosters in parts, cohorts that go to files, and batches, by many threads at once: the bytes are those of a single thread. Run with the
// thread sanitizer, a data race is a failure too.

#include "batch/run.hpp"
#include "batch/scratch_file.hpp"
#include "batch_api/trips.hpp"

#include <random>
#include <thread>

using namespace batch_test;

namespace {

constexpr std::size_t records = 3000;

/// Some records are for the scalar executor (`extra`), some fail (`divisor` 0), some do not fit.
std::string const alone = R"(ruleset pupils "Học sinh"
language vi
enum level "Xếp loại" { low "Thấp" < high "Cao" }
record pupil "Học sinh" {
  key id "Tên" : text
  input school "Trường" : text
  input points "Điểm" : number 0..100 decimals 1
  input divisor "Hệ số" : integer 0..9
  input extra "Thêm" : number
  let ratio "Tỷ lệ" = points / divisor
  let total "Tổng" = points + extra
  classify grade "Loại" : level {
    high when points >= 50
    otherwise low
  }
  output ratio(2), total(1), grade
}
)";

/// Places decide about chances, which decide about places.
std::string among_others() {
    auto text = alone;
    text.insert(text.find("  output"), "  let chance \"Cơ hội\" = 60 / (place - divisor)\n");
    text.replace(text.find("total(1), grade"), 15, "total(1), grade, place, chance(3), last");
    return text + R"(cohort pupil by school, grade {
  rank place "Thứ" by total descending ties competition
}
cohort pupil by school {
  rank last "Thứ trong trường" by chance ascending ties competition
}
)";
}

struct roster { std::string csv = "id,school,points,divisor,extra\n", json; };

roster random_roster() {
    static char const* const schools[] = {"Trần Phú", "Lê Hồng Phong", "Nguyễn Huệ", "Chu Văn An"};
    std::mt19937 random(7);
    roster made;
    for (std::size_t i = 0; i < records; ++i) {
        auto const id = std::to_string(random() % 50 == 0 ? i / 2 : i);             // some come again
        auto const school = std::string(schools[random() % 4]);
        auto const points = random() % 50 == 0 ? "101" : std::to_string(random() % 100) + "." + std::to_string(random() % 10);
        auto const divisor = std::to_string(random() % 40 == 0 ? 0 : 1 + random() % 9);
        auto const extra = random() % 30 == 0 ? std::string("123456789012345678901234567890.25") : std::to_string(random() % 1000);
        made.csv += id + (i % 7 == 0 ? ",\"" + school + "\"," : "," + school + ",") + points + "," + divisor + "," + extra + "\n";
        made.json += R"({"id":")" + id + R"(","school":")" + school + R"(","points":)" + points + R"(,"divisor":)" + divisor + R"(,"extra":)" + extra + "}\n";
    }
    return made;
}

batch::score_options with(unsigned threads, std::size_t memory = std::size_t{1} << 30) {
    batch::score_options made;
    made.threads = threads;
    made.memory = memory;
    made.batch_rows = 16;
    return made;
}

/// Runs `work(i)` in four threads at once.
template <typename Work>
void at_once(Work const& work) {
    std::vector<std::jthread> threads;
    for (unsigned i = 0; i < 4; ++i) threads.emplace_back([&work, i] { work(i); });
}

}  // namespace

TEST(pipeline, any_number_of_threads_gives_the_same_bytes) {
    auto const in = random_roster();
    for (auto const& rules : {rules_of(alone), rules_of(among_others())}) {
        auto const expected = run(rules, in.json, with(1));
        EXPECT_GT(expected.summary.scored, records / 2);
        EXPECT_GT(expected.summary.rejected, records / 50);
        EXPECT_EQ(run(rules, in.csv, with(1), 4000, batch::roster_format::csv).results, expected.results);
        for (unsigned const threads : {2U, 3U, 8U}) {
            EXPECT_EQ(run(rules, in.json, with(threads), 4000), expected) << threads;
            EXPECT_EQ(run(rules, in.csv, with(threads), 1000, batch::roster_format::csv).results, expected.results) << threads;
        }
    }
}

TEST(pipeline, what_goes_to_files_comes_back) {
    auto const rules = rules_of(among_others());
    auto const in = random_roster().json;
    auto const expected = run(rules, in, with(1));
    constexpr std::size_t little = 1 << 14;
    auto nowhere = with(2, little);
    nowhere.scratch_folder = "/nowhere/at/all";
    EXPECT_THROW(run(rules, in, nowhere, 4000), batch::scratch_failure);            // so little that files are needed
    for (unsigned const threads : {2U, 8U}) EXPECT_EQ(run(rules, in, with(threads, little), 4000), expected) << threads;
}

TEST(pipeline, several_rosters_at_once) {
    auto const rules = rules_of(among_others());
    auto const in = random_roster().json;
    auto const expected = run(rules, in, with(1));
    std::vector<scored_text> made(4);
    at_once([&](unsigned i) { made[i] = run(rules, in, with(1 + i), 4000); });
    for (auto const& one : made) EXPECT_EQ(one, expected);
}

TEST(pipeline, several_batches_at_once) {
    auto const rules = compile(trips::text).value();
    std::mt19937_64 random(3);
    auto const rows = trips::random_rows(20'000, [&](int below) { return static_cast<int>(random() % static_cast<unsigned>(below)); });
    auto const scored = [&](unsigned threads) {
        batch_scorer scorer(rules);
        trips::results made(rows.size());
        EXPECT_TRUE(scorer.score(rows.columns(), made.outputs(), {.threads = threads}));
        return made;
    };
    auto const expected = scored(1);
    std::vector<trips::results> made(4, trips::results(0));
    at_once([&](unsigned i) { made[i] = scored(1 + i); });
    for (auto const& one : made) EXPECT_TRUE(one == expected);
}
