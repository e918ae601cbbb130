// Random calls with good and bad arguments. What is asserted: a status that is one, problems where something was refused, no crash; the builds with
// sanitizers see the rest.

#include "batch_api/arrow_source.hpp"
#include "c/arrow_pupils.hpp"
#include "c/rules.hpp"

#include <gtest/gtest.h>

#include <array>
#include <deque>
#include <random>
#include <vector>

namespace {

using namespace c_test;

class caller {
public:
    explicit caller(std::uint32_t seed) : dice_(seed) {}
    ~caller() {
        for (auto* h : live_) barem_free(h);
    }

    void step() {
        barem_problems* problems = nullptr;
        void* made = nullptr;
        auto const status = call(made, below(8) == 0 ? nullptr : &problems);
        ASSERT_GE(status, BAREM_OK);
        ASSERT_LT(status, BAREM_OUT_OF_MEMORY);
        if (status >= BAREM_REFUSED) { ASSERT_EQ(made, nullptr); }
        if (made != nullptr) live_.push_back(made);
        if (problems != nullptr) {
            ASSERT_GT(barem_problems_count(problems), 0U);
            live_.push_back(problems);
        }
        if (live_.size() > 40 || below(10) == 0) free_one();
    }

private:
    std::size_t below(std::size_t n) { return dice_() % n; }

    /// Mostly a live handle of any kind; a freed one, none at all, or memory of another sort.
    template <typename Handle>
    Handle* any() {
        auto const kind = below(12);
        if (kind == 0) return nullptr;
        if (kind == 1) return reinterpret_cast<Handle*>(memory_.data() + below(16));
        if (kind == 2 && !freed_.empty()) return static_cast<Handle*>(freed_[below(freed_.size())]);
        return live_.empty() ? nullptr : static_cast<Handle*>(live_[below(live_.size())]);
    }

    void free_one() {
        if (live_.empty()) return;
        auto const at = below(live_.size());
        void* const h = live_[at];
        live_.erase(live_.begin() + static_cast<long>(at));
        ASSERT_EQ(barem_free(h), BAREM_OK);
        std::erase(freed_, h);
        freed_.push_back(h);
        ASSERT_EQ(barem_free(h), BAREM_MISUSE);
        if (freed_.size() > 100) freed_.pop_front();
    }

    /// A text that may be cut, damaged, missing, or of an impossible size.
    std::string_view any_text() {
        static constexpr std::array<std::string_view, 9> texts{pupils, R"({"id":"A","written":7.5,"weight":2})", R"({"id":"B","written":1,"weight":0})",
                                                               "floor", "7", "share", "vi", "\xC3\x28\xFF", ""};
        kept_ = std::string(texts[below(texts.size())]);
        switch (below(10)) {
            case 0: kept_.resize(below(kept_.size() + 1)); break;
            case 1: if (!kept_.empty()) kept_[below(kept_.size())] = static_cast<char>(dice_()); break;
            case 2: return {static_cast<char const*>(nullptr), 0};
            default: break;
        }
        return kept_;
    }

    barem_status call(void*& made, barem_problems** problems) {
        auto const t = any_text();
        auto const* const data = below(20) == 0 ? nullptr : t.data();
        auto const size = below(30) == 0 && data == nullptr ? SIZE_MAX - below(9) : t.size();
        auto const choice = static_cast<std::int32_t>(below(6)) - 1;
        auto const at = [&made](auto* kind) { return reinterpret_cast<decltype(kind)*>(&made); };
        barem_view v{};
        barem_change const change{{data, size}, {t.data(), t.size()}};
        switch (below(28)) {
            case 0: return barem_load(pupils.data(), pupils.size(), nullptr, at(static_cast<barem_rules*>(nullptr)), problems);
            case 1: return barem_load(data, size, nullptr, at(static_cast<barem_rules*>(nullptr)), problems);
            case 2: return barem_check(data, size, nullptr, problems);
            case 3: return barem_with_parameter(any<barem_rules>(), "floor", 5, data, size, at(static_cast<barem_rules*>(nullptr)), problems);
            case 4: return barem_with_parameter(any<barem_rules>(), data, size, "3", 1, at(static_cast<barem_rules*>(nullptr)), problems);
            case 5: return barem_score_json(any<barem_rules>(), data, size, at(static_cast<barem_results*>(nullptr)), problems);
            case 6: case 7: return barem_score_lines(any<barem_rules>(), data, size, at(static_cast<barem_results*>(nullptr)), problems);
            case 8: return barem_explain_json(any<barem_rules>(), data, size, at(static_cast<barem_explanation*>(nullptr)), problems);
            case 9: return barem_results_explain(any<barem_results>(), data, size, at(static_cast<barem_explanation*>(nullptr)), problems);
            case 10: return barem_explanation_render(any<barem_explanation>(), choice, data, size, at(static_cast<barem_text*>(nullptr)), problems);
            case 11: return barem_results_value(any<barem_results>(), below(3), data, size, choice, at(static_cast<barem_text*>(nullptr)), problems);
            case 12: return barem_results_label(any<barem_results>(), below(3), "mark", 4, data, size, at(static_cast<barem_text*>(nullptr)), problems);
            case 13: return barem_results_json(any<barem_results>(), below(3), choice, at(static_cast<barem_text*>(nullptr)), problems);
            case 14: return barem_results_lines(any<barem_results>(), choice, at(static_cast<barem_text*>(nullptr)), problems);
            case 15: return barem_problems_json(any<barem_problems>(), at(static_cast<barem_text*>(nullptr)), problems);
            case 16: return barem_problems_text(any<barem_problems>(), at(static_cast<barem_text*>(nullptr)), problems);
            case 17: return barem_rules_schema(any<barem_rules>(), below(2), at(static_cast<barem_text*>(nullptr)), problems);
            case 18: return barem_results_output_name(any<barem_results>(), below(3), below(5), &v, problems);
            case 19: case 20: return score_arrow(problems);
            case 25: case 26: return score_stream(problems);
            case 21: (void)any_path(); return barem_load_file(kept_.data(), kept_.size(), nullptr, at(static_cast<barem_rules*>(nullptr)), problems);
            case 23: return barem_why_not(any<barem_explanation>(), data, size, choice, "vi", 2, at(static_cast<barem_text*>(nullptr)), problems);
            case 24: return barem_what_if(any<barem_rules>(), data, size, below(9) == 0 ? nullptr : &change, below(2), choice, nullptr, 0,
                                          at(static_cast<barem_text*>(nullptr)), problems);
            case 22: (void)any_path(); return barem_check_file(kept_.data(), kept_.size(), nullptr, problems);
            default: return barem_rules_run_examples(any<barem_rules>(), nullptr, problems);
        }
    }

