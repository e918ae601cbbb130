// Failures indict src/cli/score.cpp and src/batch/ordered_results.cpp.

#include "program.hpp"

using namespace cli_test;

namespace {

class rejects : public cli {
protected:
    rejects() {
        write("exams.barem", exams);
        // Line 2 does not fit, line 4 cannot be evaluated, line 5 has the id of line 1, line 6 is no JSON.
        write("roster.jsonl", pupil("a", "9", "9") + pupil("b", "11", "9") + pupil("c", "3", "3") + pupil("d", "9", "0") +
                                  pupil("a", "1", "1") + "{\"id\":\n");
    }

    std::vector<std::string> const command{"score", "exams.barem", "roster.jsonl"};

    [[nodiscard]] std::vector<std::string> with(std::vector<std::string> const& more) const {
        auto all = command;
        all.insert(all.end(), more.begin(), more.end());
        return all;
    }
};

void expect_rejects(std::vector<json> const& found) {
    ASSERT_EQ(found.size(), 4u);
    std::vector<std::pair<int, json>> places;
    for (auto const& reject : found) places.emplace_back(reject["line"].get<int>(), reject["id"]);
    EXPECT_EQ(places, (std::vector<std::pair<int, json>>{{2, "b"}, {4, "d"}, {5, "a"}, {6, nullptr}}));
    EXPECT_EQ(found[0]["path"], "written");
    EXPECT_EQ(found[1]["rule"], "ratio");
    EXPECT_EQ(found[2]["path"], "id");
}

}  // namespace

TEST_F(rejects, to_standard_error) {
    auto const done = run(with({"--quiet"}));
    EXPECT_EQ(done.status, 3);
    expect_rejects(objects_of(done.err));
    auto const scored = objects_of(done.out);
    ASSERT_EQ(scored.size(), 2u);
    EXPECT_EQ(scored[0]["id"], "a");
    EXPECT_EQ(scored[0]["total"], 27);
    EXPECT_EQ(scored[1]["place"], 2);           // ranks are counted over what was scored
}

TEST_F(rejects, to_a_file) {
    auto const done = run(with({"--rejects", "rejects.jsonl"}));
    EXPECT_EQ(done.status, 3);
    EXPECT_EQ(done.err, "2 scored, 4 rejected\nranks and groups count the 2 scored, not the 4 rejected\nresult: good 1, passed 0, failed 1\n");
    expect_rejects(objects_of(read("rejects.jsonl")));
}

TEST_F(rejects, an_empty_file_says_that_there_are_none) {
    write("roster.jsonl", pupil("a", "9", "9"));
    EXPECT_EQ(run(with({"--rejects", "rejects.jsonl"})).status, 0);
    EXPECT_EQ(read("rejects.jsonl"), "");
}

TEST_F(rejects, records_that_fail_only_in_ranking_keep_their_line) {
    write("late.barem", R"(ruleset late "Late"
record r {
  key id : text
  input points : number 0..100
  let x = 1 / (place - 2)
  output x(2), place
}
cohort r { rank place by points descending ties competition }
)");
    write("late.jsonl", R"({"id":"a","points":1}
{"id":"b","points":2}
{"id":"c","points":3}
)");
    auto const done = run({"score", "late.barem", "late.jsonl", "--quiet"});
    EXPECT_EQ(done.status, 3);
    auto const found = objects_of(done.err);
    ASSERT_EQ(found.size(), 2u);                // without `b`, which stands second, `a` does
    EXPECT_EQ(found[0]["line"], 1);
    EXPECT_EQ(found[1]["line"], 2);
    EXPECT_EQ(found[1]["id"], "b");
    EXPECT_EQ(found[1]["rule"], "x");
    auto const scored = objects_of(done.out);
    ASSERT_EQ(scored.size(), 1u);
    EXPECT_EQ(scored[0]["place"], 1);
}

TEST_F(rejects, a_record_without_a_key_of_its_cohort) {
    write("keys.barem", "ruleset keys\nrecord item { key id : text input zone : integer? 0..9 output size }\n"
                        "cohort item by zone { let size = count(item) }\n");
    write("items.jsonl", "{\"id\":\"a\",\"zone\":1}\n{\"id\":\"b\"}\n");
    auto const found = objects_of(run({"score", "keys.barem", "items.jsonl", "--quiet"}).err);
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0]["path"], "zone");
    EXPECT_EQ(found[0]["expected"], "a value: cohorts are formed by it");
    EXPECT_EQ(found[0]["found"], "nothing");
}

TEST_F(rejects, a_root_of_imports_that_is_not_there) {
    auto const done = run(with({"--root", "nowhere"}));
    EXPECT_EQ(done.status, 2);
    EXPECT_EQ(done.err, "barem: the root of imports `nowhere` does not exist\n");
}
