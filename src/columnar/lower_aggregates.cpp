// Values made from the elements of lists: those of the innermost list straight into the record that the path begins in.

#include "columnar/bounds.hpp"
#include "columnar/layout.hpp"
#include "columnar/lowering.hpp"

namespace barem::columnar {

using kinds = program::type_kind;
using function = program::aggregate_function;

namespace {

bits truth_of(lowered const& v) { return v.is_constant() ? bits{none, is_given(v.literal) && std::get<bool>(v.literal)} : v.truth; }

}  // namespace

lowered lowering::aggregate(plan::aggregate const& a, surroundings const& in) {
    index const origin = reach(a.origin, in);
    index at = origin;
    for (index i = 0; i != a.lists.count; ++i) {
        index const slot = tree_.steps[a.lists.first + i];
        if (tree_.records[places_[at].record].lists[slot].single) at = child_of(at, slot);
        else at = place_of({domain_of(at, slot), {}, tree_.records[places_[at].record].lists[slot].record});
    }
    index const from = places_[at].domain, to = places_[origin].domain;
    if (stage_ != 0 && (from != to || !places_[at].singles.empty())) refuse("elements of lists that rest on places or groups");
    surroundings within{in.places, in.arguments, in.origins};
    within.places.insert(within.places.begin(), at);
    within.origins.insert(within.origins.begin(), to);
    elements_[&a] = std::max(elements_[&a], instances(from, to));

    folded f;
    f.counts = places_[at].singles.empty() ? always : presence(at);
    if (a.filter != none) {
        auto const filter = condition(node(a.filter, within));
        f.bad = code().also(f.counts, filter.failed);
        f.counts = code().also(f.counts, truth_of(filter));
    }
    if (a.over != none) f.value = node(a.over, within);
    else f.value = constant_value(kinds::truth, true);
    bool const takes_absent = a.function == function::first || a.function == function::latest || a.function == function::count;
    f.value = materialise(takes_absent ? std::move(f.value) : needed(std::move(f.value)));
    f.bad = code().either(f.bad, code().also(f.counts, f.value.failed));
    f.value.failed = never;
    if (a.by != none) {
        f.by = materialise(needed(node(a.by, within)));
        f.bad = code().either(f.bad, code().also(f.counts, f.by.failed));
        f.by.failed = never;
    }
    return fold(a, std::move(f), from, to);
}

/// The aggregate over the elements of the domain `from` within each row of `to`.
lowered lowering::fold(plan::aggregate const& a, folded f, index from, index to) {
    if (f.value.is_constant() && f.value.given.is(true) && f.value.kind == kinds::number && a.function == function::sum && !f.counts.is(true)) {
        // A constant for each element that counts.
        auto const many = count_elements(f.counts, from, to);
        auto made = materialise(multiply_known(many, std::get<number>(f.value.literal)));
        made.failed = any_element(f.bad, from, to);
        return rooted(std::move(made));
    }
    lowered made;
    switch (a.function) {
        case function::count: made = count_elements(f.counts, from, to); break;
        case function::any:
        case function::all: return test_elements(a.function == function::any, f, from, to);
        case function::sum: made = add_elements(f, from, to); break;
        case function::mean: {
            auto const many = rooted(count_elements(f.counts, from, to)), total = add_elements(f, from, to);
            auto const some = apply(plan::operation::greater, {many, constant_value(kinds::number, number(0))});
            made = choose(some, divide(total, many), constant_value(kinds::number, absent{}));
            break;
        }
        default: made = pick_element(a.function, f, from, to);
    }
    made = materialise(std::move(made));
    made.failed = code().either(made.failed, first_bad(a.function, f, from, to));
    return rooted(std::move(made));
}

/// Whether it is true of some element.
bits lowering::any_element(bits b, index from, index to) {
    if (from == to || b.is(false)) return b;
    return {code().over_elements(operation::any_of, lane::bits, from, to, code().as_register(b, from)), false};
}

/// Whether an element that counts, or whether it counts, has failed. What is evaluated up to the first element that decides fails only
/// by what stands before it.
bits lowering::first_bad(program::aggregate_function which, folded const& f, index from, index to) {
    if (which != function::first) return any_element(f.bad, from, to);
    return first_that_decides(f.bad, f.counts, from, to);
}

/// Whether the first element that is bad or decides is bad.
bits lowering::first_that_decides(bits bad, bits decides, index from, index to) {
    if (from == to || bad.is(false)) return bad;
    auto const ends = code().either(bad, decides);
    return {code().over_elements(operation::first_of, lane::bits, from, to, code().as_register(bad, from), none, ends), false};
}

lowered lowering::test_elements(bool is_any, folded const& f, index from, index to) {
    bits const holds = truth_of(f.value);
    bits const decisive = code().also(f.counts, is_any ? holds : code().negated(holds));
    auto const result = decisive.is(true) ? some_element(from, to) : any_element(decisive, from, to);
    auto made = truth_value(is_any ? result : code().negated(result));
    made.failed = first_that_decides(f.bad, decisive, from, to);
    return made;
}

lowered lowering::count_elements(bits counts, index from, index to) {
    if (from == to) return choose(truth_value(counts), constant_value(kinds::number, number(1)), constant_value(kinds::number, number(0)));
    if (counts.is(false)) return constant_value(kinds::number, number(0));
    auto const [fewest, most] = sizes(from, to);
    if (counts.is(true)) return number_from(element_count(from, to), fewest, most, 1);
    return number_from(code().over_elements(operation::count_of, narrowest(0, most), from, to, none, none, counts), 0, most, 1);
}

index lowering::element_count(index from, index to) {
    return code().over_elements(operation::element_count, narrowest(0, most_within(from, to)), from, to, none);
}

int128 lowering::most_within(index from, index to) const {
    int128 most = 1;
    for (; from != to; from = out_.domains[from].parent) most = times(most, out_.domains[from].max_elements);
    return most;
}

/// How many elements there are at least and at most; what has fewer falls back.
std::pair<int128, int128> lowering::sizes(index from, index to) {
    int128 fewest = 1;
    for (index d = from; d != to; d = out_.domains[d].parent) fewest = times(fewest, fewest_elements(d));
    for (index d = from; d != to && fewest > 0; d = out_.domains[d].parent) demanded_.insert(d);
    return {fewest, most_within(from, to)};
}

/// The sum over all elements. Precondition: registers of a number without a divisor.
lowered lowering::add_up(lowered v, index from, index to) {
    if (from == to) return v;
    auto const [fewest, most] = sizes(from, to);
    int128 const low = times(v.low, v.low < 0 ? most : fewest), high = times(v.high, v.high > 0 ? most : fewest);
    auto const l = narrowest(std::min(low, v.low), std::max(high, v.high));
    v.reg = code().over_elements(operation::sum_of, l, from, to, v.reg);
    v.low = low;
    v.high = high;
    return v;
}

lowered lowering::add_elements(folded const& f, index from, index to) {
    if (f.value.is_constant() && !is_given(f.value.literal)) return constant_value(kinds::number, number(0));        // fails for any element
    if (f.counts.is(false)) return constant_value(kinds::number, number(0));
    auto v = in_registers(f.value, from);
    if (v.divisor != none) refuse("a sum of quotients without a common denominator");
    if (from == to) {
        v.given = always;
        return materialise(choose(truth_value(f.counts), v, constant_value(kinds::number, number(0))));
    }
    if (f.counts.is(true)) return add_up(v, from, to);
    int128 const most = most_within(from, to);
    int128 const low = times(std::min<int128>(v.low, 0), most), high = times(std::max<int128>(v.high, 0), most);
    auto const l = narrowest(std::min(low, v.low), std::max(high, v.high));
    return number_from(code().over_elements(operation::sum_of, l, from, to, v.reg, none, f.counts), low, high, v.denominator);
}

/// min, max, first, latest: one of the elements that count, absent without any.
lowered lowering::pick_element(program::aggregate_function which, folded f, index from, index to) {
    auto const kind = f.value.kind;
    auto v = f.value;
    if (v.is_constant() && !is_given(v.literal)) return v;
    if (kind == kinds::truth) v.reg = code().as_register(truth_of(v), from);
    else if (kind == kinds::text && v.is_constant()) v.reg = code().fill_text(std::get<std::string>(v.literal), from);
    else v = in_registers(v, from);
    if (v.divisor != none) refuse("one of several quotients without a common denominator");
    auto by = which == function::latest ? in_registers(f.by, from) : lowered{};
    if (by.divisor != none) refuse("the latest by a quotient without a common denominator");
    auto const pick = [&](index of) {
        auto const l = code().lane_of(of);
        switch (which) {
            case function::minimum: return code().over_elements(operation::minimum_of, l, from, to, of, none, f.counts);
            case function::maximum: return code().over_elements(operation::maximum_of, l, from, to, of, none, f.counts);
            case function::first: return code().over_elements(operation::first_of, l, from, to, of, none, f.counts);
            default: return code().over_elements(operation::latest_of, l, from, to, of, by.reg, f.counts);
        }
    };
    bits given = v.given, counts = f.counts;
    index reg = v.reg;
    if (from != to) {
        reg = pick(reg);
        if (given.reg != none) given = {pick(code().as_register(given, from)), false};
        counts = counts.is(true) ? some_element(from, to) : any_element(counts, from, to);
    }
    lowered made = v;
    made.form = lowered::form::registers;
    made.reg = reg;
    if (kind == kinds::truth) made = truth_value({reg, false});
    made.given = code().also(counts, given);
    return made;
}

bits lowering::some_element(index from, index to) {
    if (sizes(from, to).first > 0) return always;
    return code().within(element_count(from, to), 1, most_within(from, to));
}

/// The declared least size of a list; none of one within a single record that may not be there.
std::int64_t lowering::fewest_elements(index domain) {
    columnar::domain const d = out_.domains[domain];
    index const at = parent_of(place_of({domain, {}, d.record}));
    if (!presence(at).is(true)) return 0;
    auto const& m = rules_.records[places_[at].record].members[tree_.records[places_[at].record].lists[d.path.back()].member];
    auto const low = m.range.low ? m.range.low->to_int64() : std::nullopt;
    return std::max<std::int64_t>(0, low.value_or(0));
}

}  // namespace barem::columnar
