// Failures indict src/io/roster_reader.cpp and rejects.hpp.

#include "io/rejects.hpp"
#include "io/roster_reader.hpp"
#include "sample_program.hpp"

#include <gtest/gtest.h>

#include <sstream>

using namespace barem;

namespace {

std::string record(std::string const& id) { return std::string(sample::good_record).replace(7, 3, id); }

std::vector<io::roster_entry> read_all(std::string const& roster, record_limits limits = {}, io::record_check check = {}) {
    static program::program const program = sample::make();
    std::istringstream in(roster);
    io::roster_reader reader(in, program, limits, std::move(check));
    std::vector<io::roster_entry> entries;
    while (auto entry = reader.next()) entries.push_back(std::move(*entry));
    EXPECT_FALSE(reader.next());
    return entries;
}

}  // namespace

TEST(roster, lines) {
    auto const entries = read_all("\xEF\xBB\xBF" + record("a") + "\r\n\n  \t\r\n" + record("b") + "\n" + record("c"));
    ASSERT_EQ(entries.size(), 3u);
    EXPECT_EQ(entries[0].line, 1u);
    EXPECT_EQ(entries[1].line, 4u);
    EXPECT_EQ(entries[2].line, 5u);
    for (auto const& entry : entries) EXPECT_TRUE(entry.record.data);
    EXPECT_EQ(entries[2].record.id, "c");
    EXPECT_TRUE(read_all("").empty());
    EXPECT_TRUE(read_all("\n\n").empty());
    EXPECT_TRUE(read_all("\xEF\xBB\xBF").empty());
}

TEST(roster, many_lines_across_chunks) {
    std::string roster;
    for (int i = 0; i < 2000; ++i) roster += record(std::to_string(i)) + '\n';
    auto const entries = read_all(roster);
    ASSERT_EQ(entries.size(), 2000u);
    for (std::size_t i = 0; i < entries.size(); ++i) {
        ASSERT_TRUE(entries[i].record.data);
        EXPECT_EQ(entries[i].record.id, std::to_string(i));
        EXPECT_EQ(entries[i].line, i + 1);
    }
}

TEST(roster, a_bad_line_touches_no_other) {
    auto const entries = read_all(record("a") + "\n{\"id\":\n" + record("b") + "\n");
    ASSERT_EQ(entries.size(), 3u);
    EXPECT_TRUE(entries[0].record.data);
    EXPECT_FALSE(entries[1].record.data);
    EXPECT_TRUE(entries[2].record.data);
}

TEST(roster, a_line_beyond_the_limit) {
    record_limits limits;
    limits.max_record_bytes = 300;
    auto const entries = read_all(record("a") + "\n" + std::string(200'000, ' ') + "\n" + record("b") + "\n", limits);
    ASSERT_EQ(entries.size(), 3u);
    EXPECT_EQ(entries[1].record.problems.at(0).message, "expected a record of at most 300 bytes, found a line of 200000 bytes");
    EXPECT_TRUE(entries[2].record.data);
    EXPECT_EQ(entries[2].line, 3u);
}

TEST(roster, the_first_accepted_record_takes_the_id) {
    std::string bad = record("a");
    bad.replace(bad.find("true"), 4, "null");
    auto const entries = read_all(bad + "\n" + record("a") + "\n" + record("a") + "\n" + bad + "\n" + record("b"));
    ASSERT_EQ(entries.size(), 5u);
    EXPECT_EQ(entries[0].record.problems.at(0).path, "present");
    EXPECT_TRUE(entries[1].record.data);
    EXPECT_FALSE(entries[2].record.data);
    EXPECT_EQ(entries[2].record.problems.at(0).message, "id: expected a key that no earlier record has, found \"a\"");
    EXPECT_EQ(entries[3].record.problems.size(), 1u);
    EXPECT_TRUE(entries[4].record.data);
}

TEST(roster, what_the_check_finds_rejects_a_record_and_leaves_its_id_free) {
    int calls = 0;
    auto const check = [&](record_data const&, issues& problems) {
        if (++calls == 1) problems.push_back({"marks[0].điểm", "a number", "nothing", "needed", "", ""});
    };
    auto const entries = read_all(record("a") + "\n" + record("a") + "\n", {}, check);
    EXPECT_FALSE(entries.at(0).record.data);
    EXPECT_EQ(entries[0].record.problems.at(0).message, "needed");
    EXPECT_TRUE(entries.at(1).record.data);
}

TEST(rejects, one_json_object_a_line) {
    std::string out;
    io::append_reject(out, 3, "A\"1", {{"a.b", "x", "\"y\"", "a.b: expected x", "", ""}});
    EXPECT_EQ(out, "{\"line\":3,\"id\":\"A\\\"1\",\"path\":\"a.b\",\"expected\":\"x\",\"found\":\"\\\"y\\\"\",\"message\":\"a.b: expected x\"}\n");
    out.clear();
    io::append_reject(out, 4, std::nullopt, {{"", "", "", "division by zero", "share", "Art. 7"}, {"p", "e", "f", "m", "", ""}});
    EXPECT_EQ(out, R"({"line":4,"id":null,"path":"","expected":"","found":"","message":"division by zero","rule":"share","citation":"Art. 7",)"
                   R"("more":[{"path":"p","expected":"e","found":"f","message":"m"}]})" "\n");
}
