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
    EXPECT_EQ(done.status, 0);
    EXPECT_TRUE(contains(done.out, "b"));
    EXPECT_EQ(done.err, "barem: records rejected: 2; ranks are counted over the others\n");
}

TEST_F(explain, a_header_of_labels_is_told_the_fields) {
    write("labels.csv", "Tên,group,Bài viết,oral\nAn,1,9,9\n");
    auto const done = run({"explain", "exams.barem", "labels.csv"});
    EXPECT_EQ(done.status, 2);
    EXPECT_TRUE(contains(done.err, "column 1: `Tên` is the label of `id`; a header names the field: write `id`")) << done.err;
    EXPECT_TRUE(contains(done.err, "column 3: `Bài viết` is the label of `written`; a header names the field: write `written`")) << done.err;
    EXPECT_FALSE(contains(done.err, "no column is called")) << done.err;
}

TEST_F(explain, a_single_record_needs_no_id) {
    auto const without_id = [&] { return run({"explain", "exams.barem", "roster.jsonl"}); };
    write("roster.jsonl", pupil("a", "9", "3"));
    EXPECT_EQ(without_id().status, 0) << without_id().err;
    EXPECT_EQ(without_id().out, of("a").out);
    write("roster.jsonl", pupil("a", "9", "3") + pupil("b", "3", "3"));
    EXPECT_EQ(without_id().status, 2);
    EXPECT_EQ(without_id().err, "barem: the roster has several records: say which one with --id\n");
    write("roster.jsonl", pupil("a", "11", "3"));
    EXPECT_EQ(without_id().status, 3);
    EXPECT_TRUE(contains(without_id().err, "the record `a` was rejected")) << without_id().err;
    write("roster.jsonl", "");
    EXPECT_EQ(without_id().status, 2);
}

// ── --why-not and --what-if ─────────────────────────────────────────────────────────────────────────────────────

namespace {

class explain_otherwise : public cli {
protected:
    std::string const rules = source_dir + "/rulesets/phu-tho-2022/phu-tho-2022.barem";
    std::string const roster = read_file(source_dir + "/examples/phu-tho-2022/roster.jsonl");

    ended of(std::string const& id, std::vector<std::string> const& more) {
        write("roster.jsonl", roster);
        std::vector<std::string> arguments{"explain", rules, "roster.jsonl", "--id", id};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return run(arguments);
    }
};

}  // namespace

TEST_F(explain_otherwise, why_not_says_what_is_missing) {
    auto const done = of("Sở Xây dựng", {"--why-not", "good", "--format", "json"});
    EXPECT_EQ(done.status, 0) << done.err;
    auto const answer = json::parse(done.out);
    EXPECT_EQ(answer["between"]["gap"], (json{{"amount", "781/1800"}, {"strict", false}, {"direction", "up"}}));
    EXPECT_EQ(answer["found"], true);
    EXPECT_TRUE(contains(of("Sở Xây dựng", {"--why-not", "good", "--lang", "vi"}).out, "Vì sao chưa được “Hoàn thành tốt nhiệm vụ”?"));
    EXPECT_TRUE(contains(of("Sở Xây dựng", {"--why-not", "completed"}).out, "Nothing: this is the result."));
}

/// The record is ranked again among the others: as when the roster itself is changed and scored.
TEST_F(explain_otherwise, what_if_equals_scoring_the_changed_roster) {
    auto const done = of("UBND huyện Lâm Thao", {"--what-if", "criteria[0].self=4.5", "--what-if", "criteria[0].score1=4.5", "--format", "json"});
    EXPECT_EQ(done.status, 0) << done.err;
    std::string changed;
    for (auto& record : objects_of(roster)) {
        if (record["id"] == "UBND huyện Lâm Thao") record["criteria"][0]["self"] = record["criteria"][0]["score1"] = 4.5;
        changed += record.dump() + "\n";
    }
    write("changed.jsonl", changed);
    auto const scored = run({"score", rules, "changed.jsonl", "--exact"});
    auto const sheet = json::parse(done.out);
    for (auto const& row : objects_of(scored.out)) {
        if (row["id"] != "UBND huyện Lâm Thao") continue;
        for (auto const& o : sheet["outputs"]) EXPECT_EQ(o["after"]["exact"], row[o["name"].get<std::string>()]) << o["name"];
        EXPECT_EQ(row["rank"], "3");                                // it has shared the second place
    }
}

TEST_F(explain_otherwise, wrong_usage) {
    EXPECT_EQ(of("Sở Xây dựng", {"--why-not", "goood"}).err, "barem: --why-not: there is no level `goood`; did you mean `good`?\n");
    EXPECT_EQ(of("Sở Xây dựng", {"--what-if", "criteria[0].slef=1"}).err, "barem: --what-if: `criteria[0].slef`: `criterion` has no input `slef`; did you mean `self`?\n");
    EXPECT_EQ(of("Sở Xây dựng", {"--what-if", "type"}).err, "barem: --what-if is FIELD=VALUE, found `type`\n");
    EXPECT_EQ(of("Sở Xây dựng", {"--what-if", "criteria[0].self=1", "--why-not", "good"}).status, 2);
    EXPECT_EQ(of("nobody", {"--why-not", "good"}).status, 2);
    auto const agencies = source_dir + "/examples/agency-quality";
    auto const dated = [&](std::string const& day) { return run({"explain", agencies, agencies + "/roster.jsonl", "--id", "Sở Y tế", "--what-if", "assessed=" + day}); };
    EXPECT_EQ(dated("2022-01-01").err, "barem: --what-if: with another `assessed` the record falls under another version of the rules, or under none\n");
    EXPECT_TRUE(contains(dated("2024-12-01").out, "1 December 2024"));
}
