// One compiled rule set and one binder, used by many threads at once: every result is that of a single thread. Run with the thread
// sanitizer, a data race is a failure too.

#include "embed/random_head.hpp"

#include <barem/barem.hpp>
#include <barem/shape.hpp>

#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

namespace {

constexpr std::size_t records = 200;
constexpr unsigned workers = 8;

struct case_data {
    viet_yen::head head;
    std::string json;
    bool explained = false;                                                                 // some, since it takes long
};

std::vector<case_data> const& cases() {
    static auto const made = [] {
        std::vector<case_data> all;
        embed::random_heads heads(48);
        for (std::size_t i = 0; i < records; ++i) {
            auto head = heads.next();
            auto json = embed::to_json(head);
            if (i % 10 == 3) json.insert(1, R"("volum":1,)"), head.tasks.clear();           // some are refused
            all.push_back({std::move(head), std::move(json), i % 5 == 0});
        }
        return all;
    }();
    return made;
}

barem::ruleset rules() { return barem::compile_file(std::string(BAREM_SOURCE_DIR) + "/rulesets/viet-yen-2015/viet-yen-2015.barem").value(); }

template <typename Shown>
std::string text(barem::result<Shown, barem::issues> const& r) {
    if (!r) return to_text(r.error());
    if constexpr (requires { r->to_json(true); }) return r->to_json(true);
    else return r->to_text("vi");
}

/// What one record gives by every way there is.
std::string everything(barem::ruleset const& rules, barem::binder<viet_yen::head> const& bound, case_data const& c) {
    auto shown = text(rules.score_json(c.json)) + text(bound.score(c.head));
    if (auto const record = rules.read(c.json)) shown += text(rules.score(*record)) + (c.explained ? text(rules.explain(*record)) : "");
    if (auto const lower = rules.with_parameter("floor", "950")) shown += text(lower->score_json(c.json));
    return shown;
}

/// Runs `work(first, step)` in all threads at once.
template <typename Work>
void in_parallel(Work const& work) {
    std::vector<std::jthread> threads;
    for (unsigned i = 0; i < workers; ++i) threads.emplace_back([&work, i] { work(i); });
}

TEST(threads, score_explain_and_bind_with_one_rule_set) {
    auto const shared = rules();
    auto const bound = barem::bind(shared, viet_yen::head_binding()).value();
    std::vector<std::string> expected;
    for (auto const& c : cases()) expected.push_back(everything(shared, bound, c));

    auto const fresh = rules();                                 // not yet used, so that whatever is done once is done in parallel
    auto const fresh_bound = barem::bind(fresh, viet_yen::head_binding()).value();
    std::vector<std::vector<std::string>> made(workers, std::vector<std::string>(records));
    in_parallel([&](unsigned worker) {
        for (std::size_t i = 0; i < records; ++i) {
            auto const at = (i + worker * 31) % records;         // each in another order, some records by several threads
            if ((at + worker) % 4 == 0) made[worker][at] = everything(fresh, fresh_bound, cases()[at]);
        }
    });
    for (unsigned worker = 0; worker < workers; ++worker)
        for (std::size_t i = 0; i < records; ++i)
            if ((i + worker) % 4 == 0) { ASSERT_EQ(made[worker][i], expected[i]) << "record " << i << ", thread " << worker; }
}

TEST(threads, a_roster_each) {
    auto const shared = rules();
    auto const ranked = [&] {
        barem::roster roster(shared);
        std::string shown;
        for (auto const& c : cases())
            if (auto added = roster.add_json(c.json); !added) shown += to_text(added.error());
        for (auto const& scored : roster.finish()) shown += scored.to_json(true);
        return shown;
    };
    auto const expected = ranked();
    std::vector<std::string> made(workers);
    in_parallel([&](unsigned worker) { made[worker] = ranked(); });
    for (auto const& one : made) EXPECT_EQ(one, expected);
}

TEST(threads, compile_and_check_at_the_same_time) {
    std::vector<std::string> made(workers);
    in_parallel([&](unsigned worker) {
        auto const own = rules();
        made[worker] = own.name() + own.schema() + to_text(own.findings()) + std::to_string(own.shape().records.size());
        if (worker % 2 == 0) made[worker] += to_text(barem::check_rules("ruleset x \"X\"\nrecord y { key id : txt }\n"));
    });
    for (unsigned worker = 2; worker < workers; ++worker) EXPECT_EQ(made[worker], made[worker % 2]);
}

}  // namespace
