// ruleset::shape() and ruleset::accept(): records by slots.

#include <barem/barem.hpp>
#include <barem/record_data.hpp>
#include <barem/shape.hpp>

#include <gtest/gtest.h>

#include <algorithm>

namespace {

barem::ruleset viet_yen() { return barem::compile_file(std::string(BAREM_SOURCE_DIR) + "/rulesets/viet-yen-2015/viet-yen-2015.barem").value(); }

TEST(shape, tells_what_records_look_like) {
    auto const shape = viet_yen().shape();
    auto const& head = shape.root();
    EXPECT_EQ(head.name, "head");
    EXPECT_EQ(head.label("en"), "Head");
    EXPECT_EQ(head.label(), "Người đứng đầu");
    EXPECT_TRUE(head.find("id")->is_key);
    EXPECT_EQ(head.find("total"), nullptr);
    auto const& tasks = *head.find("tasks");
    EXPECT_EQ(tasks.kind, barem::field_kind::list);
    EXPECT_EQ(tasks.least, barem::number(1));
    EXPECT_EQ(tasks.most, barem::number(10));
    EXPECT_EQ(tasks.expected, "a list of 1 to 10 elements");
    EXPECT_EQ(shape.records[tasks.record].name, "task");
    EXPECT_TRUE(tasks.is_nested());
    EXPECT_TRUE(tasks.is_required());
}

TEST(shape, of_fields_with_units_words_and_conditions) {
    auto const shape = viet_yen().shape();
    auto const& content = *std::ranges::find(shape.records, "content", &barem::record_shape::name);
    auto const& volume = *content.find("volume");
    EXPECT_EQ(volume.kind, barem::field_kind::number);
    EXPECT_EQ(volume.unit, "percent");
    EXPECT_EQ(volume.low, barem::number(0));
    EXPECT_EQ(volume.high, barem::number(100000));
    EXPECT_EQ(volume.required_when, "measure = quantitative");
    EXPECT_FALSE(volume.is_required());
    EXPECT_FALSE(volume.optional);
    auto const& adjusted = *content.find("adjusted");
    ASSERT_EQ(adjusted.words.size(), 3U);
    EXPECT_EQ(adjusted.words[1].name, "objective");
    EXPECT_EQ(adjusted.words[1].label("en"), "For an objective reason");
    EXPECT_FALSE(adjusted.ordered);
}

constexpr char const* pupils = R"(ruleset exams "Exams"
language en
enum level "Level" { low < high }
record pupil "Pupil" {
  key id : text
  input marks "Marks" : integer 0..10
  input aim "Aim" : level
  input born "Born" : date?
  let twice "Twice" = 2 * marks
  output twice(0), aim
}
)";

TEST(accept, takes_values_by_slot_and_words_by_text) {
    auto const rules = barem::compile(pupils).value();
    auto const shape = rules.shape();
    auto const& pupil = shape.root();
    barem::record_data data;
    data.values.resize(pupil.values);
    data.lists.resize(pupil.lists);
    data.values[pupil.find("id")->slot] = std::string("P");
    data.values[pupil.find("marks")->slot] = barem::number(7);
    data.values[pupil.find("aim")->slot] = std::string("high");
    EXPECT_EQ(rules.score(rules.accept(data).value()).value().to_json(), R"({"id":"P","twice":14,"aim":"high"})");
    data.values[pupil.find("aim")->slot] = barem::word{0};
    EXPECT_EQ(rules.score(rules.accept(data).value()).value().text("aim"), "low");
}

TEST(accept, refuses_what_does_not_fit) {
    auto const rules = barem::compile(pupils).value();
    auto const errors = [&](std::vector<barem::value> values, std::size_t lists = 0) {
        return to_text(rules.accept({std::move(values), std::vector<std::vector<barem::record_data>>(lists)}).error());
    };
    using barem::number, barem::absent, barem::word, barem::date;
    std::string const id = "P";
    EXPECT_EQ(errors({id, number(11), word{2}, date{barem::last_day + 1}}), "marks: expected an integer from 0 to 10, found 11\n"
                                                                            "aim: expected one of `low`, `high`, found word 2\n"
                                                                            "born: expected a date as YYYY-MM-DD, found day 2932897 since 1970-01-01");
    EXPECT_EQ(errors({number(1), true, std::string("hihg"), std::string("2015-01-01")}),
              "id: expected a text, found 1\n"
              "marks: expected an integer from 0 to 10, found true\n"
              "aim: expected one of `low`, `high`, found \"hihg\"; did you mean `high`?\n"
              "born: expected a date as YYYY-MM-DD, found \"2015-01-01\"");
    EXPECT_EQ(errors({id, absent{}, word{0}, absent{}}), "marks: expected an integer from 0 to 10, found nothing");
    EXPECT_EQ(errors({id}), "expected a record with 4 values and 0 lists, found 1 and 0");
    EXPECT_EQ(errors({id, number(1), word{0}, absent{}}, 2), "expected a record with 4 values and 0 lists, found 4 and 2");
    EXPECT_EQ(errors({id, barem::number::parse("1e1000").value() * barem::number::parse("1e1000").value()
                              * barem::number::parse("1e1000").value() * barem::number::parse("1e1000").value()
                              * barem::number::parse("1e1000").value(),
                      word{0}, absent{}})
                  .substr(0, 44),
              "marks: expected a number of at most 16384 bi");
}

}  // namespace
