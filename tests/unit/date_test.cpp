// Failures indict src/number/date.cpp.

#include <barem/value.hpp>

#include <gtest/gtest.h>

using barem::date;

TEST(date, first_and_last_day) {
    EXPECT_EQ(date::from_ymd(1970, 1, 1)->days, 0);
    EXPECT_EQ(date::from_ymd(1, 1, 1)->days, barem::first_day);
    EXPECT_EQ(date::from_ymd(9999, 12, 31)->days, barem::last_day);
    EXPECT_EQ(date{barem::first_day}.to_text(), "0001-01-01");
    EXPECT_EQ(date{barem::last_day}.to_text(), "9999-12-31");
}

TEST(date, every_day_follows_the_one_before) {
    int year = 1;
    unsigned month = 1, day = 1;
    for (std::int32_t days = barem::first_day; days <= barem::last_day; ++days) {
        auto const [y, m, d] = date{days}.to_ymd();
        ASSERT_TRUE(y == year && m == month && d == day) << date{days}.to_text();
        ASSERT_EQ(date::from_ymd(year, month, day), date{days});
        if (date::from_ymd(year, month, day + 1)) ++day;
        else if (day = 1, month < 12) ++month;
        else month = 1, ++year;
    }
    EXPECT_EQ(year, 10000);
}

TEST(date, leap_years) {
    EXPECT_TRUE(date::from_ymd(2000, 2, 29));
    EXPECT_TRUE(date::from_ymd(2020, 2, 29));
    EXPECT_FALSE(date::from_ymd(1900, 2, 29));
    EXPECT_FALSE(date::from_ymd(2021, 2, 29));
    EXPECT_FALSE(date::from_ymd(2020, 2, 30));
}

TEST(date, reads_and_prints) {
    EXPECT_EQ(date::parse("2015-10-15")->to_text(), "2015-10-15");
    EXPECT_EQ(date::parse("0031-01-09")->to_text(), "0031-01-09");
    EXPECT_EQ(date::parse("2021-02-16")->days - date::parse("2021-02-10")->days, 6);
    for (char const* text : {"", "2021-2-1", "2021-02-30", "2021-13-01", "2021-00-10", "2021-01-00", "0000-01-01", "20210101", "2021/01/01", "2021-01-01 ",
                             " 2021-01-01", "2021-01-1x", "-021-01-01", "+021-01-01", "2021-01-01T00:00:00"})
        EXPECT_EQ(date::parse(text), std::nullopt) << text;
}

TEST(date, refuses_years_out_of_range) {
    EXPECT_FALSE(date::from_ymd(0, 12, 31));
    EXPECT_FALSE(date::from_ymd(10000, 1, 1));
    EXPECT_FALSE(date::from_ymd(-5, 1, 1));
    EXPECT_FALSE(date::from_ymd(2021, 1, 32));
}
