// What a program in C does with a rule set: it loads, checks, scores, explains, changes parameters.

#include "c/rules.hpp"

#include <gtest/gtest.h>

#include <array>

namespace {

using namespace c_test;

std::string value_of(results const& scored, std::size_t record, std::string_view output, std::int32_t form) {
    text made;
    EXPECT_EQ(barem_results_value(scored.get(), record, output.data(), output.size(), form, made.out(), nullptr), BAREM_OK);
    return made ? string(made) : "absent";
}

std::string label_of(results const& scored, std::string_view output, std::string_view language) {
    text made;
    EXPECT_EQ(barem_results_label(scored.get(), 0, output.data(), output.size(), language.data(), language.size(), made.out(), nullptr), BAREM_OK);
    return string(made);
}

constexpr std::string_view roster = R"({"id":"Phòng Nội vụ","written":7.25,"weight":3}
{"id":"Phòng Tư pháp","written":11,"weight":"x"}

{"id":"Phòng Y tế","written":4,"weight":0}
{"id":"Phòng Nội vụ","written":5,"weight":1}
{"id":"Thanh tra","written":9.5,"weight":2}
)";

results score(rules const& with, std::string_view lines, barem_status expected, problems& found) {
    results scored;
    EXPECT_EQ(barem_score_lines(with.get(), lines.data(), lines.size(), scored.out(), found.out()), expected) << as_text(found);
    return scored;
}

TEST(c, one_record_is_scored_exactly) {
    auto const with = pupils_rules();
    std::string_view const record = R"({"id":"Sở Y tế","written":7.25,"weight":3})";
    results scored;
    problems found;
    ASSERT_EQ(barem_score_json(with.get(), record.data(), record.size(), scored.out(), found.out()), BAREM_OK) << as_text(found);
    EXPECT_FALSE(found);
    ASSERT_EQ(barem_results_count(scored.get()), 1U);
    EXPECT_EQ(value_of(scored, 0, "share", BAREM_PRINTED), "2.42");
    EXPECT_EQ(value_of(scored, 0, "share", BAREM_EXACT), "29/12");
    EXPECT_EQ(value_of(scored, 0, "mark", BAREM_EXACT), "pass");
    EXPECT_EQ(label_of(scored, "mark", "vi"), "Đỗ");
    EXPECT_EQ(label_of(scored, "mark", ""), "Pass");
    barem_view id{};
    ASSERT_EQ(barem_results_id(scored.get(), 0, &id, nullptr), BAREM_OK);
    EXPECT_EQ(string(id), "Sở Y tế");
    EXPECT_EQ(id.data[id.size], '\0');
    text json;
    ASSERT_EQ(barem_results_json(scored.get(), 0, BAREM_EXACT, json.out(), nullptr), BAREM_OK);
    EXPECT_EQ(string(json), R"({"id":"Sở Y tế","share":"29/12","mark":"pass","place":"1"})");
}

TEST(c, outputs_are_named_in_order) {
    auto const with = pupils_rules();
    problems found;
    auto const scored = score(with, R"({"id":"A","written":1,"weight":1})", BAREM_OK, found);
    std::string names;
    ASSERT_EQ(barem_results_output_count(scored.get(), 0), 3U);
    for (std::size_t i = 0; i != 3; ++i) {
        barem_view name{};
        ASSERT_EQ(barem_results_output_name(scored.get(), 0, i, &name, nullptr), BAREM_OK);
        EXPECT_EQ(name.data[name.size], '\0');
        names += string(name) + " ";
    }
    EXPECT_EQ(names, "share mark place ");
    EXPECT_EQ(barem_results_output_count(scored.get(), 1), 0U);
}

