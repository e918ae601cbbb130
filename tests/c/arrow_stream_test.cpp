// Streams of record batches through the C interface. What they give, and sources that are broken: tests/batch_api/arrow_stream_test.cpp.

#include "batch_api/arrow_source.hpp"
#include "batch_api/pupils_batch.hpp"
#include "c/rules.hpp"

#include <gtest/gtest.h>

#include <cerrno>
#include <string>
#include <thread>

namespace {

using namespace c_test;

class arrow_stream : public testing::Test {
protected:
    ~arrow_stream() override {
        for (auto* s : {&from.stream, &scored})
            if (s->release != nullptr) s->release(s);
        EXPECT_TRUE(from.is_settled());
    }
    barem_status score(barem_stream_options const* options = nullptr) {
        return barem_score_arrow_stream(with.get(), &from.stream, options, &scored, found.out());
    }
    /// Where something is wrong with an argument, or with the source, that stays the host's.
    std::string refused(barem_status status) {
        EXPECT_EQ(scored.release, nullptr);
        EXPECT_NE(from.stream.release, nullptr);
        return std::to_string(status) + ": " + string(problem_at(found, 0).path) + ": " + string(problem_at(found, 0).found);
    }
    barem_stream_options listening() {
        barem_stream_options options{};
        options.struct_size = sizeof options;
        options.refused = [](void* context, barem_problems const* refused) {
            auto& told = *static_cast<std::string*>(context);
            for (std::size_t i = 0; i != barem_problems_count(refused); ++i) {
                barem_problem p{};
                p.struct_size = sizeof p;
                EXPECT_EQ(barem_problems_get(refused, i, &p, nullptr), BAREM_OK);
                told += std::to_string(p.record_row) + ": " + string(p.rule) + "; ";
            }
        };
        options.refused_context = &told;
        return options;
    }
    /// The rows of all batches, and what ended them.
    std::string pulled() {
        std::string text;
        for (;;) {
            ArrowArray batch{};
            if (scored.get_next(&scored, &batch) != 0) return text + scored.get_last_error(&scored);
            if (batch.release == nullptr) return text;
            text += std::to_string(batch.length) + " ";
            batch.release(&batch);
        }
    }

    rules with = pupils_rules();
    std::unique_ptr<arrow_tree::node> first = arrow_tree::pupils_batch({{"Hạnh", 9, 3}, {"Đức", 4, 0}});
    std::unique_ptr<arrow_tree::node> second = arrow_tree::pupils_batch({{"Bình", 8, 0}, {"An", 7, 2}, {"Chi", 2, 1}});
    arrow_tree::source from{first->schema, {&first->array, &second->array}};
    ArrowArrayStream scored{};
    problems found;
    std::string told;
};

TEST_F(arrow_stream, is_scored_as_it_is_pulled_and_tells_of_refused_rows) {
    auto const options = listening();
    ASSERT_EQ(score(&options), BAREM_OK) << as_text(found);
    EXPECT_FALSE(found);
    with = rules();                                                 // a stream needs no handle
    ArrowSchema schema{};
    ASSERT_EQ(scored.get_schema(&scored, &schema), 0);
    EXPECT_STREQ(schema.children[0]->name, "share");
    schema.release(&schema);
    EXPECT_EQ(from.arrays_given, 0);
    EXPECT_EQ(pulled(), "2 3 ");
    EXPECT_EQ(told, "1: share; 2: share; ");
}

TEST_F(arrow_stream, ends_at_a_refused_row_when_nobody_listens) {
    ASSERT_EQ(score(), BAREM_OK);
    auto const text = pulled();
    EXPECT_TRUE(text.starts_with("batch 0: row 1 (row 1 of the stream): ")) << text;
}

TEST_F(arrow_stream, may_go_to_another_thread) {
    auto const options = listening();
    ASSERT_EQ(score(&options), BAREM_OK);
    std::jthread([&] { EXPECT_EQ(pulled(), "2 3 "); });
}

TEST_F(arrow_stream, of_a_schema_that_does_not_fit_names_the_field) {
    first->held[1]->schema.format = "g";
    EXPECT_EQ(refused(score()), "2: written: binary floating point, which is not exact (format `g`)");
    first->held[1]->schema.format = "i";
    from.schema_fails = true;
    EXPECT_EQ(refused(score()), "2: source: error " + std::to_string(EIO) + " of the source: the disk is gone");
    from.schema_fails = false;
    auto const next = from.stream.get_next;
    from.stream.get_next = nullptr;
    EXPECT_EQ(refused(score()), "2: source.get_next: NULL");
    from.stream.get_next = next;
}

TEST_F(arrow_stream, of_wrong_arguments_is_misuse) {
    auto const call = [&](barem_rules const* rules, ArrowArrayStream* source, barem_stream_options const* options, ArrowArrayStream* to) {
        return refused(barem_score_arrow_stream(rules, source, options, to, found.out()));
    };
    EXPECT_EQ(call(nullptr, &from.stream, nullptr, &scored), "3: rules: NULL");
    EXPECT_EQ(call(with.get(), nullptr, nullptr, &scored), "3: source: NULL");
    EXPECT_EQ(call(with.get(), &from.stream, nullptr, nullptr), "3: scored: NULL");
    EXPECT_EQ(call(with.get(), &from.stream, nullptr, &from.stream), "3: scored: the same");
    ArrowArrayStream released{};
    EXPECT_EQ(call(with.get(), &released, nullptr, &scored), "3: source: one that was released");
    barem_stream_options options{};
    EXPECT_EQ(call(with.get(), &from.stream, &options, &scored), "3: options->struct_size: 0");
    options.struct_size = sizeof options;
    options.reserved = 1;
    EXPECT_EQ(call(with.get(), &from.stream, &options, &scored), "3: options: others, of a later version");
    auto const folder = std::string(BAREM_SOURCE_DIR) + "/examples/agency-quality";
    ASSERT_EQ(barem_load_file(folder.data(), folder.size(), nullptr, with.out(), nullptr), BAREM_OK);
    EXPECT_EQ(refused(score()).substr(0, 10), "3: rules: ");
}

TEST_F(arrow_stream, of_an_earlier_program_has_no_function_to_tell) {
    auto options = listening();
    options.struct_size = offsetof(barem_stream_options, refused);
    ASSERT_EQ(score(&options), BAREM_OK);
    EXPECT_NE(pulled().find("row 1 of the stream"), std::string::npos);
    EXPECT_EQ(told, "");
}

}  // namespace
