#pragma once
// Arithmetic on bounds: what can the sum, product, quotient be when the operands lie within these?

#include "check/analysis/bounds.hpp"

namespace barem::analysis {

[[nodiscard]] bounds exactly(number const&);
[[nodiscard]] bounds negated(bounds const&);
[[nodiscard]] bounds sum(bounds const&, bounds const&);
[[nodiscard]] bounds product(bounds const&, bounds const&);
/// The divisor is never zero; a whole divisor that is not negative is one or more.
[[nodiscard]] bounds quotient(bounds const&, bounds const& divisor, bool whole_divisor);
[[nodiscard]] bounds smaller(bounds const&, bounds const&);
[[nodiscard]] bounds larger(bounds const&, bounds const&);
[[nodiscard]] bounds hull(bounds const&, bounds const&);
[[nodiscard]] bounds within(bounds const&, bounds const& limits);
[[nodiscard]] bounds magnitude(bounds const&);

}  // namespace barem::analysis
