#include "support.hpp"

#include "io/roster_reader.hpp"

#include <sstream>

namespace {

using namespace readers;

/// What the ordinary reader of rosters makes of a text, without claiming ids.
std::vector<row> ordinary(program::program const& rules, std::string const& text, std::size_t limit) {
    record_limits limits;
    limits.max_record_bytes = limit;
    io::json_record_reader reader(rules, limits);
    std::istringstream in(text);
    io::roster_reader lines(in, [&](std::string_view line) {
        auto read = reader.read(line);
        read.id_known = false;              // so that no id is taken
        return read;
    }, limits);
    std::vector<row> rows;
    while (auto entry = lines.next()) rows.push_back(row_of(entry->line, entry->record));
    return rows;
}

std::vector<std::string> lines(std::string const& text) {
    std::vector<std::string> all;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) all.push_back(line);
    return all;
}

std::string without_ids(std::vector<row> rows) {
    for (auto& r : rows) r.id_known = false;
    return joined(rows);
}

/// A member of an object: mostly good, now and then anything.
std::string member(chooser& choose, std::string const& name, std::vector<std::string> const& values) {
    static std::vector<std::string> const anything{"null", "1", "-0", "1.50", "1e2", "007", "\"x\"", "[]", "{}", "true", "1.", "\"\\ud800\"", "2.00000", "99999999999999999999", "", "\"low\""};
    auto const value = choose.chance(99) ? choose.of(values) : choose.of(anything);
    return (choose.chance(99) ? '"' + name + '"' : choose.of({"\"oops\"", '"' + name, "\"i\\u0064\""})) + choose.of({":", ": ", " :"}) + value;
}

std::string object(chooser& choose, std::vector<std::string> members) {
    if (choose.chance(15)) std::shuffle(members.begin(), members.end(), std::mt19937(static_cast<unsigned>(choose.below(1000))));
    if (choose.chance(1) && !members.empty()) members.erase(members.begin() + static_cast<std::ptrdiff_t>(choose.below(members.size())));
    if (choose.chance(1) && !members.empty()) members.push_back(members.front());
    std::string text = "{";
    for (std::size_t i = 0; i < members.size(); ++i) text += (i ? "," : "") + members[i];
    return text + (choose.chance(99) ? "}" : choose.of({"", "]", ",}"}));
}

std::string list(chooser& choose, std::size_t least, std::size_t most, auto const& element) {
    std::string text = "[";
    for (std::size_t i = 0, count = least + choose.below(most + 1 - least); i < count; ++i) text += (i ? "," : "") + element();
    return text + "]";
}

std::vector<std::string> const texts{"\"An\"", "\"Nguyễn Văn Ánh\"", "\"Đỗ Thị Hằng\"", "\"e\\u0301\"", "\"e\xCC\x81\"", "\"a\\\"b\"", "\"\"", "\"\\u00e9\""};

std::string part(chooser& choose) {
    std::vector<std::string> members{member(choose, "weight", {"0", "3", "9", "4.0"})};
    if (choose.chance(50)) members.push_back(member(choose, "done", {"true", "false"}));
    return object(choose, members);
}

std::string pupil(chooser& choose, std::size_t i) {
    std::vector<std::string> members{member(choose, "id", {"\"P" + std::to_string(i) + '"', texts[choose.below(texts.size())]})};
    if (choose.chance(60)) members.push_back(member(choose, "level", {"\"low\"", "\"middle\"", "\"high\"", "null"}));
    if (choose.chance(40)) members.push_back("\"guardian\":" + object(choose, {member(choose, "name", texts), member(choose, "marks", {"[]", list(choose, 0, 3, [&] { return part(choose); })})}));
    members.push_back("\"marks\":" + list(choose, choose.chance(98) ? 1 : 0, choose.chance(98) ? 3 : 5, [&] {
        return object(choose, {member(choose, "level", {"\"low\"", "\"high\""}), member(choose, "points", {"0", "9.5", "10", "3.50"}),
                               "\"parts\":" + list(choose, 0, 4, [&] { return part(choose); })});
    }));
    if (choose.chance(98)) members.push_back("\"notes\":" + list(choose, 0, 2, [&] { return part(choose); }));
    return object(choose, members);
}

