// Reports as SARIF 2.1.0: the members that the standard demands, and places that code hosts can show.

#include "rules.hpp"

#include <barem/sarif.hpp>

#include <nlohmann/json.hpp>

namespace findings {
namespace {

using json = nlohmann::json;

json run_of(std::vector<report> const& reports) {
    auto const log = json::parse(to_sarif(reports));
    EXPECT_EQ(log.at("version"), "2.1.0");
    EXPECT_EQ(log.at("runs").size(), 1U);
    return log.at("runs").at(0);
}

report a_report(std::string name, std::string text) {
    report r;
    r.name = std::move(name);
    r.text = std::move(text);
    return r;
}

TEST(sarif, of_nothing_is_a_run_without_results) {
    auto const run = run_of({});
    EXPECT_EQ(run.at("results"), json::array());
    EXPECT_EQ(run.at("tool").at("driver").at("name"), "barem");
    EXPECT_EQ(run.at("tool").at("driver").at("rules"), json::array());
}

TEST(sarif, says_what_the_report_says) {
    auto const found = check_rules(parts{.bands = "acknowledge B1301 \"Bộ sẽ sửa\"", .row = "acknowledge B1302 \"cũ\""}.text(), "quy tắc/a b.barem");
    auto const run = run_of({found});
    EXPECT_EQ(run.at("columnKind"), "utf16CodeUnits");
    EXPECT_EQ(run.at("artifacts").at(0).at("location").at("uri"), "quy%20t%E1%BA%AFc/a%20b.barem");
    auto const& results = run.at("results");
    ASSERT_EQ(results.size(), 2U);
    auto const& rules = run.at("tool").at("driver").at("rules");

    auto const& stale = results.at(0);
    EXPECT_EQ(stale.at("ruleId"), "B2003");
    EXPECT_EQ(stale.at("level"), "warning");
    EXPECT_EQ(stale.at("suppressions"), json::array());
    EXPECT_EQ(rules.at(stale.at("ruleIndex").get<std::size_t>()).at("id"), "B2003");
    auto const& change = stale.at("fixes").at(0).at("artifactChanges").at(0);
    EXPECT_EQ(change.at("artifactLocation").at("uri"), "quy%20t%E1%BA%AFc/a%20b.barem");
    EXPECT_EQ(change.at("replacements").at(0).at("deletedRegion"), stale.at("locations").at(0).at("physicalLocation").at("region"));
    EXPECT_EQ(stale.at("properties").at("fixesAreSafe"), json::array({true}));

    auto const& known = results.at(1);
    EXPECT_EQ(known.at("ruleId"), "B1301");
    EXPECT_EQ(known.at("level"), "error");
    EXPECT_EQ(known.at("suppressions").at(0).at("kind"), "inSource");
    EXPECT_EQ(known.at("suppressions").at(0).at("justification"), "Bộ sẽ sửa");
    EXPECT_EQ(known.at("relatedLocations").at(0).at("message").at("text"), "the next band starts here");
    EXPECT_EQ(known.at("properties").at("witness"), "excess = 15%");
    EXPECT_NE(known.at("message").at("text").get<std::string>().find("leaves a gap between 10% and 20%"), std::string::npos);
    auto const& rule = rules.at(known.at("ruleIndex").get<std::size_t>());
    EXPECT_EQ(rule.at("defaultConfiguration").at("level"), "error");
    EXPECT_NE(rule.at("help").at("markdown").get<std::string>().find("**B1301: "), std::string::npos);
}

TEST(sarif, columns_count_utf16_code_units) {
    auto r = a_report("a.barem", "x\n\U00010330ế b c\n");
    auto& d = r.findings.emplace_back();
    d.code = "B1001";
    auto const b = static_cast<std::uint32_t>(r.text.find('b'));
    d.labels.push_back({{b, b + 3}, {}});
    auto const region = run_of({r}).at("results").at(0).at("locations").at(0).at("physicalLocation").at("region");
    EXPECT_EQ(region.at("startLine"), 2);
    EXPECT_EQ(region.at("startColumn"), 5);          // a pair of surrogates, a letter, a blank
    EXPECT_EQ(region.at("endColumn"), 8);
    EXPECT_EQ(region.at("byteOffset"), b);
    EXPECT_EQ(region.at("byteLength"), 3);
}

TEST(sarif, a_finding_without_a_place_is_one_of_its_file) {
    auto r = a_report("/tmp/a.barem", "");
    r.findings.emplace_back().code = "B0001";
    auto const location = run_of({r}).at("results").at(0).at("locations").at(0).at("physicalLocation");
    EXPECT_EQ(location.at("artifactLocation").at("uri"), "file:///tmp/a.barem");
    EXPECT_FALSE(location.contains("region"));
}

TEST(sarif, files_are_numbered_over_all_reports) {
    auto a = a_report("a.barem", "x\n"), b = a_report("b.barem", "y\n");
    a.imported.push_back({"lib.barem", "z\n"});
    auto& d = a.findings.emplace_back();
    d.code = "B1301";
    d.labels = {{{0, 1}, "here"}, {{3, 4}, "and here"}};
    b.findings = {d};
    b.findings[0].labels.resize(1);
    auto const run = run_of({a, b});
    auto const uri = [&](json const& location) {
        auto const& artifact = location.at("physicalLocation").at("artifactLocation");
        EXPECT_EQ(run.at("artifacts").at(artifact.at("index").get<std::size_t>()).at("location").at("uri"), artifact.at("uri"));
        return artifact.at("uri").get<std::string>();
    };
    EXPECT_EQ(uri(run.at("results").at(0).at("locations").at(0)), "a.barem");
    EXPECT_EQ(uri(run.at("results").at(0).at("relatedLocations").at(0)), "lib.barem");
    EXPECT_EQ(uri(run.at("results").at(1).at("locations").at(0)), "b.barem");
    EXPECT_EQ(run.at("tool").at("driver").at("rules").size(), 1U);
}

}  // namespace
}  // namespace findings
