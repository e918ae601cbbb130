// The rule set of Việt Yên through the program. Failures indict the executor or the rule set before src/cli.

#include "program.hpp"

using namespace cli_test;

namespace {

class conformance : public cli {
protected:
    std::string const rules = source_dir + "/rulesets/viet-yen-2015/viet-yen-2015.barem";
    std::string const vectors = source_dir + "/tests/conformance/viet-yen-2015/";

    ended score(std::string const& roster) {
        return run({"score", rules, roster, "--exact", "--rejects", "rejects.jsonl"});
    }
};

void expect_same(std::string const& found_text, std::string const& expected_file) {
    auto const found = objects_of(found_text), expected = objects_of(read_file(expected_file));
    ASSERT_EQ(found.size(), expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) EXPECT_EQ(found[i], expected[i]) << "line " << i + 1 << " of " << expected_file;
}

}  // namespace

TEST_F(conformance, the_roster_of_the_example) {
    auto const done = score(source_dir + "/examples/viet-yen-2015/roster.jsonl");
    EXPECT_EQ(done.status, 0);
    EXPECT_EQ(lines_of(done.err).at(1), "rating: excellent 9, good 11, completed 22, not_completed 10");
    expect_same(done.out, source_dir + "/examples/viet-yen-2015/expected.jsonl");
}

TEST_F(conformance, records_on_every_edge) {
    auto const done = score(vectors + "edges.jsonl");
    EXPECT_EQ(done.status, 0);
    expect_same(done.out, vectors + "edges.expected.jsonl");
}

TEST_F(conformance, every_kind_of_bad_line) {
    auto const done = score(vectors + "rejects.jsonl");
    EXPECT_EQ(done.status, 3);
    expect_same(done.out, vectors + "rejects.scored.jsonl");
    auto const found = objects_of(read("rejects.jsonl"));
    auto const expected = objects_of(read_file(vectors + "rejects.expected.jsonl"));
    ASSERT_EQ(found.size(), expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        EXPECT_EQ(found[i]["line"], expected[i]["line"]) << found[i];
        EXPECT_EQ(found[i]["path"], expected[i]["path"]) << found[i];
        // A text that is no JSON has no id in the vectors; one that stands before the break is told nevertheless.
        bool const is_broken = found[i]["message"].get<std::string>().starts_with("broken JSON");
        if (!is_broken || expected[i]["id"] != nullptr) {
            EXPECT_EQ(found[i]["id"], expected[i]["id"]) << found[i];
        }
        EXPECT_FALSE(found[i]["message"].get<std::string>().empty()) << found[i];
    }
}
