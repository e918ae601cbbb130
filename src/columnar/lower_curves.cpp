// Functions of one small register: any operations on it become one lookup, made only where it is needed.

#include "columnar/bounds.hpp"
#include "columnar/layout.hpp"
#include "columnar/lowering.hpp"

#include <numeric>

namespace barem::columnar {

namespace {

using kinds = program::type_kind;

constexpr int128 most_of_root = int128{1} << 62;    ///< and of the counts that a function of one is made of

/// The least common multiple.
std::int64_t joined(std::int64_t a, std::int64_t b) { return times64(a / std::gcd(a, b), b); }

value value_at(root const& of, std::int64_t count) {
    if (of.kind == kinds::date) return date{static_cast<std::int32_t>(count)};
    if (of.kind == kinds::word) return word{static_cast<std::uint32_t>(count)};
    return number::ratio(count, of.denominator);
}

curve identity(std::shared_ptr<root const> of) {
    curve made{std::move(of), {}, {}};
    for (std::int64_t x = made.of->low; x <= made.of->high; ++x) made.at.push_back({false, value_at(*made.of, x)});
    return made;
}

/// Numerator and denominator of a number that has a small form.
std::optional<std::pair<std::int64_t, std::int64_t>> fraction(number const& n) {
    if (n.is_large()) return std::nullopt;
    return std::pair{number_access::numerator(n), number_access::denominator(n)};
}

/// A common denominator of all the numbers of a function under which their counts stay below 2^53; nullopt without one.
std::optional<std::int64_t> common_denominator(curve const& c) {
    std::int64_t made = 1;
    auto const join = [&](point const& p) {
        if (p.failed || !is_given(p.v)) return true;
        auto const f = fraction(std::get<number>(p.v));
        return f && !__builtin_mul_overflow(made / std::gcd(made, f->second), f->second, &made) && made < std::int64_t{1} << 53;
    };
    for (point const& p : c.at)
        if (!join(p)) return std::nullopt;
    if (!join(c.absent)) return std::nullopt;
    for (point const& p : c.at) {
        if (p.failed || !is_given(p.v)) continue;
        auto const f = fraction(std::get<number>(p.v));
        int128 const count = int128{f->first} * (made / f->second);
        if (count > int128{1} << 53 || count < -(int128{1} << 53)) return std::nullopt;
    }
    return made;
}

int128 count_over(value const& v, std::int64_t denominator) {
    if (auto* d = std::get_if<date>(&v)) return d->days;
    if (auto* w = std::get_if<word>(&v)) return w->index;
    auto const f = fraction(std::get<number>(v));
    return times(f->first, denominator / f->second);
}

}  // namespace

lowered constant_value(kinds kind, value v) {
    lowered made;
    made.kind = kind;
    if (!is_given(v)) made.given = never;
    made.literal = std::move(v);
    return made;
}

lowered failing(kinds kind) {
    auto made = constant_value(kind, absent{});
    made.failed = always;
    return made;
}

lowered truth_value(bits b) {
    if (b.reg == none) return constant_value(kinds::truth, b.on);
    lowered made;
    made.kind = kinds::truth;
    made.form = lowered::form::registers;
    made.truth = b;
    return made;
}

// ── applying ────────────────────────────────────────────────────────────────────────────────────────────────────

/// The function of all operands, when each is known or a function of the same root.
std::optional<lowered> lowering::pointwise(kinds result, operands in, pointwise_function const& f) {
    std::shared_ptr<root const> of;
    for (lowered const& v : in) {
        if (v.form == lowered::form::curve) {
            if (of && of != v.function->of) return std::nullopt;
            of = v.function->of;
        } else if (!v.is_known() && !(v.is_constant() && v.failed.is(true))) {
            return std::nullopt;
        }
    }
    std::vector<point> points(in.size());
    auto const at = [&](auto const& of_curve) {
        for (std::size_t i = 0; i != in.size(); ++i) {
            if (in[i].form == lowered::form::curve) points[i] = of_curve(*in[i].function);
            else points[i] = {in[i].failed.is(true), in[i].given.is(false) ? value{} : in[i].literal};
        }
        return f(points);
    };
    if (!of) {
        point made = at([](curve const&) { return point{}; });
        return made.failed ? failing(result) : constant_value(result, std::move(made.v));
    }
    auto made = std::make_shared<curve>();
    made->of = of;
    for (std::size_t x = 0; x != of->size(); ++x) made->at.push_back(at([x](curve const& c) { return c.at[x]; }));
    if (!of->given.is(true)) made->absent = at([](curve const& c) { return c.absent; });
    else made->absent.failed = true;
    lowered joined;
    joined.kind = result;
    joined.form = lowered::form::curve;
    joined.function = std::move(made);
    return joined;
}

lowered lowering::rooted(lowered v) {
    bool const counted = v.kind == kinds::number || v.kind == kinds::date || v.kind == kinds::word;
    if (!counted || v.form != lowered::form::registers || v.divisor != none || v.high - v.low >= most_points) return v;
    if (v.low < -most_of_root || v.high > most_of_root) return v;
    auto of = std::make_shared<root>(root{v.reg, v.kind, static_cast<std::int64_t>(v.low), static_cast<std::int64_t>(v.high), v.denominator, v.given, v.failed});
    lowered made;
    made.kind = v.kind;
    made.form = lowered::form::curve;
    made.function = std::make_shared<curve>(identity(std::move(of)));
    return made;
}

// ── making registers ────────────────────────────────────────────────────────────────────────────────────────────

lowered lowering::materialise(lowered v, std::int64_t denominator) {
    if (v.form == lowered::form::curve) return materialise_curve(*v.function, v.kind, denominator);
    if (v.form == lowered::form::choice) return materialise_choice(v, denominator);
    return v;
}

lowered lowering::materialise_choice(lowered const& v, std::int64_t denominator) {
    auto const a = fraction(v.first), b = fraction(v.second);
    if (!a || !b) refuse("a number of more than 64 bits");
    std::int64_t const over = joined(joined(a->second, b->second), std::max<std::int64_t>(denominator, 1));
    int128 const k = count_over(v.first, over), m = count_over(v.second, over);
    auto const low = std::min(k, m), high = std::max(k, m);
    auto made = number_from(code().select_constants(narrowest(low, high), v.when, k, m), low, high, over);
    made.given = v.given;
    made.failed = v.failed;
    return made;
}

/// Where the points are wanted (1), not wanted (0), or of no account (-1).
bits lowering::truths_of_curve(curve const& c, std::vector<signed char> wanted) {
    signed char last = -1;
    for (auto& w : wanted) last = w = w == -1 ? last : w;
    for (auto w = wanted.rbegin(); w != wanted.rend(); ++w) last = *w = *w == -1 ? last : *w;
    root const& of = *c.of;
    std::vector<std::pair<std::size_t, std::size_t>> runs;
    for (std::size_t x = 0; x != wanted.size(); ++x) {
        if (wanted[x] != 1) continue;
        if (runs.empty() || runs.back().second + 1 != x) runs.push_back({x, x});
        else runs.back().second = x;
    }
    if (runs.empty()) return never;
    auto const run = [&](std::size_t from, std::size_t to) { return code().within(of.reg, int128{of.low} + from, int128{of.low} + to); };
    if (runs.size() == 1 && runs[0] == std::pair{std::size_t{0}, wanted.size() - 1}) return always;
    if (runs.size() == 1 && (runs[0].first != 0 || runs[0].second == wanted.size() - 1)) return run(runs[0].first, runs[0].second);
    if (runs.size() == 1) return code().negated(run(runs[0].second + 1, wanted.size() - 1));
    if (runs.size() == 2 && runs[0].first == 0 && runs[1].second == wanted.size() - 1) return code().negated(run(runs[0].second + 1, runs[1].first - 1));
    lookup table{lane::bits, true, of.low, {}, {}};
    for (auto w : wanted) table.entries.push_back(w == 1);
    return {code().look_up(of.reg, std::move(table)), false};
}

/// The register that holds `entries` by value of the root, those that matter; `range` becomes theirs. None: they are all the same.
index lowering::entries_of_curve(root const& of, std::vector<std::int64_t> entries, std::vector<bool> const& matters, lowered* range) {
    std::optional<std::int64_t> last;
    bool first = true, is_same = true, is_identity = true;
    for (std::size_t x = 0; x != entries.size(); ++x) {
        if (!matters[x]) continue;
        is_same = is_same && (first || entries[x] == *last);
        is_identity = is_identity && entries[x] == of.low + static_cast<std::int64_t>(x);
        range->low = first ? int128{entries[x]} : std::min<int128>(range->low, entries[x]);
        range->high = first ? int128{entries[x]} : std::max<int128>(range->high, entries[x]);
        last = entries[x];
        first = false;
    }
    if (is_same) return none;
    if (is_identity) return of.reg;
    for (std::size_t x = 0; x != entries.size(); ++x)
        if (!matters[x]) entries[x] = x == 0 ? static_cast<std::int64_t>(range->low) : entries[x - 1];
    if (auto const moved = moved_root(of, entries, matters, *range); moved != none) return moved;
    return code().look_up(of.reg, {narrowest(range->low, range->high), true, of.low, {}, std::move(entries)});
}

/// The root with a constant added, where that is all.
index lowering::moved_root(root const& of, std::vector<std::int64_t> const& entries, std::vector<bool> const& matters, lowered const& range) {
    auto const at = static_cast<std::size_t>(std::ranges::find(matters, true) - matters.begin());
    int128 const by = int128{entries[at]} - of.low - static_cast<std::int64_t>(at);
    for (std::size_t x = 0; x != entries.size(); ++x)
        if (matters[x] && entries[x] != of.low + static_cast<std::int64_t>(x) + by) return none;
    return code().with_constant(operation::add_constant, narrowest(std::min<int128>(range.low, of.low), std::max<int128>(range.high, of.high)), of.reg, by);
}

lowered lowering::materialise_curve(curve const& c, kinds kind, std::int64_t denominator) {
    root const& of = *c.of;
    auto const marks = [&](auto const& mark) {
        std::vector<signed char> made;
        for (point const& p : c.at) made.push_back(static_cast<signed char>(mark(p)));
        return made;
    };
    auto const fails = truths_of_curve(c, marks([](point const& p) { return p.failed ? 1 : 0; }));
    auto const has = truths_of_curve(c, marks([](point const& p) { return p.failed ? -1 : is_given(p.v) ? 1 : 0; }));
    lowered made;
    made.kind = kind;
    made.form = lowered::form::registers;
    // Where the root is absent stands what the function says of nothing.
    bool const beyond = is_given(c.absent.v) && !c.absent.failed;
    made.failed = code().either(of.failed, code().choose(of.given, fails, c.absent.failed ? always : never));
    made.given = of.given.is(true) || c.absent.failed ? has : code().choose(of.given, has, beyond ? always : never);
    if (kind == kinds::truth) {
        auto const holds = truths_of_curve(c, marks([](point const& p) { return p.failed || !is_given(p.v) ? -1 : std::get<bool>(p.v) ? 1 : 0; }));
        auto const truth = code().choose(of.given, holds, beyond ? bits{none, std::get<bool>(c.absent.v)} : holds);
        auto known = truth_value(truth);
        known.given = made.given;
        known.failed = made.failed;
        return known;
    }
    if (kind == kinds::text) {                          // few texts, each where it stands
        auto joined = constant_value(kind, absent{});
        bool first = true;
        for (std::size_t x = c.at.size(); x-- > 0;) {
            point const& p = c.at[x];
            if (p.failed || !is_given(p.v)) continue;
            auto const here = truths_of_curve(c, marks([&](point const& q) { return !q.failed && q.v == p.v ? 1 : 0; }));
            joined = first ? constant_value(kind, p.v) : choose(truth_value(here), constant_value(kind, p.v), joined);
            first = false;
        }
        if (beyond) joined = first ? constant_value(kind, c.absent.v) : choose(truth_value(of.given), joined, constant_value(kind, c.absent.v));
        joined.given = joined.is_constant() && !is_given(joined.literal) ? never : made.given;
        joined.failed = made.failed;
        return joined;
    }
    numbers_of_curve(c, made, denominator);
    return made;
}

void lowering::numbers_of_curve(curve const& c, lowered& made, std::int64_t denominator) {
    root const& of = *c.of;
    bool const beyond = is_given(c.absent.v) && !c.absent.failed;
    bool const is_number = made.kind == kinds::number;
    auto const common = is_number ? common_denominator(c) : std::optional<std::int64_t>{1};
    std::vector<std::int64_t> entries, divisors;
    std::vector<bool> matters;
    if (common) made.denominator = denominator > 0 ? joined(*common, denominator) : *common;
    auto const enter = [&](point const& p) {
        matters.push_back(!p.failed && is_given(p.v));
        if (!common && matters.back() && !fraction(std::get<number>(p.v))) refuse("a number of more than 64 bits");
        int128 const count = !matters.back() ? 0 : common ? count_over(p.v, made.denominator) : fraction(std::get<number>(p.v))->first;
        if (count < -most_of_root || count > most_of_root) refuse("a number of more than 64 bits");
        entries.push_back(static_cast<std::int64_t>(count));
        divisors.push_back(!matters.back() || common ? 1 : fraction(std::get<number>(p.v))->second);
    };
    for (point const& p : c.at) enter(p);
    lowered range;
    made.reg = entries_of_curve(of, entries, matters, &range);
    bool const any = std::ranges::find(matters, true) != matters.end();
    made.low = range.low;
    made.high = range.high;
    if (made.reg == none && any && !common) made.reg = code().fill(narrowest(range.low, range.low), range.low, code().domain_of(of.reg));
    if (made.reg == none && !beyond) {
        auto const first = static_cast<std::size_t>(std::ranges::find(matters, true) - matters.begin());
        made.form = lowered::form::constant;
        made.literal = any ? c.at[first].v : value{};
        if (!any) made.given = never;
        return;
    }
    if (beyond) {
        enter(c.absent);
        auto const k = entries.back();
        if (made.reg == none && (!any || k == range.low)) {
            made.form = lowered::form::constant;
            made.literal = c.absent.v;
            return;
        }
        made.low = std::min<int128>(range.low, k);
        made.high = std::max<int128>(range.high, k);
        auto const l = narrowest(made.low, made.high);
        made.reg = made.reg == none ? code().select_constants(l, of.given, range.low, k) : code().select_constant(l, of.given, made.reg, k);
    }
    if (common) return;
    lowered divisor_range;
    made.denominator = 1;
    if (beyond) refuse("a quotient that has a value where its divisor has none");
    made.divisor = entries_of_curve(of, divisors, matters, &divisor_range);
    if (made.divisor == none) made.divisor = code().fill(narrowest(divisor_range.low, divisor_range.low), divisor_range.low, code().domain_of(of.reg));
    made.divisor_low = static_cast<std::int64_t>(divisor_range.low);
    made.divisor_high = static_cast<std::int64_t>(divisor_range.high);
}

}  // namespace barem::columnar
