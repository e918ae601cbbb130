// Failures indict src/io/json_record.cpp, scalar_reader.cpp, expectation.cpp.

#include "io/json_record.hpp"

#include "io/json_fault.hpp"
#include "sample_program.hpp"

#include <gtest/gtest.h>

#include <random>

using namespace barem;
using barem::io::json_record_reader;
using barem::io::read_record;

namespace {

class json_record : public testing::Test {
protected:
    program::program const program = sample::make();
    json_record_reader reader{program};

    /// The good record with one part of its text replaced.
    static std::string with(std::string const& part, std::string const& by) {
        std::string text = sample::good_record;
        auto const at = text.find(part);
        EXPECT_NE(at, std::string::npos) << part;
        return text.replace(at, part.size(), by);
    }

    void expect_problem(std::string const& text, std::string const& path, std::string const& expected, std::string const& found) {
        auto const read = reader.read(text);
        EXPECT_FALSE(read.data) << text;
        ASSERT_EQ(read.problems.size(), 1u) << text << "\n" << (read.problems.size() > 1 ? read.problems[1].message : "");
        EXPECT_EQ(read.problems[0].path, path);
        EXPECT_EQ(read.problems[0].expected, expected);
        EXPECT_EQ(read.problems[0].found, found);
        EXPECT_EQ(read.id, "A-1");
        EXPECT_TRUE(read.id_known);
    }
    std::string message(std::string const& text) {
        auto const read = reader.read(text);
        EXPECT_FALSE(read.data) << text;
        EXPECT_EQ(read.problems.size(), 1u) << text;
        return read.problems.empty() ? "" : read.problems[0].message;
    }
};

}  // namespace

TEST_F(json_record, reads_every_type) {
    auto const read = reader.read(sample::good_record);
    ASSERT_TRUE(read.data) << read.problems[0].message;
    EXPECT_EQ(read.id, "A-1");
    auto const& values = read.data->values;
    ASSERT_EQ(values.size(), 7u);
    EXPECT_EQ(std::get<std::string>(values[0]), "A-1");
    EXPECT_EQ(std::get<word>(values[1]), word{0});
    EXPECT_EQ(std::get<bool>(values[2]), true);
    EXPECT_EQ(std::get<number>(values[3]), number::ratio(1225, 100));
    EXPECT_EQ(std::get<number>(values[4]), number(5));
    EXPECT_EQ(std::get<date>(values[5]), *date::parse("2010-02-28"));
    EXPECT_EQ(std::get<number>(values[6]), number(-1000));
    auto const& lists = read.data->lists;
    ASSERT_EQ(lists.size(), 3u);
    ASSERT_EQ(lists[0].size(), 1u);
    EXPECT_EQ(std::get<std::string>(lists[0][0].values[0]), "Nguyễn \"Văn\" A");
    ASSERT_EQ(lists[1].size(), 2u);
    EXPECT_EQ(std::get<number>(lists[1][0].values[1]), number::ratio(19, 2));
    EXPECT_FALSE(is_given(lists[1][1].values[1]));
    EXPECT_TRUE(lists[2].empty());
}

TEST_F(json_record, optional_fields_may_be_null_or_left_out) {
    for (auto const& text : {with(R"("2010-02-28")", "null"), with(R"("born":"2010-02-28",)", ""), with(R"("điểm":9.5)", R"("điểm":null)")})
        EXPECT_TRUE(reader.read(text).data) << text;
    auto const read = reader.read(with(R"({"name":"Nguyễn \"Văn\" \u0041"})", "null"));
    ASSERT_TRUE(read.data);
    EXPECT_TRUE(read.data->lists[0].empty());
}

TEST_F(json_record, order_and_spaces_do_not_matter) {
    EXPECT_TRUE(reader.read(R"( { "notes" : [ ] , "marks":[ { "\u0111i\u1ec3m" : 1 , "level":"low" } ],"free":0,"count":0,
        "share":100,"present":false,"level":"high","id":"A-1"}  )").data);
}

