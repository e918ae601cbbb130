// Versions of a rule set: compile_folder(), barem::family and family_roster.

#include <barem/barem.hpp>

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace {

namespace fs = std::filesystem;

/// A folder of its own for each test.
class versions : public testing::Test {
protected:
    versions() {
        std::string pattern = (fs::temp_directory_path() / "barem-family-XXXXXX").string();
        folder_ = ::mkdtemp(pattern.data());
    }
    ~versions() override { fs::remove_all(folder_); }

    void write(std::string const& name, std::string const& text) const { std::ofstream(folder_ / name) << text; }

    /// A version whose output `fee` tells it apart.
    static std::string rules(std::string const& effective, std::string const& fee, std::string const& dated = "dated by day",
                             std::string const& name = "fees") {
        return "ruleset " + name + "\n" + effective + "\nparameter fee : number 0..100 = " + fee + "\nrecord visit { key id : text " + dated +
               "\n  input day : date  input late : bool  input n : integer?\n  let cost = if late then fee else 0\n  output cost(0), rank\n}\n" +
               "cohort visit { rank rank by n default 0 descending ties competition }\n";
    }
    static std::string visit(std::string const& id, std::string const& day, std::string const& n = "null") {
        return R"({"id":")" + id + R"(","day":")" + day + R"(","late":true,"n":)" + n + "}";
    }

    [[nodiscard]] barem::family compiled() const { return barem::compile_folder(folder_.string()).value(); }
    /// The reports, without the path of the folder.
    [[nodiscard]] std::string errors() const {
        auto const made = barem::compile_folder(folder_.string());
        if (made) return "none";
        auto text = to_text(made.error());
        auto const path = folder_.string() + "/";
        for (auto at = text.find(path); at != std::string::npos; at = text.find(path)) text.erase(at, path.size());
        return text;
    }

    fs::path folder_;
};

std::string text(barem::result<barem::outcome, barem::issues> const& scored) { return scored ? scored->to_json() : to_text(scored.error()); }

TEST_F(versions, are_in_the_order_of_their_dates) {
    write("a.barem", rules("effective from 2021-01-01", "3"));
    write("z.barem", rules("effective from 2015-10-15 to 2019-12-31", "1"));
    write("m.barem", rules("effective from 2020-01-01 to 2020-12-31", "2"));
    write(".hidden.barem", "nonsense");
    write("notes.txt", "nonsense");
    write("work.barem", "# days\nlibrary work\n");
    fs::create_directory(folder_ / "deeper.barem");
    auto const family = compiled();
    EXPECT_EQ(family.name(), "fees");
    EXPECT_EQ(family.date_field(), "day");
    ASSERT_EQ(family.versions().size(), 3U);
    EXPECT_EQ(family.versions()[0].from->to_text(), "2015-10-15");
    EXPECT_EQ(family.versions()[2].to, std::nullopt);
    EXPECT_EQ(family.versions()[2].file, (folder_ / "a.barem").string());
    auto const on = [&](char const* day) { return family.at(*barem::date::parse(day)); };
    EXPECT_EQ(on("2015-10-14"), nullptr);
    EXPECT_EQ(on("2015-10-15"), &family.versions()[0]);
    EXPECT_EQ(on("2019-12-31"), &family.versions()[0]);
    EXPECT_EQ(on("2020-01-01"), &family.versions()[1]);
    EXPECT_EQ(on("9999-12-31"), &family.versions()[2]);
}

TEST_F(versions, a_record_is_scored_by_that_of_its_date) {
    write("1.barem", rules("effective from 2015-10-15 to 2019-12-31", "1"));
    write("2.barem", rules("effective from 2020-01-01 to 2021-12-31", "2"));
    auto const family = compiled();
    EXPECT_EQ(text(family.score_json(visit("A", "2019-12-31"))), R"({"id":"A","cost":1,"rank":1})");
    EXPECT_EQ(text(family.score_json(visit("A", "2020-01-01"))), R"({"id":"A","cost":2,"rank":1})");
    EXPECT_EQ(text(family.score_json(visit("A", "2022-01-01"))),
              "day: expected a date that a version of `fees` covers (from 2015-10-15 to 2019-12-31, from 2020-01-01 to 2021-12-31), found "
              "\"2022-01-01\"");
    EXPECT_EQ(text(family.score_json(visit("A", "2020-02-30"))), "day: expected a date as YYYY-MM-DD, found \"2020-02-30\"");
    EXPECT_EQ(text(family.score_json(R"({"id":"A","late":3})")), "day: expected a date as YYYY-MM-DD, found nothing");
    EXPECT_EQ(text(family.score_json(R"({"id":"A","day":null})")), "day: expected a date as YYYY-MM-DD, found null");
    EXPECT_EQ(text(family.score_json("[1]")), "expected one JSON object, found a list");
    EXPECT_EQ(text(family.score_json(R"({"id":"A","day":"2020-01-01")")), "broken JSON: expected `,` or `}`, found the end at column 29");
    EXPECT_EQ(text(family.score_json("{\"id\":\"A\",\"da\\u0079\":\"2020-01-01\",\"late\":true}")), R"({"id":"A","cost":2,"rank":1})");
    EXPECT_NE(family.explain(family.read(visit("A", "2019-01-01")).value()).value().to_text().find("until 31 December 2019"), std::string::npos);
}

TEST_F(versions, share_what_is_set) {
    write("1.barem", rules("effective from 2015-10-15 to 2019-12-31", "1"));
    write("2.barem", rules("effective from 2020-01-01", "2") + "parameter more : number = 1\n");
    auto const family = compiled();
    auto const changed = family.with_parameter("fee", "7").value().with_parameter("more", "2").value();
    EXPECT_EQ(text(changed.score_json(visit("A", "2016-01-01"))), R"({"id":"A","cost":7,"rank":1})");
    EXPECT_EQ(text(changed.score_json(visit("A", "2020-01-01"))), R"({"id":"A","cost":7,"rank":1})");
    EXPECT_EQ(text(family.score_json(visit("A", "2020-01-01"))), R"({"id":"A","cost":2,"rank":1})");
    EXPECT_EQ(to_text(family.with_parameter("fe", "7").error()), "there is no parameter `fe`; did you mean `fee`?");
    EXPECT_EQ(to_text(family.with_parameter("fee", "700").error()), "version `1.barem` (from 2015-10-15 to 2019-12-31): parameter `fee`: expected a number from 0 to 100, found `700`");
    EXPECT_EQ(to_text(family.with_parameter("discount", "7").error()), "there is no parameter `discount`; there are `fee`, `more`");
}

TEST_F(versions, name_the_one_that_refuses_a_value) {
    write("1.barem", rules("effective from 2015-10-15 to 2019-12-31", "1") + "parameter more : number = 1\n");
    write("2.barem", rules("effective from 2020-01-01", "2") + "parameter more : points 0..100 decimals 1 = 1\nunit points\n");
    EXPECT_EQ(to_text(compiled().with_parameter("more", "101").error()),
              "version `2.barem` (from 2020-01-01 on): parameter `more`: expected a number of points from 0 to 100 with at most 1 decimal, found `101`");
}

TEST_F(versions, explain_only_the_record_that_was_scored) {
    write("1.barem", rules("effective from 2015-10-15 to 2019-12-31", "1"));
    write("2.barem", rules("effective from 2020-01-01", "2"));
    auto const family = compiled();
    barem::family_roster roster(family);
    auto const added = family.read(visit("A", "2021-01-01", "2")).value();
    roster.add(added).value();
    roster.add_json(visit("B", "2019-01-01", "2")).value();
    ASSERT_EQ(roster.finish().size(), 2U);
    EXPECT_TRUE(roster.explain(added));
    EXPECT_FALSE(roster.explain(family.read(visit("A", "2019-01-01", "2")).value()));
}

TEST_F(versions, have_a_root_that_is_there) {
    write("1.barem", rules("effective from 2020-01-01", "1"));
    barem::compile_options options;
    options.root = (folder_ / "none").string();
    EXPECT_NE(to_text(barem::compile_folder(folder_.string(), options).error()).find("none` does not exist"), std::string::npos);
}

TEST_F(versions, of_a_roster_keep_its_order_and_rank_among_themselves) {
    write("1.barem", rules("effective from 2015-10-15 to 2019-12-31", "1"));
    write("2.barem", rules("effective from 2020-01-01", "2"));
    auto const family = compiled();
    barem::family_roster roster(family);
    EXPECT_TRUE(roster.add_json(visit("A", "2020-05-01", "1")));
    EXPECT_TRUE(roster.add_json(visit("B", "2019-05-01", "1")));
    EXPECT_TRUE(roster.add_json(visit("C", "2020-05-01", "2")));
    EXPECT_TRUE(roster.add_json(visit("D", "2019-05-01", "0")));
    EXPECT_EQ(to_text(roster.add_json(visit("A", "2019-05-01")).error()), "id: expected a key that no earlier record has, found \"A\"");
    auto const other = barem::compile(rules("", "9")).value();
    EXPECT_EQ(to_text(roster.add(other.read(visit("X", "2019-05-01")).value()).error()), "expected a record that was read for `fees`, found one of `fees`");
    std::string lines;
    for (auto const& scored : roster.finish()) lines += scored.to_json() + "\n";
    EXPECT_EQ(lines, "{\"id\":\"A\",\"cost\":2,\"rank\":2}\n{\"id\":\"B\",\"cost\":1,\"rank\":1}\n{\"id\":\"C\",\"cost\":2,\"rank\":1}\n"
                     "{\"id\":\"D\",\"cost\":1,\"rank\":2}\n");
    auto const told = roster.explain(family.read(visit("D", "2019-05-01", "0")).value()).value().to_text();
    EXPECT_NE(told.find("2nd of 2"), std::string::npos) << told;
}

TEST_F(versions, a_rule_set_on_its_own_is_for_every_date) {
    barem::family const family(barem::compile(rules("effective from 2015-10-15 to 2019-12-31", "1")).value());
    EXPECT_EQ(family.date_field(), "");
    EXPECT_EQ(text(family.score_json(visit("A", "2022-01-01"))), R"({"id":"A","cost":1,"rank":1})");
}

TEST_F(versions, leave_no_doubt_which_one_holds) {
    write("1.barem", rules("effective from 2015-10-15", "1"));
    write("2.barem", rules("effective from 2020-01-01", "2"));
    EXPECT_EQ(errors(), "error[B1814]: two versions are effective from 2020-01-01 on\n"
                        " --> 2.barem:2:16\n"
                        "  |\n"
                        "2 | effective from 2020-01-01\n"
                        "  |                ^^^^^^^^^^\n"
                        "  |\n"
                        " ::: 1.barem:2:16\n"
                        "  |\n"
                        "2 | effective from 2015-10-15\n"
                        "  |                ---------- the other one\n"
                        "  |\n"
                        "  = help: if the other one ends here, write there `effective from 2015-10-15 to 2019-12-31`\n"
                        "\n"
                        "1 error\n");
}

TEST_F(versions, say_when_they_hold_and_by_which_date) {
    write("1.barem", rules("", "1"));
    write("2.barem", rules("effective from 2020-01-01", "2", ""));
    write("3.barem", rules("effective from 2021-01-01", "2", "dated by other  input other : date"));
    write("4.barem", rules("effective from 2022-01-01", "2", "dated by day", "costs"));
    auto const found = errors();
    EXPECT_NE(found.find("error[B1813]: this version of `fees` does not say when it is effective\n --> 1.barem:1:9\n"), std::string::npos) << found;
    EXPECT_NE(found.find("error[B1816]: this version of `fees` does not say which date of a record chooses it\n --> 2.barem:1:9\n"), std::string::npos);
    EXPECT_NE(found.find("error[B1816]: versions are chosen by different dates of a record\n --> 3.barem:4:"), std::string::npos) << found;
    EXPECT_NE(found.find("error[B1812]: `costs` is no version of `fees`\n --> 4.barem:1:9\n"), std::string::npos);
}

TEST_F(versions, may_leave_a_time_without_rules) {
    write("1.barem", rules("effective from 2015-10-15 to 2018-12-31", "1"));
    write("2.barem", rules("effective from 2020-01-01", "2"));
    auto const family = compiled();
    auto const& found = family.findings();
    ASSERT_EQ(found.size(), 1U);
    ASSERT_EQ(found[0].findings.size(), 1U);
    EXPECT_EQ(found[0].findings[0].code, "B1815");
    EXPECT_EQ(found[0].findings[0].message, "no version is effective from 2019-01-01 to 2019-12-31");
    EXPECT_FALSE(found[0].has_errors());
}

TEST_F(versions, are_none_without_rule_sets) {
    write("work.barem", "library work\n");
    EXPECT_NE(errors().find("error[B1811]: there is no rule set in this folder"), std::string::npos);
    EXPECT_NE(to_text(barem::compile_folder((folder_ / "none").string()).error()).find("error[B0001]: cannot read"), std::string::npos);
}

TEST_F(versions, report_the_errors_of_every_file) {
    write("1.barem", rules("effective from 2015-10-15", "x"));
    write("2.barem", "ruleset fees\nrecord\n");
    auto const found = errors();
    EXPECT_NE(found.find("1.barem:3:"), std::string::npos) << found;
    EXPECT_NE(found.find("2.barem:"), std::string::npos) << found;
}

TEST_F(versions, are_limited_in_number) {
    for (auto const* name : {"1.barem", "2.barem", "3.barem"}) write(name, rules("effective from 2015-10-15", "1"));
    barem::compile_options options;
    options.compile.max_versions = 2;
    auto const made = barem::compile_folder(folder_.string(), options);
    EXPECT_NE(to_text(made.error()).find("error[B1905]: more than 2 rule sets in one folder"), std::string::npos);
}

}  // namespace
