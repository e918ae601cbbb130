// Streams of record batches: each batch as it would be scored alone, a roster as a whole; sources that are broken, and who releases what.

#include "batch_api/arrow_source.hpp"
#include "batch_api/arrow_text.hpp"
#include "batch_api/pupils_batch.hpp"
#include "batch_api/random_arrow.hpp"
#include "c/rules.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace {

using namespace barem;
using arrow_tree::pupil;
using arrow_tree::pupils_batch;
using arrow_tree::shown;

/// A schema, an array or a stream that is released in the end.
template <typename Struct>
struct released_in_the_end {
    Struct held{};
    ~released_in_the_end() {
        if (held.release != nullptr) held.release(&held);
    }
    Struct* operator&() { return &held; }
};

using rejections = std::vector<batch_result::rejection>;

/// What pupils are ranked by, and what has no ranks.
std::string const ranked(c_test::pupils);
std::string const alone = ranked.substr(0, ranked.find("cohort")).replace(ranked.find(", place"), 7, "");

class arrow_streams : public testing::Test {
protected:
    /// Pulls all: the values of each row, a line each, batches apart. What the error was, at the end of it.
    std::string pulled(ArrowArrayStream& from) {
        std::string text;
        released_in_the_end<ArrowSchema> schema;
        if (from.get_schema(&from, &schema) != 0) return std::string("no schema: ") + from.get_last_error(&from);
        for (;;) {
            released_in_the_end<ArrowArray> batch;
            if (int const code = from.get_next(&from, &batch); code != 0) {
                EXPECT_EQ(batch.held.release, nullptr);
                return text + fmt::format("error {}: {}", code, from.get_last_error(&from));
            }
            if (batch.held.release == nullptr) return text;
            EXPECT_EQ(batch.held.null_count, 0) << "consumers of record batches refuse nulls there";
            EXPECT_EQ(batch.held.buffers[0], nullptr);
            text += text_of_rows(schema.held, batch.held);
        }
    }
    static std::string text_of_rows(ArrowSchema const& schema, ArrowArray const& batch) {
        std::string text = "--\n";
        for (std::size_t row = 0; row != static_cast<std::size_t>(batch.length); ++row)
            for (std::int64_t c = 0; c != batch.n_children; ++c)
                text += shown(*schema.children[c], *batch.children[c], row) + (c + 1 == batch.n_children ? "\n" : " ");
        return text;
    }
    /// Scores and pulls; what the rules or the source refuse.
    std::string scored(std::string const& rules, arrow_tree::source& from, arrow_stream_options const& options = {}) {
        auto made = score_arrow_stream(compile(rules, "pupils").value(), from.stream, options);
        if (!made) return to_text(made.error());
        EXPECT_EQ(from.stream.release, nullptr) << "it was taken over";
        auto text = pulled(*made);
        made->release(&*made);
        EXPECT_EQ(made->release, nullptr);
        EXPECT_TRUE(from.is_settled());
        return text;
    }
    arrow_stream_options listening() {
        return {.threads = 1, .rejected = [this](std::span<batch_result::rejection const> all) {
            for (auto const& r : all) told += fmt::format("{}: {}\n", r.row, to_text(r.problems));
        }};
    }

    std::unique_ptr<arrow_tree::node> first = pupils_batch({{"Hạnh", 9, 3}, {"Đức", 4, 2}, {"An", 7, 2}});
    std::unique_ptr<arrow_tree::node> second = pupils_batch({{"Bình", 8, 4}, {"Chi", 2, 0}});
    std::unique_ptr<arrow_tree::node> third = pupils_batch({});
    std::unique_ptr<arrow_tree::node> fourth = pupils_batch({{"Dũng", 10, 5}});
    arrow_tree::source from{first->schema, {&first->array, &second->array, &third->array, &fourth->array}};
    std::string told;
};