TEST(c, a_roster_is_ranked_and_its_rejections_name_line_id_and_place) {
    auto const with = pupils_rules();
    problems found;
    auto const scored = score(with, roster, BAREM_PARTLY, found);
    ASSERT_EQ(barem_results_count(scored.get()), 2U);
    EXPECT_EQ(value_of(scored, 0, "place", BAREM_PRINTED), "2");
    EXPECT_EQ(value_of(scored, 1, "place", BAREM_PRINTED), "1");
    ASSERT_EQ(barem_problems_count(found.get()), 4U) << as_text(found);
    auto const written = problem_at(found, 0);
    EXPECT_EQ(written.kind, BAREM_PROBLEM_RECORD);
    EXPECT_EQ(written.record_line, 2U);
    EXPECT_EQ(written.record_row, SIZE_MAX);
    EXPECT_EQ(string(written.path), "written");
    EXPECT_EQ(string(written.found), "11");
    EXPECT_EQ(string(problem_at(found, 1).path), "weight");
    auto const divided = problem_at(found, 2);
    EXPECT_EQ(divided.record_line, 4U);
    EXPECT_EQ(string(divided.record_id), "Phòng Y tế");
    EXPECT_EQ(string(divided.rule), "share");
    auto const twice = problem_at(found, 3);
    EXPECT_EQ(twice.record_line, 5U);
    EXPECT_EQ(string(twice.record_id), "Phòng Nội vụ");
    text lines;
    ASSERT_EQ(barem_results_lines(scored.get(), BAREM_PRINTED, lines.out(), nullptr), BAREM_OK);
    EXPECT_EQ(string(lines), R"({"id":"Phòng Nội vụ","share":2.42,"mark":"pass","place":2}
{"id":"Thanh tra","share":4.75,"mark":"pass","place":1}
)");
    text json;
    ASSERT_EQ(barem_problems_json(found.get(), json.out(), nullptr), BAREM_OK);
    EXPECT_NE(string(json).find(R"("line": 4)"), std::string::npos) << string(json);
}

TEST(c, findings_have_code_place_and_help) {
    auto source = std::string(pupils);
    source.replace(source.find("written / weight"), 7, "writen");
    rules made;
    problems found;
    EXPECT_EQ(load(source, made, found), BAREM_REFUSED);
    EXPECT_FALSE(made);
    ASSERT_EQ(barem_problems_count(found.get()), 1U) << as_text(found);
    auto const p = problem_at(found, 0);
    EXPECT_EQ(p.kind, BAREM_PROBLEM_RULES);
    EXPECT_EQ(p.severity, BAREM_ERROR);
    EXPECT_EQ(string(p.code), "B1101");
    EXPECT_EQ(string(p.file), "rule set");
    EXPECT_EQ(p.line, 9U);
    EXPECT_EQ(p.column, 23U);
    EXPECT_EQ(p.end_column, 29U);
    EXPECT_EQ(source.substr(p.begin, p.end - p.begin), "writen");
    EXPECT_EQ(string(p.help), "did you mean `written`?");
    EXPECT_NE(as_text(found).find("error[B1101]"), std::string::npos);
    text json;
    ASSERT_EQ(barem_problems_json(found.get(), json.out(), nullptr), BAREM_OK);
    EXPECT_NE(string(json).find(R"("witness_record")"), std::string::npos) << "as `barem check --format json` writes it";
}

TEST(c, a_gap_comes_with_a_witness) {
    auto source = std::string(pupils);
    source.replace(source.find("    otherwise fail\n"), 19, "");
    problems found;
    EXPECT_EQ(barem_check(source.data(), source.size(), nullptr, found.out()), BAREM_REFUSED);
    bool told = false;
    for (std::size_t i = 0; i != barem_problems_count(found.get()); ++i) told = told || problem_at(found, i).witness.size != 0;
    EXPECT_TRUE(told) << as_text(found);

    barem_load_options options{};
    options.struct_size = sizeof options;
    options.find_records = 1;
    EXPECT_EQ(barem_check(source.data(), source.size(), &options, found.out()), BAREM_REFUSED);
    EXPECT_NE(string(problem_at(found, 0).witness_record).find("\"written\""), std::string::npos) << as_text(found);
}

TEST(c, parameters_change_a_copy) {
    auto const with = pupils_rules();
    rules changed;
    problems found;
    ASSERT_EQ(barem_with_parameter(with.get(), "floor", 5, "9", 1, changed.out(), found.out()), BAREM_OK);
    EXPECT_EQ(value_of(score(changed, roster, BAREM_PARTLY, found), 0, "mark", BAREM_PRINTED), "fail");
    EXPECT_EQ(value_of(score(with, roster, BAREM_PARTLY, found), 0, "mark", BAREM_PRINTED), "pass");
    EXPECT_EQ(barem_with_parameter(with.get(), "flor", 4, "9", 1, changed.out(), found.out()), BAREM_REFUSED);
    EXPECT_FALSE(changed);
    EXPECT_NE(as_text(found).find("flor"), std::string::npos);
}

