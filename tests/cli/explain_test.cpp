// Failures indict src/cli/explain.cpp.

#include "program.hpp"

using namespace cli_test;

namespace {

class explain : public cli {
protected:
    explain() {
        write("exams.barem", exams);
        write("roster.jsonl", pupil("Nguyễn Văn An", "9", "9") + pupil("Bình", "3", "3"));
    }

    ended of(std::string const& id, std::vector<std::string> const& more = {}) {
        std::vector<std::string> arguments{"explain", "exams.barem", "roster.jsonl", "--id", id};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return run(arguments);
    }
};

bool contains(std::string const& text, std::string const& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_F(explain, one_record) {
    auto const done = of("Nguyễn Văn An");
    EXPECT_EQ(done.status, 0) << done.err;
    EXPECT_EQ(done.err, "");
    EXPECT_TRUE(contains(done.out, "Nguyễn Văn An"));
    EXPECT_FALSE(contains(done.out, "Bình"));
    EXPECT_NE(of("Nguyễn Văn An", {"--lang", "vi"}).out, done.out);
}

TEST_F(explain, formats) {
    EXPECT_TRUE(contains(of("Bình", {"--format", "html"}).out, "<!DOCTYPE html"));
    EXPECT_TRUE(contains(of("Bình", {"--format", "markdown"}).out, "#"));
    EXPECT_TRUE(json::parse(of("Bình", {"--format", "json"}).out).is_object());
    EXPECT_EQ(of("Bình", {"--format", "pdf"}).status, 2);
    EXPECT_EQ(of("Bình", {"--lang", "de"}).status, 2);
}

TEST_F(explain, into_a_file) {
    auto const done = of("Bình", {"-o", "sheet.txt"});
    EXPECT_EQ(done.status, 0);
    EXPECT_EQ(done.out, "");
    EXPECT_EQ(read("sheet.txt"), of("Bình").out);
}

TEST_F(explain, an_id_in_another_normal_form) {
    // `Bình` with a combining grave accent.
    EXPECT_EQ(of("Bi\xCC\x80nh").out, of("Bình").out);
}

TEST_F(explain, an_unknown_id) {
    auto const done = of("Nguyen Van An", {"-o", "sheet.txt"});
    EXPECT_EQ(done.status, 2);
    EXPECT_EQ(done.err, "barem: no record has the id `Nguyen Van An`; did you mean `Nguyễn Văn An`?\n");
    EXPECT_FALSE(fs::exists(path("sheet.txt")));
}

TEST_F(explain, a_rejected_record) {
    write("roster.jsonl", pupil("a", "11", "-1") + pupil("b", "3", "3"));
    auto const done = of("a");
    EXPECT_EQ(done.status, 3);
    EXPECT_EQ(done.out, "");
    auto const lines = lines_of(done.err);
    ASSERT_EQ(lines.size(), 3u);
    EXPECT_EQ(lines[0], "barem: the record `a` was rejected");
    EXPECT_TRUE(lines[1].starts_with("barem: line 1: written: ")) << lines[1];
    EXPECT_TRUE(lines[2].starts_with("barem: line 1: oral: ")) << lines[2];
}

TEST_F(explain, beside_rejected_records) {
    write("roster.jsonl", pupil("a", "11", "3") + pupil("b", "3", "3") + pupil("b", "4", "4"));
    auto const done = of("b");
    EXPECT_EQ(done.status, 3);
    EXPECT_TRUE(contains(done.out, "b"));
    EXPECT_EQ(done.err, "barem: records rejected: 2; ranks are counted over the others\n");
}
