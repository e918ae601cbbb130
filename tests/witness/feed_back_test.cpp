// Rule sets with a defect each, in seeded/. The whole report with its records stands beside each of them (NAME.txt; BAREM_ACCEPT=1 writes it
// anew). The record of each finding is given back to the rule set, and the defect is seen to happen. What is seen says a line of the rule
// set for each finding, in their order:
//
//   # B1301 error: TEXT                 the record has no result; the error has TEXT in it
//   # B1403 true: CONDITION             the condition holds of the record
//   # B1115 same with: A -> B           the same results when A in the record becomes B
//   # B1113 same without: TEXT          the same results by the rule set without TEXT
//   # B1312 none: TEXT                  there is no record; a note with TEXT in it says why

#include <barem/barem.hpp>
#include <barem/catalog.hpp>
#include <barem/witness.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

namespace barem::testing {
namespace {

namespace fs = std::filesystem;

fs::path const folder = BAREM_SOURCE_DIR "/tests/witness/seeded";

std::string read(fs::path const& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// Rule sets of the folder may import libraries of it.
compile_options here() {
    compile_options options;
    options.imports = [](std::string_view path, std::string_view) -> result<imported_source, std::string> {
        return imported_source{std::string(path), read(folder / path)};
    };
    return options;
}

struct seen { std::string code, form, text; };

std::vector<seen> what_is_seen(std::string const& text) {
    std::vector<seen> all;
    for (std::size_t at = text.find("\n# B1"); at != std::string::npos; at = text.find("\n# B1", at)) {
        ++at;
        auto const line = text.substr(at + 2, text.find('\n', at) - at - 2);
        auto const colon = line.find(": ");
        all.push_back({line.substr(0, 5), line.substr(6, colon - 6), line.substr(colon + 2)});
    }
    return all;
}

std::string replaced(std::string text, std::string const& from, std::string const& to) {
    auto const at = text.find(from);
    EXPECT_NE(at, std::string::npos) << "no " << from << " in " << text;
    return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

/// As it is used by whoever takes its errors for warnings.
ruleset compile_as_it_is(std::string const& text, report const& found) {
    auto options = here();
    for (auto const& f : found.findings)
        if (f.severity == severity::error) options.severities.emplace_back(f.code, severity_choice::warning);
    auto made = compile(text, "", options);
    if (!made) throw std::runtime_error(made.error().to_text());
    return std::move(*made);
}

std::string results(ruleset const& rules, std::string const& record) {
    auto const scored = rules.score_json(record);
    if (!scored) return "error: " + scored.error().front().message;
    EXPECT_TRUE(rules.explain(rules.read(record).value())) << "`barem explain` accepts it";
    return scored->to_json();
}

void see(seen const& wanted, std::string const& text, report const& found, std::string const& record) {
    auto const rules = compile_as_it_is(text, found);
    if (wanted.form == "error") {
        EXPECT_NE(results(rules, record).find(wanted.text), std::string::npos) << results(rules, record);
        EXPECT_TRUE(results(rules, record).starts_with("error: "));
    } else if (wanted.form == "true") {
        auto const at = text.find("  output ");
        auto const probed = std::string(text).insert(at + 9, "probe, ").insert(at, "  let probe = " + wanted.text + "\n");
        EXPECT_NE(results(compile_as_it_is(probed, check_rules(probed, "", here())), record).find("\"probe\":true"), std::string::npos) << results(rules, record);
    } else if (wanted.form == "same with") {
        auto const arrow = wanted.text.find(" -> ");
        EXPECT_EQ(results(rules, record), results(rules, replaced(record, wanted.text.substr(0, arrow), wanted.text.substr(arrow + 4))));
    } else if (wanted.form == "same without") {
        auto const less = replaced(text, "\n" + std::string(text.find("\n  " + wanted.text) == std::string::npos ? "" : "  ") + wanted.text, "");
        EXPECT_EQ(results(rules, record), results(compile_as_it_is(less, found), record));
    } else {
        ADD_FAILURE() << "what is `" << wanted.form << "`?";
    }
}

class seeded : public ::testing::TestWithParam<std::string> {};

TEST_P(seeded, is_found_and_seen_to_happen) {
    auto const text = read(folder / (GetParam() + ".barem"));
    auto const found = check_rules_with_records(text, GetParam() + ".barem", here());
    auto const golden = folder / (GetParam() + ".txt");
    if (std::getenv("BAREM_ACCEPT") != nullptr) std::ofstream(golden, std::ios::binary) << found.to_text();
    EXPECT_EQ(found.to_text(), read(golden));

    auto const wanted = what_is_seen(text);
    ASSERT_EQ(wanted.size(), found.findings.size()) << found.to_text();
    for (std::size_t i = 0; i != wanted.size(); ++i) {
        SCOPED_TRACE(found.findings[i].message + ": " + found.findings[i].witness_record);
        auto const& f = found.findings[i];
        EXPECT_EQ(wanted[i].code, f.code);
        EXPECT_EQ(wanted[i].form == "none", f.witness_record.empty());
        if (wanted[i].form == "none") {
            EXPECT_NE(f.notes.back().find(wanted[i].text), std::string::npos);
        } else {
            see(wanted[i], text, found, f.witness_record);
        }
    }
}

TEST_P(seeded, has_the_same_records_every_time) {
    auto const text = read(folder / (GetParam() + ".barem"));
    EXPECT_EQ(check_rules_with_records(text, "", here()).to_json(), check_rules_with_records(text, "", here()).to_json());
}

std::vector<std::string> names() {
    std::vector<std::string> all;
    for (auto const& entry : fs::directory_iterator(folder))
        if (entry.path().extension() == ".barem") all.push_back(entry.path().stem().string());
    std::ranges::sort(all);
    return all;
}

INSTANTIATE_TEST_SUITE_P(rule_sets, seeded, ::testing::ValuesIn(names()), [](auto const& name) {
    auto words = name.param;
    std::ranges::replace(words, '-', '_');
    return words;
});

TEST(seeds, are_there_for_every_finding_of_the_analyses) {
    std::set<std::string> codes;
    for (auto const& name : names())
        for (auto const& s : what_is_seen(read(folder / (name + ".barem")))) codes.insert(s.code);
    for (auto const& entry : catalog()) {
        auto const code = std::string(entry.code);
        bool const is_of_types = code == "B1303" || code == "B1304" || code == "B1306" || code == "B1313";     // no program to analyse
        if (code == "B1113" || code == "B1114" || code == "B1115" || ((code.starts_with("B13") || code.starts_with("B14")) && !is_of_types)) {
            EXPECT_TRUE(codes.contains(code)) << code;
        }
    }
}

TEST(records, are_as_small_as_they_can_be) {
    auto const found = check_rules_with_records(
        "ruleset r\nrecord r {\n  key id : text\n  input note : text?\n  input tasks : list of task 0..9\n  input late : integer 0..9\n"
        "  let bonus = bonus_of(late)\n  let failed = count(tasks where failed)\n  output bonus(0), failed(0)\n}\n"
        "record task {\n  input failed : bool\n}\n"
        "bands bonus_of(late : integer 0..9) -> number {\n  | late     | bonus |\n  | < 3      |     1 |\n  | > 3      |     0 |\n}\n");
    ASSERT_EQ(found.findings.size(), 2U) << found.to_text();                      // `note` influences nothing
    auto const gap = std::ranges::find(found.findings, std::string("B1301"), &diagnostic::code);
    EXPECT_EQ(gap->witness_record, R"({"id":"witness","tasks":[],"late":3})");
}

/// The plainest value of `volume` is in a gap of another table.
TEST(records, meet_no_failure_but_that_of_the_finding_where_they_can) {
    auto const found = check_rules_with_records(
        "ruleset r\nrecord r {\n  key id : text\n  input volume : integer 0..9\n  input late : integer 0..9\n"
        "  let share = share_of(volume)\n  let bonus = bonus_of(late)\n  output share(0), bonus(0)\n}\n"
        "bands share_of(volume : integer 0..9) -> number {\n  | volume   | share |\n  | > 5      |     1 |\n}\n"
        "bands bonus_of(late : integer 0..9) -> number {\n  | late     | bonus |\n  | < 3      |     1 |\n  | > 3      |     0 |\n}\n");
    ASSERT_EQ(found.findings.size(), 2U) << found.to_text();
    EXPECT_EQ(found.findings[0].witness_record, R"({"id":"witness","volume":2,"late":0})");
    EXPECT_EQ(found.findings[1].witness_record, R"({"id":"witness","volume":6,"late":3})");
}

}  // namespace
}  // namespace barem::testing
