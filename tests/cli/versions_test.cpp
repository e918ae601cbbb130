// Folders of versions on the command line. Failures indict src/cli/rules.cpp and src/batch/version_rows.cpp.

#include "program.hpp"

#include <cstdlib>

using namespace cli_test;

namespace {

class versions : public cli {
protected:
    /// What a command says about examples/agency-quality, run where that folder stands, as golden/versions.NAME.txt.
    void expect_golden(std::string const& name, std::string const& command) {
        auto const done = shell("cd " + source_dir + "/examples && " + command);
        auto const said = done.out + done.err + "status " + std::to_string(done.status) + "\n";
        auto const file = source_dir + "/tests/cli/golden/versions." + name + ".txt";
        if (std::getenv("BAREM_ACCEPT")) std::ofstream(file, std::ios::binary) << said;
        EXPECT_EQ(said, read_file(file)) << command;
    }

    static std::string version(std::string const& effective, std::string const& output) {
        return "ruleset fees\n" + effective + "\nrecord visit {\n  key id : text\n  dated by day\n  input day : date\n  let cost = 3\n" + (output.find("more") == std::string::npos ? "" : "  let more = 4\n") +
               "  output " + output + "\n}\n";
    }
};

}  // namespace

TEST_F(versions, score) { expect_golden("score", "$barem score agency-quality agency-quality/roster.jsonl"); }
TEST_F(versions, score_as_a_table) { expect_golden("table", "$barem score agency-quality agency-quality/roster.jsonl --format table --lang en --set floor=90"); }
TEST_F(versions, explain) { expect_golden("explain", "$barem explain agency-quality agency-quality/roster.jsonl --id 'Sở Nội vụ' --lang vi"); }
TEST_F(versions, check) { expect_golden("check", "$barem check agency-quality"); }
TEST_F(versions, test) { expect_golden("test", "$barem test agency-quality"); }
TEST_F(versions, schema) { expect_golden("schema", "$barem schema agency-quality"); }

TEST_F(versions, dump_each_of_them) {
    auto const done = shell("cd " + source_dir + "/examples && $barem dump agency-quality");
    EXPECT_EQ(done.out.find("# agency-quality/agency-2022.barem\nruleset agency_quality"), 0U) << done.out;
    EXPECT_NE(done.out.find("\n# agency-quality/agency-2024.barem\nruleset agency_quality"), std::string::npos);
}

TEST_F(versions, check_shows_both_sites_of_an_overlap) {
    write("1.barem", version("effective from 2020-01-01", "cost(0)"));
    write("2.barem", version("effective from 2020-06-01", "cost(0)"));
    auto const done = run({"check", "."});
    EXPECT_EQ(done.status, 1);
    EXPECT_NE(done.out.find("error[B1814]: two versions are effective from 2020-06-01 on\n --> ./2.barem:2:16"), std::string::npos) << done.out;
    EXPECT_NE(done.out.find("::: ./1.barem:2:16"), std::string::npos) << done.out;
    EXPECT_EQ(run({"score", ".", "-"}).status, 1);
    EXPECT_NE(run({"check", ".", "--format", "json"}).out.find("B1814"), std::string::npos);
}

TEST_F(versions, inputs_that_make_large_rosters_slower_are_counted_in_all_of_them) {
    for (auto const& [name, effective] : {std::pair{"1.barem", "effective from 2020-01-01 to 2020-12-31"}, {"2.barem", "effective from 2021-01-01"}}) {
        auto text = version(effective, "cost(0)");
        write(name, text.replace(text.find("let cost = 3"), 12, "input hours : integer\n  let cost = hours"));
    }
    EXPECT_EQ(run({"check", "."}).out.find(".: no findings\n2 inputs without a range or decimals make large rosters slower"), 0U);
    auto const told = run({"check", "--speed", "."});
    EXPECT_EQ(told.status, 0);
    EXPECT_NE(told.out.find(" --> ./1.barem:7:9"), std::string::npos) << told.out;
    EXPECT_NE(told.out.find(" --> ./2.barem:7:9"), std::string::npos) << told.out;
}

TEST_F(versions, of_different_outputs_fit_in_no_table) {
    write("1.barem", version("effective from 2020-01-01 to 2020-12-31", "cost(0)"));
    write("2.barem", version("effective from 2021-01-01", "cost(0), more(0)"));
    auto const roster = R"({"id":"a","day":"2021-01-01"})" "\n" R"({"id":"b","day":"2020-01-01"})" "\n";
    auto const lines = run({"score", ".", "-"}, roster);
    EXPECT_EQ(lines.out, R"({"id":"a","cost":3,"more":4})" "\n" R"({"id":"b","cost":3})" "\n");
    EXPECT_EQ(lines.err, "2 scored, 0 rejected\n");
    auto const table = run({"score", ".", "-", "--format", "csv"}, roster);
    EXPECT_EQ(table.status, 2);
    EXPECT_EQ(table.err, "barem: the versions in `.` have different outputs, which do not fit in one table: write JSON Lines (--format jsonl)\n");
}

TEST_F(versions, may_share_a_library) {
    write("work.barem", "# what all versions need\nlibrary work\nbands fee(n : integer 0..10) -> number {\n  | n | number |\n  | - |      3 |\n}\n");
    for (auto const& [name, effective] : {std::pair{"1.barem", "effective from 2020-01-01 to 2020-12-31"}, {"2.barem", "effective from 2021-01-01"}}) {
        auto text = version(effective, "cost(0)");
        text.replace(text.find("let cost = 3"), 12, "let cost = fee(3)");
        write(name, text.insert(text.find("record"), "import \"work.barem\"\n"));
    }
    EXPECT_EQ(run({"check", "."}).out, ".: no findings\n");
    write("spare.barem", "library spare\nenum level { low < low }\n");
    EXPECT_NE(run({"check", "."}).out.find("error[B1104]"), std::string::npos);
    EXPECT_EQ(run({"score", ".", "-", "--quiet"}, R"({"id":"a","day":"2021-01-01"})" "\n").out, R"({"id":"a","cost":3})" "\n");
    write("work.barem", "library work\nbands fee(n : integer 0..10) -> number {\n  | n | number |\n  | < 5 |      3 |\n}\n");
    auto const broken = run({"check", "."});
    EXPECT_EQ(broken.status, 1);
    EXPECT_NE(broken.out.find(" --> work.barem:4:5"), std::string::npos) << broken.out;
}

TEST_F(versions, are_laid_out_one_by_one) {
    write("1.barem", "ruleset   a\n");
    write("2.barem", "ruleset a\n");
    EXPECT_EQ(run({"fmt", "--check", "."}).out, "./1.barem\n");
    EXPECT_EQ(run({"fmt", "."}).status, 0);
    EXPECT_EQ(read("1.barem"), "ruleset a\n");
}

TEST_F(versions, are_not_overwritten_by_results) {
    write("1.barem", version("effective from 2020-01-01", "cost(0)"));
    auto const done = run({"score", ".", "-", "-o", "1.barem"});
    EXPECT_EQ(done.status, 2) << done.err;
}
