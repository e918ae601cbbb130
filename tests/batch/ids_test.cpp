// Which ids are taken, against a plain set. Failures indict src/batch/: id_register, number_set, sorted_run, text_set, deferred_rows, scratch_file.

#include "batch/deferred_rows.hpp"
#include "batch/id_register.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

using namespace barem::batch;

namespace {

/// The register and, for what it does not know, the files: for each id whether it was free.
std::vector<bool> claim_all(std::vector<std::string> const& ids, std::size_t budget) {
    id_register known(budget);
    std::optional<deferred_ids> later;
    std::vector<bool> free(ids.size());
    std::vector<std::size_t> wondered;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        auto const answer = known.claim(ids[i]);
        free[i] = answer == id_register::answer::free;
        if (answer != id_register::answer::unknown) continue;
        if (!later) {
            later.emplace(budget, "");
            known.hand_over([&](std::string_view id) { later->known(id); });
        }
        later->wonder(ids[i], wondered.size(), true);
        wondered.push_back(i);
    }
    std::vector<bool> taken(wondered.size());
    if (later) later->resolve(taken);
    for (std::size_t i = 0; i < wondered.size(); ++i) free[wondered[i]] = !taken[i];
    return free;
}

void expect_exact(std::vector<std::string> const& ids) {
    std::set<std::string> seen;
    std::vector<bool> expected;
    for (auto const& id : ids) expected.push_back(seen.insert(id).second);
    for (std::size_t const budget : {std::size_t{0}, std::size_t{20'000}, std::size_t{200'000}, std::size_t{1} << 30}) EXPECT_EQ(claim_all(ids, budget), expected) << budget;
}

std::vector<std::string> made(std::size_t count, std::function<std::string(std::size_t)> const& make) {
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < count; ++i) ids.push_back(make(i));
    return ids;
}

std::vector<std::string> shuffled_twice(std::vector<std::string> ids) {
    auto const again = ids;
    ids.insert(ids.end(), again.begin(), again.begin() + static_cast<std::ptrdiff_t>(again.size() / 3));
    std::ranges::shuffle(ids, std::mt19937(11));
    return ids;
}

}  // namespace

TEST(ids, numbers_in_and_out_of_order) {
    auto const count_up = made(70'000, [](std::size_t i) { return std::to_string(i); });
    expect_exact(count_up);
    expect_exact(shuffled_twice(count_up));
    expect_exact(shuffled_twice(made(20'000, [](std::size_t i) { return std::to_string(i * 37); })));
}

TEST(ids, numbers_far_apart) {
    std::mt19937_64 random(5);
    expect_exact(shuffled_twice(made(20'000, [&](std::size_t) { return std::to_string(random()); })));
    expect_exact(made(20'000, [](std::size_t i) { return std::to_string(i * 1'000'003 % 999'983 * 1'000'000); }));
}

TEST(ids, that_differ_in_little_are_different) {
    std::vector<std::string> ids{"",     "0",  "00", "000", "1",   "01",  "001", "a",  "a0", "a00", "a1", "a01", "A1", "1a", "1a1", "-1", "1.0", "１",
                                 "999999999999999999", "0999999999999999999", "1000000000000000000", "10000000000000000001", "18446744073709551616",
                                 std::string("a\0" "1", 3), std::string(1000, '1'), std::string(1000, 'x'), std::string(1000, 'x') + "1"};
    auto const all = ids;
    ids.insert(ids.end(), all.begin(), all.end());
    expect_exact(ids);
}

TEST(ids, texts_in_and_out_of_order) {
    std::mt19937 random(3);
    auto texts = made(20'000, [&](std::size_t) {
        std::string text;
        for (auto size = random() % 12; text.size() < size;) text += static_cast<char>('a' + random() % 4);
        return text;
    });
    expect_exact(texts);
    std::ranges::sort(texts);
    expect_exact(texts);
    texts.insert(texts.end(), texts.begin(), texts.begin() + 2000);
    expect_exact(texts);
}

TEST(ids, many_beyond_a_budget_are_parted_again) {
    auto ids = made(40'000, [](std::size_t i) { return std::to_string(i * 7919 % 40'009) + " of a long text that has no number at its end"; });
    ids.insert(ids.begin(), "z");
    ids.insert(ids.end(), ids.begin(), ids.begin() + 5000);
    auto const free = claim_all(ids, 0);
    EXPECT_EQ(std::ranges::count(free, true), 40'001);
    EXPECT_EQ(std::ranges::count(free.begin() + 40'001, free.end(), true), 0);
}

TEST(ids, one_id_over_and_over) {
    auto ids = made(30'000, [](std::size_t i) { return i % 2 == 0 ? std::string("same") : "b" + std::string(i % 97, 'x'); });
    ids.insert(ids.begin(), "zzz");
    expect_exact(ids);
}

TEST(ids, that_ascend_take_next_to_nothing) {
    id_register numbers(1 << 20);
    for (int i = 0; i < 300'000; ++i) ASSERT_EQ(numbers.claim("row-" + std::to_string(i)), id_register::answer::free);
    EXPECT_LT(numbers.memory(), 50'000U);
    EXPECT_EQ(numbers.claim("row-123456"), id_register::answer::taken);
}

TEST(ids, of_records_without_a_result_stay_free) {
    id_register ids(1 << 20);
    EXPECT_EQ(ids.look("a"), id_register::answer::free);
    EXPECT_EQ(ids.look("7"), id_register::answer::free);
    EXPECT_EQ(ids.claim("a"), id_register::answer::free);
    EXPECT_EQ(ids.claim("7"), id_register::answer::free);
    EXPECT_EQ(ids.look("a"), id_register::answer::taken);
    EXPECT_EQ(ids.look("7"), id_register::answer::taken);
    std::vector<bool> taken(4);
    deferred_ids later(0, "");
    later.known("x");
    later.wonder("y", 0, false);
    later.wonder("y", 1, true);
    later.wonder("y", 2, false);
    later.wonder("x", 3, true);
    later.resolve(taken);
    EXPECT_EQ(taken, (std::vector<bool>{false, false, true, true}));
}

/// Each alone is more than the budget, and no parting makes it less.
TEST(ids, that_are_larger_than_the_budget_are_told_apart) {
    std::vector<bool> taken(5);
    deferred_ids later(0, "");
    std::string const first(200'000, 'x'), second(200'000, 'y'), third = first + "1";
    later.known(first);
    later.wonder(second, 0, true);
    later.wonder(third, 1, true);
    later.wonder(first, 2, true);
    later.wonder(second, 3, true);
    later.wonder("a", 4, true);
    later.resolve(taken);
    EXPECT_EQ(taken, (std::vector<bool>{false, false, true, true, false}));
}

TEST(scratch_files, that_cannot_be_made_are_an_error) {
    scratch_text file("/nowhere/at/all", 4);
    EXPECT_THROW(file.append("too much"), scratch_failure);
}
