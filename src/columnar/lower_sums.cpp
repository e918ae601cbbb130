// Sums of many terms: added up in the narrowest lanes first, conditions with constant amounts as one operation each.

#include "columnar/bounds.hpp"
#include "columnar/layout.hpp"
#include "columnar/lowering.hpp"

#include <numeric>

namespace barem::columnar {

using kinds = program::type_kind;

namespace {

struct item { index reg; int128 low, high; };
struct amount { bits when; int128 k; };             ///< k > 0 where the condition holds

/// Sums of items of one sign.
class adder {
public:
    explicit adder(assembler& code) : code_(code) {}

    void add(item i) { items_.push_back(i); }
    void add(amount a) { amounts_.push_back(a); }

    /// nullopt: nothing was added.
    std::optional<item> sum() {
        add_amounts();
        while (items_.size() > 1) {
            auto const narrower = [](item const& a, item const& b) { return a.high - a.low > b.high - b.low; };
            std::ranges::stable_sort(items_, narrower);
            auto const a = items_.back(), b = items_[items_.size() - 2];
            items_.resize(items_.size() - 2);
            item const made{none, checked(a.low + b.low), checked(a.high + b.high)};
            auto const l = narrowest(std::min({made.low, a.low, b.low}), std::max({made.high, a.high, b.high}));
            items_.push_back({code_.binary(operation::add, l, a.reg, b.reg), made.low, made.high});
        }
        if (items_.empty()) return std::nullopt;
        return items_.front();
    }

private:
    /// Amounts go onto one running sum after another, each as long as it stays in the lane of a byte.
    void add_amounts() {
        std::ranges::stable_sort(amounts_, {}, &amount::k);
        std::optional<item> running;
        for (auto const& [when, k] : amounts_) {
            if (running && running->high <= 255 && running->high + k > 255) {
                items_.push_back(*running);
                running.reset();
            }
            if (!running) {
                running = item{code_.select_constants(narrowest(0, k), when, k, 0), 0, k};
                continue;
            }
            running->high += k;
            running->reg = code_.add_constant_where(narrowest(0, running->high), running->reg, k, when);
        }
        if (running) items_.push_back(*running);
    }

