// The rule set of Việt Yên through the program, against the expected exact results. Failures indict the executor or the rule set first.

#include "program.hpp"

using namespace cli_test;

namespace {

class conformance : public cli {
protected:
    std::string const rules = source_dir + "/rulesets/viet-yen-2015/viet-yen-2015.barem";
    std::string const vectors = source_dir + "/tests/conformance/viet-yen-2015/";

    ended score(std::string const& roster) { return run({"score", rules, roster, "--exact", "--rejects", "rejects.jsonl"}); }
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
    EXPECT_EQ(lines_of(done.err)[1], "rating: excellent 9, good 11, completed 22, not_completed 10");
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
    auto const found = objects_of(read("rejects.jsonl")), expected = objects_of(read_file(vectors + "rejects.expected.jsonl"));
    ASSERT_EQ(found.size(), expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        for (auto const* member : {"line", "id", "path"}) EXPECT_EQ(found[i][member], expected[i][member]) << found[i];
        EXPECT_FALSE(found[i]["message"].get<std::string>().empty()) << found[i];
    }
}