    /// A file, a folder of versions, or something that is neither; it may be cut.
    std::string const& any_path() {
        static constexpr std::array<std::string_view, 6> paths{"rulesets/ninh-hai-2021/ninh-hai-2021.barem", "examples/agency-quality", "README.md", "tests/c/rules.hpp", "không có", ""};
        kept_ = std::string(BAREM_SOURCE_DIR) + "/" + std::string(paths[below(paths.size())]);
        if (below(4) == 0) kept_.resize(below(kept_.size() + 1));
        return kept_;
    }

    /// Mostly breaks a table.
    void spoil(three_pupils& in) {
        auto& schema = below(3) == 0 ? in.schema : in.schemas[below(3)];
        auto& array = below(3) == 0 ? in.array : in.arrays[below(3)];
        switch (below(12)) {
            case 0: schema.release = nullptr; break;
            case 1: array.release = nullptr; break;
            case 2: schema.format = nullptr; break;
            case 3: schema.format = "\xFF"; break;
            case 4: schema.name = below(2) == 0 ? nullptr : "\xC3("; break;
            case 5: schema.n_children = below(2) == 0 ? -1 : 1; break;
            case 6: array.n_children = -1; break;
            case 7: array.length = INT64_MIN; break;
            case 8: array.offset = INT64_MAX; break;
            case 9: array.null_count = 9; break;
            case 10: array.buffers = nullptr; break;
            default: break;
        }
    }

    /// Whatever comes out is released.
    barem_status score_arrow(barem_problems** problems) {
        three_pupils in;
        spoil(in);
        barem_arrow_options options{};
        options.struct_size = below(8) == 0 ? below(64) : sizeof options;
        options.threads = static_cast<std::uint32_t>(below(3));
        ArrowSchema out_schema{};
        ArrowArray out_array{};
        auto const status = barem_score_arrow(any<barem_rules>(), below(20) == 0 ? nullptr : &in.schema, below(20) == 0 ? nullptr : &in.array,
                                              below(2) == 0 ? nullptr : &options, below(20) == 0 ? nullptr : &out_schema, &out_array, problems);
        EXPECT_EQ(status <= BAREM_PARTLY, out_array.release != nullptr);
        if (out_array.release != nullptr) out_array.release(&out_array);
        if (out_schema.release != nullptr) out_schema.release(&out_schema);
        return status;
    }

    /// A stream of tables, one of which may be broken; it may be pulled, or not to its end.
    barem_status score_stream(barem_problems** problems) {
        three_pupils sound, broken;
        spoil(broken);
        arrow_tree::source in(below(8) == 0 ? broken.schema : sound.schema, {&sound.array, below(2) == 0 ? &broken.array : &sound.array});
        in.schema_fails = below(20) == 0;
        if (below(6) == 0) in.fails_at = below(3);
        if (below(20) == 0) in.stream.get_next = nullptr;
        barem_stream_options options{};
        options.struct_size = below(8) == 0 ? below(64) : sizeof options;
        if (below(3) != 0) options.refused = [](void*, barem_problems const* refused) { EXPECT_GT(barem_problems_count(refused), 0U); };
        ArrowArrayStream scored{};
        auto const status = barem_score_arrow_stream(any<barem_rules>(), below(20) == 0 ? nullptr : &in.stream, below(2) == 0 ? nullptr : &options,
                                                     below(20) == 0 ? nullptr : &scored, problems);
        EXPECT_EQ(status == BAREM_OK, scored.release != nullptr);
        EXPECT_EQ(status == BAREM_OK, in.stream.release == nullptr);
        for (auto n = scored.release == nullptr ? 0 : below(5); n != 0; --n) {
            ArrowArray batch{};
            if (scored.get_next(&scored, &batch) != 0) { EXPECT_NE(scored.get_last_error(&scored), nullptr); }
            if (batch.release != nullptr) batch.release(&batch);
        }
        for (auto* s : {&scored, &in.stream})
            if (s->release != nullptr) s->release(s);
        EXPECT_TRUE(in.is_settled());
        return status;
    }

    std::mt19937 dice_;
    std::vector<void*> live_;
    std::deque<void*> freed_;
    alignas(16) std::array<char, 64> memory_{};
    std::string kept_;
};

TEST(calls, of_any_arguments_end_well) {
    for (std::uint32_t seed = 1; seed <= 20; ++seed) {
        caller random(seed);
        for (int i = 0; i != 300 && !testing::Test::HasFatalFailure(); ++i) random.step();
    }
}

}  // namespace