TEST_F(arrow_streams, give_a_batch_for_each_batch_and_tell_of_rejected_rows) {
    EXPECT_EQ(scored(alone, from, listening()), "--\n3.00 pass\n2.00 fail\n3.50 pass\n--\n2.00 pass\n \n--\n--\n2.00 pass\n");
    EXPECT_EQ(told.substr(0, 3), "4: ") << "rows count over the stream";
    EXPECT_NE(told.find("zero"), std::string::npos) << told;
}

TEST_F(arrow_streams, end_at_the_first_rejected_row_when_nobody_listens) {
    auto const text = scored(alone, from);
    EXPECT_TRUE(text.starts_with(fmt::format("--\n3.00 pass\n2.00 fail\n3.50 pass\nerror {}: batch 1: row 1 (row 4 of the stream): ", EINVAL))) << text;
    EXPECT_EQ(from.arrays_given, 2) << "what stands behind was read";
}

TEST_F(arrow_streams, are_one_roster_where_there_are_cohorts) {
    EXPECT_EQ(scored(ranked, from, listening()), "--\n3.00 pass 2\n2.00 fail 5\n3.50 pass 4\n--\n2.00 pass 3\n  \n--\n--\n2.00 pass 1\n");
    EXPECT_EQ(told.substr(0, 3), "4: ");
}

TEST_F(arrow_streams, read_nothing_before_it_is_asked_for) {
    auto made = score_arrow_stream(compile(alone, "pupils").value(), from.stream, listening()).value();
    EXPECT_EQ(from.arrays_given, 0);
    for (int i = 1; i != 3; ++i) {
        released_in_the_end<ArrowArray> batch;
        ASSERT_EQ(made.get_next(&made, &batch), 0);
        EXPECT_EQ(from.arrays_given, i);
        EXPECT_EQ(from.arrays_released, i) << "one batch at a time";
    }
    made.release(&made);
    EXPECT_TRUE(from.is_settled());
}

TEST_F(arrow_streams, that_are_never_read_release_their_source) {
    auto made = score_arrow_stream(compile(ranked, "pupils").value(), from.stream).value();
    ArrowArrayStream moved = made;
    made.release = nullptr;
    moved.release(&moved);
    EXPECT_EQ(moved.release, nullptr);
    EXPECT_TRUE(from.is_settled());
    EXPECT_EQ(from.arrays_given, 0);
}

TEST_F(arrow_streams, what_was_pulled_outlives_them) {
    released_in_the_end<ArrowSchema> schema;
    released_in_the_end<ArrowArray> batch;
    {
        auto made = score_arrow_stream(compile(ranked, "pupils").value(), from.stream, listening()).value();
        ASSERT_EQ(made.get_next(&made, &batch), 0);
        ASSERT_EQ(made.get_schema(&made, &schema), 0) << "at any time, more than once";
        made.release(&made);
    }
    EXPECT_EQ(text_of_rows(schema.held, batch.held), "--\n3.00 pass 2\n2.00 fail 5\n3.50 pass 4\n");
}

TEST_F(arrow_streams, have_ended_when_they_ended) {
    from.next = 3;
    auto made = score_arrow_stream(compile(alone, "pupils").value(), from.stream).value();
    EXPECT_EQ(pulled(made), "--\n2.00 pass\n");
    released_in_the_end<ArrowArray> none;
    EXPECT_EQ(made.get_next(&made, &none), 0);
    EXPECT_EQ(none.held.release, nullptr);
    EXPECT_EQ(made.get_last_error(&made), nullptr);
    made.release(&made);
}

TEST_F(arrow_streams, of_no_batch_have_a_schema) {
    from.next = 4;
    EXPECT_EQ(scored(ranked, from), "");
}

// ── sources that are broken ─────────────────────────────────────────────────────────────────────────────────────

