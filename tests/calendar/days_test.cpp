// Deadlines against a count from day to day, on random calendars of twelve years; and where they must end in an error.

#include "naive.hpp"

#include <gtest/gtest.h>

namespace barem::testing {
namespace {

constexpr unsigned calendars = 24;
constexpr unsigned samples = 400;

class counted_days : public ::testing::TestWithParam<unsigned> {
protected:
    std::mt19937 random_{GetParam()};
    naive_calendar naive_ = random_calendar(random_);
    exec::work_calendar fast_{naive_.compiled()};

    date any_day() { return date{naive_.first.days + static_cast<std::int32_t>(random_() % naive_.worked.size())}; }
    std::int64_t any_count() { return random_() % 4 == 0 ? static_cast<std::int64_t>(random_() % 4'000) : static_cast<std::int64_t>(random_() % 40); }
};

TEST_P(counted_days, forward_and_backward_as_one_counts_by_hand) {
    for (unsigned i = 0; i != samples; ++i) {
        auto const d = any_day();
        auto const n = any_count();
        EXPECT_EQ(fast_.after(n, d), naive_.moved(n, d, 1)) << n << " after " << d.to_text();
        EXPECT_EQ(fast_.before(n, d), naive_.moved(n, d, -1)) << n << " before " << d.to_text();
    }
}

TEST_P(counted_days, between_two_days_as_one_counts_by_hand) {
    for (unsigned i = 0; i != samples; ++i) {
        auto const a = any_day(), b = any_day();
        EXPECT_EQ(fast_.between(a, b), naive_.between(a, b)) << a.to_text() << " " << b.to_text();
        EXPECT_EQ(fast_.between(a, b), -fast_.between(b, a));
    }
}

TEST_P(counted_days, each_day_is_worked_or_not_as_declared) {
    for (std::size_t i = 0; i != naive_.worked.size(); ++i)
        ASSERT_EQ(fast_.is_worked(date{naive_.first.days + static_cast<std::int32_t>(i)}), naive_.worked[i]) << i;
}

TEST_P(counted_days, what_is_counted_forward_is_counted_back) {
    for (unsigned i = 0; i != samples; ++i) {
        auto const d = any_day();
        auto const n = any_count();
        auto const due = fast_.after(n, d);
        if (!due) continue;
        EXPECT_EQ(fast_.between(d, *due), n == 0 ? 0 : n);
        EXPECT_TRUE(n == 0 || fast_.is_worked(*due)) << n << " " << d.to_text();
        EXPECT_TRUE(!fast_.is_worked(d) || fast_.before(n, *due) == d) << n << " " << d.to_text();
    }
}

TEST_P(counted_days, a_later_start_or_a_longer_count_never_ends_earlier) {
    for (unsigned i = 0; i != samples; ++i) {
        auto const d = any_day(), later = date{d.days + 1};
        auto const n = any_count();
        auto const due = fast_.after(n, d);
        auto const longer = fast_.after(n + 1, d), started_later = fast_.covers(later) ? fast_.after(n, later) : std::nullopt;
        EXPECT_TRUE(!longer || (due && *due < *longer)) << n << " " << d.to_text();
        EXPECT_TRUE(!started_later || (due && *due <= *started_later)) << n << " " << d.to_text();
    }
}

TEST_P(counted_days, a_count_in_two_parts_is_one_count) {
    for (unsigned i = 0; i != samples; ++i) {
        auto const d = any_day();
        auto const n = any_count(), m = any_count();
        auto const part = fast_.after(n, d);
        EXPECT_EQ(part ? fast_.after(m, *part) : std::nullopt, fast_.after(n + m, d)) << n << " + " << m << " after " << d.to_text();
    }
}

INSTANTIATE_TEST_SUITE_P(random, counted_days, ::testing::Range(1U, calendars + 1));

// ── edges ───────────────────────────────────────────────────────────────────────────────────────────────────────

date day(std::string_view text) { return *date::parse(text); }

/// Every day is worked.
exec::work_calendar busy(int first, int last) {
    program::calendar made;
    made.first = *date::from_ymd(first, 1, 1);
    made.days.resize(static_cast<std::size_t>(date::from_ymd(last, 12, 31)->days - made.first.days) + 1);
    return exec::work_calendar(made);
}

TEST(edges_of_a_calendar, hold_their_first_and_last_day_and_no_other) {
    auto const c = busy(2021, 2021);
    EXPECT_EQ(c.after(364, day("2021-01-01")), day("2021-12-31"));
    EXPECT_EQ(c.after(365, day("2021-01-01")), std::nullopt);
    EXPECT_EQ(c.before(364, day("2021-12-31")), day("2021-01-01"));
    EXPECT_EQ(c.before(365, day("2021-12-31")), std::nullopt);
    EXPECT_EQ(c.after(0, day("2022-01-01")), std::nullopt);
    EXPECT_EQ(c.before(0, day("2020-12-31")), std::nullopt);
    EXPECT_FALSE(c.covers(day("0001-01-01")));
    EXPECT_FALSE(c.covers(day("9999-12-31")));
}

TEST(edges_of_a_calendar, may_be_those_of_all_dates) {
    auto const first = busy(1, 1), last = busy(9999, 9999);
    EXPECT_EQ(first.after(1, day("0001-01-01")), day("0001-01-02"));
    EXPECT_EQ(first.before(1, day("0001-01-01")), std::nullopt);
    EXPECT_EQ(last.after(1, day("9999-12-31")), std::nullopt);
    EXPECT_EQ(last.before(1, day("9999-12-31")), day("9999-12-30"));
    EXPECT_EQ(last.between(day("9999-01-01"), day("9999-12-31")), 364);
}

TEST(edges_of_a_calendar, a_leap_day_counts) {
    auto const leap = busy(2020, 2021);
    EXPECT_EQ(leap.after(1, day("2020-02-28")), day("2020-02-29"));
    EXPECT_EQ(leap.after(1, day("2021-02-28")), day("2021-03-01"));
    EXPECT_EQ(leap.between(day("2020-02-28"), day("2020-03-01")), 2);
}

TEST(edges_of_a_calendar, a_huge_count_ends_at_once) {
    auto const c = busy(2021, 2021);
    EXPECT_EQ(c.after(INT64_MAX, day("2021-01-01")), std::nullopt);
    EXPECT_EQ(c.before(INT64_MAX, day("2021-12-31")), std::nullopt);
}

}  // namespace
}  // namespace barem::testing
