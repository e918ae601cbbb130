#pragma once
// Columns of doubles, for hosts that keep decimals so. Apart from the rest, for nothing else in barem knows binary floating point.

#include <barem/batch.hpp>
#include <barem/export.hpp>

#include <span>

namespace barem::inline BAREM_VERSION_NAMESPACE {

/// Doubles that stand for decimals of `places` digits after the point, at most 15: 0.1 is 1/10, the decimal that it is nearest to, and never
/// 0.1000000000000000055. One that is nearest to no such decimal (12.345 of two places, 1/3, infinity) is rejected or rounded, as `what` says.
/// Costs a conversion into memory of the scorer.
[[nodiscard]] inline column_view decimals(std::span<double const> values, unsigned places, inexact what = inexact::rejected) {
    column_view made;
    made.kind = column_view::form::f64;
    made.places = places;
    made.inexact = what;
    made.data = values.data();
    made.rows = values.size();
    return made;
}

}  // namespace barem