TEST_F(arrow_streams, without_a_callback_are_refused_and_stay_the_callers) {
    auto const whole = from.stream;
    from.stream.get_schema = nullptr;
    EXPECT_EQ(scored(alone, from), "source.get_schema: expected a function, found NULL");
    from.stream = whole;
    from.stream.get_next = nullptr;
    EXPECT_EQ(scored(alone, from), "source.get_next: expected a function, found NULL");
    from.stream = whole;
    from.stream.get_last_error = nullptr;
    EXPECT_EQ(scored(alone, from), "source.get_last_error: expected a function, found NULL");
    from.stream = {};
    EXPECT_EQ(scored(alone, from), "source: expected a stream, found one that was released");
    from.stream = whole;
    EXPECT_EQ(from.streams_released, 0);
    from.stream.release(&from.stream);
}

TEST_F(arrow_streams, without_a_schema_are_refused) {
    from.schema_fails = true;
    EXPECT_EQ(scored(alone, from), fmt::format("source: expected a schema, found error {} of the source: the disk is gone", EIO));
    from.message = nullptr;
    EXPECT_EQ(scored(alone, from), fmt::format("source: expected a schema, found error {} of the source", EIO));
    from.schema_fails = false;
    first->schema.release = nullptr;
    EXPECT_EQ(scored(alone, from), "source: expected a schema, found one that was released");
    EXPECT_NE(from.stream.release, nullptr);
}

TEST_F(arrow_streams, whose_schema_does_not_fit_are_refused_before_anything_is_read) {
    first->held[1]->schema.format = "g";
    EXPECT_EQ(scored(alone, from).substr(0, 9), "written: ");
    first->held[1]->schema.format = "u";
    EXPECT_EQ(scored(alone, from).substr(0, 9), "written: ");
    first->held[1]->schema.format = "i";
    first->held[1]->schema.name = "writen";
    EXPECT_NE(scored(alone, from).find("writen"), std::string::npos);
    first->schemas[1] = nullptr;
    EXPECT_NE(scored(alone, from), "");
    first->schemas[1] = &first->schema;                             // holds itself
    EXPECT_NE(scored(alone, from), "");
    EXPECT_EQ(from.schemas_given, from.schemas_released);
    EXPECT_EQ(from.arrays_given, 0);
    EXPECT_NE(from.stream.release, nullptr);
}

TEST_F(arrow_streams, that_fail_midway_say_where_and_stay_failed) {
    from.fails_at = 1;
    auto const why = fmt::format("error {}: batch 1: error {} of the source: the disk is gone", ENXIO, ENXIO);
    EXPECT_EQ(scored(alone, from), "--\n3.00 pass\n2.00 fail\n3.50 pass\n" + why);
    arrow_tree::source again(first->schema, {&first->array, &first->array});
    again.fails_at = 1;
    auto made = score_arrow_stream(compile(ranked, "pupils").value(), again.stream).value();
    EXPECT_EQ(pulled(made), why) << "a roster is read before any of it is given";
    again.fails_at = {};
    released_in_the_end<ArrowArray> none;
    EXPECT_EQ(made.get_next(&made, &none), ENXIO);
    EXPECT_STREQ(made.get_last_error(&made), why.substr(why.find("batch")).c_str());
    made.release(&made);
    EXPECT_TRUE(again.is_settled());
}

TEST_F(arrow_streams, messages_of_sources_are_made_harmless) {
    from.fails_at = 0;
    from.message = "\x1b[31mgone\xff\n";
    EXPECT_EQ(scored(alone, from), fmt::format("error {}: batch 0: error {} of the source: \uFFFD[31mgone\uFFFD ", ENXIO, ENXIO));
}

