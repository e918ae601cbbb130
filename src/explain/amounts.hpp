#pragma once
// Values as people read them: 1,012.5 points and 1.012,5 điểm.

#include "explain/content.hpp"

namespace barem::explain {

/// A number that is not a short decimal is rounded, marked ≈, and has its fraction beside it.
[[nodiscard]] amount show(program::program const&, value const&, program::type const&);

/// Rounded half up to `digits`, as results print it, with its unit.
[[nodiscard]] text print_fixed(program::program const&, value const&, program::type const&, unsigned digits);

/// "-1012.50" with the marks of each language.
[[nodiscard]] text punctuated(std::string const& decimal);

/// As shown; with the fraction in parentheses where it was rounded.
[[nodiscard]] text in_full(amount const&);
[[nodiscard]] text in_full_bare(amount const&);

/// A label, or the name where there is none.
[[nodiscard]] text label_of(program::label const&, std::string_view name);

[[nodiscard]] text citations_of(program::program const&, program::notes const&);

/// "90 % to below 100 %", "before 1 March 2021": an interval whose ends are told already; none: open.
[[nodiscard]] text interval_in_words(std::optional<text> const& low, bool low_closed, std::optional<text> const& high, bool high_closed, program::type const&);

}  // namespace barem::explain
