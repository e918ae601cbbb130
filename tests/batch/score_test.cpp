// A roster has one result, however it is cut and whoever scores it. Failures indict src/batch/: score.cpp, row_scorer.cpp, ordered_results.cpp.

#include "run.hpp"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <random>

using namespace batch_test;

namespace {

/// Rows may fall back (`extra` beyond what is assumed of it), fail (`divisor` 0) and not fit.
std::string const marks = R"(ruleset marks "Marks"
language en
enum level "Level" { low "Low" < high "High" }
record pupil "Pupil" {
  key id "Id" : text
  input points "Points" : number 0..100 decimals 1
  input divisor "Divisor" : integer 0..9
  input extra "Extra" : number
  input remark "Remark" : text?
  let ratio "Ratio" = points / divisor
  let total "Total" = points + extra
  let noted "Noted" = remark is given
  classify grade "Grade" : level {
    high when points >= 50
    otherwise low
  }
  output ratio(2), total(1), noted, grade
}
)";

/// The same among others; a record may fail by its place.
std::string ranked_marks() {
    auto text = marks;
    text.insert(text.find("  output"), "  let chance \"Chance\" = 60 / (place - divisor)\n");
    text.replace(text.find("noted, grade"), 12, "noted, grade, place, chance(3)");
    return text + "cohort pupil by grade {\n  rank place \"Place\" by total descending ties competition\n}\n";
}

std::string row(std::string const& id, std::mt19937& random) {
    auto const divisor = random() % 40 == 0 ? 0 : 1 + random() % 9;
    auto const extra = random() % 30 == 0 ? std::string("123456789012345678901234567890.25") : std::to_string(random() % 1000);
    auto points = std::to_string(random() % 100) + "." + std::to_string(random() % 10);
    if (random() % 50 == 0) points = "101";
    std::string text = R"({"id":")" + id + R"(","points":)" + points + R"(,"divisor":)" + std::to_string(divisor) + R"(,"extra":)" + extra;
    if (random() % 3 == 0) text += R"(,"remark":"a, \"b\"")";
    text += random() % 60 == 0 ? "\n" : "}\n";
    if (random() % 20 == 0) text += "  \n";
    return text;
}

std::string roster_of(std::vector<std::string> const& ids, unsigned seed) {
    std::mt19937 random(seed);
    std::string text = "\xEF\xBB\xBF";
    for (auto const& id : ids) text += row(id, random);
    return text;
}

std::vector<std::string> numbered(std::size_t count) {
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < count; ++i) ids.push_back(std::to_string(i));
    return ids;
}

std::string letters(std::uint64_t n) {
    std::string text;
    for (int i = 0; i < 9; ++i, n = n * 6364136223846793005ULL + 1442695040888963407ULL) text += static_cast<char>('a' + (n >> 33) % 26);
    return text;
}

std::unique_ptr<batch::row_source> open_in_parts(family const& rules, std::string const& roster) {
    batch::roster_options options;
    options.format = batch::roster_format::json_lines;
    options.part_bytes = 1000;
    return batch::open_roster(rules, batch::from_memory(roster, "roster"), {}, options);
}

}  // namespace

TEST(batch_score, the_regulations_example_rosters) {
    for (std::string const name : {"viet-yen-2015", "hon-quan-2021", "ninh-hai-2021", "phu-tho-2022", "dong-nai-2013"}) {
        SCOPED_TRACE(name);
        family const rules(compile_file(std::string(BAREM_SOURCE_DIR) + "/rulesets/" + name + "/" + name + ".barem").value());
        auto const roster = read_file("examples/" + name + "/roster.jsonl");
        expect_everywhere(rules, roster, run_plainly(rules, roster));
        batch::score_options exact;
        exact.results.exact = true;
        EXPECT_EQ(run(rules, roster, exact).results, run_plainly(rules, roster, true).results);
    }
}

TEST(batch_score, versions_by_date) {
    auto const rules = compile_folder(std::string(BAREM_SOURCE_DIR) + "/examples/agency-quality").value();
    auto const roster = read_file("examples/agency-quality/roster.jsonl");
    expect_everywhere(rules, roster + "{\n" + roster, run_plainly(rules, roster + "{\n" + roster));
}

TEST(batch_score, bad_rows_and_rows_that_fall_back) {
    auto const rules = rules_of(marks);
    auto const roster = roster_of(numbered(400), 1);
    auto const expected = run_plainly(rules, roster);
    EXPECT_GT(expected.summary.rejected, 10U);
    EXPECT_GT(expected.summary.scored, 300U);
    expect_everywhere(rules, roster, expected);
}

