// Batches that come and go through the Arrow C Data Interface. The arrays are made by hand here: a producer of our own would share our mistakes.

#include "batch_api/trips.hpp"

#include <barem/arrow.hpp>

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <deque>

namespace {

using namespace barem;

/// A schema and an array with what they point to.
class arrow {
public:
    struct node {
        ArrowSchema schema{};
        ArrowArray array{};
        std::string format, name;
        std::vector<void const*> buffers;
        std::vector<ArrowSchema*> schemas;
        std::vector<ArrowArray*> arrays;
    };

    node& add(std::string format, std::string name, std::int64_t length, std::vector<void const*> buffers, std::vector<node*> held = {}, std::int64_t offset = 0) {
        auto& made = nodes_.emplace_back();
        made.format = std::move(format);
        made.name = std::move(name);
        made.buffers = std::move(buffers);
        for (auto* h : held) {
            made.schemas.push_back(&h->schema);
            made.arrays.push_back(&h->array);
        }
        made.schema.release = [](ArrowSchema* s) { s->release = nullptr; };
        made.array.release = [](ArrowArray* a) { a->release = nullptr; };
        made.schema.format = made.format.c_str();
        made.schema.name = made.name.c_str();
        made.schema.n_children = made.array.n_children = static_cast<std::int64_t>(held.size());
        made.schema.children = made.schemas.data();
        made.array.children = made.arrays.data();
        made.array.length = length;
        made.array.offset = offset;
        made.array.null_count = made.buffers[0] == nullptr ? 0 : -1;
        made.array.n_buffers = static_cast<std::int64_t>(made.buffers.size());
        made.array.buffers = made.buffers.data();
        return made;
    }

private:
    std::deque<node> nodes_;
};

/// Three trips; row 0 of the arrays is cut off by offsets.
struct three_trips {
    std::array<std::int64_t, 8> share{9, 0, 5025, 0, 100, 0, 9900, 0};        // decimal128
    std::array<std::int8_t, 4> count{0, 5, 4, 3};
    std::array<std::uint8_t, 4> grade{0, 1, 0, 2};                            // into the dictionary
    std::string words = "highlowmiddle";
    std::array<std::int32_t, 4> word_ends{0, 4, 7, 13};
    std::uint8_t done = 0b0110;
    std::array<std::int32_t, 4> day{0, 18300, 18301, 18302}, back{0, 0, 18400, 0};
    std::uint8_t back_given = 0b0100;
    std::array<std::uint32_t, 4> unused{99, 1, 2, 3};
    std::string places = "xHuếHuếnowhere";
    std::array<std::int64_t, 5> place_ends{0, 1, 6, 11, 18};
    std::array<std::int64_t, 5> first_stop{0, 1, 3, 4, 6};
    std::array<std::uint8_t, 7> km{200, 200, 60, 70, 10, 20, 30};             // element 0 is cut off
    std::array<std::int16_t, 4> faults{0, 0, 1, 2};

    arrow made;
    arrow::node* root = nullptr;

