// The catalogue of messages. Failures indict src/explain/wording.def.

#include "explain/wording.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

namespace {

using namespace barem::explain;

std::multiset<std::string> slots(std::string_view pattern) {
    std::multiset<std::string> found;
    for (std::size_t at = 0; (at = pattern.find('{', at)) != std::string_view::npos; ++at) found.emplace(pattern.substr(at, 3));
    return found;
}

TEST(wording, every_message_is_in_both_languages) {
    std::set<std::string_view> keys;
    for (wording const& w : catalogue()) {
        EXPECT_FALSE(w.en.empty()) << w.key;
        EXPECT_FALSE(w.vi.empty()) << w.key;
        EXPECT_TRUE(keys.insert(w.key).second) << w.key;
    }
}

TEST(wording, both_languages_show_the_same_arguments) {
    for (wording const& w : catalogue()) EXPECT_EQ(slots(w.en), slots(w.vi)) << w.key;
}

TEST(wording, arguments_are_filled_in_and_not_looked_at_again) {
    EXPECT_EQ(say(message::closed, {text::same("{1}"), text::same("b")}), text("{1} to b", "từ {1} đến b"));
}

TEST(wording, enumerations) {
    EXPECT_EQ(both_of({text::same("a"), text::same("b"), text::same("c")}), text("a, b and c", "a, b và c"));
    EXPECT_EQ(one_of({text::same("a"), text::same("b")}), text("a or b", "a hoặc b"));
    EXPECT_EQ(both_of({}), text());
}

TEST(wording, ordinals) {
    EXPECT_EQ(ordinal(1).en, "1st");
    EXPECT_EQ(ordinal(2).en, "2nd");
    EXPECT_EQ(ordinal(3).en, "3rd");
    EXPECT_EQ(ordinal(11).en, "11th");
    EXPECT_EQ(ordinal(112).en, "112th");
    EXPECT_EQ(ordinal(21).en, "21st");
    EXPECT_EQ(ordinal(21).vi, "21");
}

TEST(wording, labels_within_a_sentence) {
    EXPECT_EQ(within_sentence(text("Indicators", "Điểm chuẩn")), text("indicators", "điểm chuẩn"));
    EXPECT_EQ(within_sentence(text("ISO", "ISO")), text("ISO", "ISO"));
    EXPECT_EQ(within_sentence(text()), text());
}

}  // namespace
