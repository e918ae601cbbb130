// Arithmetic on counts over constant denominators and columns of divisors.

#include "columnar/bounds.hpp"
#include "columnar/layout.hpp"
#include "columnar/lowering.hpp"

#include <numeric>

namespace barem::columnar {

using kinds = program::type_kind;

namespace {

range range_of(lowered const& v) { return {v.low, v.high}; }

struct ratio { int128 numerator; std::int64_t denominator; };

ratio ratio_of(number const& n) {
    if (n.is_large()) throw refusal{"a number of more than 64 bits"};
    return {number_access::numerator(n), number_access::denominator(n)};
}

/// The lane of an operation with this result on such operands.
lane lane_for(range result, range a) { return narrowest(std::min(result.low, a.low), std::max(result.high, a.high)); }
lane lane_for(range result, range a, range b) { return lane_for(hull(result, a), b); }

}  // namespace

lowered lowering::number_from(index reg, int128 low, int128 high, std::int64_t denominator, kinds kind) {
    lowered made;
    made.kind = kind;
    made.form = lowered::form::registers;
    made.reg = reg;
    made.low = low;
    made.high = high;
    made.denominator = denominator;
    return made;
}

/// Absence is a failure.
lowered lowering::needed(lowered v) {
    if (v.form == lowered::form::curve) {
        auto const keep = [](std::span<point const> in) { return is_given(in[0].v) ? in[0] : point{true, {}}; };
        return *pointwise(v.kind, {&v, 1}, keep);
    }
    v.failed = code().either(v.failed, code().negated(v.given));
    v.given = always;
    if (v.is_constant() && !is_given(v.literal)) return failing(v.kind);
    return v;
}

lowered lowering::in_registers(lowered v, index domain) {
    v = materialise(std::move(v));
    if (!v.is_constant()) return v;
    ratio n{0, 1};
    if (auto* x = std::get_if<number>(&v.literal)) n = ratio_of(*x);
    if (auto* x = std::get_if<date>(&v.literal)) n.numerator = x->days;
    if (auto* x = std::get_if<word>(&v.literal)) n.numerator = x->index;
    auto made = number_from(code().fill(narrowest(n.numerator, n.numerator), n.numerator, domain), n.numerator, n.numerator, n.denominator, v.kind);
    made.given = v.given;
    made.failed = v.failed;
    return made;
}

/// The same over a multiple of its denominator. Precondition: registers.
lowered lowering::over(lowered v, std::int64_t denominator) {
    if (v.denominator == denominator) return v;
    std::int64_t const by = denominator / v.denominator;
    range const made = range_of(v) * range{by, by};
    v.reg = code().with_constant(operation::multiply_constant, lane_for(made, range_of(v), {by, by}), v.reg, by);
    v.low = made.low;
    v.high = made.high;
    v.denominator = denominator;
    return v;
}

lowered lowering::multiply_known(lowered v, number const& n) {
    v = needed(std::move(v));
    if (v.form == lowered::form::curve || v.is_known()) {
        auto const product = [&](std::span<point const> in) { return in[0].failed ? in[0] : point{false, std::get<number>(in[0].v) * n}; };
        return *pointwise(kinds::number, {&v, 1}, product);
    }
    if (v.is_constant() && !is_given(v.literal)) return failing(kinds::number);         // fails in every row
    if (v.is_constant() || n.is_zero()) {
        auto made = constant_value(kinds::number, v.is_constant() ? std::get<number>(v.literal) * n : number(0));
        made.failed = v.failed;
        return made;
    }
    if (v.form == lowered::form::choice) {
        v.first *= n;
        v.second *= n;
        return v;
    }
    auto [p, q] = ratio_of(n);
    auto const g = static_cast<std::int64_t>(greatest_divisor(p, v.denominator));
    p /= g;
    v.denominator = times64(v.denominator / g, q);
    if (p == 1) return v;
    range const made = range_of(v) * range{p, p};
    if (p == -1) v.reg = code().with_constant(operation::subtract_from, lane_for(made, range_of(v)), v.reg, 0);
    else v.reg = code().with_constant(operation::multiply_constant, lane_for(made, range_of(v), {p, p}), v.reg, p);
    v.low = made.low;
    v.high = made.high;
    return v;
}

lowered lowering::negate(lowered v) { return multiply_known(std::move(v), number(-1)); }

lowered lowering::multiply(lowered a, lowered b) {
    a = needed(std::move(a));
    b = needed(std::move(b));
    if (b.is_known()) return multiply_known(std::move(a), std::get<number>(b.literal));
    if (a.is_known()) return multiply_known(std::move(b), std::get<number>(a.literal));
    a = materialise(std::move(a));
    b = materialise(std::move(b));
    if (a.is_constant()) std::swap(a, b);
    auto const failed = code().either(a.failed, b.failed);
    if (b.is_constant() && !is_given(b.literal)) return failing(kinds::number);
    if (b.is_constant()) {
        auto made = multiply_known(std::move(a), std::get<number>(b.literal));
        made.failed = failed;
        return made;
    }
    range const made = range_of(a) * range_of(b);
    auto product = number_from(code().binary(operation::multiply, lane_for(made, range_of(a), range_of(b)), a.reg, b.reg), made.low, made.high,
                               times64(a.denominator, b.denominator));
    product.failed = failed;
    product.divisor = a.divisor != none ? a.divisor : b.divisor;
    product.divisor_low = times64(a.divisor_low, b.divisor_low);
    product.divisor_high = times64(a.divisor_high, b.divisor_high);
    if (a.divisor != none && b.divisor != none)
        product.divisor = code().binary(operation::multiply, narrowest(1, product.divisor_high), a.divisor, b.divisor);
    return product;
}

lowered lowering::divide(lowered a, lowered b) {
    a = needed(std::move(a));
    b = needed(std::move(b));
    if (b.form == lowered::form::choice) b = rooted(materialise(std::move(b)));
    if (b.is_known() || b.form == lowered::form::curve) {
        auto const inverse = [](std::span<point const> in) {
            bool const fails = in[0].failed || !is_given(in[0].v) || std::get<number>(in[0].v).is_zero();
            return fails ? point{true, {}} : point{false, number(1) / std::get<number>(in[0].v)};
        };
        auto const by = *pointwise(kinds::number, {&b, 1}, inverse);
        if (by.is_constant() && by.failed.is(true)) return failing(kinds::number);
        return multiply(std::move(a), by);
    }
    a = materialise(std::move(a));
    if (b.is_constant()) {
        auto made = divide(std::move(a), constant_value(kinds::number, b.literal));
        made.failed = code().either(made.failed, b.failed);
        return made;
    }
    auto const failed = code().either(b.failed, a.failed);
    bits const is_zero = b.low <= 0 && b.high >= 0 ? code().within(b.reg, 0, 0) : never;
    auto made = by_positive(a, b);
    made.failed = code().either(failed, is_zero);
    return made;
}

/// a / b, b a register of any sign: its size becomes a divisor, its sign goes to a.
lowered lowering::by_positive(lowered const& a, lowered b) {
    bits const is_negative = b.low < 0 ? (b.high <= 0 ? always : code().within(b.reg, b.low, -1)) : never;
    int128 const largest = std::max(b.high < 0 ? -b.high : b.high, b.low < 0 ? -b.low : b.low);
    if (!is_negative.is(false)) b.reg = code().unary(operation::absolute, narrowest(std::min<int128>(b.low, -1), largest), b.reg);
    if (largest > int128{1} << 62) throw refusal{"a divisor may need more than 64 bits"};
    // a / b = (a * b's denominator * b's divisor) / b's count
    auto made = multiply_known(a, number(b.denominator));
    made = in_registers(std::move(made), code().domain_of(b.reg));
    if (b.divisor != none) {
        range const by{b.divisor_low, b.divisor_high}, product = range_of(made) * by;
        made.reg = code().binary(operation::multiply, lane_for(product, range_of(made), by), made.reg, b.divisor);
        made.low = product.low;
        made.high = product.high;
    }
    if (!is_negative.is(false)) {
        range const both = hull(range_of(made), {-made.high, -made.low});
        auto const l = narrowest(both.low, both.high);
        index const minus = code().with_constant(operation::subtract_from, l, made.reg, 0);
        made.reg = is_negative.is(true) ? minus : code().select(l, is_negative, minus, code().convert(made.reg, l));
        made.low = both.low;
        made.high = both.high;
    }
    auto const high = static_cast<std::int64_t>(std::max<int128>(largest, 1));
    auto const low = static_cast<std::int64_t>(std::max<int128>(b.low > 0 ? b.low : 1, 1));
    if (made.divisor == none) {
        made.divisor = b.reg;
        made.divisor_low = low;
        made.divisor_high = high;
        return made;
    }
    made.divisor_low = times64(made.divisor_low, low);
    made.divisor_high = times64(made.divisor_high, high);
    made.divisor = code().binary(operation::multiply, narrowest(1, made.divisor_high), made.divisor, b.reg);
    return made;
}

lowered lowering::absolute(lowered v) {
    v = materialise(needed(std::move(v)));
    if (v.is_constant() && !is_given(v.literal)) return v;
    if (v.is_constant()) {
        auto& n = std::get<number>(v.literal);
        if (n.sign() < 0) n = -n;
        return v;
    }
    if (v.low >= 0) return v;
    int128 const largest = std::max(v.high, -v.low);
    v.reg = code().unary(operation::absolute, narrowest(v.low, largest), v.reg);
    v.low = v.high < 0 ? -v.high : 0;
    v.high = largest;
    return v;
}

/// Registers whose order is that of the values, and the bounds of both. Precondition: registers, of which one may be a known constant.
std::pair<index, index> lowering::sides(lowered& a, lowered& b, int128& low, int128& high) {
    if (a.is_constant()) a = in_registers(a, code().domain_of(b.reg));
    if (b.is_constant()) b = in_registers(b, code().domain_of(a.reg));
    auto const common = times64(a.denominator / std::gcd(a.denominator, b.denominator), b.denominator);
    auto x = over(a, common), y = over(b, common);
    auto const spread = [&](lowered& v, lowered const& other) {
        range const by{other.divisor_low, other.divisor_high}, product = range_of(v) * by;
        v.reg = code().binary(operation::multiply, lane_for(product, range_of(v), by), v.reg, other.divisor);
        v.low = product.low;
        v.high = product.high;
    };
    if (x.divisor != y.divisor && b.divisor != none) spread(x, b);
    if (x.divisor != y.divisor && a.divisor != none) spread(y, a);
    low = std::min(x.low, y.low);
    high = std::max(x.high, y.high);
    return {x.reg, y.reg};
}

lowered lowering::add_two(lowered a, lowered b, bool subtract) {
    a = materialise(needed(std::move(a)));
    b = materialise(needed(std::move(b)));
    for (auto const* side : {&a, &b})
        if (side->is_constant() && !is_given(side->literal)) return failing(kinds::number);
    if (a.is_constant() && b.is_constant()) {
        auto const x = std::get<number>(a.literal), y = std::get<number>(b.literal);
        auto made = constant_value(kinds::number, subtract ? x - y : x + y);
        made.failed = code().either(a.failed, b.failed);
        return made;
    }
    int128 low = 0, high = 0;
    auto const [x, y] = sides(a, b, low, high);
    // sides() brought both over a common denominator and divisor; the bounds of their sum are those of twice the wider one.
    range const sum{checked(2 * std::min<int128>(low, -high)), checked(2 * std::max<int128>(high, -low))};
    auto const common = times64(a.denominator / std::gcd(a.denominator, b.denominator), b.denominator);
    auto made = number_from(code().binary(subtract ? operation::subtract : operation::add, narrowest(sum.low, sum.high), x, y), sum.low, sum.high, common);
    made.failed = code().either(a.failed, b.failed);
    made.divisor = a.divisor != none ? a.divisor : b.divisor;
    made.divisor_low = a.divisor != none ? a.divisor_low : b.divisor_low;
    made.divisor_high = a.divisor != none ? a.divisor_high : b.divisor_high;
    if (a.divisor != none && b.divisor != none && a.divisor != b.divisor) {
        made.divisor_low = times64(a.divisor_low, b.divisor_low);
        made.divisor_high = times64(a.divisor_high, b.divisor_high);
        made.divisor = code().binary(operation::multiply, narrowest(1, made.divisor_high), a.divisor, b.divisor);
    }
    return made;
}

lowered lowering::extreme(operands in, bool least) {
    auto made = needed(in[0]);
    for (std::size_t i = 1; i != in.size(); ++i) {
        auto a = materialise(std::move(made)), b = materialise(needed(in[i]));
        auto const failed = code().either(a.failed, b.failed);
        if (a.is_constant()) std::swap(a, b);
        auto const l = a.is_constant() || a.divisor != none || b.divisor != none;
        if (l) {                                        // by comparing
            a.failed = b.failed = never;
            auto const takes_first = least ? less(a, b, true) : less(b, a, true);
            made = choose(truth_value(takes_first), a, b);
            made.failed = failed;
            continue;
        }
        int128 low = 0, high = 0;
        auto x = a, y = b;
        auto const [first, second] = sides(x, y, low, high);
        auto const common = times64(x.denominator / std::gcd(x.denominator, y.denominator), y.denominator);
        range const p{times(a.low, common / x.denominator), times(a.high, common / x.denominator)};
        range const q{times(y.low, common / y.denominator), times(y.high, common / y.denominator)};
        range const both = least ? range{std::min(p.low, q.low), std::min(p.high, q.high)} : range{std::max(p.low, q.low), std::max(p.high, q.high)};
        auto const lane = narrowest(low, high);
        index reg = none;
        if (least ? p.high <= q.low : p.low >= q.high) reg = first;
        else if (least ? q.high <= p.low : q.low >= p.high) reg = second;
        else if (b.is_constant()) reg = code().with_constant(least ? operation::minimum_constant : operation::maximum_constant, lane, first, q.low);
        else reg = code().binary(least ? operation::minimum : operation::maximum, lane, first, second);
        made = number_from(reg, both.low, both.high, common, a.kind);
        made.failed = failed;
    }
    return made;
}

lowered lowering::round(lowered v, number const& multiple, rounding mode) {
    v = materialise(needed(std::move(v)));
    if (v.is_constant() && !is_given(v.literal)) return v;
    if (v.is_constant()) {
        v.literal = std::get<number>(v.literal).rounded_to(multiple, mode);
        return v;
    }
    auto [up, down] = ratio_of(number(1) / multiple);
    auto q = times(v.denominator, down);
    auto const g = greatest_divisor(up, q);
    up /= g;
    q /= g;
    range const count = range_of(v) * range{up, up};
    index reg = v.reg;
    if (up != 1) reg = code().with_constant(operation::multiply_constant, lane_for(count, range_of(v), {up, up}), reg, up);
    if (q == 1 && v.divisor == none) return v;          // it is a multiple already
    range const by{times(q, v.divisor_low), times(q, v.divisor_high)};
    range const made{std::min(floor_of(count.low, by.low), floor_of(count.low, by.high)),
                     std::max(ceiling_of(count.high, by.low), ceiling_of(count.high, by.high))};
    auto const l = lane_for(made, count, by);
    if (v.divisor == none) {
        reg = code().with_constant(operation::quotient_constant, l, reg, q, mode);
    } else {
        index const divisor = q == 1 ? v.divisor : code().with_constant(operation::multiply_constant, narrowest(1, by.high), v.divisor, q);
        reg = code().binary(operation::quotient, l, reg, divisor, mode);
    }
    auto whole = number_from(reg, made.low, made.high, 1);
    whole.failed = v.failed;
    return multiply_known(std::move(whole), multiple);
}

// ── comparing ───────────────────────────────────────────────────────────────────────────────────────────────────

/// a < b or a <= b; both are given and do not fail.
bits lowering::less(lowered a, lowered b, bool or_equal) {
    a = materialise(std::move(a));
    b = materialise(std::move(b));
    auto const position = [](lowered const& v) { return plan::position_of(v.literal).value_or(number(0)); };
    if (a.is_constant() && b.is_constant()) return {none, or_equal ? position(a) <= position(b) : position(a) < position(b)};
    auto const between = [&](lowered const& v, int128 low, int128 high) {
        low = std::max(low, v.low);
        high = std::min(high, v.high);
        return low > high ? never : low == v.low && high == v.high ? always : code().within(v.reg, low, high);
    };
    if (b.is_constant() && a.divisor == none) {
        number const at = position(b);
        int128 const top = count_at(at, a.denominator, rounding::down);
        bool const exact = number(a.denominator) * at == (number(a.denominator) * at).rounded(0, rounding::down);
        return between(a, a.low, exact && !or_equal ? top - 1 : top);
    }
    if (a.is_constant() && b.divisor == none) {
        number const at = position(a);
        int128 const bottom = count_at(at, b.denominator, rounding::up);
        bool const exact = number(b.denominator) * at == (number(b.denominator) * at).rounded(0, rounding::down);
        return between(b, exact && !or_equal ? bottom + 1 : bottom, b.high);
    }
    int128 low = 0, high = 0;
    auto const [x, y] = sides(a, b, low, high);
    return code().compare(or_equal ? operation::less_equal : operation::less, narrowest(low, high), x, y);
}

/// Both are given and do not fail. Of any kind but truths.
bits lowering::equal_given(lowered a, lowered b) {
    a = materialise(std::move(a));
    b = materialise(std::move(b));
    if (a.is_constant()) std::swap(a, b);
    if (a.is_constant()) return {none, a.literal == b.literal};
    if (a.kind == kinds::text && b.is_constant()) return code().equal_text(a.reg, std::get<std::string>(b.literal));
    if (a.kind == kinds::text) return code().compare(operation::equal, lane::text, a.reg, b.reg);
    if (b.is_constant() && a.divisor == none) {
        auto const count = whole_count(*plan::position_of(b.literal), a.denominator);
        if (!count || *count < a.low || *count > a.high) return never;
        return a.low == a.high ? always : code().within(a.reg, *count, *count);
    }
    int128 low = 0, high = 0;
    auto const [x, y] = sides(a, b, low, high);
    return code().compare(operation::equal, narrowest(low, high), x, y);
}

}  // namespace barem::columnar
