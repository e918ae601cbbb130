// Arrow arrays through the C interface: in, out, and what is none.

#include "c/arrow_pupils.hpp"
#include "c/rules.hpp"

#include <gtest/gtest.h>

namespace {

using namespace c_test;

class arrow : public testing::Test {
protected:
    ~arrow() override {
        if (out_schema.release != nullptr) out_schema.release(&out_schema);
        if (out_array.release != nullptr) out_array.release(&out_array);
    }
    barem_status score(ArrowSchema const* schema, ArrowArray const* array, barem_arrow_options const* options = nullptr) {
        return barem_score_arrow(with.get(), schema, array, options, &out_schema, &out_array, found.out());
    }
    std::string refused(ArrowSchema const* schema, ArrowArray const* array) {
        auto const status = score(schema, array);
        EXPECT_TRUE(status == BAREM_REFUSED || status == BAREM_MISUSE) << status;
        EXPECT_EQ(out_schema.release, nullptr);
        EXPECT_EQ(out_array.release, nullptr);
        return string(problem_at(found, 0).path) + ": " + string(problem_at(found, 0).found);
    }

    rules with = pupils_rules();
    three_pupils in;
    problems found;
    ArrowSchema out_schema{};
    ArrowArray out_array{};
};

TEST_F(arrow, rows_are_scored_and_those_that_are_refused_are_null_and_told) {
    barem_arrow_options options{};
    options.struct_size = sizeof options;
    options.threads = 2;
    ASSERT_EQ(score(&in.schema, &in.array, &options), BAREM_PARTLY) << as_text(found);
    ASSERT_EQ(barem_problems_count(found.get()), 1U);
    auto const p = problem_at(found, 0);
    EXPECT_EQ(p.record_row, 1U);
    EXPECT_EQ(p.record_line, 0U);
    EXPECT_EQ(string(p.rule), "share");
    EXPECT_EQ(as_text(found).substr(0, 7), "row 1: ");
    ASSERT_EQ(out_array.length, 3);
    ASSERT_EQ(out_array.n_children, 3);
    EXPECT_STREQ(out_schema.children[0]->name, "share");
    EXPECT_EQ(static_cast<std::int64_t const*>(out_array.children[0]->buffers[1])[0], 233);
    EXPECT_EQ(static_cast<std::uint8_t const*>(out_array.buffers[0])[0] & 7, 0b101);
    EXPECT_NE(in.schema.release, nullptr) << "what came in stays the host's";
    with = rules();                                                 // what went out needs no rules
    EXPECT_STREQ(out_schema.children[1]->format, "i");
}

TEST_F(arrow, a_schema_that_does_not_fit_names_the_field) {
    in.schemas[1].format = "g";
    EXPECT_EQ(refused(&in.schema, &in.array), "written: binary floating point, which is not exact (format `g`)");
    in.schemas[1].format = "i";
    in.schemas[2].name = "wait";
    EXPECT_NE(refused(&in.schema, &in.array).find("wait"), std::string::npos);
    in.schema.format = "i";
    EXPECT_EQ(refused(&in.schema, &in.array), ": integers (format `i`)");
}

TEST_F(arrow, what_is_broken_says_where_and_what_was_found) {
    in.schemas[1].name = nullptr;
    EXPECT_EQ(refused(&in.schema, &in.array), "children[1]: NULL");
    EXPECT_EQ(string(problem_at(found, 0).message), "children[1]: expected a schema with a name, found NULL");
    in.schemas[1].name = "";
    EXPECT_EQ(refused(&in.schema, &in.array), "children[1]: an empty one");
    in.schemas[1].name = "written";
    in.child_schemas[2] = nullptr;
    EXPECT_EQ(refused(&in.schema, &in.array), "children[2]: NULL");
    in.child_schemas[2] = &in.schemas[2];
    in.child_arrays[2] = nullptr;
    EXPECT_EQ(refused(&in.schema, &in.array), "weight: NULL");
    in.child_arrays[2] = &in.arrays[2];
    in.schemas[1].format = "d:999,1";
    EXPECT_EQ(refused(&in.schema, &in.array), "written: a decimal of another precision, scale or width (format `d:999,1`)");
    in.schemas[1].format = "i";
    in.ends[2] = 1, in.ends[1] = 2;
    EXPECT_EQ(refused(&in.schema, &in.array), "id: 2, then 1 in row 1");
    in.ends[2] = in.ends[1] = 9;
    EXPECT_EQ(refused(&in.schema, &in.array), "id: 0, then 9 in row 0");
}

TEST_F(arrow, what_is_no_arrow_is_refused) {
    EXPECT_EQ(refused(nullptr, &in.array), "schema: NULL");
    EXPECT_EQ(refused(&in.schema, nullptr), "array: NULL");
    in.array.release = nullptr;
    EXPECT_EQ(refused(&in.schema, &in.array), "array: one that was released");
    in.array.release = released;
    EXPECT_EQ(barem_score_arrow(with.get(), &in.schema, &in.array, nullptr, nullptr, &out_array, found.out()), BAREM_MISUSE);
    in.arrays[1].length = 2;
    EXPECT_EQ(refused(&in.schema, &in.array), "written: 2");
}

TEST_F(arrow, a_row_belongs_to_one_version) {
    auto const folder = std::string(BAREM_SOURCE_DIR) + "/examples/agency-quality";
    ASSERT_EQ(barem_load_file(folder.data(), folder.size(), nullptr, with.out(), nullptr), BAREM_OK);
    EXPECT_EQ(refused(&in.schema, &in.array).substr(0, 7), "rules: ");
}

}  // namespace