TEST(batch_score, ids_that_come_again) {
    auto const rules = rules_of(marks);
    auto near = numbered(150), far = numbered(150);
    for (std::size_t i = 0; i + 3 < near.size(); i += 5) near[i + 3] = near[i];
    std::ranges::copy(numbered(150), std::back_inserter(far));
    auto shuffled = far;
    std::ranges::shuffle(shuffled, std::mt19937(7));
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < 300; ++i) texts.push_back(letters(i * i % 211));
    auto sorted = texts;
    std::ranges::sort(sorted);
    for (auto const& ids : {near, far, shuffled, texts, sorted}) {
        auto const roster = roster_of(ids, 3);
        auto const expected = run_plainly(rules, roster);
        expect_everywhere(rules, roster, expected);
        batch::score_options tight;
        tight.memory = 64;          // ids go to files at once
        expect_everywhere(rules, roster, expected, tight);
    }
}

TEST(batch_score, ranks_count_each_id_once) {
    auto const rules = rules_of(ranked_marks());
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < 200; ++i) texts.push_back(letters(i * i % 151));
    auto far = numbered(90);
    std::ranges::copy(numbered(90), std::back_inserter(far));
    for (auto const& ids : {texts, far}) {
        auto const roster = roster_of(ids, 3);
        auto const expected = run_plainly(rules, roster);
        EXPECT_GT(expected.summary.scored, 60U);
        EXPECT_NE(expected.rejects.find("chance"), std::string::npos);
        expect_everywhere(rules, roster, expected);
        batch::score_options tight;
        tight.memory = 64;
        expect_everywhere(rules, roster, expected, tight);
    }
}

TEST(batch_score, the_summary_counts_what_is_written) {
    auto const rules = rules_of(marks);
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < 300; ++i) ids.push_back(letters(i * i % 83));
    auto const roster = roster_of(ids, 5);
    auto const expected = run_plainly(rules, roster);
    for (std::size_t const memory : {std::size_t{1} << 30, std::size_t{64}}) {
        batch::score_options options;
        options.memory = memory;
        auto const made = run(rules, roster, options, 500);
        ASSERT_EQ(made.summary.words.size(), 4U);
        auto const count = [&](std::string_view word) {
            std::size_t found = 0;
            for (auto at = expected.results.find(word); at != std::string::npos; at = expected.results.find(word, at + 1)) ++found;
            return found;
        };
        EXPECT_EQ(made.summary.words[3], (std::vector<std::uint64_t>{count("\"low\""), count("\"high\""), 0}));
        EXPECT_TRUE(made.summary.words[0].empty());
    }
}

TEST(batch_score, csv_and_tables) {
    auto const rules = rules_of(marks);
    auto const roster = R"({"id":"b","points":7.5,"divisor":3,"extra":-8,"remark":"x"})" "\n" R"({"id":"a,b","points":50,"divisor":4,"extra":0})" "\n";
    batch::score_options options;
    options.format = io::result_format::csv;
    EXPECT_EQ(run(rules, roster, options).results, "id,ratio,total,noted,grade\nb,2.50,-0.5,true,low\n\"a,b\",12.50,50.0,false,high\n");
    options.results.exact = true;
    EXPECT_EQ(run(rules, roster, options).results, "id,ratio,total,noted,grade\nb,2.5,-0.5,true,low\n\"a,b\",12.5,50,false,high\n");
    options.format = io::result_format::table;
    options.results.exact = false;
    auto const table = run(rules, roster, options).results;
    EXPECT_NE(table.find("b     2.50   -0.5  ✓"), std::string::npos) << table;
    options.executor = batch::executor::scalar;
    EXPECT_EQ(run(rules, roster, options).results, table);
}

TEST(batch_score, an_empty_roster) {
    auto const rules = rules_of(marks);
    EXPECT_EQ(run(rules, "").results, "");
    EXPECT_EQ(run(rules, "\n \n").summary.rejected, 0U);
    batch::score_options csv;
    csv.format = io::result_format::csv;
    EXPECT_EQ(run(rules, "", csv).results, "id,ratio,total,noted,grade\n");
}

TEST(batch_score, what_a_watch_throws_comes_through) {
    auto const rules = rules_of(marks);
    auto const roster = roster_of(numbered(2000), 1);
    for (unsigned const threads : {1U, 4U}) {
        auto const source = open_in_parts(rules, roster);
        batch::score_watch watch;
        watch.results = [](std::string_view) { throw std::runtime_error("no room"); };
        batch::score_options options;
        options.threads = threads;
        EXPECT_THROW(batch::score(rules, *source, options, watch), std::runtime_error);
    }
}

TEST(batch_score, stops_when_the_rest_does_not_matter) {
    auto const rules = rules_of(marks);
    auto const roster = roster_of(numbered(5000), 1);
    auto const source = open_in_parts(rules, roster);
    batch::score_watch watch;
    watch.results = [](std::string_view) {};
    std::atomic<int> asked = 0;
    watch.stop = [&] { return ++asked > 3; };
    EXPECT_LT(batch::score(rules, *source, {}, watch).scored, 1000U);
}
