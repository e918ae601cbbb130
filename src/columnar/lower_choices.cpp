// Conditions, choices and comparisons: all operands are computed, and what would not have been evaluated is not allowed to fail.

#include "columnar/bounds.hpp"
#include "columnar/layout.hpp"
#include "columnar/lowering.hpp"

#include <numeric>

namespace barem::columnar {

using kinds = program::type_kind;

lowered lowering::condition(lowered v) { return materialise(needed(std::move(v))); }

/// `b` is made only where `a` does not decide already when the program is made.
lowered lowering::logical(lowered a, std::function<lowered()> const& b, bool decisive) {
    a = needed(std::move(a));
    if (a.is_constant() && a.failed.is(false) && std::get<bool>(a.literal) == decisive) return a;
    auto second = needed(b());
    auto const decide = [decisive](std::span<point const> in) {
        if (in[0].failed || std::get<bool>(in[0].v) == decisive) return in[0];
        return in[1];
    };
    if (auto made = pointwise(kinds::truth, std::array{a, second}, decide)) return *made;
    a = condition(std::move(a));
    second = condition(std::move(second));
    auto const truth_of = [](lowered const& v) { return v.is_constant() ? bits{none, is_given(v.literal) && std::get<bool>(v.literal)} : v.truth; };
    bits const x = truth_of(a), y = truth_of(second);
    auto made = truth_value(decisive ? code().either(x, y) : code().also(x, y));
    auto const reached = decisive ? code().negated(x) : x;
    made.failed = code().either(a.failed, second.failed.is(false) ? never : code().also(reached, second.failed));
    return made;
}

/// `a` where the truth holds, else `b`. The condition was `needed`.
lowered lowering::choose(lowered const& c, lowered a, lowered b) {
    if (c.is_constant() && c.failed.is(true)) return failing(a.kind);
    if (c.is_known()) return std::get<bool>(c.literal) ? a : b;
    auto const pick = [](std::span<point const> in) { return in[0].failed ? in[0] : std::get<bool>(in[0].v) ? in[1] : in[2]; };
    auto const kind = a.kind == kinds::nothing ? b.kind : a.kind;
    a.kind = b.kind = kind;
    if (auto made = pointwise(kind, std::array{c, a, b}, pick)) return *made;
    auto const test = materialise(c);
    bits const when = test.is_constant() ? bits{none, std::get<bool>(test.literal)} : test.truth;
    lowered made;
    if (when.reg == none) {
        made = when.on ? a : b;
        if (made.form == lowered::form::curve) made = materialise(std::move(made));
        made.failed = code().either(test.failed, made.failed);
        return made;
    }
    a = materialise(std::move(a));
    b = materialise(std::move(b));
    made.kind = kind;
    made.form = lowered::form::registers;
    made.given = code().choose(when, a.given, b.given);
    made.failed = code().either(test.failed, code().choose(when, a.failed, b.failed));
    // Of two values that are there at different times only, either may stand for both.
    if (a.is_constant() && !is_given(a.literal)) a = with_marks(b, made);
    else if (b.is_constant() && !is_given(b.literal)) b = with_marks(a, made);
    if (a.is_constant() && b.is_constant() && a.literal == b.literal) return with_marks(a, made);
    if (kind == kinds::truth) {
        auto const truth_of = [](lowered const& v) { return v.is_constant() ? bits{none, std::get<bool>(v.literal)} : v.truth; };
        auto joined = truth_value(code().choose(when, truth_of(a), truth_of(b)));
        return with_marks(joined, made);
    }
    if (kind == kinds::text) {
        index const domain = code().domain_of(when);
        auto const reg_of = [&](lowered const& v) { return v.is_constant() ? code().fill_text(std::get<std::string>(v.literal), domain) : v.reg; };
        made.reg = code().select(lane::text, when, reg_of(a), reg_of(b));
        return made;
    }
    choose_numbers(when, a, b, made);
    return made;
}

/// The value of one with the marks of another.
lowered lowering::with_marks(lowered v, lowered const& marks) {
    v.given = marks.given;
    v.failed = marks.failed;
    return v;
}

void lowering::choose_numbers(bits c, lowered const& a, lowered const& b, lowered& made) {
    auto const number_of = [](lowered const& v) { return plan::position_of(v.literal).value(); };
    if (a.is_constant() && b.is_constant() && made.kind == kinds::number) {
        made.form = lowered::form::choice;
        made.when = c;
        made.first = number_of(a);
        made.second = number_of(b);
        return;
    }
    index const domain = code().domain_of(c);
    auto x = in_registers(a, domain), y = in_registers(b, domain);
    made.denominator = times64(x.denominator / std::gcd(x.denominator, y.denominator), y.denominator);
    auto const scale = [&](lowered const& v, lowered const& written) {
        if (!written.is_constant()) return over(v, made.denominator);
        auto scaled = v;
        scaled.low = scaled.high = times(v.low, made.denominator / v.denominator);
        scaled.reg = code().fill(narrowest(scaled.low, scaled.low), scaled.low, domain);
        return scaled;
    };
    x = scale(x, a);
    y = scale(y, b);
    made.low = std::min(x.low, y.low);
    made.high = std::max(x.high, y.high);
    auto const l = narrowest(made.low, made.high);
    if (a.is_constant() && b.is_constant()) made.reg = code().select_constants(l, c, x.low, y.low);
    else if (b.is_constant()) made.reg = code().select_constant(l, c, x.reg, y.low);
    else if (a.is_constant()) made.reg = code().select_constant(l, code().negated(c), y.reg, x.low);
    else made.reg = code().select(l, c, x.reg, y.reg);
    if (x.divisor == none && y.divisor == none) return;
    made.divisor_low = std::min(x.divisor_low, y.divisor_low);
    made.divisor_high = std::max(x.divisor_high, y.divisor_high);
    auto const d = narrowest(made.divisor_low, made.divisor_high);
    if (x.divisor == none) made.divisor = code().select_constant(d, code().negated(c), y.divisor, 1);
    else if (y.divisor == none) made.divisor = code().select_constant(d, c, x.divisor, 1);
    else made.divisor = code().select(d, c, x.divisor, y.divisor);
}

lowered lowering::given(lowered const& v) {
    auto const ask = [](std::span<point const> in) { return in[0].failed ? in[0] : point{false, is_given(in[0].v)}; };
    if (auto made = pointwise(kinds::truth, {&v, 1}, ask)) return *made;
    auto const m = materialise(v);
    auto made = truth_value(m.given);
    made.failed = m.failed;
    return made;
}

/// The first, or the second where that is absent.
lowered lowering::first_given(lowered a, lowered b) {
    if (a.form != lowered::form::curve && a.given.is(true)) return a;
    auto const pick = [](std::span<point const> in) { return in[0].failed || is_given(in[0].v) ? in[0] : in[1]; };
    auto const kind = a.kind == kinds::nothing ? b.kind : a.kind;
    if (auto made = pointwise(kind, std::array{a, b}, pick)) return *made;
    return choose(given(a), a, b);
}

// ── comparing ───────────────────────────────────────────────────────────────────────────────────────────────────

/// Nothing equals only nothing.
lowered lowering::equality(operands in) {
    auto a = materialise(in[0]), b = materialise(in[1]);
    auto const failed = code().either(a.failed, b.failed);
    a.failed = b.failed = never;
    bits const both = code().also(a.given, b.given);
    bits equal = never;
    if (!both.is(false)) {
        auto const truth_of = [](lowered const& v) { return v.is_constant() ? bits{none, std::get<bool>(v.literal)} : v.truth; };
        if (a.kind == kinds::truth) {
            bits const x = truth_of(a), y = truth_of(b);
            equal = code().choose(x, y, code().negated(y));
        } else {
            equal = equal_given(a, b);
        }
        equal = code().also(both, equal);
    }
    if (!a.given.is(true) && !b.given.is(true)) equal = code().either(equal, code().negated(code().either(a.given, b.given)));
    auto made = truth_value(equal);
    made.failed = failed;
    return made;
}

lowered lowering::comparison(plan::operation o, operands in) {
    auto a = materialise(needed(in[0])), b = materialise(needed(in[1]));
    auto const failed = code().either(a.failed, b.failed);
    if (failed.is(true)) return failing(kinds::truth);
    a.failed = b.failed = never;
    bits truth = never;
    if (o == plan::operation::less) truth = less(a, b, false);
    if (o == plan::operation::less_equal) truth = less(a, b, true);
    if (o == plan::operation::greater) truth = less(b, a, false);
    if (o == plan::operation::greater_equal) truth = less(b, a, true);
    auto made = truth_value(truth);
    made.failed = failed;
    return made;
}

lowered lowering::in_interval(plan::qualifier const& bounds, operands in) {
    bits inside = always, failed = never;
    std::size_t next = 1;
    auto const test = [&](plan::operation o, lowered const& a, lowered const& b) {
        auto const made = comparison(o, std::array{a, b});
        failed = code().either(failed, made.failed);
        inside = code().also(inside, made.is_constant() ? bits{none, is_given(made.literal) && std::get<bool>(made.literal)} : made.truth);
    };
    if (bounds.has_low) test(bounds.low_closed ? plan::operation::less_equal : plan::operation::less, in[next], in[0]), ++next;
    if (bounds.has_high) test(bounds.high_closed ? plan::operation::less_equal : plan::operation::less, in[0], in[next]);
    if (!bounds.has_low && !bounds.has_high) failed = materialise(needed(in[0])).failed;
    auto made = truth_value(inside);
    made.failed = failed;
    return made;
}

lowered lowering::in_set(operands in) {
    bits found = never, failed = never;
    for (lowered const& member : in.subspan(1)) {
        auto const made = equality(std::array{in[0], member});
        failed = code().either(failed, made.failed);
        found = code().either(found, made.is_constant() ? bits{none, is_given(made.literal) && std::get<bool>(made.literal)} : made.truth);
    }
    auto made = truth_value(found);
    made.failed = failed;
    return made;
}

}  // namespace barem::columnar
