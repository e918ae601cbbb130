// "Did you mean ...?"

#include "source/suggest.hpp"

#include <gtest/gtest.h>

namespace barem {
namespace {

using names = std::vector<std::string_view>;

TEST(suggest, a_slip_of_the_keyboard) {
    names const known{"failed_share", "exceeded_share", "total", "bonus"};
    EXPECT_EQ(suggest("failed_shar", known), "failed_share");
    EXPECT_EQ(suggest("totla", known), "total");
    EXPECT_EQ(suggest("bonsu", known), "bonus");
    EXPECT_EQ(suggest("Bonus", known), "bonus");
}

TEST(suggest, words_in_another_order) {
    EXPECT_EQ(suggest("share_failed", {"failed_count", "failed_share"}), "failed_share");
}

TEST(suggest, diacritics_left_out) {
    EXPECT_EQ(suggest("tong_diem", {"tổng_điểm", "tổng_số"}), "tổng_điểm");
    EXPECT_EQ(suggest("tổng_điêm", {"tổng_diem", "tổng_điểm"}), "tổng_điểm")
        << "the nearer of two with the same letters";
    EXPECT_EQ(suggest("d", {"đ"}), "đ");
}

TEST(suggest, nothing_that_is_far_away) {
    EXPECT_EQ(suggest("rating", {"total", "bonus", "x"}), std::nullopt);
    EXPECT_EQ(suggest("a", {"b", "c"}), std::nullopt);
    EXPECT_EQ(suggest("", {"b"}), std::nullopt);
    EXPECT_EQ(suggest("total", {}), std::nullopt);
    EXPECT_EQ(suggest("total", {"total"}), std::nullopt);
}

TEST(suggest, the_first_of_equals) {
    EXPECT_EQ(suggest("task", {"tasks", "tank"}), "tasks");
    EXPECT_EQ(suggest("task", {"tank", "tasks"}), "tank");
}

TEST(suggest, damaged_and_endless_words) {
    EXPECT_EQ(suggest("tot\xFF"
                      "l",
                      {"total"}),
              "total");
    EXPECT_EQ(suggest(std::string(100000, 'a'), {"total"}), std::nullopt);
    EXPECT_EQ(suggest("total", {std::string_view("tota\xFF")}), "tota\xFF");
}

}  // namespace
}  // namespace barem
