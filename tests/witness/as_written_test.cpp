// The texts of the regulations as they are written: every defect that is known of them is found, and a record shows it.

#include <barem/barem.hpp>
#include <barem/roster.hpp>
#include <barem/witness.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

namespace barem::testing {
namespace {

using lines = std::vector<std::string>;

std::string path_of(std::string const& name) { return std::string(BAREM_SOURCE_DIR "/rulesets/") + name + "/" + name; }

report as_written(std::string const& name) { return check_file_with_records(path_of(name) + "-as-written.barem"); }

lines said(report const& found) {
    lines all;
    for (auto const& f : found.findings) all.push_back(f.code + " " + f.message);
    return all;
}

/// The rule set as it is used where its errors are taken for warnings.
ruleset lenient(std::string const& name, report const& found) {
    compile_options options;
    for (auto const& f : found.findings)
        if (f.severity == severity::error) options.severities.emplace_back(f.code, severity_choice::warning);
    return compile_file(path_of(name) + "-as-written.barem", options).value();
}

/// What the record of a finding gets, which stands first, among the others of its roster; "explained: ..." when it has a result.
std::string seen_of(ruleset const& rules, std::string const& records) {
    roster all(rules);
    std::istringstream text(records);
    std::vector<std::string> problems;
    for (std::string line; std::getline(text, line);)
        if (auto const added = all.add_json(line); !added) problems.push_back(to_text(added.error()));
    static_cast<void>(all.finish());
    for (auto const& failure : all.failures())
        if (failure.id == "witness") problems.insert(problems.begin(), to_text(failure.problems));
    if (!problems.empty()) return problems.front();
    auto const explained = all.explain(rules.read(records.substr(0, records.find('\n'))).value());
    return explained ? "explained: " + explained->to_json() : to_text(explained.error());
}

/// The record of each finding is given back: it has the error that everybody in this case would get. A level that nobody reaches is seen
/// in what the record gets instead.
void expect_seen(std::string const& name, report const& found) {
    std::map<std::string, std::string> const errors{{"B1301", "no row of"}, {"B1302", "hold at once"}, {"B1305", "no row of|no level holds"},
                                                    {"B1401", "no level holds"}, {"B1402", "hold at once"}, {"B1403", "no level holds|explained: "}};
    auto const rules = lenient(name, found);
    for (auto const& f : found.findings) {
        SCOPED_TRACE(f.message + ": " + f.witness_record);
        ASSERT_FALSE(f.witness_record.empty());
        auto const seen = seen_of(rules, f.witness_record);
        EXPECT_TRUE(std::regex_search(seen, std::regex(errors.at(f.code)))) << seen;
        if (f.code == "B1301" || f.code == "B1302" || f.code == "B1401") {         // and of this table or classification, not of another
            auto const begin = f.message.find('`');
            auto const subject = f.message.substr(begin, f.message.find('`', begin + 1) + 1 - begin);
            EXPECT_NE(seen.find(subject), std::string::npos) << seen;
        }
        if (f.code != "B1402") continue;
        for (std::size_t at = f.message.find("hold: `"); at != std::string::npos; at = f.message.find("and `", at + 1)) {
            auto const begin = f.message.find('`', at) + 1;
            auto const level = f.message.substr(begin, f.message.find('`', begin) - begin);
            EXPECT_NE(seen.find(level), std::string::npos) << seen;
        }
    }
}

TEST(as_written, viet_yen) {
    auto const found = as_written("viet-yen-2015");
    EXPECT_EQ(said(found), (lines{
        "B1301 `on_time_share` leaves a gap between 89% and 90%",
        "B1301 `on_time_share` leaves a gap between 69% and 70%",
        "B1301 `late_share` leaves a gap above 99% and up to 100000%",
        "B1301 `late_share` leaves a gap from 0% to below 50%",
        "B1302 two bands of `late_share` overlap: both hold at exactly 70%",
        "B1301 `volume_bonus` leaves a gap from 0% to below 1%",
        "B1301 `volume_bonus` leaves a gap between 10% and 11%",
        "B1301 `volume_bonus` leaves a gap between 20% and 21%",
        "B1301 `volume_bonus` leaves a gap from 30% to below 31%",
        "B1301 `volume_bonus` leaves a gap from 40% to below 41%",
        "B1301 `volume_bonus` leaves a gap from 70% to below 71%",
        "B1402 two levels of `rating` can both hold: `excellent` and `good`",
    }));
    expect_seen("viet-yen-2015", found);
}

TEST(as_written, hon_quan) {
    auto const found = as_written("hon-quan-2021");
    EXPECT_EQ(said(found), (lines{
        "B1305 `[90% .. 80%)` holds no value",
        "B1301 `by_duties` leaves a gap above 20% and up to 50%",
        "B1401 `rating` has no level for some cases",
        "B1403 level `good` of `rating` can never be reached: its condition is false whatever the values",
        "B1305 `[90% .. 80%)` holds no value",
        "B1402 two levels of `rating` can both hold: `excellent` and `not_completed`",
        "B1402 two levels of `rating` can both hold: `completed` and `not_completed`",
    }));
    expect_seen("hon-quan-2021", found);
}

TEST(as_written, phu_tho) {
    auto const found = as_written("phu-tho-2022");
    EXPECT_EQ(said(found), (lines{
        "B1402 two levels of `rating` can both hold: `excellent` and `good`",
        "B1402 two levels of `rating` can both hold: `excellent` and `completed`",
        "B1402 two levels of `rating` can both hold: `excellent` and `not_completed`",
    }));
    expect_seen("phu-tho-2022", found);
}

TEST(rule_sets_in_use, have_nothing_left_to_say) {
    for (auto const* name : {"viet-yen-2015", "hon-quan-2021", "ninh-hai-2021", "phu-tho-2022", "dong-nai-2013"})
        EXPECT_EQ(check_file(path_of(name) + ".barem").to_text(), "") << name;
    for (auto const* name : {"agency-2022", "agency-2024"})
        EXPECT_EQ(check_file(std::string(BAREM_SOURCE_DIR "/examples/agency-quality/") + name + ".barem").to_text(), "") << name;
}

}  // namespace
}  // namespace barem::testing
