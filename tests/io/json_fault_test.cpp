// Failures indict src/io/json_fault.cpp and text_form.cpp.

#include "io/json_fault.hpp"

#include "io/json_writer.hpp"
#include "io/text_form.hpp"

#include <gtest/gtest.h>

using namespace barem::io;

TEST(json_fault, valid_texts) {
    for (char const* text : {"{}", "[]", " [ ] ", "0", "-0.5e+3", "\"\"", "true", "null", R"({"a":{"b":[1,2,{"c":[]}]},"d":""})", R"("\u00e9\ud83d\ude00\n\/")", "[[],{},[{}]]"})
        EXPECT_FALSE(survey_json(text).fault) << text;
}

TEST(json_fault, broken_texts) {
    for (char const* text : {"", "{", "}", "[", "]", "{]", "[}", "[1", "[1,", "[1,]", "[,1]", "[1 2]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "{1:1}", "{\"a\":1 \"b\":2}",
                             "01", "1.", ".5", "-", "1e", "+1", "tru", "truex", "nul", "\"", "\"\\\"", "\"\\x\"", "\"\\u12\"", "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\\udc00\"",
                             "\"\t\"", "{}{}", "1 1", "[1]]", "'a'", "\xFF", "\"\xC3\"", "\"\xED\xA0\x80\"", "\"\xC0\x80\"", "\xEF\xBB\xBF{}"})
        EXPECT_TRUE(survey_json(text).fault) << text;
}

TEST(json_fault, key) {
    EXPECT_EQ(survey_json(R"({"x":{"id":"inner"},"id":"a\u0062","id":"second"})", "id").key, "ab");
    EXPECT_EQ(survey_json(R"({"id":["x"]})", "id").key, std::nullopt);
    EXPECT_EQ(survey_json(R"({"id":"a","b":)", "id").key, "a");
    EXPECT_EQ(survey_json(R"([{"id":"a"}])", "id").key, std::nullopt);
}

TEST(json_fault, unescaping) {
    EXPECT_EQ(unescape_json(R"(a\"\\\/\b\f\n\r\tz)"), "a\"\\/\b\f\n\r\tz");
    EXPECT_EQ(unescape_json(R"(\u0041\u00e9\u1ec7\ud83d\uDE00)"), "Aéệ😀");
    EXPECT_EQ(unescape_json(R"(\u0000)"), std::string(1, '\0'));
    EXPECT_EQ(unescape_json("\\"), std::nullopt);
}

TEST(text_form, normal_form_c) {
    EXPECT_EQ(to_nfc("Vie\u0323\u0302t"), "Việt");
    EXPECT_EQ(to_nfc("Việt Yên, Đồng Nai"), "Việt Yên, Đồng Nai");
    EXPECT_EQ(to_nfc("\u212B"), "\u00C5");
    EXPECT_EQ(to_nfc("ế\u0301"), "ế\u0301");
    EXPECT_EQ(to_nfc(""), "");
}

TEST(text_form, cropping_keeps_characters_whole) {
    std::string many;
    for (int i = 0; i < 61; ++i) many += "ệ";
    EXPECT_EQ(cropped(many), many.substr(0, 60 * 3) + "…");
    EXPECT_EQ(cropped(many.substr(3)), many.substr(3));
    EXPECT_EQ(quoted("a\x1B[31m"), "\"a\uFFFD[31m\"");
}

TEST(json_writer, strings_and_layout) {
    std::string out;
    json_writer(out).begin_object().key("a\"\\").string("é\n\x01\x1F").key("b").begin_array().raw("1.50").null().boolean(true).end_array().key("c").begin_object().end_object().end_object();
    EXPECT_EQ(out, R"({"a\"\\":"é\n\u0001\u001f","b":[1.50,null,true],"c":{}})");
    out.clear();
    json_writer(out, 2).begin_object().key("a").begin_array().raw("1").raw("2").end_array().key("b").begin_array().end_array().end_object();
    EXPECT_EQ(out, "{\n  \"a\": [\n    1,\n    2\n  ],\n  \"b\": []\n}");
}
