// Failures indict src/io/result_writer.cpp and result_table.cpp.

#include "io/result_writer.hpp"
#include "sample_program.hpp"

#include "source/display.hpp"

#include <gtest/gtest.h>

#include <sstream>

using namespace barem;

namespace {

std::string write(io::result_format format, io::result_options options = {}, program::program const& program = sample::make()) {
    std::ostringstream out;
    auto const writer = io::make_result_writer(format, program, out, options);
    std::string const first = "A-1", second = "Nguyễn, \"B\"";
    std::vector<value> const a{number::ratio(2025, 2), word{0}, true, *date::parse("2021-02-10"), std::string("x,y\n\"z\"")};
    std::vector<value> const b{-number::ratio(100, 3), absent{}, false, absent{}, std::string()};
    writer->write({first, a});
    writer->write({second, b});
    writer->finish();
    return out.str();
}

}  // namespace

TEST(result_writer, jsonl) {
    EXPECT_EQ(write(io::result_format::jsonl),
              R"({"id":"A-1","total":1012.50,"result":"low","passed":true,"until":"2021-02-10","remark":"x,y\n\"z\""})" "\n"
              R"({"id":"Nguyễn, \"B\"","total":-33.33,"result":null,"passed":false,"until":null,"remark":""})" "\n");
}

TEST(result_writer, jsonl_exact) {
    EXPECT_EQ(write(io::result_format::jsonl, {true, ""}),
              R"({"id":"A-1","total":"1012.5","result":"low","passed":true,"until":"2021-02-10","remark":"x,y\n\"z\""})" "\n"
              R"({"id":"Nguyễn, \"B\"","total":"-100/3","result":null,"passed":false,"until":null,"remark":""})" "\n");
}

TEST(result_writer, csv) {
    EXPECT_EQ(write(io::result_format::csv), "id,total,result,passed,until,remark\n"
                                             "A-1,1012.50,low,true,2021-02-10,\"x,y\n\"\"z\"\"\"\n"
                                             "\"Nguyễn, \"\"B\"\"\",-33.33,,false,,\"\"\n");
}

TEST(result_writer, table) {
    EXPECT_EQ(write(io::result_format::table), "id           Tổng điểm  Xếp loại  passed  until       remark\n"
                                               "───────────  ─────────  ────────  ──────  ──────────  ───────\n"
                                               "A-1            1012.50  thấp      ✓       2021-02-10  x,y \"z\"\n"
                                               "Nguyễn, \"B\"     -33.33  –         ✗       –\n");
    EXPECT_NE(write(io::result_format::table, {false, "en"}).find("Total points  Xếp loại"), std::string::npos);
    EXPECT_NE(write(io::result_format::table, {true, "en"}).find("-100/3"), std::string::npos);
    EXPECT_NE(write(io::result_format::table, {false, "en"}).find("low level"), std::string::npos);
}

TEST(result_writer, headers_wrap_to_the_page) {
    auto program = sample::make();
    for (auto& member : program.records[0].members)
        if (member.kind != program::member_kind::input) member.shown.texts = {{"vi", "Tỷ lệ chỉ số không hoàn thành trong năm đánh giá"}};
    std::istringstream lines(write(io::result_format::table, {}, program));
    int count = 0;
    for (std::string line; std::getline(lines, line); ++count) EXPECT_LE(display_width(line), 120u);
    EXPECT_GT(count, 4);
}

TEST(result_writer, a_table_without_rows_is_its_header) {
    std::ostringstream out;
    auto const program = sample::make();
    io::make_result_writer(io::result_format::table, program, out)->finish();
    EXPECT_EQ(out.str().substr(0, 4), "id  ");
}