TEST_F(arrow_streams, batches_that_do_not_belong_to_the_schema_are_told_by_batch_and_column) {
    second->held[1]->array.n_buffers = 1;
    EXPECT_TRUE(scored(alone, from).ends_with(fmt::format("error {}: batch 1: written: expected an array of 2 buffers, found 1", EINVAL)));
    second->held[1]->array.n_buffers = 2;
    second->held[1]->array.length = 1;
    arrow_tree::source shorter(first->schema, {&first->array, &second->array});
    EXPECT_TRUE(scored(ranked, shorter).ends_with("batch 1: written: expected 2 rows, found 1"));
    second->array.n_children = 2;
    arrow_tree::source narrower(first->schema, {&first->array, &second->array});
    EXPECT_TRUE(scored(ranked, narrower).ends_with("found 2 in the array, 3 in the schema"));
    second->array.n_children = 3;
    second->held[1]->array.length = 2;
    second->held[0]->values<std::int32_t>(1)[1] = 99;
    arrow_tree::source unordered(first->schema, {&first->array, &second->array});
    auto const text = scored(alone, unordered);
    EXPECT_NE(text.find("batch 1: id: "), std::string::npos) << text;
}

TEST_F(arrow_streams, what_a_listener_throws_ends_them) {
    arrow_stream_options options;
    options.rejected = [](auto) { throw std::runtime_error("no more rows, please"); };
    EXPECT_TRUE(scored(alone, from, options).ends_with(fmt::format("error {}: batch 1: no more rows, please", EIO)));
    arrow_tree::source again(first->schema, {&second->array});
    options.rejected = [](auto) { throw 1; };
    EXPECT_TRUE(scored(alone, again, options).ends_with("an exception of no known kind"));
}

// ── random ones ─────────────────────────────────────────────────────────────────────────────────────────────────

/// Slices of an array, as record batches.
std::vector<ArrowArray> slices_of(ArrowArray const& whole, trips::dice& d) {
    std::vector<ArrowArray> made;
    for (std::int64_t at = 0; at != whole.length || made.empty();) {
        auto slice = whole;
        slice.offset += at;
        slice.length = d.one_in(6) ? 0 : std::min(whole.length - at, 1 + static_cast<std::int64_t>(d.below(40)));
        at += slice.length;
        made.push_back(slice);
    }
    return made;
}

TEST_F(arrow_streams, of_random_batches_give_what_one_array_gives) {
    trips::dice d(2024);
    auto const rules = compile(trips::text, "trips").value();
    batch_scorer scorer(rules);
    for (int i = 0; i != 60 && !testing::Test::HasFailure(); ++i) {
        SCOPED_TRACE(i);
        int releases = 0;
        std::vector<trips::trip> rows;
        for (auto n = d.below(200); rows.size() != n;) rows.emplace_back(d);
        auto const root = trips::arrow_maker(d, releases).roster(rows);
        released_in_the_end<ArrowSchema> schema;
        released_in_the_end<ArrowArray> array;
        auto const expected = score_arrow(scorer, root->schema, root->array, schema.held, array.held).value();

        auto const slices = slices_of(root->array, d);
        std::vector<ArrowArray const*> batches;
        for (auto const& s : slices) batches.push_back(&s);
        arrow_tree::source random(root->schema, batches);
        rejections found;
        arrow_stream_options options;
        options.threads = 1 + static_cast<unsigned>(d.below(2));
        options.rejected = [&](auto some) { found.insert(found.end(), some.begin(), some.end()); };
        auto made = score_arrow_stream(rules, random.stream, options).value();
        auto text = pulled(made);
        for (auto at = text.find("--\n"); at != std::string::npos; at = text.find("--\n")) text.erase(at, 3);
        EXPECT_EQ(text, text_of_rows(schema.held, array.held).substr(3));
        ASSERT_EQ(found.size(), expected.rejected.size());
        for (std::size_t r = 0; r != found.size(); ++r) {
            EXPECT_EQ(found[r].row, expected.rejected[r].row);
            EXPECT_EQ(to_text(found[r].problems), to_text(expected.rejected[r].problems));
        }
        made.release(&made);
        EXPECT_TRUE(random.is_settled());
        EXPECT_EQ(releases, 0);
    }
}

}  // namespace
