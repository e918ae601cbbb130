// A record with other inputs. Failures indict src/counterfactual/inputs.cpp and compare.cpp.

#include "shared.hpp"

#include <cstdlib>

namespace {

using namespace counterfactual_test;

void expect_golden(std::string const& name, std::string const& made) {
    auto const file = "tests/counterfactual/golden/" + name;
    if (std::getenv("BAREM_ACCEPT") != nullptr) std::ofstream(source + "/" + file, std::ios::binary) << made;
    EXPECT_EQ(made, read(file)) << file;
}

comparison what_if(ruleset const& rules, record const& r, std::vector<input_change> const& changes) {
    return compare(rules.explain(r).value(), rules.explain(with_inputs(rules, r, changes).value()).value()).value();
}

TEST(what_if, golden) {
    auto const rules = office();
    auto const sheet = what_if(rules, an(rules), {{"tasks[1].share", "100%"}, {"tasks[1].finished", "2024-03-01"}, {"extra", "3"}, {"warned", "false"}, {"survey.answers", "30"}});
    expect_golden("what_if.en.txt", sheet.to_text("en"));
    expect_golden("what_if.vi.txt", sheet.to_text("vi"));
    expect_golden("what_if.json", sheet.to_json());
}

TEST(what_if, names_each_definition_that_changes) {
    auto const rules = office();
    auto const made = json::parse(what_if(rules, an(rules), {{"tasks[0].done", "false"}, {"tasks[2].done", "false"}}).to_json());
    std::vector<std::string> paths;
    for (auto const& d : made["definitions"]) paths.push_back(d["path"]);
    std::ranges::sort(paths);
    EXPECT_EQ(paths, (std::vector<std::string>{"counted", "rated", "tasks[0].counts", "tasks[2].counts", "total"}));
    for (auto const& d : made["definitions"])
        if (d["path"] == "total") {
            EXPECT_EQ(d["before"]["exact"], "7.5");
            EXPECT_EQ(d["after"]["exact"], "0");
            EXPECT_EQ(d["now"][0]["en"], "Nothing done (Art. 4)");
        }
}

TEST(what_if, nothing_changes) {
    auto const rules = office();
    auto const made = what_if(rules, an(rules), {{"extra", "1.5"}});
    EXPECT_FALSE(made.changes_outputs());
    EXPECT_TRUE(json::parse(made.to_json())["inputs"].empty());
    EXPECT_NE(made.to_text().find("No rule decides otherwise."), std::string::npos);
}

TEST(what_if, an_input_that_may_be_absent) {
    auto const rules = office();
    auto const with = with_inputs(rules, an(rules), {{"note", "ốm"}}).value();
    EXPECT_EQ(json::parse(what_if(rules, with, {{"note", "nothing"}}).to_json())["inputs"][0]["after"]["exact"], nullptr);
}

TEST(what_if, the_old_record_stays_as_it_is) {
    auto const rules = office();
    auto const r = an(rules);
    auto const before = rules.score(r)->to_json();
    static_cast<void>(with_inputs(rules, r, {{"extra", "9"}}).value());
    EXPECT_EQ(rules.score(r)->to_json(), before);
}

TEST(what_if, inputs_that_do_not_exist_or_fit) {
    auto const rules = office();
    auto const r = an(rules);
    auto const problem = [&](std::string const& path, std::string const& value) { return to_text(with_inputs(rules, r, {{path, value}}).error()); };
    EXPECT_EQ(problem("extr", "1"), "`extr`: `head` has no input `extr`; did you mean `extra`?");
    EXPECT_EQ(problem("xyz", "1"), "`xyz`: `head` has no input `xyz`; its inputs are `tasks[0].`, `survey.`, `extra`, `warned`, `note`");
    EXPECT_EQ(problem("total", "1"), "`total` is no input: it follows from others; the inputs of `head` are `tasks[0].`, `survey.`, `extra`, `warned`, `note`");
    EXPECT_EQ(problem("id", "B"), "`id` is the key: it says which record it is");
    EXPECT_EQ(problem("tasks", "1"), "`tasks` is a list: name an input of one of its elements, such as `tasks[0].done`");
    EXPECT_EQ(problem("tasks[x].done", "true"), "`tasks` is a list: name an input of one of its elements, such as `tasks[0].done`");
    EXPECT_EQ(problem("tasks[3].done", "true"), "`tasks[3].done`: `tasks` has 3 elements, counted from 0");
    EXPECT_EQ(problem("tasks[0]", "true"), "`tasks[0]` holds several values: name one of them, such as `tasks[0].done`");
    EXPECT_EQ(problem("survey", "3"), "`survey` holds several values: name one of them, such as `survey.answers`");
    EXPECT_EQ(problem("extra.points", "3"), "`extra` holds one value: there is nothing in it");
    EXPECT_EQ(problem("warned", "perhaps"), "warned: expected true or false, found `perhaps`");
    EXPECT_NE(problem("extra", "20.5").find("extra: expected"), std::string::npos);
    EXPECT_NE(problem("survey.answers", "nothing").find("survey.answers: expected"), std::string::npos);
    EXPECT_EQ(with_inputs(rules, r, {{"a", "1"}, {"b", "2"}}).error().size(), 2U);
}

TEST(what_if, explanations_of_different_records) {
    auto const rules = office(), others = office();
    auto const other = rules.read(R"({"id": "B", "tasks": [{"done": true, "share": 1, "due": "2024-03-01", "finished": "2024-03-01"}], "survey": {"answers": 1}, "extra": 1, "warned": true})").value();
    EXPECT_EQ(to_text(compare(rules.explain(an(rules)).value(), rules.explain(other).value()).error()), "the records have lists of different lengths");
    EXPECT_EQ(to_text(compare(rules.explain(an(rules)).value(), others.explain(an(others)).value()).error()), "the explanations are by different rule sets");
}

// ── the regulations ─────────────────────────────────────────────────────────────────────────────────────────────

class what_if_regulations : public testing::TestWithParam<char const*> {};

/// The record with one input more of the next record, or in the first element of a list one of the last.
std::vector<record_data> changed_records(roster_shape const& shape, record_data const& from, record_data const& next) {
    std::vector<record_data> made;
    for (auto const& field : shape.root().fields) {
        if (field.is_key) continue;
        if (!field.is_nested()) {
            made.push_back(from);
            made.back().values[field.slot] = next.values[field.slot];
            continue;
        }
        if (from.lists[field.slot].size() < 2) continue;
        for (auto const& inner : shape.records[field.record].fields) {
            if (inner.is_nested()) continue;
            made.push_back(from);
            auto& elements = made.back().lists[field.slot];
            elements.front().values[inner.slot] = elements.back().values[inner.slot];
        }
    }
    return made;
}

/// A comparison says what scoring the changed record in its roster says.
TEST_P(what_if_regulations, agree_with_scoring_the_changed_roster) {
    std::string const name = GetParam();
    auto const rules = compile_file(source + "/rulesets/" + name + "/" + name + ".barem").value();
    std::vector<record> records;
    for (auto const& line : lines_of("examples/" + name + "/roster.jsonl")) records.push_back(rules.read(line).value());
    auto const shape = rules.shape();
    std::size_t compared = 0, changed_outputs = 0;
    for (std::size_t i = 0; i + 1 < std::min<std::size_t>(records.size(), 6); ++i) {
        roster before(rules);
        for (auto const& r : records) static_cast<void>(before.add(r));
        auto const old_outcomes = before.finish();
        for (auto const& data : changed_records(shape, records[i].data(), records[i + 1].data())) {
            auto const changed = rules.accept(data);
            if (!changed) continue;
            roster after(rules);
            for (std::size_t k = 0; k != records.size(); ++k) static_cast<void>(after.add(k == i ? *changed : records[k]));
            auto const outcomes = after.finish();
            auto const explained = after.explain(*changed);
            if (!explained) continue;
            auto const made = json::parse(compare(before.explain(records[i]).value(), *explained).value().to_json());
            ++compared;
            for (auto const& o : made["outputs"]) {
                auto const exact = [](json const& v) { return v["exact"].is_null() ? std::string() : v["exact"].get<std::string>(); };
                EXPECT_EQ(exact(o["before"]), old_outcomes[i].exact(o["name"].get<std::string>())) << o;
                EXPECT_EQ(exact(o["after"]), outcomes[i].exact(o["name"].get<std::string>())) << o;
                EXPECT_EQ(o["changed"].get<bool>(), exact(o["before"]) != exact(o["after"]));
                bool const is_told = std::ranges::any_of(made["definitions"], [&](json const& d) { return d["path"] == o["name"]; });
                EXPECT_EQ(o["changed"].get<bool>(), is_told) << o;
                changed_outputs += o["changed"].get<bool>();
            }
        }
    }
    EXPECT_GT(compared, 4U);
    EXPECT_GT(changed_outputs, 0U);
}

INSTANTIATE_TEST_SUITE_P(five, what_if_regulations, testing::Values("viet-yen-2015", "phu-tho-2022", "hon-quan-2021", "ninh-hai-2021", "dong-nai-2013"));

}  // namespace
