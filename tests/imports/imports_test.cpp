// Rule sets of several files: what is imported, where findings in them are shown, and what is refused.

#include "folder.hpp"

#include <barem/ruleset.hpp>

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace barem::testing {
namespace {

constexpr std::string_view calendar = "calendar office { years 2021 weekend saturday, sunday }\n";
constexpr std::string_view record = "record file { key id : text input issued : date let due = 3 working days after issued output due }\n";

std::string rules(std::string_view imports) { return "ruleset r\n" + std::string(imports) + std::string(record); }
std::string library(std::string_view holds, std::string_view name = "l") { return "library " + std::string(name) + "\n" + std::string(holds); }

/// The codes and messages of a report, one a line.
std::string said(report const& r) {
    std::string text;
    for (auto const& f : r.findings) text += f.code + " " + f.message + "\n";
    return text;
}

std::string due(folder const& files, compile_options const& options = {}) {
    auto const made = compile_file(files.path("r.barem"), options);
    if (!made) return to_text(made.error());
    return made->score_json(R"({"id":"1","issued":"2021-02-05"})").value().text("due");
}

TEST(imports, take_over_what_a_library_declares) {
    folder const files{{"r.barem", rules("import \"calendars/office.barem\"\n")}, {"calendars/office.barem", library(calendar)}};
    EXPECT_EQ(due(files), "2021-02-10");
    EXPECT_EQ(said(check_file(files.path("r.barem"))), "");
}

TEST(imports, are_relative_to_the_importing_file) {
    folder const files{{"r.barem", rules("import \"a/one.barem\"\n")},
                       {"a/one.barem", library("import \"b/two.barem\"\nimport \"../top.barem\"\n")},
                       {"a/b/two.barem", library(calendar)},
                       {"top.barem", library("unit files\n", "top")}};
    EXPECT_EQ(due(files), "2021-02-10");
}

TEST(imports, of_one_file_by_two_ways_count_once) {
    folder const files{{"r.barem", rules("import \"a.barem\"\nimport \"b.barem\"\nimport \"./x/../c.barem\"\n")},
                       {"a.barem", library("import \"c.barem\"\n", "a")},
                       {"b.barem", library("import \"c.barem\"\n", "b")},
                       {"c.barem", library(calendar, "c")}};
    EXPECT_EQ(due(files), "2021-02-10");
}

TEST(imports, of_a_text_come_from_a_resolver) {
    compile_options options;
    options.imports = [](std::string_view path, std::string_view importer) -> result<imported_source, std::string> {
        if (path != "office") return std::string("nobody knows it");
        return imported_source{"office of " + std::string(importer), library(calendar)};
    };
    EXPECT_TRUE(compile(rules("import \"office\"\n"), "r", options));
    EXPECT_EQ(said(check_rules(rules("import \"home\"\n"), "r", options)), "B0002 cannot import `home`: nobody knows it\n");
    EXPECT_EQ(said(check_rules(rules("import \"office\"\n"))), "B0003 a text without a file cannot import\n");
}

// ── findings in several files ───────────────────────────────────────────────────────────────────────────────────

TEST(findings, stand_in_the_file_that_they_are_about) {
    folder const files{{"r.barem", rules("import \"l.barem\"\n")}, {"l.barem", library("unit points\n\ncalendar office { years 2021 weekend sonday }\n")}};
    auto const found = check_file(files.path("r.barem"));
    EXPECT_NE(found.to_text().find("--> " + files.path("l.barem") + ":4:38\n"), std::string::npos) << found.to_text();
    EXPECT_NE(found.to_text().find("4 | calendar office"), std::string::npos) << found.to_text();
    auto const json = nlohmann::json::parse(found.to_json());
    ASSERT_EQ(json.size(), 1U);
    EXPECT_EQ(json[0]["file"], files.path("l.barem"));
    EXPECT_EQ(json[0]["line"], 4);
    EXPECT_EQ(json[0]["column"], 38);
    EXPECT_EQ(json[0]["begin"], 60);
}

TEST(findings, of_syntax_stand_in_their_file_too) {
    folder const files{{"r.barem", rules("import \"l.barem\"\n")}, {"l.barem", library("calendar office { yaers 2021 }\n")}};
    EXPECT_NE(check_file(files.path("r.barem")).to_text().find("l.barem:2:19\n"), std::string::npos);
}

TEST(findings, about_two_files_show_both) {
    folder const files{{"r.barem", rules("unit points\nimport \"l.barem\"\n" + std::string(calendar))}, {"l.barem", library("\nunit points\n")}};
    auto const found = check_file(files.path("r.barem"));
    EXPECT_EQ(said(found), "B1104 the unit `points` is declared twice\n");
    auto const text = found.to_text();
    EXPECT_NE(text.find("--> " + files.path("l.barem") + ":3:6\n"), std::string::npos) << text;
    EXPECT_NE(text.find("::: " + files.path("r.barem") + ":2:6\n"), std::string::npos) << text;
    auto const json = nlohmann::json::parse(found.to_json());
    EXPECT_FALSE(json[0]["labels"][0].contains("file"));
    EXPECT_EQ(json[0]["labels"][1]["file"], files.path("r.barem"));
    EXPECT_EQ(json[0]["labels"][1]["line"], 2);
}

TEST(findings, of_bytes_that_are_no_utf8_stand_in_their_file) {
    folder const files{{"r.barem", rules("import \"l.barem\"\n")}, {"l.barem", library("unit a\n# \xFF\n")}};
    EXPECT_NE(check_file(files.path("r.barem")).to_text().find("l.barem:3:3\n"), std::string::npos);
}

// ── libraries ───────────────────────────────────────────────────────────────────────────────────────────────────

TEST(a_library, is_checked_for_itself) {
    folder const files{{"l.barem", library(calendar)}, {"bad.barem", library("calendar office { weekend sunday }\n")}};
    EXPECT_EQ(said(check_file(files.path("l.barem"))), "");
    EXPECT_EQ(said(check_file(files.path("bad.barem"))), "B1710 the calendar `office` does not say which years it covers\n");
}

TEST(a_library, cannot_be_scored) {
    folder const files{{"l.barem", library(calendar)}};
    EXPECT_EQ(said(compile_file(files.path("l.barem")).error()), "B0007 this is a library: it has no records to score\n");
}

TEST(a_library, holds_nothing_that_belongs_to_a_rule_set) {
    folder const files{{"r.barem", rules("import \"l.barem\"\n")},
                       {"l.barem", library("parameter p : integer = 1\nrecord a { input b : integer }\ncohort a { rank c by b ascending ties dense }\n"
                                           "sample s : a { b: 1 }\nexample x(1) = 2\nexample \"e\" : s expect b = 1\n")}};
    EXPECT_EQ(said(check_file(files.path("r.barem"))),
              "B0006 a library has no parameters\nB0006 a library has no records\nB0006 a library has no cohorts\nB0006 a library has no samples\n"
              "B0006 a library has no examples\nB0006 a library has no examples\n");
}

TEST(a_library, speaks_its_own_language_and_cites_its_own_text) {
    auto const table = "bands fee \"Lệ phí\" (age : integer 0..99) -> integer @ 3.1 { | age | fee |\n| [0 .. 50] | 1 |\n| [51 .. 99] | 2 | @ \"Phụ lục\"\n}\n";
    folder const files{
        {"r.barem", "ruleset r\nlanguage en cites \"1/X\" article \"Art.\"\nimport \"l.barem\"\n"
                    "record file \"File\" { key id : text input age : integer 0..99 let fee \"Fee\" = fee(age) @ 7 output fee }\n"},
        {"l.barem", "library l\nlanguage vi cites \"2/Y\" article \"Điều\" en \"Article\"\n" + std::string(table)}};
    auto const made = compile_file(files.path("r.barem")).value();
    auto const sheet = made.explain(made.read(R"({"id":"1","age":3})").value()).value();
    auto const vi = sheet.to_text("vi"), en = sheet.to_text("en");
    EXPECT_NE(vi.find("Lệ phí"), std::string::npos) << vi;
    EXPECT_NE(vi.find("Điều 3.1 (2/Y)"), std::string::npos) << vi;
    EXPECT_NE(en.find("Article 3.1 (2/Y)"), std::string::npos) << en;
    EXPECT_NE(en.find("Art. 7"), std::string::npos) << en;
}

// ── refusals ────────────────────────────────────────────────────────────────────────────────────────────────────

TEST(refused, is_an_import_of_itself) {
    folder const files{{"r.barem", rules("import \"r.barem\"\n")}};
    EXPECT_EQ(said(check_file(files.path("r.barem"))), "B0004 `" + files.path("r.barem") + "` imports itself\n");
}

TEST(refused, is_a_circle_and_its_way_is_shown) {
    folder const files{{"r.barem", rules("import \"a.barem\"\n")},
                       {"a.barem", library("import \"b.barem\"\n", "a")},
                       {"b.barem", library("import \"a.barem\"\n", "b")}};
    auto const found = check_file(files.path("r.barem"));
    EXPECT_EQ(said(found), "B0004 `" + files.path("a.barem") + "` is imported by what it imports\n");
    auto const a = files.path("a.barem"), b = files.path("b.barem");
    EXPECT_EQ(found.findings[0].notes.at(0), "the way round: " + a + " -> " + b + " -> " + a);
    EXPECT_NE(found.to_text().find("--> " + b + ":2:1\n"), std::string::npos) << found.to_text();
}

struct refusal { char const* name; char const* path; char const* why; };

class refused_path : public ::testing::TestWithParam<refusal> {};

TEST_P(refused_path, says_why) {
    folder const files{{"in/r.barem", rules("import \"" + std::string(GetParam().path) + "\"\n")}, {"out.barem", library(calendar)},
                       {"in/sub/l.barem", library(calendar)}, {"in/rules.barem", rules("")}, {"in/none.barem", ""}};
    files.link("out.barem", "in/link.barem");
    files.link("", "in/up");
    files.link("in/sub/l.barem", "in/inside.barem");
    auto const found = check_file(files.path("in/r.barem"));
    ASSERT_FALSE(found.findings.empty());
    EXPECT_NE(said(found).find(GetParam().why), std::string::npos) << said(found);
    EXPECT_EQ(found.findings[0].code.substr(0, 2), "B0") << said(found);
}

INSTANTIATE_TEST_SUITE_P(paths, refused_path,
                         ::testing::Values(refusal{"missing", "nowhere.barem", "there is no such file"}, refusal{"folder", "sub", "this is a folder"},
                                           refusal{"above", "../out.barem", "this leads outside of"},
                                           refusal{"above_and_missing", "../nowhere.barem", "this leads outside of"},
                                           refusal{"above_and_back", "../in/../out.barem", "this leads outside of"},
                                           refusal{"link", "link.barem", "this leads outside of"}, refusal{"link_to_folder", "up/out.barem", "this leads outside of"},
                                           refusal{"absolute", "/etc/passwd", "the path is absolute"}, refusal{"drive", "C:/l.barem", "the path is absolute"},
                                           refusal{"backslash", "sub\\\\l.barem", "folders are separated by `/`"}, refusal{"empty", "", "the path is empty"},
                                           refusal{"device", "sub/l.barem/x", "cannot import"}, refusal{"rule_set", "rules.barem", "`rules.barem` is no library"}),
                         [](auto const& one) { return std::string(one.param.name); });

TEST(refused, is_nothing_that_links_within_the_root_or_lies_within_a_wider_one) {
    folder const files{{"in/r.barem", rules("import \"inside.barem\"\n")}, {"in/sub/l.barem", library(calendar)}, {"out.barem", library(calendar)},
                       {"in/wide.barem", rules("import \"../out.barem\"\n")}};
    files.link("in/sub/l.barem", "in/inside.barem");
    EXPECT_EQ(said(check_file(files.path("in/r.barem"))), "");
    compile_options wide;
    wide.root = files.path("");
    EXPECT_EQ(said(check_file(files.path("in/wide.barem"), wide)), "");
}

TEST(refused, are_too_many_files_and_too_many_bytes) {
    folder const files{{"r.barem", rules("import \"a.barem\"\nimport \"b.barem\"\n")}, {"a.barem", library(calendar)}, {"b.barem", library("unit points\n")}};
    compile_options options;
    options.compile.max_imported_files = 2;
    EXPECT_EQ(said(check_file(files.path("r.barem"), options)).find("B0"), std::string::npos);
    options.compile.max_imported_files = 1;
    EXPECT_EQ(said(check_file(files.path("r.barem"), options)), "B0008 more than 1 files are imported\n");
    options = {};
    auto const bytes = library(calendar).size() + library("unit points\n").size();
    options.compile.max_imported_bytes = bytes;
    EXPECT_EQ(said(check_file(files.path("r.barem"), options)).find("B0"), std::string::npos);
    options.compile.max_imported_bytes = bytes - 1;
    EXPECT_EQ(said(check_file(files.path("r.barem"), options)), "B0008 what is imported has more than " + std::to_string(bytes - 1) + " bytes\n");
}

}  // namespace
}  // namespace barem::testing