TEST(JsonLines, RandomRecordsReadAsTheOrdinaryReaderReadsThem) {
    auto const rules = compiled(nested_rules);
    std::size_t in_columns = 0, good = 0, bad = 0;
    for (unsigned seed = 0; seed < 60; ++seed) {
        chooser choose(seed);
        std::string text = choose.chance(30) ? "\xEF\xBB\xBF" : "";
        for (std::size_t i = 0; i < 30; ++i) {
            if (choose.chance(5)) text += choose.of({"\n", " \t\r\n", "\r\n", "nonsense\n", std::string("{\"id\":\"\0\"}\n", 11), "{\"id\":\"\xFF\"}\n"});
            text += pupil(choose, i) + choose.of({"\n", "\r\n", " \n"});
        }
        if (choose.chance(50)) text.pop_back();
        auto const expected = ordinary(rules_of(rules), text, 1000);
        for (std::size_t const part_bytes : {std::size_t{1}, std::size_t{7}, std::size_t{300}, 1 + choose.below(5000), std::size_t{1} << 19}) {
            auto const rows = rows_of(rules_of(rules), text, options(batch::roster_format::json_lines, part_bytes, 1000));
            ASSERT_EQ(without_ids(rows), without_ids(expected)) << "seed " << seed << ", parts of " << part_bytes;
            for (auto const& r : rows) in_columns += r.in_columns, good += r.data.has_value(), bad += !r.data;
        }
    }
    EXPECT_GT(bad, good / 10);
    EXPECT_GT(in_columns, good * 9 / 10);       // what is good goes the fast way
}

/// One byte more, less or other than there was.
std::string damaged(chooser& choose, std::string line) {
    static std::string const bytes = std::string("\"\\{}[]:, \t\r0195.-+eEtfnu\x1f\x7f\x80\xC3\xE1\xBB\xFF") + '\0';
    auto const at = choose.below(line.size());
    char const byte = bytes[choose.below(bytes.size())];
    if (auto const how = choose.below(3); how == 0) line.insert(at, 1, byte);
    else if (how == 1) line.erase(at, 1 + choose.below(3));
    else line[at] = byte;
    return line;
}

TEST(JsonLines, DamagedRecordsReadAsTheOrdinaryReaderReadsThem) {
    auto const rules = compiled(nested_rules);
    std::string const good =
        R"({"id":"Nguyễn Văn Ánh 1","level":"low","guardian":{"name":"a\"b\u00e9","marks":[]},"marks":[{"level":"high","points":9.5,"parts":)"
        R"([{"weight":0,"done":true},{"weight":9}]},{"level":"low","points":10,"parts":[]}],"notes":[{"weight":3,"done":null}]})";
    chooser choose(1);
    std::string text = good + '\n';
    for (std::size_t i = 0; i < 4000; ++i) text += damaged(choose, choose.chance(20) ? damaged(choose, good) : good) + '\n';
    auto const expected = ordinary(rules_of(rules), text, 1000);
    for (std::size_t const part_bytes : {std::size_t{1}, std::size_t{1} << 19}) {
        auto const rows = rows_of(rules_of(rules), text, options(batch::roster_format::json_lines, part_bytes, 1000));
        ASSERT_EQ(rows.size(), expected.size());
        for (std::size_t i = 0; i < rows.size(); ++i) ASSERT_EQ(without_ids({rows[i]}), without_ids({expected[i]})) << lines(text)[i];
    }
}

TEST(JsonLines, ShippedRostersGoTheFastWay) {
    for (std::string const name : {"viet-yen-2015", "hon-quan-2021", "ninh-hai-2021", "phu-tho-2022", "dong-nai-2013"}) {
        auto const root = std::string(BAREM_SOURCE_DIR);
        auto const rules = compile_file(root + "/rulesets/" + name + '/' + name + ".barem").value();
        auto const path = root + "/examples/" + name + "/roster.jsonl";
        std::ifstream file(path);
        std::string const text{std::istreambuf_iterator<char>(file), {}};
        auto const source = batch::open_roster(rules_of(rules), batch::open_file(path));
        auto const rows = rows_of(rules_of(rules), *source);
        EXPECT_EQ(without_ids(rows), without_ids(ordinary(rules_of(rules), text, 64'000'000))) << name;
        for (auto const& r : rows) EXPECT_TRUE(r.in_columns || !r.data) << name << " line " << r.line;
    }
}

TEST(JsonLines, ALineThatGoesOnForEverIsAProblemOfThatLineOnly) {
    auto const rules = compiled(nested_rules);
    std::string const good = R"({"id":"A","marks":[{"level":"low","points":1,"parts":[]}]})";
    std::string const text = good + '\n' + std::string(5000, 'x') + '\n' + good + '\n' + std::string(5000, ' ');
    auto const expected = ordinary(rules_of(rules), text, 100);
    for (std::size_t const part_bytes : {1, 64, 4000, 1 << 19})
        EXPECT_EQ(without_ids(rows_of(rules_of(rules), text, options(batch::roster_format::json_lines, part_bytes, 100))), without_ids(expected));
    EXPECT_EQ(expected.size(), 4u);
}

TEST(JsonLines, AnEmptyRosterHasNoRows) {
    auto const rules = compiled(nested_rules);
    for (std::string const text : {"", "\n", "\xEF\xBB\xBF", "\r\n\n  \n"})
        EXPECT_TRUE(rows_of(rules_of(rules), text, options(batch::roster_format::detect)).empty());
}

}  // namespace
