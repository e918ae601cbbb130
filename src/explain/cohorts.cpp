// A record among the others of its group: ranks, quotas, admissions, values of the group.

#include "check/print.hpp"
#include "explain/decisions.hpp"
#include "explain/wording.hpp"

namespace barem::explain {

namespace {

text number_of(std::uint64_t n) { return text::same(std::to_string(n)); }
text records(std::uint64_t n) { return n == 1 ? say(message::one_record) : say(message::records, {number_of(n)}); }

/// "rounded down"
text how_rounded(rounding mode) {
    if (mode == rounding::down) return say(message::rounded_down);
    if (mode == rounding::up) return say(message::rounded_up);
    return say(message::rounded_by, {say(name_of(mode))});
}

}  // namespace

// ── values of the group ─────────────────────────────────────────────────────────────────────────────────────────

/// What is asked of the records of the group; the record at hand is one of them. Where it would tell a branch that only this record takes,
/// the rule set speaks for itself.
text speech::in_group(spot const& at, index asked) {
    auto const branches = [&](auto const& self, index id) -> bool {
        plan::node const& n = c_.node(id);
        if (n.operation == plan::operation::conditional || n.operation == plan::operation::default_value) return true;
        for (index i = 0; i != n.operands.count; ++i)
            if (self(self, c_.operand(n, i))) return true;
        return false;
    };
    if (!branches(branches, asked)) return formula(at, asked, manner::named);
    return text::same(check::print(c_.rules, *c_.tree.origins[asked], check::printing_scope::in_record(c_.rules.roster_record)));
}

/// "sum of Points over the 3 of the 11 records of the group where Status = “overdue”"
text speech::group_words(spot const& at, index id, bool with_numbers) {
    using enum program::aggregate_function;
    auto const& a = c_.tree.group_aggregates[c_.node(id).target];
    index const counted = c_.traced.value_of_group(c_.node(id).target).counted, size = c_.traced.size_of_group(a.cohort);
    text list = say(message::group_records);
    bool const counts = a.function == count;
    if (with_numbers && a.filter != none && !counts) list = say(message::group_some, {number_of(counted), number_of(size)});
    else if (with_numbers && a.filter != none) list = say(message::group_among, {number_of(size)});
    else if (with_numbers && !counts) list = say(message::group_numbered, {number_of(size)});
    if (a.filter != none) list = say(message::filtered, {list, in_group(at, a.filter)});
    text const over = a.over == none ? text{} : within_sentence(in_group(at, a.over));
    switch (a.function) {
        case sum: return say(message::sum_of, {over, list});
        case minimum: return say(by_type(c_.node(a.over).type, message::least_over, message::earliest_over, message::lowest_over), {over, list});
        case maximum: return say(by_type(c_.node(a.over).type, message::greatest_over, message::last_over, message::highest_over), {over, list});
        case mean: return say(message::mean_over, {over, list});
        case first: return say(message::first_over, {over, list});
        case latest: return say(message::latest_over, {over, list});
        case any: return say(message::some_element, {list, over});
        case all: return say(message::every_element, {list, over});
        case count: break;
    }
    return say(message::count_of, {list});
}

text speech::of_group(spot const& at, index id, manner m) {
    text says = group_words(at, id, m == manner::valued);
    auto const v = m == manner::valued ? c_.value_of(at, id) : std::nullopt;
    return v ? valued(std::move(says), *v, c_.node(id).type) : says;
}

// ── ranks ───────────────────────────────────────────────────────────────────────────────────────────────────────

/// What forms the group of the record.
std::vector<entry> decider::within(index frame, index cohort) {
    std::vector<entry> made;
    for (index p : c_.tree.cohorts[cohort].partition) made.push_back(c_.entry(frame, p, c_.member_value(frame, p).value_or(absent{})));
    return made;
}

namespace {

/// " in Type “Sở, ban, ngành”"; empty of the whole roster.
text in_group_of(std::vector<entry> const& within) {
    std::vector<text> parts;
    for (entry const& e : within) parts.push_back((text(e.label) += hard_space) += say(message::quoted, {e.value.shown}));
    return parts.empty() ? text{} : text::same(" ") + say(message::within_group, {both_of(parts)});
}

}  // namespace

ranking decider::rank(index frame, index member) {
    ranking made;
    made.what = c_.definition(frame, member, c_.member_value(frame, member).value_or(absent{}));
    index const which = c_.kind(frame).members[member].rank;
    plan::rank const& r = c_.tree.ranks[which];
    auto const standing = c_.traced.standing_of(which);
    made.place = standing.place;
    made.before = standing.before;
    made.sharing = standing.sharing;
    made.group = standing.group;
    made.within = within(frame, r.cohort);
    made.says = say(message::place_among, {ordinal(standing.place), number_of(standing.group)}) + in_group_of(made.within);
    if (standing.sharing == 2) made.says += text::same("; ") + say(message::shared_with_one);
    if (standing.sharing > 2) made.says += text::same("; ") + say(message::shared_with, {number_of(standing.sharing - 1)});
    if (standing.before == 1) made.says += text::same("; ") + say(message::one_before);
    if (standing.before > 1) made.says += text::same("; ") + say(message::some_before, {number_of(standing.before)});
    spot const at = c_.spot_of(frame, member);
    std::vector<text> keys;
    for (auto const& k : r.keys) {
        ranking::key key;
        key.descending = k.descending;
        key.what.label = speech.formula(at, k.value, manner::named);
        key.what.value = c_.shown(c_.value_of(at, k.value).value_or(absent{}), c_.node(k.value).type);
        text const valued = speech.formula(at, k.value, manner::valued);
        keys.push_back(say(k.descending ? message::highest_first : message::lowest_first, {valued}));
        made.keys.push_back(std::move(key));
    }
    made.says += text::same("; ") + say(message::ranked_by, {both_of(keys)});
    return made;
}

// ── quotas and admissions ───────────────────────────────────────────────────────────────────────────────────────

/// "20 % of 11 records in Type “Sở” = 2.2, rounded down"
quota decider::quota(index frame, index member) {
    explain::quota made;
    made.what = c_.definition(frame, member, c_.member_value(frame, member).value_or(absent{}));
    program::quota const& q = c_.rules.quotas[c_.kind(frame).members[member].quota];
    made.group = c_.traced.size_of_group(q.cohort);
    made.within = within(frame, q.cohort);
    spot const at = c_.spot_of(frame, member);
    index const whole = c_.tree.records[c_.record_of(frame)].members[member].value;
    if (q.base == none || c_.node(whole).operation != plan::operation::round_places) {
        made.says = speech.whole(at, whole) + in_group_of(made.within);
        return made;
    }
    auto const base = c_.traced.value_of_group(q.base);
    made.base = base.counted;
    index const share = c_.operand(c_.node(whole), 0);
    text of = records(base.counted) + in_group_of(made.within);
    if (index const filter = c_.tree.group_aggregates[q.base].filter; filter != none) of = say(message::filtered, {of, speech.in_group(at, filter)});
    auto const exact = c_.value_of(at, share).value_or(absent{});
    auto const amount = c_.shown(exact, c_.node(share).type);
    made.says = say(message::share_is, {speech.formula(at, c_.operand(c_.node(share), 0), manner::valued), of, in_full_bare(amount)});
    auto const* n = std::get_if<number>(&exact);
    if (n && !n->is_integer()) made.says += text::same(", ") + how_rounded(c_.node(whole).qualifier.mode) + ": " + in_full_bare(made.what.value);
    return made;
}

/// "3rd of 11 in Type “Sở”; the quota is 2; places 2 to 4 are shared by 3 records; it leaves only 1 of these places: the tied records stay
/// outside together"
admission decider::admit(index frame, index member) {
    admission made;
    made.what = c_.definition(frame, member, c_.member_value(frame, member).value_or(absent{}));
    plan::admission const& a = c_.tree.admissions[c_.kind(frame).members[member].admission];
    auto const standing = c_.traced.standing_of(a.rank);
    made.before = standing.before;
    made.sharing = standing.sharing;
    made.group = standing.group;
    auto const quota = c_.member_value(frame, a.quota).value_or(absent{});
    made.quota = c_.shown(quota, c_.rules.records[c_.record_of(frame)].members[a.quota].type);
    auto const* room = std::get_if<number>(&quota);
    number const before(std::int64_t{standing.before}), last(std::int64_t{standing.before} + standing.sharing);
    made.says = say(message::place_among, {ordinal(standing.place), number_of(standing.group)}) +
                in_group_of(within(frame, c_.tree.ranks[a.rank].cohort)) + "; " + say(message::the_quota_is, {made.quota.bare});
    if (!room) return made;
    bool const all = last <= *room, none_of_them = *room <= before;
    if (standing.sharing == 1) {
        made.says += text::same("; ") + say(all ? message::place_fits : message::place_exceeds, {number_of(standing.before + 1)});
        return made;
    }
    made.says += text::same("; ") + say(message::places_shared, {number_of(standing.before + 1), number_of(standing.before + standing.sharing), number_of(standing.sharing)});
    if (all || none_of_them) {
        made.says += text::same("; ") + say(all ? message::all_fit : message::none_fits);
        return made;
    }
    number const left = *room - before;
    made.says += text::same("; ") + (left == number(1) ? say(message::one_left) : say(message::some_left, {text::same(left.to_exact())})) + ": " +
                 say(a.ties_in ? message::in_together : message::out_together);
    return made;
}

}  // namespace barem::explain
