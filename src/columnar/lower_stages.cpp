// Stages: what later ones read of earlier ones and of the other records, and what each yields.

#include "columnar/bounds.hpp"
#include "columnar/layout.hpp"
#include "columnar/lowering.hpp"

namespace barem::columnar {

using kinds = program::type_kind;
using sources = columnar::input::source;
using purposes = decltype(yield::purpose);

namespace {

/// Most records of a group that values of groups are bounded by; a value beyond falls back.
constexpr std::int64_t most_records = 1'000'000'000;
constexpr int128 most_sum = int128{4'000'000'000'000'000'000};

}  // namespace

// ── strata ──────────────────────────────────────────────────────────────────────────────────────────────────────

/// After which stratum of cohorts a node can be known.
index lowering::stratum_of(index id) {
    if (id == none) return 0;
    if (strata_[id] != none) return strata_[id];
    plan::node const& n = tree_.nodes[id];
    index made = 0;
    for (index i = 0; i != n.operands.count; ++i) made = std::max(made, stratum_of(operand(n, i)));
    if (n.operation == plan::operation::field) {
        plan::field_access const& f = tree_.fields[n.target];
        if (f.storage == plan::storage::computed) made = tree_.records[f.record].members[f.member].stratum;
    }
    if (n.operation == plan::operation::group_value) made = tree_.group_aggregates[n.target].stratum + 1;
    if (n.operation == plan::operation::aggregate) {
        plan::aggregate const& a = tree_.aggregates[n.target];
        made = std::max({made, stratum_of(a.over), stratum_of(a.filter), stratum_of(a.by)});
    }
    return strata_[id] = made;
}

/// Makes a value in an earlier stage and carries it into this one.
lowered lowering::in_stage(index stage, std::function<lowered()> const& make) {
    if (stage == stage_) return make();
    if (stage > stage_) refuse("a value that is known only in a later stage");
    index const here = std::exchange(stage_, stage);
    auto made = materialise(make());
    stage_ = here;
    return rooted(carried(std::move(made), stage));
}

lowered lowering::carried(lowered v, index from) {
    v.given = carried_bits(v.given, from);
    v.failed = carried_bits(v.failed, from);
    if (v.is_constant()) return v;
    if (v.kind == kinds::truth) {
        v.truth = carried_bits(v.truth, from);
        return v;
    }
    v.reg = carried_register(v.reg, from, v.kind, v.low, v.high);
    if (v.divisor != none) v.divisor = carried_register(v.divisor, from, kinds::number, v.divisor_low, v.divisor_high);
    return v;
}

bits lowering::carried_bits(bits b, index from) {
    return b.reg == none ? b : bits{carried_register(b.reg, from, kinds::truth, 0, 1), false};
}

index lowering::carried_register(index reg, index from, kinds kind, int128 low, int128 high) {
    auto const [at, is_new] = carried_.try_emplace({stage_, from, reg}, none);
    if (!is_new) return at->second;
    columnar::stage& earlier = assemblers_[from].stage();
    if (assemblers_[from].lane_of(reg) == lane::i128) refuse("a number of more than 64 bits that a later stage needs");
    yield y;
    y.purpose = purposes::carried;
    y.type.kind = kind;
    y.value = reg;
    earlier.yields.push_back(y);
    columnar::input in;
    in.from = sources::carried;
    in.of = static_cast<index>(earlier.yields.size() - 1);
    in.stage = from;
    in.value = code().input(assemblers_[from].lane_of(reg), 0);
    in.low = static_cast<std::int64_t>(low);
    in.high = static_cast<std::int64_t>(high);
    code().stage().inputs.push_back(in);
    return at->second = in.value;
}

// ── other records ───────────────────────────────────────────────────────────────────────────────────────────────

lowered lowering::place_of_rank(index rank, sources what) {
    auto const [at, is_new] = peers_.try_emplace({stage_, what, rank});
    if (!is_new) return at->second;
    if (tree_.ranks[rank].stratum >= stage_) refuse("a place that is known only in a later stage");
    columnar::input in;
    in.from = what;
    in.of = rank;
    in.low = what == sources::place_before ? 0 : 1;
    in.high = most_records;
    in.value = code().input(lane::i32, 0);
    code().stage().inputs.push_back(in);
    return at->second = number_from(in.value, in.low, in.high, 1);
}

/// What a record brings to a group aggregate, in the stage of its stratum.
lowering::brought const& lowering::brought_to(index aggregate) {
    auto const [at, is_new] = brought_.try_emplace(aggregate);
    if (!is_new) return at->second;
    plan::group_aggregate const& a = tree_.group_aggregates[aggregate];
    index const here = std::exchange(stage_, a.stratum);
    within_.push_back({rules_.roster_record, a.member});
    surroundings const in{{place_of({0, {}, rules_.roster_record})}, nullptr};
    brought made;
    made.filter = a.filter == none ? constant_value(kinds::truth, true) : condition(node(a.filter, in));
    if (a.over != none) made.over = materialise(node(a.over, in));
    if (a.by != none) made.by = materialise(node(a.by, in));
    bool const tests = a.function == program::aggregate_function::any || a.function == program::aggregate_function::all;
    if (tests && made.over) made.over = needed(std::move(*made.over));
    within_.pop_back();
    stage_ = here;
    return at->second = std::move(made);
}

lowered lowering::group_value(index aggregate) {
    using enum program::aggregate_function;
    auto const [at, is_new] = peers_.try_emplace({stage_, sources::group_value, aggregate});
    if (!is_new) return at->second;
    plan::group_aggregate const& a = tree_.group_aggregates[aggregate];
    if (a.stratum >= stage_) refuse("a value of a group that is known only in a later stage");
    auto const over = brought_to(aggregate).over;
    columnar::input in;
    in.from = sources::group_value;
    in.of = aggregate;
    lowered made;
    made.form = lowered::form::registers;
    bool const is_truth = a.function == any || a.function == all || (over && over->kind == kinds::truth && a.function != count);
    made.kind = a.function == count ? kinds::number : is_truth ? kinds::truth : over->kind;
    range bounds{a.filter == none ? 1 : 0, most_records};          // of a count: the record itself is one
    if (a.function != count && !is_truth && made.kind != kinds::text) {
        auto const each = over->is_constant() ? in_constant(*over) : *over;
        bounds = {each.low, each.high};
        made.denominator = each.denominator;
        bool const divided = each.divisor != none;
        if (a.function == sum || a.function == mean) bounds = range{std::min<int128>(each.low, 0), std::max<int128>(each.high, 0)} * range{most_records, most_records};
        if (divided) bounds = {-most_sum, most_sum};
        bounds = {std::max(bounds.low, -most_sum), std::min(bounds.high, most_sum)};
        if (divided || a.function == mean) {
            in.dividing = made.divisor = code().input(divided ? lane::i64 : lane::i32, 0);
            made.divisor_high = divided ? static_cast<std::int64_t>(most_sum) : most_records;
        }
    }
    auto const l = is_truth ? lane::bits : made.kind == kinds::text ? lane::text : narrowest(bounds.low, bounds.high);
    in.value = made.reg = code().input(l, 0);
    made.low = bounds.low;
    made.high = bounds.high;
    in.low = static_cast<std::int64_t>(bounds.low);
    in.high = static_cast<std::int64_t>(bounds.high);
    if (is_truth) made.truth = {in.value, false};
    if (a.function != count && a.function != sum && a.function != any && a.function != all) {
        in.given = code().input(lane::bits, 0);
        made.given = {in.given, false};
    }
    code().stage().inputs.push_back(in);
    return at->second = made;
}

/// A constant as if it stood in a register.
lowered lowering::in_constant(lowered const& v) {
    auto const n = plan::position_of(v.literal).value_or(number(0));
    if (n.is_large()) refuse("a number of more than 64 bits");
    auto made = number_from(none, number_access::numerator(n), number_access::numerator(n), number_access::denominator(n), v.kind);
    return made;
}

// ── what a stage yields ─────────────────────────────────────────────────────────────────────────────────────────

void lowering::fall_back(bits b) { fallback_[stage_] = code().either(fallback_[stage_], b); }

/// The value is needed: rows where it fails fall back.
void lowering::yield_value(yield y, lowered v) {
    v = materialise(std::move(v));
    fall_back(v.failed);
    bool const nothing = v.is_constant() && !is_given(v.literal);
    if (v.kind == kinds::nothing) v.kind = y.type.kind;
    if (v.kind == kinds::truth) {
        y.value = code().as_register(v.is_constant() ? bits{none, !nothing && std::get<bool>(v.literal)} : v.truth, 0);
    } else if (v.kind == kinds::text) {
        y.value = v.is_constant() ? code().fill_text(nothing ? "" : std::get<std::string>(v.literal), 0) : v.reg;
    } else {
        v = in_registers(std::move(v), 0);
        y.value = v.kind == kinds::date ? code().convert(v.reg, lane::i32) : v.reg;
        y.denominator = v.denominator;
        if (v.divisor != none) y.divisor = code().lane_of(v.divisor) == lane::u8 ? code().convert(v.divisor, lane::i16) : v.divisor;
        if (y.divisor != none && code().lane_of(y.divisor) == lane::i128) refuse("a divisor of more than 64 bits");
    }
    y.value = code().in(y.value, 0);
    if (nothing) v.given = never;
    if (!v.given.is(true)) y.given = code().as_register(v.given, 0);
    code().stage().yields.push_back(y);
}

void lowering::yields_of_group(index aggregate) {
    plan::group_aggregate const& a = tree_.group_aggregates[aggregate];
    auto const& made = brought_to(aggregate);
    auto const emit = [&](purposes purpose, lowered v, bits counts) {
        v.failed = code().also(counts, v.failed);
        yield y;
        y.purpose = purpose;
        y.in = aggregate;
        y.type.kind = v.kind;
        yield_value(y, std::move(v));
    };
    bits const counts = made.filter.is_constant() ? bits{none, is_given(made.filter.literal) && std::get<bool>(made.filter.literal)} : made.filter.truth;
    if (a.filter != none) emit(purposes::filter, made.filter, always);
    if (made.over) emit(purposes::over, *made.over, counts);
    if (made.by) emit(purposes::by, *made.by, counts);
}

void lowering::yields_of_stage() {
    plan::record const& kind = tree_.records[rules_.roster_record];
    index const roster = place_of({0, {}, rules_.roster_record});
    for (index i = 0; i != kind.outputs.size(); ++i) {
        plan::member const& m = kind.members[kind.outputs[i]];
        bool const in_first = m.kind == program::member_kind::input || m.type.kind == kinds::list || m.type.kind == kinds::record;
        if ((in_first ? 0 : m.stratum) != stage_) continue;
        yield y;
        y.of = i;
        y.type = m.type;
        yield_value(y, member(roster, kind.outputs[i]));
    }
    for (index c = 0; c != tree_.cohorts.size(); ++c) {
        if (tree_.cohorts[c].stratum != stage_) continue;
        for (index p = 0; p != tree_.cohorts[c].partition.size(); ++p) {
            yield y;
            y.purpose = purposes::partition;
            y.of = p;
            y.in = c;
            y.type = kind.members[tree_.cohorts[c].partition[p]].type;
            yield_value(y, needed(member(roster, tree_.cohorts[c].partition[p])));
        }
    }
    for (index r = 0; r != tree_.ranks.size(); ++r) {
        if (tree_.ranks[r].stratum != stage_) continue;
        within_.push_back({rules_.roster_record, tree_.ranks[r].member});
        for (index k = 0; k != tree_.ranks[r].keys.size(); ++k) {
            yield y;
            y.purpose = purposes::key;
            y.of = k;
            y.in = r;
            y.type = tree_.nodes[tree_.ranks[r].keys[k].value].type;
            yield_value(y, node(tree_.ranks[r].keys[k].value, {{roster}, nullptr}));
        }
        within_.pop_back();
    }
    for (index a = 0; a != tree_.group_aggregates.size(); ++a)
        if (tree_.group_aggregates[a].stratum == stage_) yields_of_group(a);
}

}  // namespace barem::columnar
