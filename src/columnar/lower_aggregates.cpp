// Values made from the elements of lists: folded level by level, from the innermost list out to the record that the path begins in.

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
        made.failed = bad_elements(f.bad, from, to);
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

/// Whether an element that counts, or whether it counts, has failed.
bits lowering::bad_elements(bits bad, index from, index to) {
    for (; from != to && !bad.is(false); from = out_.domains[from].parent)
        bad = {code().over_elements(operation::any_of, lane::bits, lane::bits, from, code().as_register(bad, from), none, always), false};
    return bad;
}

/// What is evaluated up to the first element that decides fails only by what stands before it.
bits lowering::first_bad(program::aggregate_function which, folded const& f, index from, index to) {
    if (which != function::first || f.bad.is(false)) return bad_elements(f.bad, from, to);
    return first_that_decides(f.bad, f.counts, from, to);
}

/// Whether the first element that is bad or decides is bad.
bits lowering::first_that_decides(bits bad, bits decides, index from, index to) {
    if (bad.is(false)) return never;
    auto ends = code().either(bad, decides);
    for (; from != to; from = out_.domains[from].parent) {
        bad = {code().over_elements(operation::first_of, lane::bits, lane::bits, from, code().as_register(bad, from), none, ends), false};
        if (out_.domains[from].parent != to)
            ends = {code().over_elements(operation::any_of, lane::bits, lane::bits, from, code().as_register(ends, from), none, always), false};
    }
    return bad;
}

lowered lowering::test_elements(bool is_any, folded const& f, index from, index to) {
    bits const holds = truth_of(f.value);
    bits const decisive = code().also(f.counts, is_any ? holds : code().negated(holds));
    auto result = decisive;
    for (index d = from; d != to && result.reg != none; d = out_.domains[d].parent)
        result = {code().over_elements(operation::any_of, lane::bits, lane::bits, d, code().as_register(result, d), none, always), false};
    if (decisive.is(true)) result = code().negated(code().within(materialised_count(from, to).reg, 0, 0));
    auto made = truth_value(is_any ? result : code().negated(result));
    made.failed = first_that_decides(f.bad, decisive, from, to);
    return made;
}

lowered lowering::materialised_count(index from, index to) { return in_registers(materialise(count_elements(always, from, to)), to); }

lowered lowering::count_elements(bits counts, index from, index to) {
    if (from == to) return choose(truth_value(counts), constant_value(kinds::number, number(1)), constant_value(kinds::number, number(0)));
    if (counts.is(false)) return constant_value(kinds::number, number(0));
    index const parent = out_.domains[from].parent;
    index const reg = counts.is(true) ? code().over_elements(operation::element_count, lane::i32, lane::i32, from, none, none, always)
                                      : code().over_elements(operation::count_of, lane::i32, lane::i32, from, none, none, counts);
    auto const [fewest, most] = sizes(from);
    return add_up(number_from(reg, counts.is(true) ? fewest : 0, most, 1), parent, to);
}

/// How many elements a list has at least and at most; what has fewer falls back.
std::pair<std::int64_t, std::int64_t> lowering::sizes(index domain) {
    std::int64_t fewest = fewest_elements(domain);
    if (fewest > 0) demanded_.insert(domain);
    return {fewest, out_.domains[domain].max_elements};
}

/// The sum over all elements, level by level. Precondition: registers of a number without a divisor.
lowered lowering::add_up(lowered v, index from, index to) {
    for (; from != to; from = out_.domains[from].parent) {
        auto const [fewest, most] = sizes(from);
        int128 const low = times(v.low, v.low < 0 ? most : fewest), high = times(v.high, v.high > 0 ? most : fewest);
        auto const l = narrowest(std::min(low, v.low), std::max(high, v.high));
        v.reg = code().over_elements(operation::sum_of, l, l, from, v.reg, none, always);
        v.low = low;
        v.high = high;
    }
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
    std::int64_t const most = out_.domains[from].max_elements;
    int128 const low = times(std::min<int128>(v.low, 0), most), high = times(std::max<int128>(v.high, 0), most);
    auto const l = narrowest(std::min(low, v.low), std::max(high, v.high));
    auto made = number_from(code().over_elements(operation::sum_of, l, l, from, v.reg, none, f.counts), low, high, v.denominator);
    return add_up(made, out_.domains[from].parent, to);
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
    bits given = v.given, counts = f.counts;
    index reg = v.reg, key = by.reg;
    for (index d = from; d != to; d = out_.domains[d].parent) {
        auto const pick = [&](index of) {
            auto const l = code().lane_of(of);
            if (which == function::minimum) return code().over_elements(operation::minimum_of, l, l, d, of, none, counts);
            if (which == function::maximum) return code().over_elements(operation::maximum_of, l, l, d, of, none, counts);
            if (which == function::first) return code().over_elements(operation::first_of, l, l, d, of, none, counts);
            return code().over_elements(operation::latest_of, l, l, d, of, key, counts);
        };
        reg = pick(reg);
        if (given.reg != none) given = {pick(code().as_register(given, d)), false};
        if (which == function::latest) {
            auto const l = code().lane_of(key);
            key = code().over_elements(operation::maximum_of, l, l, d, key, none, counts);
        }
        if (counts.is(true)) counts = fewest_elements(d) > 0 && sizes(d).first > 0 ? always : some_element(d);
        else counts = {code().over_elements(operation::any_of, lane::bits, lane::bits, d, code().as_register(counts, d), none, always), false};
    }
    lowered made = v;
    made.form = lowered::form::registers;
    made.reg = reg;
    if (kind == kinds::truth) made = truth_value({reg, false});
    made.given = code().also(counts, given);
    return made;
}

bits lowering::some_element(index domain) {
    index const many = code().over_elements(operation::element_count, lane::i32, lane::i32, domain, none, none, always);
    return code().within(many, 1, out_.domains[domain].max_elements);
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