TEST(c, a_record_is_explained_alone_and_among_others) {
    auto const with = pupils_rules();
    std::string_view const record = roster.substr(0, roster.find('\n'));
    explanation why;
    problems found;
    ASSERT_EQ(barem_explain_json(with.get(), record.data(), record.size(), why.out(), found.out()), BAREM_OK) << as_text(found);
    for (std::int32_t const format : {BAREM_TEXT, BAREM_MARKDOWN, BAREM_HTML, BAREM_JSON}) {
        text sheet;
        ASSERT_EQ(barem_explanation_render(why.get(), format, "vi", 2, sheet.out(), nullptr), BAREM_OK);
        EXPECT_NE(string(sheet).find("Phòng Nội vụ"), std::string::npos);
    }
    auto const scored = score(with, roster, BAREM_PARTLY, found);
    explanation among;
    ASSERT_EQ(barem_results_explain(scored.get(), record.data(), record.size(), among.out(), found.out()), BAREM_OK) << as_text(found);
    text alone_json, among_json;
    ASSERT_EQ(barem_explanation_render(why.get(), BAREM_JSON, nullptr, 0, alone_json.out(), nullptr), BAREM_OK);
    ASSERT_EQ(barem_explanation_render(among.get(), BAREM_JSON, nullptr, 0, among_json.out(), nullptr), BAREM_OK);
    EXPECT_NE(string(alone_json), string(among_json)) << "the place is another";
    std::string_view const stranger = R"({"id":"Z","written":1,"weight":1})";
    EXPECT_EQ(barem_results_explain(scored.get(), stranger.data(), stranger.size(), among.out(), found.out()), BAREM_REFUSED);
}

barem_status why_not(explanation const& why, std::string_view level, text& told, problems& found) {
    return barem_why_not(why.get(), level.data(), level.size(), BAREM_TEXT, "en", 2, told.out(), found.out());
}

TEST(c, what_stands_between_a_record_and_a_level_is_told) {
    auto const with = pupils_rules();
    std::string_view const record = R"({"id":"Đức","written":3.5,"weight":1})";
    explanation why;
    ASSERT_EQ(barem_explain_json(with.get(), record.data(), record.size(), why.out(), nullptr), BAREM_OK);
    text told;
    problems found;
    ASSERT_EQ(why_not(why, "pass", told, found), BAREM_OK) << as_text(found);
    EXPECT_NE(string(told).find("1.5"), std::string::npos) << string(told);
    EXPECT_EQ(why_not(why, "excellent", told, found), BAREM_REFUSED);
    EXPECT_NE(as_text(found).find("pass"), std::string::npos) << "those that there are: " << as_text(found);
    EXPECT_EQ(why_not(explanation(), "pass", told, found), BAREM_MISUSE);
    EXPECT_FALSE(told);
}

TEST(c, what_other_inputs_do_is_told) {
    auto const with = pupils_rules();
    std::string_view const record = R"({"id":"Đức","written":3.5,"weight":1})";
    auto const ask = [&](barem_change const* changes, std::size_t count, text& told, problems& found) {
        return barem_what_if(with.get(), record.data(), record.size(), changes, count, BAREM_JSON, nullptr, 0, told.out(), found.out());
    };
    text told;
    problems found;
    std::array<barem_change, 2> changes{{{view("written"), view("7")}, {view("weight"), view("2")}}};
    ASSERT_EQ(ask(changes.data(), changes.size(), told, found), BAREM_OK) << as_text(found);
    EXPECT_NE(string(told).find("\"pass\""), std::string::npos) << string(told);
    changes[1].path = view("wait");
    EXPECT_EQ(ask(changes.data(), changes.size(), told, found), BAREM_REFUSED);
    EXPECT_EQ(string(problem_at(found, 0).path), "wait");
    changes[1] = {view("weight"), {nullptr, 3}};
    EXPECT_EQ(ask(changes.data(), changes.size(), told, found), BAREM_MISUSE);
    EXPECT_EQ(string(problem_at(found, 0).path), "changes[1].value");
    EXPECT_EQ(ask(nullptr, 1, told, found), BAREM_MISUSE);
    EXPECT_EQ(ask(nullptr, 0, told, found), BAREM_OK) << "nothing changes";
}