    assembler& code_;
    std::vector<item> items_;
    std::vector<amount> amounts_;
};

/// plus - minus + constant; nullopt without registers.
std::optional<item> difference(assembler& code, std::optional<item> plus, std::optional<item> minus, int128 constant) {
    if (!plus && !minus) return std::nullopt;
    auto const lane_of = [](int128 a, int128 b, item const& i) { return narrowest(std::min({a, b, i.low}), std::max({a, b, i.high})); };
    if (!plus) {
        item const made{none, checked(constant - minus->high), checked(constant - minus->low)};
        return item{code.with_constant(operation::subtract_from, lane_of(made.low, made.high, *minus), minus->reg, constant), made.low, made.high};
    }
    item made = *plus;
    if (minus) {
        made = {none, checked(plus->low - minus->high), checked(plus->high - minus->low)};
        auto const l = narrowest(std::min({made.low, plus->low, minus->low}), std::max({made.high, plus->high, minus->high}));
        made.reg = code.binary(operation::subtract, l, plus->reg, minus->reg);
    }
    if (constant == 0) return made;
    item const moved{none, checked(made.low + constant), checked(made.high + constant)};
    return item{code.with_constant(operation::add_constant, lane_of(moved.low, moved.high, made), made.reg, constant), moved.low, moved.high};
}

}  // namespace

/// The terms of additions and subtractions within one another.
void lowering::terms_of(index id, surroundings const& in, bool minus, std::vector<term>& terms) {
    plan::node const& n = tree_.nodes[id];
    bool const here = stage_ == 0 || in.arguments || stratum_of(id) == stage_;
    switch (here ? n.operation : plan::operation::constant) {
        case plan::operation::add:
        case plan::operation::subtract:
            terms_of(operand(n, 0), in, minus, terms);
            terms_of(operand(n, 1), in, minus != (n.operation == plan::operation::subtract), terms);
            return;
        case plan::operation::negate: terms_of(operand(n, 0), in, !minus, terms); return;
        default: terms.push_back({node(id, in), minus});
    }
}

lowered lowering::sum(std::vector<term> terms) {
    bits failed = never;
    number constant(0);
    std::vector<lowered> functions, divided, counted;
    auto const take = [&](lowered v) {
        failed = code().either(failed, v.failed);
        v.failed = never;
        if (v.is_constant() && is_given(v.literal)) constant += std::get<number>(v.literal);
        else if (v.is_constant()) failed = always;
        else if (v.divisor != none) divided.push_back(std::move(v));
        else counted.push_back(std::move(v));
    };
    for (term& t : terms) {
        auto v = needed(std::move(t.value));
        if (v.is_constant() && v.failed.is(true)) return failing(kinds::number);
        if (t.minus) v = negate(std::move(v));
        if (v.form != lowered::form::curve) {
            take(std::move(v));
            continue;
        }
        auto const same = std::ranges::find_if(functions, [&](lowered const& f) { return f.function->of == v.function->of; });
        if (same == functions.end()) functions.push_back(std::move(v));
        else *same = apply(plan::operation::add, {*same, v});
    }
    // A function takes its sign from its values: what is taken away is counted from zero upwards.
    std::vector<std::pair<lowered, bool>> signed_functions;
    for (auto& f : functions) {
        bool const all_negative = std::ranges::all_of(f.function->at, [](point const& p) { return p.failed || std::get<number>(p.v).sign() <= 0; });
        auto v = materialise(all_negative ? negate(f) : f);
        if (v.is_constant() || v.divisor != none) {
            take(all_negative ? negate(std::move(v)) : std::move(v));
            continue;
        }
        failed = code().either(failed, v.failed);
        v.failed = never;
        signed_functions.push_back({std::move(v), all_negative});
    }

    std::int64_t over = 1;
    auto const join = [&](std::int64_t d) { over = times64(over / std::gcd(over, d), d); };
    auto const fraction = [](number const& n) {
        if (n.is_large()) throw refusal{"a number of more than 64 bits"};
        return std::pair{number_access::numerator(n), number_access::denominator(n)};
    };
    for (lowered& v : counted) {
        if (v.form == lowered::form::choice) {              // second + (first - second where it holds)
            if (code().is_negation(v.when)) {               // not to be computed for this
                v.when = code().negated(v.when);
                std::swap(v.first, v.second);
            }
            constant += v.second;
            v.first = v.first - v.second;
            join(fraction(v.first).second);
        } else {
            join(v.denominator);
        }
    }
    for (auto const& [v, minus] : signed_functions) join(v.denominator);
    join(fraction(constant).second);

    adder plus(code()), minus(code());
    for (auto const& [v, is_minus] : signed_functions) {
        auto const scaled = this->over(v, over);
        (is_minus ? minus : plus).add(item{scaled.reg, scaled.low, scaled.high});
    }
    for (lowered& v : counted) {
        if (v.form == lowered::form::choice) {
            auto const [p, q] = fraction(v.first);
            int128 const k = times(p, over / q);
            if (k != 0) (k < 0 ? minus : plus).add(amount{v.when, k < 0 ? -k : k});
            continue;
        }
        auto const scaled = this->over(v, over);
        plus.add(item{scaled.reg, scaled.low, scaled.high});
    }
    auto const [p, q] = fraction(constant);
    auto made = constant_value(kinds::number, constant);
    if (auto const total = difference(code(), plus.sum(), minus.sum(), times(p, over / q))) made = number_from(total->reg, total->low, total->high, over);
    for (lowered const& v : divided) made = add_two(std::move(made), v, false);
    made.failed = code().either(failed, made.failed);
    return made;
}

}  // namespace barem::columnar
