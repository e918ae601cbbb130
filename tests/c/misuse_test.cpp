// Arguments that are none: each is refused by the name of its parameter, and nothing crashes.

#include "c/rules.hpp"

#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <cstring>
#include <thread>
#include <vector>

namespace {

using namespace c_test;

constexpr std::string_view record = R"({"id":"A","written":1,"weight":1})";

/// Status, parameter and what was found there.
std::string told(barem_status status, problems const& found) {
    if (status != BAREM_MISUSE) return "status " + std::to_string(status);
    auto const p = problem_at(found, 0);
    return string(p.path) + ": " + string(p.found);
}

class misuse : public testing::Test {
protected:
    std::string score(barem_rules const* with, char const* json, std::size_t size) {
        return told(barem_score_json(with, json, size, scored.out(), found.out()), found);
    }

    rules const with = pupils_rules();
    problems found;
    results scored;
    rules other;
    text made;
};

TEST_F(misuse, of_null) {
    EXPECT_EQ(score(nullptr, record.data(), record.size()), "rules: NULL");
    EXPECT_EQ(score(with.get(), nullptr, 10), "json: NULL");
    EXPECT_EQ(told(barem_score_json(with.get(), record.data(), record.size(), nullptr, found.out()), found), "results: NULL");
    EXPECT_EQ(told(barem_load(nullptr, 5, nullptr, other.out(), found.out()), found), "text: NULL");
    EXPECT_EQ(told(barem_rules_name(with.get(), nullptr, found.out()), found), "name: NULL");
    EXPECT_EQ(told(barem_problems_get(nullptr, 0, nullptr, found.out()), found), "list: NULL");
    EXPECT_EQ(barem_score_json(nullptr, nullptr, 1, nullptr, nullptr), BAREM_MISUSE) << "nobody wants to know why";
}

TEST_F(misuse, of_sizes) {
    EXPECT_EQ(score(with.get(), record.data(), SIZE_MAX), "json: 18446744073709551615 bytes");
    EXPECT_EQ(told(barem_with_parameter(with.get(), "floor", SIZE_MAX, "1", 1, other.out(), found.out()), found), "parameter: 18446744073709551615 bytes");
    EXPECT_EQ(barem_score_json(with.get(), nullptr, 0, scored.out(), found.out()), BAREM_REFUSED) << "the empty text is a text, but no record";
}

TEST_F(misuse, of_handles_of_another_kind) {
    EXPECT_EQ(told(barem_results_lines(reinterpret_cast<barem_results const*>(with.get()), BAREM_PRINTED, made.out(), found.out()), found),
              "results: a barem_rules");
    EXPECT_EQ(barem_results_count(reinterpret_cast<barem_results const*>(with.get())), 0U);
    EXPECT_STREQ(barem_text_data(reinterpret_cast<barem_text const*>(with.get())), "");
}

TEST_F(misuse, of_what_is_no_handle) {
    alignas(16) std::array<char, 64> memory{};
    EXPECT_EQ(score(reinterpret_cast<barem_rules const*>(memory.data()), record.data(), record.size()), "rules: something that is no handle");
    EXPECT_EQ(score(reinterpret_cast<barem_rules const*>(memory.data() + 1), record.data(), record.size()), "rules: something that is no handle");
    std::memcpy(memory.data(), with.get(), 16);
    EXPECT_EQ(score(reinterpret_cast<barem_rules const*>(memory.data()), record.data(), record.size()), "rules: something that is no handle") << "a copy";
    EXPECT_EQ(barem_free(memory.data()), BAREM_MISUSE);
}

TEST_F(misuse, of_freed_handles) {
    barem_rules* freed = nullptr;
    ASSERT_EQ(barem_load(pupils.data(), pupils.size(), nullptr, &freed, nullptr), BAREM_OK);
    EXPECT_EQ(barem_free(freed), BAREM_OK);
    EXPECT_EQ(barem_free(freed), BAREM_MISUSE);
    EXPECT_EQ(score(freed, record.data(), record.size()), "rules: a handle that was freed");
    for (int i = 0; i != 500; ++i) {                // its memory is not another handle's soon
        ASSERT_EQ(barem_rules_label(with.get(), 0, nullptr, 0, made.out(), nullptr), BAREM_OK);
        ASSERT_NE(static_cast<void const*>(made.get()), static_cast<void const*>(freed));
    }
    EXPECT_EQ(barem_free(freed), BAREM_MISUSE);
    EXPECT_EQ(barem_free(nullptr), BAREM_OK);
}

TEST_F(misuse, of_texts_that_are_no_utf8) {
    EXPECT_EQ(told(barem_with_parameter(with.get(), "fl\xC3", 3, "1", 1, other.out(), found.out()), found), "parameter: byte 0xc3 at offset 2");
    std::string const bad = "{\"id\":\"\xFF\",\"written\":1,\"weight\":1}";
    EXPECT_EQ(barem_score_json(with.get(), bad.data(), bad.size(), scored.out(), found.out()), BAREM_REFUSED) << "a record says where";
    EXPECT_EQ(barem_load("rule\xFFset", 8, nullptr, other.out(), found.out()), BAREM_REFUSED) << "a rule set says where";
    EXPECT_NE(problem_at(found, 0).message.size, 0U);
}

TEST_F(misuse, of_indices_and_choices) {
    ASSERT_EQ(barem_score_json(with.get(), record.data(), record.size(), scored.out(), nullptr), BAREM_OK);
    barem_view v{};
    EXPECT_EQ(told(barem_results_id(scored.get(), 1, &v, found.out()), found), "record: 1");
    EXPECT_EQ(told(barem_results_output_name(scored.get(), 0, 3, &v, found.out()), found), "index: 3");
    EXPECT_EQ(told(barem_results_json(scored.get(), 0, 2, made.out(), found.out()), found), "form: 2");
    EXPECT_EQ(told(barem_results_value(scored.get(), 0, "shar", 4, BAREM_EXACT, made.out(), found.out()), found), "output: `shar`");
    EXPECT_EQ(string(problem_at(found, 0).expected), "one of `share`, `mark`, `place`");
    EXPECT_EQ(told(barem_rules_schema(with.get(), 1, made.out(), found.out()), found), "version: 1");
    explanation why;
    EXPECT_EQ(told(barem_results_explain(scored.get(), record.data(), record.size(), why.out(), found.out()), found),
              "results: those of barem_score_json()");
}

TEST_F(misuse, of_paths) {
    EXPECT_EQ(told(barem_load_file("", 0, nullptr, other.out(), found.out()), found), "path: an empty text");
    EXPECT_EQ(told(barem_load_file("a\0b", 3, nullptr, other.out(), found.out()), found), "path: a zero byte at offset 1");
    EXPECT_EQ(barem_load_file("no/such/file", 12, nullptr, other.out(), found.out()), BAREM_REFUSED);
    EXPECT_EQ(string(problem_at(found, 0).code), "B0001");
}

TEST_F(misuse, of_struct_sizes) {
    barem_load_options options{};
    EXPECT_EQ(told(barem_check(pupils.data(), pupils.size(), &options, found.out()), found), "options->struct_size: 0");
    options.struct_size = offsetof(barem_load_options, imports) + 4;
    EXPECT_EQ(told(barem_check(pupils.data(), pupils.size(), &options, found.out()), found), "options->struct_size: " + std::to_string(options.struct_size))
        << "it ends within an address";
    options.struct_size = offsetof(barem_load_options, max_source_bytes);           // a program of an earlier version
    options.max_source_bytes = 1;
    EXPECT_EQ(barem_check(pupils.data(), pupils.size(), &options, found.out()), BAREM_OK) << as_text(found);

    struct later { barem_load_options known; std::uint64_t more; } newer{};
    newer.known.struct_size = sizeof newer;
    EXPECT_EQ(barem_check(pupils.data(), pupils.size(), &newer.known, found.out()), BAREM_OK);
    newer.more = 1;
    EXPECT_EQ(told(barem_check(pupils.data(), pupils.size(), &newer.known, found.out()), found), "options: others, of a later version");

    newer = {};
    newer.known.struct_size = sizeof newer.known;
    newer.known.reserved = 7;
    EXPECT_EQ(told(barem_check(pupils.data(), pupils.size(), &newer.known, found.out()), found), "options: others, of a later version");

    barem_check("x", 1, nullptr, found.out());
    barem_problem unsized{};
    problems why;
    EXPECT_EQ(told(barem_problems_get(found.get(), 0, &unsized, why.out()), why), "problem->struct_size: 0");
    barem_problem small{};
    small.struct_size = offsetof(barem_problem, code);
    small.code.size = 77;
    ASSERT_EQ(barem_problems_get(found.get(), 0, &small, nullptr), BAREM_OK);
    EXPECT_NE(small.message.size, 0U);
    EXPECT_EQ(small.code.size, 77U) << "written beyond the struct of an earlier version";
}

TEST_F(misuse, of_what_a_function_of_the_host_gives) {
    constexpr std::string_view importing = "ruleset a \"A\"\nlanguage en\nimport \"x\"\nrecord r \"R\" {\n  key id \"Id\" : text\n  let s \"S\" = 1\n  output s(0)\n}\n";
    barem_load_options options{};
    options.struct_size = sizeof options;
    auto const message = [&](barem_import_function given) {
        options.imports = given;
        EXPECT_EQ(barem_load(importing.data(), importing.size(), &options, other.out(), found.out()), BAREM_REFUSED);
        return string(problem_at(found, 0).message);
    };
    EXPECT_EQ(message([](void*, char const*, std::size_t, char const*, std::size_t, barem_import* to) { return to->text = {nullptr, 10}, 0; }),
              "cannot import `x`: the host gives as its text, instead of a text of 10 bytes, NULL");
    EXPECT_EQ(message([](void*, char const*, std::size_t, char const*, std::size_t, barem_import* to) { return to->name = {"x", SIZE_MAX}, 0; }),
              "cannot import `x`: the host gives as its name, instead of a size that a text can have, 18446744073709551615 bytes");
    EXPECT_EQ(message([](void*, char const*, std::size_t, char const*, std::size_t, barem_import*) { return 7; }), "cannot import `x`: the host does not have it");
}

TEST_F(misuse, of_one_handle_by_many_threads_ends_once) {
    barem_rules* shared = nullptr;
    ASSERT_EQ(barem_load(pupils.data(), pupils.size(), nullptr, &shared, nullptr), BAREM_OK);
    std::atomic<int> freed = 0, scores = 0;
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t != 4; ++t)
            threads.emplace_back([&] {
                for (int i = 0; i != 20; ++i) {
                    results mine;
                    scores += barem_score_lines(shared, record.data(), record.size(), mine.out(), nullptr) == BAREM_OK;
                }
            });
    }
    EXPECT_EQ(scores, 80);
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t != 4; ++t) threads.emplace_back([&] { freed += barem_free(shared) == BAREM_OK; });
    }
    EXPECT_EQ(freed, 1);
}

}  // namespace
