#include "check/analysis/extent.hpp"

namespace barem::analysis {

bool extent::contains(number const& x) const {
    if (low && (low_closed ? x < *low : x <= *low)) return false;
    if (high && (high_closed ? x > *high : x >= *high)) return false;
    return true;
}

std::optional<extent> tightened(extent e, grid const& step) {
    if (step && e.low) {
        number const at = e.low->rounded_to(*step, rounding::up);
        e.low = at == *e.low && !e.low_closed ? at + *step : at;
        e.low_closed = true;
    }
    if (step && e.high) {
        number const at = e.high->rounded_to(*step, rounding::down);
        e.high = at == *e.high && !e.high_closed ? at - *step : at;
        e.high_closed = true;
    }
    if (e.low && e.high && (*e.high < *e.low || (*e.low == *e.high && !(e.low_closed && e.high_closed)))) return std::nullopt;
    return e;
}

std::optional<extent> intersection(extent const& a, extent const& b, grid const& step) {
    extent both = a;
    if (b.low && (!both.low || *b.low > *both.low || (*b.low == *both.low && !b.low_closed))) {
        both.low = b.low;
        both.low_closed = b.low_closed;
    }
    if (b.high && (!both.high || *b.high < *both.high || (*b.high == *both.high && !b.high_closed))) {
        both.high = b.high;
        both.high_closed = b.high_closed;
    }
    return tightened(both, step);
}

number simplest(extent const& e) {
    if (!e.low && !e.high) return 0;
    if (!e.high) {
        number const above = e.low->rounded_to(1, rounding::up);
        return e.contains(above) ? above : above + number(1);
    }
    if (!e.low) {
        number const below = e.high->rounded_to(1, rounding::down);
        return e.contains(below) ? below : below - number(1);
    }
    number const middle = (*e.low + *e.high) / number(2);
    number const quarter = (*e.high - *e.low) / number(4);
    for (int places = -12; places != 0; ++places)                      // 50000 rather than 50049.5, but not far from the middle
        if (number const near = middle.rounded(places, rounding::half_even); near >= middle - quarter && near <= middle + quarter && e.contains(near))
            return near;
    constexpr int most_places = 40;         // beyond that, no decimal is simple any more
    for (int places = 0; places != most_places; ++places)
        for (auto mode : {rounding::half_even, rounding::down, rounding::up})
            if (number const near = middle.rounded(places, mode); e.contains(near)) return near;
    return middle;
}

}  // namespace barem::analysis
