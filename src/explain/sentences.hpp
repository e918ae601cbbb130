#pragma once
// Statements of the model as sentences, the same in every form of the sheet.

#include "explain/content.hpp"

namespace barem::explain {

/// "Total points = Points of the key tasks 930 + Bonus points 12 = 942"
[[nodiscard]] text sentence_of(derivation const&);
/// "Good, because Total points 1,012.5 ≥ 1,000"; "not Excellent, because Praised: no"
[[nodiscard]] text sentence_of(verdict const&);
/// "Bonus for Excess 12 %: 11 % to 20 %: 2"
[[nodiscard]] text sentence_of(hit const&, bool with_argument = true);
[[nodiscard]] text exception_sentence(verdict const&, amount const& value);

}  // namespace barem::explain
