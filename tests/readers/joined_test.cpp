#include "exporter.hpp"
#include "support.hpp"

#include <fmt/format.h>

namespace {

using namespace readers;

/// The same records once as JSON Lines, once as joined files.
struct written {
    std::string json;
    std::string pupils = "id,level,guardian.name\n";
    std::string guardian_marks = "id,weight,done\n";
    std::string marks = "level,id,points\n";
    std::string parts = "id,marks,weight,done\n";
    std::string notes = "weight;done;id\n";         // separators may differ from file to file
};

std::string part_json(chooser& choose, std::string& weight, std::string& done) {
    weight = std::to_string(choose.below(10));
    done = choose.of({"", "true", "false"});
    return "{\"weight\":" + weight + (done.empty() ? "" : ",\"done\":" + done) + "}";
}

void add_pupil(chooser& choose, std::size_t i, written& to) {
    auto const id = choose.chance(10) ? fmt::format("Nguyễn, {}", i) : fmt::format("P{}", i);
    auto const cell = id.find(',') == std::string::npos ? id : '"' + id + '"';
    auto const level = choose.of({"", "low", "high"}), name = choose.of({"", "", "Cha"});
    std::string weight, done;
    to.pupils += fmt::format("{},{},{}\n", cell, level, name);
    to.json += fmt::format("{{\"id\":\"{}\"", id) + (level.empty() ? "" : fmt::format(",\"level\":\"{}\"", level));
    if (!name.empty()) {
        to.json += fmt::format(",\"guardian\":{{\"name\":\"{}\",\"marks\":[", name);
        for (std::size_t k = 0, count = choose.below(3); k < count; ++k) {
            to.json += (k ? "," : "") + part_json(choose, weight, done);
            to.guardian_marks += fmt::format("{},{},{}\n", cell, weight, done);
        }
        to.json += "]}";
    }
    to.json += ",\"marks\":[";
    for (std::size_t m = 0, count = 1 + choose.below(3); m < count; ++m) {
        auto const points = choose.of({"0", "9.5", "10"});
        to.marks += fmt::format("{},{},{}\n", "middle", cell, points);
        to.json += fmt::format("{}{{\"level\":\"middle\",\"points\":{},\"parts\":[", m ? "," : "", points);
        for (std::size_t k = 0, parts = choose.below(4); k < parts; ++k) {
            to.json += (k ? "," : "") + part_json(choose, weight, done);
            to.parts += fmt::format("{},{},{},{}\n", cell, m + 1, weight, done);
        }
        to.json += "]}";
    }
    to.json += "],\"notes\":[";
    for (std::size_t k = 0, count = choose.below(3); k < count; ++k) {
        to.json += (k ? "," : "") + part_json(choose, weight, done);
        to.notes += fmt::format("{};{};{}\n", weight, done, id.find(',') == std::string::npos ? id : cell);
    }
    to.json += "]}\n";
}

std::vector<row> read_joined(program::program const& rules, written const& from, std::size_t part_bytes = 1 << 19, std::size_t limit = 64'000'000) {
    std::vector<batch::list_file> lists;
    lists.push_back({"marks.parts", batch::from_memory(from.parts, "parts.csv")});
    lists.push_back({"marks", batch::from_memory(from.marks, "marks.csv")});
    lists.push_back({"notes", batch::from_memory(from.notes, "notes.csv")});
    lists.push_back({"guardian.marks", batch::from_memory(from.guardian_marks, "guardian.csv")});
    auto const source = batch::open_roster(rules, batch::from_memory(from.pupils, "pupils.csv"), std::move(lists), options(batch::roster_format::detect, part_bytes, limit));
    return rows_of(rules, *source);
}

std::string records(std::vector<row> const& rows) {
    std::string text;
    for (auto const& r : rows) text += (r.data ? text_of(*r.data) : r.problems) + '\n';
    return text;
}

TEST(JoinedCsv, RandomRecordsAreThoseOfJsonLines) {
    auto const rules = compiled(nested_rules);
    for (unsigned seed = 0; seed < 30; ++seed) {
        chooser choose(seed);
        written files;
        for (std::size_t i = 0, count = 1 + choose.below(60); i < count; ++i) add_pupil(choose, i, files);
        auto const expected = records(rows_of(rules_of(rules), files.json, options(batch::roster_format::json_lines)));
        for (std::size_t const part_bytes : {1, 500, 1 << 19}) ASSERT_EQ(records(read_joined(rules_of(rules), files, part_bytes)), expected) << "seed " << seed;
    }
}

TEST(JoinedCsv, ShippedRostersSayTheSameInSeveralFiles) {
    for (std::string const name : {"viet-yen-2015", "hon-quan-2021", "ninh-hai-2021", "phu-tho-2022", "dong-nai-2013"}) {
        auto const root = std::string(BAREM_SOURCE_DIR);
        auto const rules = compile_file(root + "/rulesets/" + name + '/' + name + ".barem").value();
        auto const source = batch::open_roster(rules_of(rules), batch::open_file(root + "/examples/" + name + "/roster.jsonl"));
        exporter made(rules_of(rules));
        std::string expected;
        for (auto const& r : rows_of(rules_of(rules), *source)) {
            if (!r.data || expected.find(text_of(*r.data)) != std::string::npos) continue;
            made.add(*r.data);
            expected += text_of(*r.data) + '\n';
        }
        std::vector<batch::list_file> lists;
        for (auto const& [list, text] : made.files)
            if (!list.empty()) lists.push_back({list, batch::from_memory(text, list + ".csv")});
        auto const joined = batch::open_roster(rules_of(rules), batch::from_memory(made.files[""], "records.csv"), std::move(lists));
        EXPECT_EQ(records(rows_of(rules_of(rules), *joined)), expected) << name;
    }
}

TEST(JoinedCsv, ManyRecordsGoThroughInPartsAndMostlyTheFastWay) {
    auto const rules = compiled(nested_rules);
    chooser choose(7);
    written files;
    for (std::size_t i = 0; i < 5000; ++i) add_pupil(choose, i, files);
    auto const rows = read_joined(rules_of(rules), files, 1 << 15);
    EXPECT_EQ(records(rows), records(rows_of(rules_of(rules), files.json, options(batch::roster_format::json_lines))));
    EXPECT_GT(std::ranges::count_if(rows, &row::in_columns), 3000);
}

written three() {
    written files;
    files.pupils += "A,,\nB,,\nC,,\n";
    files.marks += "low,A,1\nlow,B,2\nhigh,B,3\nlow,C,4\n";
    files.parts += "A,1,5,\nB,1,6,\nB,2,7,\nC,1,8,\n";
    return files;
}

std::string problems(std::vector<row> const& rows) {
    std::string text;
    for (auto const& r : rows)
        if (!r.data) text += fmt::format("{} {}: {}\n", r.line, r.id, r.problems);
    return text;
}

TEST(JoinedCsv, AProblemOfARowIsAProblemOfItsRecord) {
    auto const rules = compiled(nested_rules);
    auto files = three();
    EXPECT_EQ(problems(read_joined(rules_of(rules), files)), "");
    files.marks.replace(files.marks.find("high,B,3"), 8, "high,B,x");
    EXPECT_EQ(problems(read_joined(rules_of(rules), files)),
              "3 B: marks[1].points (marks.csv:4, column 3): expected a number from 0 to 10 with at most 1 decimal, found \"x\"\n");
}

TEST(JoinedCsv, RowsOfNoRecordAreReportedEach) {
    auto const rules = compiled(nested_rules);
    auto files = three();
    files.marks += "low,D,1\n";
    files.notes += "1;;X\n2;;C\n3;;Y\n4;;\n";
    EXPECT_EQ(problems(read_joined(rules_of(rules), files)),
              "0 X: notes (notes.csv:2, column 3): expected the `id` of a record of pupils.csv, in the order of that file, found \"X\"\n"
              "0 D: marks (marks.csv:6, column 2): expected the `id` of a record of pupils.csv, in the order of that file, found \"D\"\n"
              "0 Y: notes (notes.csv:4, column 3): expected the `id` of a record of pupils.csv, in the order of that file, found \"Y\"\n"
              "0 : notes (notes.csv:5, column 3): expected the `id` of a record of pupils.csv, in the order of that file, found \"\"\n");
}

TEST(JoinedCsv, RowsOutOfOrderAndWrongPositionsAreProblems) {
    auto const rules = compiled(nested_rules);
    auto files = three();
    files.notes += "1;;B\n2;;A\n";
    files.parts = "id,marks,weight,done\nA,2,5,\nB,2,6,\nB,1,7,\nC,x,8,\n";
    EXPECT_EQ(problems(read_joined(rules_of(rules), files)),
              "2 A: notes (notes.csv:3): expected rows in the order of pupils.csv, found a row that comes too late\n"
              "marks (parts.csv:2, column 2): expected a position from 1 to 1 in `marks`, found 2\n"
              "3 B: marks[0].parts (parts.csv:4): expected rows in the order of their positions, found a row that comes too late\n"
              "4 C: marks (parts.csv:5, column 2): expected a position from 1 to 1 in `marks`, found x\n");
}

TEST(JoinedCsv, ListsOfTheWrongSizeAreProblems) {
    auto const rules = compiled(nested_rules);
    auto files = three();
    files.marks = "level,id,points\nlow,A,1\nlow,B,1\nlow,B,1\nlow,B,1\nlow,B,1\n";
    files.parts = "id,marks,weight,done\n";
    EXPECT_EQ(problems(read_joined(rules_of(rules), files)),
              "3 B: marks: expected a list of 1 to 3 elements, found a list of 4\n4 C: marks: expected a list of 1 to 3 elements, found an empty list\n");
}

TEST(JoinedCsv, RandomDamageIsReadWithoutHarmAndLosesNoRecord) {
    auto const rules = compiled(nested_rules);
    std::string const alphabet = "\",;\n\r1A\xC3";
    for (unsigned seed = 0; seed < 60; ++seed) {
        chooser choose(seed);
        written files;
        std::size_t const count = 1 + choose.below(20);
        for (std::size_t i = 0; i < count; ++i) add_pupil(choose, i, files);
        for (auto* text : {&files.marks, &files.parts, &files.notes, &files.guardian_marks})
            for (std::size_t k = 0; k < 3; ++k) {
                auto const header = text->find('\n') + 1;
                if (header < text->size()) (*text)[header + choose.below(text->size() - header)] = alphabet[choose.below(alphabet.size())];
            }
        for (std::size_t const part_bytes : {1, 1 << 19}) {
            auto const rows = read_joined(rules_of(rules), files, part_bytes, 200);
            EXPECT_EQ(std::ranges::count_if(rows, [](row const& r) { return r.line != 0; }), static_cast<std::ptrdiff_t>(count)) << "seed " << seed;
        }
    }
}

TEST(JoinedCsv, FilesThatDoNotFitAreExplained) {
    auto const rules = compiled(nested_rules);
    auto const failure = [&](std::vector<std::pair<std::string, std::string>> const& given) -> std::string {
        std::vector<batch::list_file> lists;
        for (auto const& [list, text] : given) lists.push_back({list, batch::from_memory(text, list + ".csv")});
        try {
            (void)batch::open_roster(rules_of(rules), batch::from_memory("id,level\n", "pupils.csv"), std::move(lists));
        } catch (batch::input_failure const& failed) {
            return failed.what();
        }
        return "none";
    };
    std::string const marks = "id,level,points\n", notes = "id,weight\n", parts = "id,marks,weight\n";
    EXPECT_EQ(failure({{"marks", marks}, {"notes", notes}, {"marks.parts", parts}}), "none");
    EXPECT_EQ(failure({{"marks", marks}}), "pupils.csv:1: the list `notes` needs a file of its own: --list notes=FILE");
    EXPECT_EQ(failure({{"marks", marks}, {"notes", notes}}), "marks.csv:1: the list `marks.parts` needs a file of its own: --list marks.parts=FILE");
    EXPECT_EQ(failure({{"mark", marks}}), "`pupil` has no list `mark`; did you mean `marks`?");
    EXPECT_EQ(failure({{"marks", marks}, {"notes", notes}, {"marks.parts", notes}}), "marks.parts.csv:1: no column is called `marks`");
    EXPECT_EQ(failure({{"notes", "weight\n"}, {"marks", marks}, {"marks.parts", parts}}), "notes.csv:1: no column is called `id`");
}

}  // namespace