TEST(c, rules_tell_name_label_schema_examples_and_versions) {
    auto const with = pupils_rules();
    barem_view name{};
    ASSERT_EQ(barem_rules_name(with.get(), &name, nullptr), BAREM_OK);
    EXPECT_EQ(string(name), "exams");
    text label, schema;
    ASSERT_EQ(barem_rules_label(with.get(), 0, "vi", 2, label.out(), nullptr), BAREM_OK);
    EXPECT_EQ(string(label), "Kỳ thi");
    ASSERT_EQ(barem_rules_schema(with.get(), 0, schema.out(), nullptr), BAREM_OK);
    EXPECT_NE(string(schema).find("2020-12"), std::string::npos);
    std::size_t passed = 7;
    EXPECT_EQ(barem_rules_run_examples(with.get(), &passed, nullptr), BAREM_OK);
    EXPECT_EQ(passed, 0U);

    auto const folder = std::string(BAREM_SOURCE_DIR) + "/examples/agency-quality";
    rules versions;
    problems found;
    ASSERT_EQ(barem_load_file(folder.data(), folder.size(), nullptr, versions.out(), found.out()), BAREM_OK) << as_text(found);
    ASSERT_GE(barem_rules_version_count(versions.get()), 2U);
    barem_rules_version v{};
    v.struct_size = sizeof v;
    ASSERT_EQ(barem_rules_version_get(versions.get(), 1, &v, nullptr), BAREM_OK);
    EXPECT_NE(v.file.size, 0U);
    EXPECT_EQ(string(v.from).size(), 10U);
}

TEST(c, imports_come_from_the_host) {
    std::string_view const source = "ruleset lost\nimport \"shared\"\n";
    barem_load_options options{};
    options.struct_size = sizeof options;
    options.name = view("lost.barem");
    options.imports = [](void* context, char const*, std::size_t, char const*, std::size_t, barem_import* found) -> std::int32_t {
        ++*static_cast<int*>(context);
        found->text = {"it is not in the store", 22};
        return 1;
    };
    int asked = 0;
    options.import_context = &asked;
    rules made;
    problems found;
    EXPECT_EQ(barem_load(source.data(), source.size(), &options, made.out(), found.out()), BAREM_REFUSED);
    EXPECT_EQ(asked, 1);
    EXPECT_NE(as_text(found).find("cannot import `shared`: it is not in the store"), std::string::npos) << as_text(found);
    EXPECT_EQ(string(problem_at(found, 0).file), "lost.barem");
}

TEST(c, limits_are_those_of_the_options) {
    barem_load_options options{};
    options.struct_size = sizeof options;
    options.max_record_bytes = 20;
    rules made;
    problems found;
    ASSERT_EQ(barem_load(pupils.data(), pupils.size(), &options, made.out(), found.out()), BAREM_OK);
    results scored;
    std::string_view const record = R"({"id":"Sở Y tế","written":7.25,"weight":3})";
    EXPECT_EQ(barem_score_json(made.get(), record.data(), record.size(), scored.out(), found.out()), BAREM_REFUSED);
    options.max_source_bytes = 20;
    EXPECT_EQ(barem_load(pupils.data(), pupils.size(), &options, made.out(), found.out()), BAREM_REFUSED);
}

TEST(c, results_outlive_their_rules) {
    problems found;
    results scored;
    {
        auto const with = pupils_rules();
        scored = score(with, roster, BAREM_PARTLY, found);
    }
    EXPECT_EQ(value_of(scored, 1, "share", BAREM_EXACT), "4.75");
    std::string_view const record = roster.substr(0, roster.find('\n'));
    explanation why;
    EXPECT_EQ(barem_results_explain(scored.get(), record.data(), record.size(), why.out(), nullptr), BAREM_OK);
}

TEST(c, versions_are_told) {
    EXPECT_EQ(barem_abi_version(), BAREM_ABI_VERSION);
    EXPECT_NE(std::string(barem_version()), "");
}

}  // namespace
