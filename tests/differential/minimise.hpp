#pragma once
// Makes a case smaller while it stays what it is. Knows nothing of the language but its brackets and lines: whatever a try breaks does
// not compile any more, and then shows no difference.

#include "differential/executors.hpp"

#include <functional>

namespace differential {

/// `shows`: whether a case still shows the difference. At most `tries` are made.
[[nodiscard]] test_case minimise(test_case, std::function<bool(test_case const&)> const& shows, std::size_t tries = 20'000);

// ── case files: the rule set, a line `--- records`, the roster ──

[[nodiscard]] std::string case_text(test_case const&);
[[nodiscard]] test_case parse_case(std::string const& text);

}  // namespace differential
