// The place of a word among the levels, in words.

#include "sheets.hpp"

#include <gtest/gtest.h>

namespace {

TEST(positions, are_told_in_both_languages) {
    auto const rules = barem::compile(R"(ruleset gaps
language vi
enum level "Mức" en "Level" { low "Thấp" en "Low" < high "Cao" en "High" }
record unit { key id : text
  input own "Tự xếp" en "Own level" : level
  input found "Được xếp" en "Level found" : level
  let gap "Chênh lệch" en "Gap" = position(own) - position(found)
  output gap
}
)").value();
    auto const sheet = rules.explain(rules.read(R"({"id":"A","own":"high","found":"low"})").value()).value();
    auto const contains = [&](char const* language, char const* said) {
        auto const text = barem::sheets::soft(sheet.to_markdown(language));
        EXPECT_NE(text.find(said), std::string::npos) << text;
    };
    contains("en", "the place of Own level “High” among the levels − the place of Level found “Low” among the levels = 1");
    contains("vi", "thứ bậc của Tự xếp “Cao” trong các mức − thứ bậc của Được xếp “Thấp” trong các mức = 1");
}

}  // namespace
