// Failures indict src/io/schema.cpp and schema_condition.cpp.

#include "io/schema.hpp"

#include "io/schema_condition.hpp"
#include "sample_program.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

using namespace barem;
using nlohmann::json;

namespace {

std::string condition_text(program::program const& program, program::record_kind const& kind, program::expression const& e) {
    std::string out;
    io::json_writer writer(out);
    io::write_condition(writer, program, kind, e);
    return out;
}

}  // namespace

TEST(schema, of_the_sample) {
    auto const program = sample::make();
    auto const text = io::json_schema(program);
    auto const schema = json::parse(text);
    EXPECT_EQ(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    EXPECT_EQ(schema["title"], "Trường");
    EXPECT_EQ(schema["x-labels"]["en"], "School");
    EXPECT_EQ(schema["$ref"], "#/$defs/pupil");
    auto const& pupil = schema["$defs"]["pupil"];
    EXPECT_EQ(pupil["additionalProperties"], false);
    EXPECT_EQ(pupil["required"], json({"id", "level", "present", "share", "count", "free", "marks", "notes"}));
    auto const& fields = pupil["properties"];
    EXPECT_EQ(fields["id"]["type"], "string");
    EXPECT_EQ(fields["present"]["type"], "boolean");
    EXPECT_EQ(fields["level"]["title"], "Mức");
    EXPECT_EQ(fields["level"]["oneOf"][0]["const"], "low");
    EXPECT_EQ(fields["level"]["oneOf"][0]["x-labels"]["en"], "low level");
    EXPECT_EQ(fields["level"]["oneOf"].size(), 3u);
    EXPECT_EQ(fields["share"]["x-unit"], "percent");
    EXPECT_NE(text.find("\"multipleOf\": 0.01\n"), std::string::npos);
    EXPECT_EQ(fields["count"]["type"], "integer");
    EXPECT_EQ(fields["count"]["minimum"], 0);
    EXPECT_FALSE(fields["count"].contains("maximum"));
    EXPECT_EQ(fields["born"]["type"], json({"string", "null"}));
    EXPECT_EQ(fields["born"]["x-minimum"], "2000-01-01");
    EXPECT_EQ(fields["guardian"]["anyOf"][0]["$ref"], "#/$defs/guardian");
    EXPECT_EQ(fields["marks"]["items"]["$ref"], "#/$defs/mark");
    EXPECT_EQ(fields["marks"]["minItems"], 1);
    EXPECT_EQ(fields["marks"]["maxItems"], 3);
    EXPECT_FALSE(fields["notes"].contains("minItems"));
    EXPECT_FALSE(fields.contains("total"));
    EXPECT_EQ(schema["$defs"].size(), 3u);
}

TEST(schema, conditional_requirement) {
    auto program = sample::make();
    auto const schema = json::parse(io::json_schema(program));
    auto const& mark = schema["$defs"]["mark"];
    EXPECT_EQ(mark["required"], json({"level"}));
    EXPECT_EQ(mark["properties"]["điểm"]["type"], json({"number", "null"}));
    EXPECT_EQ(mark["properties"]["điểm"]["description"], "required when level = high");
    EXPECT_EQ(mark["allOf"], json::parse(R"([{"if":{"properties":{"level":{"enum":["high"]}},"required":["level"]},
        "then":{"required":["điểm"],"properties":{"điểm":{"not":{"type":"null"}}}}}])"));
    program.records[1].members[1].required_when[0].operands[0].scope.up = 1;
    EXPECT_FALSE(json::parse(io::json_schema(program))["$defs"]["mark"].contains("allOf"));
}

TEST(schema, conditions) {
    auto const program = sample::make();
    auto const& pupil = program.records[0];
    auto const level = sample::simple(program::type_kind::word, 0), truth = sample::simple(program::type_kind::truth);
    auto const is_low = sample::equal(sample::constant(word{0}, level), sample::field(1, level));
    auto const present = sample::field(2, truth);
    program::expression both;
    both.kind = program::expression_kind::logical_and;
    both.operands = {is_low, present};
    ASSERT_TRUE(io::is_plain_condition(program, pupil, both));
    EXPECT_EQ(condition_text(program, pupil, both), R"({"allOf":[{"properties":{"level":{"enum":["low"]}},"required":["level"]},)"
                                                   R"({"properties":{"present":{"enum":[true]}},"required":["present"]}]})");
    auto differs = is_low;
    differs.kind = program::expression_kind::not_equal;
    EXPECT_EQ(condition_text(program, pupil, differs), R"({"not":{"properties":{"level":{"enum":["low"]}},"required":["level"]}})");
    EXPECT_FALSE(io::is_plain_condition(program, pupil, sample::equal(sample::field(4, sample::whole()), sample::constant(number(1), sample::whole()))));
    EXPECT_FALSE(io::is_plain_condition(program, pupil, sample::constant(true, truth)));
}
