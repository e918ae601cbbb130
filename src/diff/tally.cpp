#include "diff/tally.hpp"

#include <algorithm>

namespace barem::diff {

namespace {

constexpr int kept_digits = 12;
constexpr std::size_t most_bits = 192;
constexpr std::size_t most_bins = 24;

/// Values that occur, from the least to the greatest.
std::vector<code> in_order(std::vector<number> const& values, std::vector<std::uint64_t> const& counts) {
    std::vector<code> order;
    for (code c = 1; c < counts.size(); ++c)
        if (counts[c] != 0) order.push_back(c);
    std::ranges::sort(order, {}, [&](code c) -> number const& { return values[c]; });
    return order;
}

/// The least of 1, 2, 5, 10, 20, ... times a power of ten that is not below `x` > 0.
number round_width(number const& x) {
    number power = 1;
    while (power < x) power *= 10;
    while (power / 10 >= x) power = power / 10;
    for (int part : {5, 2})                             // power / 10 < x <= power
        if (power / part >= x) return part == 5 ? power / 5 : power / 2;
    return power;
}

}  // namespace

void running_sum::add(number const& value, std::uint64_t times) {
    number const counted = times == 1 ? value : value * number(static_cast<std::int64_t>(times));
    total_ += is_exact_ ? counted : counted.rounded(kept_digits, rounding::half_even);
    if (!is_exact_ || total_.bits() <= most_bits) return;
    is_exact_ = false;
    total_ = total_.rounded(kept_digits, rounding::half_even);
}

distribution distribution_of(std::vector<number> const& values, std::vector<std::uint64_t> const& counts) {
    distribution made;
    made.absent = counts.empty() ? 0 : counts[0];
    auto const order = in_order(values, counts);
    running_sum sum;
    for (code const c : order) {
        made.count += counts[c];
        sum.add(values[c], counts[c]);
    }
    if (order.empty()) return made;
    made.least = values[order.front()];
    made.greatest = values[order.back()];
    made.sum = sum.total();
    made.is_exact = sum.is_exact();
    made.mean = made.sum / number(static_cast<std::int64_t>(made.count));
    struct quantile { number* of; std::uint64_t quarters; };
    quantile const wanted[] = {{&made.lower_quartile, 1}, {&made.median, 2}, {&made.upper_quartile, 3}};
    std::uint64_t seen = 0;
    std::size_t next = 0;
    for (code const c : order) {
        seen += counts[c];
        for (; next != 3 && 4 * seen >= wanted[next].quarters * made.count; ++next) *wanted[next].of = values[c];
    }
    return made;
}

std::vector<bin> bins_of(std::vector<number> const& values, std::vector<std::uint64_t> const& before, std::vector<std::uint64_t> const& after) {
    auto both = before;
    for (std::size_t c = 0; c != both.size(); ++c) both[c] += after[c];
    auto const order = in_order(values, both);
    if (order.empty()) return {};
    auto const &least = values[order.front()], &greatest = values[order.back()];
    bool const whole = std::ranges::all_of(order, [&](code c) { return values[c].is_integer(); });
    number width = greatest == least ? number(1) : round_width((greatest - least) / number(static_cast<std::int64_t>(most_bins - 2)));
    if (whole && width < 1) width = 1;
    auto const first = (least / width).rounded(0, rounding::down) * width;
    std::vector<bin> bins;
    for (number from = first; from <= greatest; from += width) bins.push_back({from, from + width, 0, 0});
    std::size_t at = 0;
    for (code const c : order) {
        while (at + 1 < bins.size() && values[c] >= bins[at].to) ++at;
        bins[at].before += before[c];
        bins[at].after += after[c];
    }
    return bins;
}

}  // namespace barem::diff
