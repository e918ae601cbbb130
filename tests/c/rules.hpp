#pragma once
// A small rule set with a rank, a word, a text and a value that may be absent.

#include "c/owned.hpp"

#include <string_view>

namespace c_test {

inline constexpr std::string_view pupils = R"(ruleset exams "Exams" vi "Kỳ thi"
language en
parameter floor "Floor" : integer 0..10 = 5
enum mark "Mark" { fail "Fail" vi "Trượt" < pass "Pass" vi "Đỗ" }
record pupil "Pupil" {
  key id "Number" : text
  input written "Written" : number 0..10 decimals 2
  input weight "Weight" : integer 0..9
  let share "Share" = written / weight
  classify mark "Mark" : mark {
    pass when written >= floor
    otherwise fail
  }
  output share(2), mark, place
}
cohort pupil { rank place by written descending ties competition }
)";

inline rules pupils_rules() {
    rules made;
    problems found;
    load(pupils, made, found);
    return made;
}

}  // namespace c_test