    three_trips() {
        auto& words_node = made.add("u", "", 3, {nullptr, word_ends.data(), words.data()});
        auto& grade_node = made.add("C", "grade", 4, {nullptr, grade.data()});
        grade_node.schema.dictionary = &words_node.schema;
        grade_node.array.dictionary = &words_node.array;
        auto& km_node = made.add("C", "km", 6, {nullptr, km.data()}, {}, 1);
        auto& stop = made.add("+s", "item", 6, {nullptr}, {&km_node});
        auto& driver = made.add("+s", "driver", 4, {nullptr}, {&made.add("s", "faults", 4, {nullptr, faults.data()})});
        root = &made.add("+s", "", 3, {nullptr},
                         {&made.add("d:10,2", "share", 4, {nullptr, share.data()}), &made.add("c", "count", 4, {nullptr, count.data()}), &grade_node,
                          &made.add("b", "done", 4, {nullptr, &done}), &made.add("tdD", "day", 4, {nullptr, day.data()}),
                          &made.add("tdD", "back", 4, {&back_given, back.data()}), &made.add("I", "unused", 4, {nullptr, unused.data()}),
                          &made.add("U", "place", 4, {nullptr, place_ends.data(), places.data()}),
                          &made.add("+L", "stops", 4, {nullptr, first_stop.data()}, {&stop}), &driver},
                         1);
    }
};

ruleset compiled() { return compile(trips::text, "trips").value(); }

TEST(arrow, records_are_scored_where_they_lie_and_results_come_back) {
    three_trips in;
    batch_scorer scorer(compiled());
    ArrowSchema schema{};
    ArrowArray array{};
    auto const scored = score_arrow(scorer, in.root->schema, in.root->array, schema, array);
    ASSERT_TRUE(scored) << scored.error();
    EXPECT_EQ(scored->scored, 3U) << (scored->rejected.empty() ? issues{} : scored->rejected[0].problems);
    EXPECT_EQ(scored->one_by_one, 0U);
    auto const rules = compiled();
    std::array const json{
        R"({"id":"","share":50.25,"count":5,"grade":"low","done":true,"day":"2020-02-08","unused":1,"place":"Huế","stops":[{"km":60},{"km":70}],"driver":{"faults":0}})",
        R"({"id":"","share":1,"count":4,"grade":"high","done":true,"day":"2020-02-09","back":"2020-05-18","unused":2,"place":"Huế","stops":[{"km":10}],"driver":{"faults":1}})",
        R"({"id":"","share":99,"count":3,"grade":"middle","done":false,"day":"2020-02-10","unused":3,"place":"nowhere","stops":[{"km":20},{"km":30}],"driver":{"faults":2}})"};
    ASSERT_EQ(array.length, 3);
    ASSERT_EQ(array.n_children, 6);
    EXPECT_STREQ(schema.children[0]->format, "d:38,1");
    EXPECT_STREQ(schema.children[2]->format, "b");
    EXPECT_STREQ(schema.children[3]->format, "tdD");
    EXPECT_STREQ(schema.children[4]->format, "i");
    EXPECT_STREQ(schema.children[5]->format, "u");
    auto const* points = static_cast<std::int64_t const*>(array.children[0]->buffers[1]);
    auto const* home = static_cast<std::int32_t const*>(array.children[3]->buffers[1]);
    auto const* rating = static_cast<std::int32_t const*>(array.children[4]->buffers[1]);
    for (std::size_t row = 0; row != 3; ++row) {
        auto const alone = rules.score_json(json[row]).value();
        EXPECT_EQ(fmt::format("{}.{}", points[2 * row] / 10, points[2 * row] % 10), alone.text("points"));
        EXPECT_EQ(date{home[row]}.to_text(), alone.text("home"));
        EXPECT_EQ(value(word{static_cast<std::uint32_t>(rating[row])}), alone["rating"]);
    }
    ASSERT_NE(schema.children[4]->dictionary, nullptr);
    EXPECT_EQ(array.children[4]->dictionary->length, 3);
    ArrowArray const moved = *array.children[0];                    // as consumers do
    array.children[0]->release = nullptr;
    array.release(&array);
    schema.release(&schema);
    EXPECT_EQ(array.release, nullptr);
    EXPECT_EQ(static_cast<std::int64_t const*>(moved.buffers[1])[0] / 10, 87);
    ArrowArray last = moved;
    last.release(&last);
}

TEST(arrow, names_of_columns_are_equal_in_normal_form_c) {
    auto const rules = compile("ruleset a \"A\"\nlanguage vi\nrecord r \"R\" { key id \"Id\" : text input điểm \"Điểm\" : number 0..9 let y \"Y\" = điểm output y(0) }").value();
    std::array<std::int8_t, 2> points{4, 9};
    arrow made;
    auto& column = made.add("c", "đie\u0302\u0309m", 2, {nullptr, points.data()});
    auto& twice = made.add("c", "điểm", 2, {nullptr, points.data()});
    batch_scorer scorer(rules);
    ArrowSchema schema{};
    ArrowArray array{};
    auto& root = made.add("+s", "", 2, {nullptr}, {&column});
    auto const scored = score_arrow(scorer, root.schema, root.array, schema, array);
    ASSERT_TRUE(scored) << scored.error();
    EXPECT_EQ(scored->scored, 2U);
    array.release(&array);
    schema.release(&schema);
    auto& both = made.add("+s", "", 2, {nullptr}, {&column, &twice});
    EXPECT_EQ(to_text(import_arrow(both.schema, both.array).error()), "điểm: expected one column of this name, found two");
}

TEST(arrow, columns_of_nothing_but_nulls_are_as_none_but_have_names) {
    three_trips in;
    auto& back = in.made.add("n", "back", 4, {nullptr});
    back.array.n_buffers = 0;
    in.root->schemas[5] = &back.schema;
    in.root->arrays[5] = &back.array;
    batch_scorer scorer(compiled());
    ArrowSchema schema{};
    ArrowArray array{};
    auto const scored = score_arrow(scorer, in.root->schema, in.root->array, schema, array);
    ASSERT_TRUE(scored) << scored.error();
    EXPECT_EQ(scored->scored, 3U) << "an optional field";
    array.release(&array);
    schema.release(&schema);
    back.schema.name = "bakc";
    EXPECT_EQ(to_text(score_arrow(scorer, in.root->schema, in.root->array, schema, array).error()),
              "bakc: expected a field of `trip` (did you mean `back`?), found an unknown name");
    back.schema.name = "day";
    in.root->schemas[4] = &back.schema;
    in.root->arrays[4] = &back.array;
    in.root->schemas[5] = in.root->schemas[6];
    in.root->arrays[5] = in.root->arrays[6];
    in.root->schema.n_children = in.root->array.n_children = 6;
    auto const problems = score_arrow(scorer, in.root->schema, in.root->array, schema, array).error();
    EXPECT_EQ(problems.front().path, "day");
    EXPECT_EQ(problems.front().found, "no column");
}

TEST(arrow, rejected_rows_are_null) {
    three_trips in;
    in.count[2] = 60;
    in.unused[3] = 10;
    batch_scorer scorer(compiled());
    ArrowSchema schema{};
    ArrowArray array{};
    auto const scored = score_arrow(scorer, in.root->schema, in.root->array, schema, array).value();
    ASSERT_EQ(scored.rejected.size(), 2U);
    EXPECT_EQ(scored.rejected[0].row, 1U);
    EXPECT_EQ(scored.rejected[0].problems.front().path, "count");
    EXPECT_EQ(to_text(scored.rejected[1].problems), "unused: expected an integer from 0 to 9, found 10");
    EXPECT_EQ(*static_cast<std::uint8_t const*>(array.buffers[0]) & 7, 0b001);
    array.release(&array);
    schema.release(&schema);
}

TEST(arrow, what_cannot_be_imported_is_told_by_field) {
    three_trips in;
    std::array<double, 4> doubles{};
    auto& share = in.made.add("g", "share", 4, {nullptr, doubles.data()});
    in.root->schemas[0] = &share.schema;
    in.root->arrays[0] = &share.array;
    std::uint8_t const none = 0;
    in.root->array.children[8]->buffers[0] = &none;
    in.root->array.children[8]->null_count = -1;
    auto const read = import_arrow(in.root->schema, in.root->array);
    ASSERT_FALSE(read);
    EXPECT_EQ(to_text(read.error()), "share: expected an integer, decimal, bool, utf8, date32, struct or list of struct, "
                                     "found binary floating point, which is not exact (format `g`): cast it to a decimal\n"
                                     "stops: expected lists without nulls, found a null in row 0: an empty list is one without elements");
}

}  // namespace