TEST_F(json_record, texts_are_normalised) {
    auto const read = reader.read(with("\"A-1\"", "\"Vie\u0323\u0302t Ye\u0302n\""));
    ASSERT_TRUE(read.data);
    EXPECT_EQ(read.id, "Việt Yên");
    EXPECT_TRUE(reader.read(with("điểm", "đie\u0302\u0309m")).data);      // a key, too
}

TEST_F(json_record, wrong_types) {
    expect_problem(with("true", "1"), "present", "true or false", "1");
    expect_problem(with("true", "\"true\""), "present", "true or false", "\"true\"");
    expect_problem(with("12.25", "\"12.25\""), "share", "a percent from 0 to 100 with at most 2 decimals", "\"12.25\"");
    expect_problem(with("12.25", "[12.25]"), "share", "a percent from 0 to 100 with at most 2 decimals", "a list");
    expect_problem(with("12.25", "null"), "share", "a percent from 0 to 100 with at most 2 decimals", "null");
    expect_problem(with("-1e3", "{\"a\":[1,{}]}"), "free", "a number of points", "an object");
    expect_problem(with("\"low\",\"present\"", "3,\"present\""), "level", "one of `low`, `middle`, `high`", "3");
    expect_problem(with("[]", "{}"), "notes", "a list", "an object");
    expect_problem(with("[]", "\"x\""), "notes", "a list", "\"x\"");
    expect_problem(with("[]", "[1]"), "notes[0]", "an object", "1");
    expect_problem(with("[]", "null"), "notes", "a list", "null");
    expect_problem(with(R"({"level":"low"})", "null"), "marks[1]", "an object", "null");
    expect_problem(with(R"({"name":"Nguyễn \"Văn\" \u0041"})", "[]"), "guardian", "an object", "a list");
    expect_problem(with(R"("Nguyễn \"Văn\" \u0041")", "true"), "guardian.name", "a text", "true");
}

TEST_F(json_record, ranges_decimals_and_limits) {
    expect_problem(with("12.25", "100.01"), "share", "a percent from 0 to 100 with at most 2 decimals", "100.01");
    expect_problem(with("12.25", "-5"), "share", "a percent from 0 to 100 with at most 2 decimals", "-5");
    expect_problem(with("12.25", "1.255"), "share", "a percent from 0 to 100 with at most 2 decimals", "1.255");
    EXPECT_TRUE(reader.read(with("12.25", "1.2500")).data);
    expect_problem(with("5.0", "5.5"), "count", "an integer from 0", "5.5");
    EXPECT_TRUE(reader.read(with("5.0", "5e0")).data);
    expect_problem(with("-1e3", "1e1001"), "free", "a number of at most 1000 characters, with an exponent of at most 1000", "1e1001");
    expect_problem(with("9.5", "10.1"), "marks[0].điểm", "a number from 0 to 10 with at most 1 decimal", "10.1");
    expect_problem(with("2010-02-28", "2010-02-29"), "born", "a date as YYYY-MM-DD from 2000-01-01 to 2020-12-31", "\"2010-02-29\"");
    expect_problem(with("2010-02-28", "2021-01-01"), "born", "a date as YYYY-MM-DD from 2000-01-01 to 2020-12-31", "\"2021-01-01\"");
}

TEST_F(json_record, list_sizes) {
    std::string const marks = R"([{"level":"high","điểm":9.5},{"level":"low"}])";
    expect_problem(with(marks, "[]"), "marks", "a list of 1 to 3 elements", "an empty list");
    expect_problem(with(marks, R"([{"level":"low"},{"level":"low"},{"level":"low"},{"level":"low"},7])"), "marks", "a list of 1 to 3 elements", "a list of 5");
    record_limits few;
    few.max_list_elements = 2;
    auto const read = json_record_reader(program, few).read(with("[]", R"([{"name":"a"},{"name":"b"},{"name":"c"}])"));
    ASSERT_EQ(read.problems.size(), 1u);
    EXPECT_EQ(read.problems[0].message, "notes: expected a list of at most 2 elements, found a list of 3");
}

TEST_F(json_record, missing_unknown_and_repeated_fields) {
    expect_problem(with(R"("present":true,)", ""), "present", "true or false", "nothing");
    expect_problem(with(R"("present":true,)", R"("present":true,"present":false,)"), "present", "one value", "a second one");
    expect_problem(with("{\"level\":\"low\"}", "{}"), "marks[1].level", "one of `low`, `middle`, `high`", "nothing");
    EXPECT_EQ(message(with(R"("present":true,)", R"("present":true,"presents":{"a":[[]]},)")),
              "presents: `pupil` has no such field; did you mean `present`?");
    EXPECT_EQ(message(with(R"("high")", R"("hihg")")), "marks[0].level: expected one of `low`, `middle`, `high`, found \"hihg\"; did you mean `high`?");
    expect_problem(with("[]", R"([],"":1)"), "\"\"", "a field of `pupil`", "1");
}

TEST_F(json_record, all_problems_are_reported_up_to_a_cap) {
    auto const read = reader.read(R"({"level":"lo","present":0,"share":101,"count":0.5,"marks":[{},{"level":1}],"x":1,"id":"B"})");
    EXPECT_EQ(read.id, "B");
    std::vector<std::string> paths;
    for (auto const& problem : read.problems) paths.push_back(problem.path);
    EXPECT_EQ(paths, (std::vector<std::string>{"level", "present", "share", "count", "marks[0].level", "marks[1].level", "x", "free", "notes"}));
    std::string many = "{\"id\":\"A\"";
    for (int i = 0; i < 100; ++i) many += ",\"x" + std::to_string(i) + "\":1";
    EXPECT_EQ(reader.read(many + "}").problems.size(), json_record_reader::max_problems);
}

TEST_F(json_record, found_texts_are_cropped) {
    auto const read = reader.read(with("\"low\"", '"' + std::string(500, 'x') + '"'));
    ASSERT_EQ(read.problems.size(), 1u);
    EXPECT_EQ(read.problems[0].found, '"' + std::string(60, 'x') + "…\"");
}

TEST_F(json_record, what_is_no_object) {
    EXPECT_EQ(message(""), "expected one JSON object, found nothing");
    EXPECT_EQ(message("  "), "expected one JSON object, found nothing");
    EXPECT_EQ(message("[1,2]"), "expected one JSON object, found a list");
    EXPECT_EQ(message("\"x\""), "expected one JSON object, found \"x\"");
    EXPECT_EQ(message("null"), "expected one JSON object, found null");
    EXPECT_EQ(message("12"), "expected one JSON object, found 12");
}

TEST_F(json_record, broken_json_has_one_problem_with_its_column) {
    EXPECT_EQ(message(R"({"id":"é" "level":1})"), "broken JSON: expected `,` or `}`, found `\"` at column 11");
    EXPECT_EQ(message(R"({"id":tru})"), "broken JSON: expected `true`, found `t` at column 7");
    EXPECT_EQ(message(R"({"id":01})"), "broken JSON: expected `,` or `}`, found `1` at column 8");
    EXPECT_EQ(message(R"({"id":"a",})"), "broken JSON: expected a field name in double quotes, found `}` at column 11");
    EXPECT_EQ(message("{\"id\":\"a\nb\"}"), "broken JSON: expected an escape such as `\\n` for a control character, found control character 0x0A at column 9");
    EXPECT_EQ(message(with("[]}", "[]}}")), "broken JSON: expected the end of the record, found `}` at column 209");
    EXPECT_EQ(message(with("[]}", "[]")), "broken JSON: expected `,` or `}`, found the end at column 208");
    EXPECT_EQ(message("{\"id\":\"\xC3(\"}"), "expected UTF-8, found byte 0xC3 at column 8");
    EXPECT_EQ(message(R"({"id":"\ud800"})"), "broken JSON: expected an escape of JSON that stands for a character, found `\\` at column 8");
    EXPECT_EQ(message(R"({"id":"\udc00"})"), "broken JSON: expected an escape of JSON that stands for a character, found `\\` at column 8");
}

TEST_F(json_record, the_id_of_broken_json_is_known_when_it_stands_before_the_break) {
    auto const read = reader.read(R"({"id":"A-1","level":)");
    EXPECT_TRUE(read.id_known);
    EXPECT_EQ(read.id, "A-1");
    EXPECT_FALSE(reader.read(R"({"level":{"id":"x"},"id")").id_known);
    EXPECT_FALSE(reader.read(R"({"id":5})").id_known);
}

TEST_F(json_record, a_string_followed_by_a_colon_is_broken) {
    for (auto const& text : {with(R"("A-1")", R"("A-1":2)"), with(R"("low",)", R"("low":"low",)"), with("true", "true:1"), with("12.25", "12.25:1"),
                             with(R"("born":)", R"("born":"x":)"), with("[]", R"([]:1)"), with("[]", R"("a":[])")})
        EXPECT_TRUE(message(text).starts_with("broken JSON")) << text;
}

TEST_F(json_record, nesting_does_not_exhaust_the_stack) {
    std::string const deep(1'000'000, '[');
    EXPECT_TRUE(message(deep).starts_with("broken JSON"));
    EXPECT_TRUE(message("{\"id\":" + deep).starts_with("broken JSON"));
    std::string const closed = deep + std::string(deep.size(), ']');
    EXPECT_EQ(message(closed), "expected one JSON object, found a list");
    EXPECT_EQ(message(with("12.25", closed)), "share: expected a percent from 0 to 100 with at most 2 decimals, found a list");
    EXPECT_EQ(message(with("[]", "[],\"deep\":" + closed)), "deep: `pupil` has no such field");
}

TEST_F(json_record, too_large_records) {
    record_limits small;
    small.max_record_bytes = 100;
    auto const read = json_record_reader(program, small).read(sample::good_record);
    ASSERT_EQ(read.problems.size(), 1u);
    EXPECT_EQ(read.problems[0].message, "expected a record of at most 100 bytes, found 214 bytes");
}

TEST_F(json_record, every_truncation_is_refused) {
    std::string const good = sample::good_record;
    for (std::size_t size = 0; size < good.size(); ++size) {
        auto const read = reader.read(good.substr(0, size));
        EXPECT_FALSE(read.data) << size;
        EXPECT_EQ(read.problems.size(), 1u) << size;
    }
    EXPECT_TRUE(reader.read(good).data);
}

// What the reader accepts must be JSON to a plain reader that shares nothing with it.
TEST_F(json_record, damaged_texts_are_never_accepted_when_they_are_no_json) {
    std::mt19937 random(2015);
    std::string const good = sample::good_record;
    constexpr std::string_view pieces = "{}[]\",:\\ 0-1.eEtfn\x00\x01\xC3\xA9\xFFu";
    std::size_t accepted = 0, broken = 0;
    for (int i = 0; i < 60'000; ++i) {
        std::string text = good;
        for (int damages = 1 + static_cast<int>(random() % 3); damages > 0; --damages) {
            auto const at = random() % text.size();
            char const c = random() % 2 ? pieces[random() % pieces.size()] : static_cast<char>(random());
            switch (random() % 4) {
                case 0: text[at] = c; break;
                case 1: text.insert(at, 1, c); break;
                case 2: text.erase(at, 1 + random() % 3); break;
                default: text.insert(at, text.substr(random() % text.size(), 1 + random() % 8)); break;
            }
        }
        auto const read = reader.read(text);
        bool const is_json = !io::survey_json(text).fault;
        accepted += read.data.has_value();
        broken += !is_json;
        ASSERT_EQ(read.data.has_value(), read.problems.empty()) << text;
        ASSERT_TRUE(is_json || read.problems.size() == 1) << text;      // so never accepted
        ASSERT_FALSE(is_json && !read.data && read.problems[0].found == "broken JSON") << text;
    }
    EXPECT_GT(accepted, 1000u);
    EXPECT_GT(broken, 10'000u);
}
