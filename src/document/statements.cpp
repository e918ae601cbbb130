// What declarations say beside formulas and conditions: limits of data, rows of tables, places and quotas, days off.

#include "document/linked_text.hpp"
#include "document/phrases.hpp"
#include "explain/amounts.hpp"
#include "explain/speech.hpp"
#include "explain/wording.hpp"

#include <array>

namespace barem::document {

using explain::message;
using explain::say;
using program::expression_kind;
using program::type_kind;

// ── data ────────────────────────────────────────────────────────────────────────────────────────────────────────

std::vector<text> phrases::limits(index record, program::member const& m) const {
    auto const end = [&](std::optional<number> const& n, std::optional<program::bounding_input> const& input) -> std::optional<text> {
        if (input) return linked(member_label(record, input->member), anchors_.members[record][input->member]);
        if (!n) return std::nullopt;
        auto const at = n->to_int64();
        if (m.type.kind == type_kind::date && at) return value(date{static_cast<std::int32_t>(*at)}, m.type);
        return m.type.kind == type_kind::list ? text::same(n->to_exact()) : value(*n, m.type);
    };
    std::vector<text> made;
    program::type const plain_number{type_kind::number, program::unit_none};
    text const within = range(end(m.range.low, m.low_input), end(m.range.high, m.high_input), m.type.kind == type_kind::date ? m.type : plain_number);
    if (!within.empty()) made.push_back(m.type.kind == type_kind::list ? say(message::entries_in_list, {within}) : within);
    if (m.decimals && !m.type.integer) made.push_back(precision(*m.decimals));
    return made;
}

text phrases::precision(std::uint32_t decimals) const { return say(message::digits_after_point, {text::same(std::to_string(decimals))}); }

text phrases::when_given(index record, program::member const& m) const {
    if (!m.required_when.empty()) return say(message::required_when, {in_line(condition(m.required_when[0], place::in_record(record)))});
    return say(m.type.optional ? message::may_be_absent : message::always_given);
}

text phrases::printed_with(unsigned digits) const {
    if (digits == 0) return say(message::printed_whole);
    return digits == 1 ? say(message::printed_one_digit) : say(message::printed_digits, {text::same(std::to_string(digits))});
}

// ── tables ──────────────────────────────────────────────────────────────────────────────────────────────────────

text phrases::policy(program::hit_policy p) const {
    constexpr std::array says{message::hit_unique, message::hit_first, message::hit_any, message::hit_priority,
                              message::hit_sum,    message::hit_min,   message::hit_max, message::hit_count};
    return say(says[static_cast<std::size_t>(p)]);
}

text phrases::gaps(program::gap_reading g) const {
    switch (g) {
        case program::gap_reading::lower: return say(message::gaps_lower);
        case program::gap_reading::higher: return say(message::gaps_higher);
        case program::gap_reading::nothing: return say(message::gaps_nothing);
        case program::gap_reading::error: break;
    }
    return {};
}

// ── places and quotas ───────────────────────────────────────────────────────────────────────────────────────────

namespace {

std::vector<text> partition_of(phrases const& words, anchors const& names, program::cohort const& c) {
    std::vector<text> labels;
    for (index const f : c.partition) labels.push_back(linked(inside_sentence(words.member_label(c.record, f)), names.members[c.record][f]));
    return labels;
}

}  // namespace

text phrases::groups(program::cohort const& c) const {
    auto const labels = partition_of(*this, anchors_, c);
    return labels.empty() ? say(message::group_name_all) : say(message::group_name, {explain::both_of(labels)});
}

text phrases::group(std::vector<expression> const& filter, program::cohort const& c) const {
    auto const labels = partition_of(*this, anchors_, c);
    text const records = labels.empty() ? say(message::records_of_roster) : say(message::records_with_same, {explain::both_of(labels)});
    return filtered(records, filter, place::in_record(c.record));
}

text phrases::rank(program::rank const& r) const {
    std::vector<text> keys;
    place const at = place::in_record(p_.cohorts[r.cohort].record);
    for (auto const& key : r.keys) keys.push_back(say(key.descending ? message::highest_first : message::lowest_first, {formula(key.value, at)}));
    return say(message::rank_says, {join(keys, say(message::then_by))});
}

text phrases::ties(program::rank const& r) const { return say(r.dense ? message::ties_dense : message::ties_competition); }

text phrases::quota(program::member const& m) const {
    auto const& q = p_.quotas[m.quota];
    expression const& amount = m.value[0];
    place const at = place::in_record(p_.cohorts[q.cohort].record);
    if (q.share.empty()) return formula(amount, at);
    bool const rounds = amount.kind == expression_kind::round_places || amount.kind == expression_kind::round_multiple;
    bool const is_most = rounds && amount.mode == rounding::down;
    text says = say(is_most ? message::share_at_most : message::share_is_of, {formula(q.share[0], at), group(p_.group_aggregates[q.base].filter, p_.cohorts[q.cohort])});
    if (!rounds) return says;
    says += ", ";
    if (amount.mode == rounding::down) return says + say(message::rounded_down);
    if (amount.mode == rounding::up) return says + say(message::rounded_up);
    return says + say(message::rounded_by, {say(explain::name_of(amount.mode))});
}

text phrases::admission(program::admission const& a) const {
    index const record = p_.roster_record;
    auto const link = [&](index member) { return linked(inside_sentence(member_label(record, member)), anchors_.members[record][member]); };
    return say(message::admission_says, {link(p_.ranks[a.rank].member), link(p_.quotas[a.quota].member)});
}

text phrases::ties(program::admission const& a) const { return say(a.ties_in ? message::ties_in : message::ties_out); }

// ── calendars ───────────────────────────────────────────────────────────────────────────────────────────────────

text phrases::weekend(program::calendar const& c) const {
    constexpr std::array names{message::monday, message::tuesday, message::wednesday, message::thursday, message::friday, message::saturday, message::sunday};
    std::array<bool, 7> is_off{};
    // 1 January 1970, day 0, was a Thursday. A day of the weekend that was exchanged is none of the kind.
    for (std::size_t i = 0; i != c.days.size(); ++i) {
        auto const weekday = static_cast<std::size_t>(((c.first.days + static_cast<std::int64_t>(i) + 3) % 7 + 7) % 7);
        is_off[weekday] |= c.days[i].kind == program::day_kind::weekend;
    }
    std::vector<text> off;
    for (std::size_t d = 0; d != 7; ++d)
        if (is_off[d]) off.push_back(say(names[d]));
    return off.empty() ? say(message::calendar_no_weekend) : say(message::calendar_weekend, {explain::both_of(off)});
}

}  // namespace barem::document
