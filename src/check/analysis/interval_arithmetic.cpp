#include "check/analysis/interval_arithmetic.hpp"

namespace barem::analysis {

using end = std::optional<number>;

namespace {

bool at_least(end const& low, int than) { return low && *low >= number(than); }
bool at_most(end const& high, int than) { return high && *high <= number(than); }

end min_of(end const& a, end const& b) { return !a || (b && *b < *a) ? b : a; }      // the smaller one of those that are known
end max_of(end const& a, end const& b) { return !a || (b && *b > *a) ? b : a; }

end times(end const& a, end const& b) { return a && b ? end(*a * *b) : std::nullopt; }

/// The product when neither operand is ever negative.
bounds product_of_positives(bounds const& a, bounds const& b) { return {*a.low * *b.low, times(a.high, b.high)}; }

}  // namespace

bounds exactly(number const& n) { return {n, n}; }

bounds negated(bounds const& b) { return {b.high ? end(-*b.high) : std::nullopt, b.low ? end(-*b.low) : std::nullopt}; }

bounds sum(bounds const& a, bounds const& b) {
    bounds s;
    if (a.low && b.low) s.low = *a.low + *b.low;
    if (a.high && b.high) s.high = *a.high + *b.high;
    return s;
}

bounds product(bounds const& a, bounds const& b) {
    if (at_most(a.high, 0) && !at_least(a.low, 0)) return negated(product(negated(a), b));
    if (at_most(b.high, 0) && !at_least(b.low, 0)) return negated(product(a, negated(b)));
    if (at_least(a.low, 0) && at_least(b.low, 0)) return product_of_positives(a, b);
    if (!a.low || !a.high || !b.low || !b.high) {
        // a factor between known positive ends stretches each end of the other one
        if (at_least(b.low, 0) && b.high)
            return {a.low ? min_of(times(a.low, b.low), times(a.low, b.high)) : end(), a.high ? max_of(times(a.high, b.low), times(a.high, b.high)) : end()};
        if (at_least(a.low, 0) && a.high) return product(b, a);
        return {};
    }
    bounds all;
    for (auto const& x : {a.low, a.high})
        for (auto const& y : {b.low, b.high}) {
            all.low = min_of(all.low, times(x, y));
            all.high = max_of(all.high, times(x, y));
        }
    return all;
}

bounds quotient(bounds const& a, bounds const& divisor, bool whole_divisor) {
    if (at_most(divisor.high, 0) && !at_least(divisor.low, 0)) return negated(quotient(a, negated(divisor), whole_divisor));
    if (!at_least(divisor.low, 0)) return {};
    bounds d = divisor;
    if (whole_divisor && *d.low < number(1)) d.low = number(1);
    bounds inverse{number(0), std::nullopt};
    if (d.high && d.high->sign() > 0) inverse.low = number(1) / *d.high;
    if (d.low->sign() > 0) inverse.high = number(1) / *d.low;
    return product(a, inverse);
}

bounds smaller(bounds const& a, bounds const& b) {
    return {a.low && b.low ? min_of(a.low, b.low) : std::nullopt, min_of(a.high, b.high)};
}

bounds larger(bounds const& a, bounds const& b) { return negated(smaller(negated(a), negated(b))); }

bounds hull(bounds const& a, bounds const& b) {
    return {a.low && b.low ? min_of(a.low, b.low) : std::nullopt, a.high && b.high ? max_of(a.high, b.high) : std::nullopt};
}

bounds within(bounds const& b, bounds const& limits) { return {max_of(b.low, limits.low), min_of(b.high, limits.high)}; }

bounds magnitude(bounds const& b) {
    if (at_least(b.low, 0)) return b;
    if (at_most(b.high, 0)) return negated(b);
    return {number(0), b.low && b.high ? max_of(-*b.low, *b.high) : std::nullopt};
}

}  // namespace barem::analysis
