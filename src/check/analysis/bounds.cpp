#include "check/analysis/bounds.hpp"

#include "check/analysis/interval_arithmetic.hpp"

#include <algorithm>
#include <utility>

namespace barem::analysis {

using program::aggregate_function;
using program::expression_kind;

namespace {

constexpr unsigned deepest = 200;            // of definitions and operations within one another
constexpr std::size_t longest_number = 4096; // bits; numbers that grow beyond are not worth knowing

bounds modest(bounds b) {
    if (b.low && b.low->bits() > longest_number) b.low.reset();
    if (b.high && b.high->bits() > longest_number) b.high.reset();
    return b;
}

bounds of_value(value const& v) {
    if (auto const* n = std::get_if<number>(&v)) return exactly(*n);
    if (auto const* d = std::get_if<date>(&v)) return exactly(number(std::int64_t{d->days}));
    return {};
}

/// A deadline that leads out of its calendar has no value.
bounds days_of(program::calendar const& c) {
    return {number(std::int64_t{c.first.days}), number(std::int64_t{c.first.days} + static_cast<std::int64_t>(c.days.size()) - 1)};
}

bounds rounded(bounds b, program::expression const& e, bounds const& by) {
    if (!by.low || by.low != by.high) return {};
    auto const places = by.low->to_int64();
    if (e.kind == expression_kind::round_places && (!places || *places < -100 || *places > 100)) return {};
    if (e.kind == expression_kind::round_multiple && by.low->sign() <= 0) return {};
    for (auto* end : {&b.low, &b.high})
        if (*end) *end = e.kind == expression_kind::round_places ? (*end)->rounded(static_cast<int>(*places), e.mode) : (*end)->rounded_to(*by.low, e.mode);
    return b;
}

struct deeper {
    explicit deeper(unsigned& depth) : depth_(depth) { ++depth_; }
    ~deeper() { --depth_; }
    deeper(deeper const&) = delete;
    deeper& operator=(deeper const&) = delete;
private:
    unsigned& depth_;
};

}  // namespace

namespace {

/// Sets something for as long as it lives.
template <typename T>
class meanwhile {
public:
    meanwhile(T& what, T value) : what_(what), before_(std::exchange(what, std::move(value))) {}
    ~meanwhile() { what_ = std::move(before_); }
    meanwhile(meanwhile const&) = delete;
    meanwhile& operator=(meanwhile const&) = delete;
private:
    T& what_;
    T before_;
};

}  // namespace

bounds estimator::given(program::expression const& e, place const& at, std::vector<assumption> const& known) {
    given_.clear();
    meanwhile<std::vector<assumption> const*> const here(known_, &known);
    return of(e, at);
}

bounds estimator::of(program::expression const& e, place const& at) {
    if (depth_ >= deepest) return {};
    deeper const guard(depth_);
    bounds assumed;
    if (known_)
        for (auto const& [what, its] : *known_)
            if (same(*what, e)) assumed = within(its, assumed);
    bounds const its = of_kind(e, at);
    return known_ ? within(its, assumed) : its;
}

bounds estimator::of_kind(program::expression const& e, place const& at) {
    auto const operand = [&](std::size_t i) { return of(e.operands[i], at); };
    auto const fold = [&](auto const& join) {
        bounds all = operand(0);
        for (std::size_t i = 1; i != e.operands.size(); ++i) all = join(all, operand(i));
        return all;
    };
    switch (e.kind) {
        case expression_kind::constant: return of_value(e.literal);
        case expression_kind::field: return of_field(e, at);
        case expression_kind::parameter: return of_parameter(p_.parameters[e.target]);
        case expression_kind::argument: {
            auto const& range = p_.tables[at.table].arguments[e.target].range;
            return {range.low, range.high};
        }
        case expression_kind::negate: return negated(operand(0));
        case expression_kind::add:
        case expression_kind::date_add_days: return modest(sum(operand(0), operand(1)));
        case expression_kind::subtract: {
            bounds const found = modest(sum(operand(0), negated(operand(1))));
            return is_never_greater(e.operands[1], e.operands[0], at) ? within(found, {number(0), std::nullopt}) : found;
        }
        case expression_kind::date_difference:
        case expression_kind::date_subtract_days: return modest(sum(operand(0), negated(operand(1))));
        case expression_kind::multiply: return modest(product(operand(0), operand(1)));
        case expression_kind::divide: return modest(quotient(operand(0), operand(1), e.operands[1].type.integer));
        case expression_kind::percent_of: return modest(product(product(operand(0), operand(1)), exactly(number::ratio(1, 100))));
        case expression_kind::share: return of_share(e, at);
        case expression_kind::minimum: return fold(smaller);
        case expression_kind::maximum: return fold(larger);
        case expression_kind::default_value: return fold(hull);
        case expression_kind::absolute: return magnitude(operand(0));
        case expression_kind::round_places:
        case expression_kind::round_multiple: return rounded(operand(0), e, operand(1));
        case expression_kind::days_after: return modest(sum(operand(1), within(operand(0), {number(0), std::nullopt})));
        case expression_kind::days_before: return modest(sum(operand(1), negated(within(operand(0), {number(0), std::nullopt}))));
        case expression_kind::working_days_after:
        case expression_kind::working_days_before: return days_of(p_.calendars[e.target]);
        case expression_kind::working_days_between: {
            auto const most = number(static_cast<std::int64_t>(p_.calendars[e.target].days.size()));
            return {-most, most};
        }
        case expression_kind::year_of: return {number(1), number(9999)};
        case expression_kind::month_of: return {number(1), number(12)};
        case expression_kind::day_of: return {number(1), number(31)};
        case expression_kind::position_of: return {number(1), number(std::int64_t(p_.enums[e.operands[0].type.of].words.size()))};
        case expression_kind::look_up: return of_table(e.target);
        case expression_kind::aggregate: return of_aggregate(e, at);
        case expression_kind::group_value: return of_group(p_.group_aggregates[e.target]);
        case expression_kind::conditional: {
            bounds all = of(e.operands.back(), at);
            for (std::size_t i = 1; i < e.operands.size(); i += 2) all = hull(all, operand(i));
            return all;
        }
        default: return {};
    }
}

bounds estimator::of_share(program::expression const& e, place const& at) {
    auto const& [part, whole] = std::pair<program::expression const&, program::expression const&>(e.operands[0], e.operands[1]);
    bounds const of_whole = of(whole, at);
    bounds found = product(quotient(of(part, at), of_whole, whole.type.integer), exactly(100));
    bool const is_part = of_whole.low && of_whole.low->sign() >= 0 && is_never_greater(part, whole, at);
    return modest(is_part ? within(found, {std::nullopt, number(100)}) : found);
}

bool estimator::is_never_greater(program::expression const& part, program::expression const& whole, place const& at) {
    if (same(part, whole)) return true;
    if (part.kind == expression_kind::minimum)
        return std::ranges::any_of(part.operands, [&](auto const& o) { return is_never_greater(o, whole, at); });
    if (whole.kind == expression_kind::maximum)
        return std::ranges::any_of(whole.operands, [&](auto const& o) { return is_never_greater(part, o, at); });
    if (part.kind == expression_kind::field && whole.kind == expression_kind::field) return is_limited_by(part, whole, at);
    if (part.kind != expression_kind::aggregate || whole.kind != expression_kind::aggregate) return false;
    auto const &a = part.aggregate[0], &b = whole.aggregate[0];
    if (a.function != b.function || a.origin != b.origin || a.lists != b.lists) return false;
    bool const same_elements = std::ranges::equal(a.filter, b.filter, [](auto const& x, auto const& y) { return same(x, y); });
    if (!same_elements && !b.filter.empty()) return false;
    if (a.function == aggregate_function::count) return true;
    if (a.function != aggregate_function::sum || !is_never_greater(a.over[0], b.over[0], element_of(p_, at, a))) return false;
    if (same_elements) return true;
    meanwhile<std::vector<assumption> const*> const elsewhere(known_, nullptr);
    auto const left_out = of(b.over[0], element_of(p_, at, b));
    return left_out.low && left_out.low->sign() >= 0;
}

/// `input done : integer 0..planned`
bool estimator::is_limited_by(program::expression const& part, program::expression const& whole, place const& at) const {
    if (part.scope != whole.scope || part.through != whole.through) return false;
    auto const m = member_of(p_, at, part);
    if (m.record == program::none) return false;
    auto const& members = p_.records[m.record].members;
    auto const &high = members[m.member].high_input, &low = members[whole.target].low_input;
    return (high && high->member == whole.target) || (low && low->member == part.target);
}

bounds estimator::size_of(program::aggregation const& a, place const& at) const {
    index record = record_at(p_, at, a.origin);
    bounds size = exactly(1);
    for (auto const list : a.lists) {
        if (record == program::none) return {number(0), std::nullopt};
        auto const& member = p_.records[record].members[list];
        bool const single = member.type.kind == program::type_kind::record;
        bounds const its = single ? bounds{number(member.type.optional ? 0 : 1), number(1)} : bounds{member.range.low.value_or(0), member.range.high};
        size = product(size, its);
        record = member.type.of;
    }
    if (!a.filter.empty()) size.low = number(0);
    return modest(size);
}

bounds estimator::of_aggregate(program::expression const& e, place const& at) {
    auto const& a = e.aggregate[0];
    bounds const size = size_of(a, at);
    if (a.function == aggregate_function::count) return size;
    if (a.over.empty()) return {};
    meanwhile<std::vector<assumption> const*> const elsewhere(known_, nullptr);
    bounds const each = of(a.over[0], element_of(p_, at, a));
    return a.function == aggregate_function::sum ? modest(product(size, each)) : each;
}

/// A group has one record or more.
bounds estimator::of_group(program::group_aggregate const& a) {
    bounds const size{number(a.filter.empty() ? 1 : 0), std::nullopt};
    if (a.function == aggregate_function::count) return size;
    if (a.over.empty()) return {};
    meanwhile<std::vector<assumption> const*> const elsewhere(known_, nullptr);
    bounds const each = of(a.over[0], place::in_record(p_.cohorts[a.cohort].record));
    return a.function == aggregate_function::sum ? modest(product(size, each)) : each;
}

bounds estimator::of_table(index table) {
    if (auto const known = tables_.find(table); known != tables_.end()) return known->second;
    tables_[table] = {};                     // what it is while it is being worked out
    meanwhile<std::vector<assumption> const*> const elsewhere(known_, nullptr);
    auto const& t = p_.tables[table];
    auto const at = place::in_table(table);
    bool const adds = t.policy == program::hit_policy::collect_sum;
    bounds all = exactly(0);
    bool first = !adds;
    for (auto const& row : t.rows)
        for (auto const& result : row.result) {
            bounds const its = of(result, at);
            all = adds ? sum(all, hull(its, exactly(0))) : first ? its : hull(all, its);
            first = false;
        }
    if (t.policy == program::hit_policy::collect_count) {
        all = {number(0), number(std::int64_t(t.rows.size()))};
        first = false;
    }
    for (auto const& o : t.otherwise) {
        all = first ? of(o.value, at) : hull(all, of(o.value, at));
        first = false;
    }
    if (first) all = {};
    return tables_[table] = modest(all);
}

bounds estimator::of_parameter(program::parameter const& parameter) const {
    if (parameters_ == parameter_values::declared) return {parameter.range.low, parameter.range.high};
    if (parameter.dated.empty()) return of_value(parameter.initial);
    bounds all = of_value(parameter.dated.front().at);
    for (auto const& from : parameter.dated) all = hull(all, of_value(from.at));
    return all;
}

bounds estimator::of_rows(program::deduction_table const& t, place const& at) {
    bounds all = exactly(0);
    for (auto const& row : t.rows) {
        bounds its = of(row.amount, at);
        its = row.each ? product(within(of(row.condition, at), {number(0), std::nullopt}), its) : hull(its, exactly(0));
        for (auto const& cap : row.cap) its = smaller(its, of(cap, at));
        all = modest(sum(all, its));
    }
    return all;
}

bounds estimator::of_deductions(program::deduction_table const& t, place const& at) {
    bounds all = of_rows(t, at);
    for (auto const& cap : t.cap) all = smaller(all, of(cap, at));
    return all;
}

bounds estimator::of_definition(member_place m) {
    auto const& member = p_.records[m.record].members[m.member];
    auto const at = place::in_record(m.record);
    if (member.kind == program::member_kind::input) return {member.range.low, member.range.high};
    if (member.kind == program::member_kind::rank) return {number(1), std::nullopt};
    if (!member.deductions.empty()) return of_deductions(member.deductions[0], at);
    std::optional<bounds> all;
    auto const take = [&](program::expression const& e) {
        auto const its = of(e, at);
        all = all ? hull(*all, its) : its;
    };
    for (auto const& v : member.value) take(v);
    for (auto const& x : member.exceptions) take(x.value);
    for (auto const& c : member.levels)
        for (auto const& level : c.levels) take(level.value);
    return all.value_or(bounds{});
}

/// What is known of a record holds of its own definitions, and of nothing else.
bounds estimator::of_field(program::expression const& e, place const& at) {
    auto const m = member_of(p_, at, e);
    bool const own = e.scope == program::scope{} && e.through.empty() && m.record != program::none;
    if (known_ && own) {
        if (auto const found = given_.find(m); found != given_.end()) return found->second;
        given_[m] = {};
        return given_[m] = of_definition(m);
    }
    meanwhile<std::vector<assumption> const*> const elsewhere(known_, nullptr);
    return of_member(m);
}

bounds estimator::of_member(member_place m) {
    if (m.record == program::none || m.member == program::none) return {};
    if (auto const known = members_.find(m); known != members_.end()) return known->second;
    members_[m] = {};                        // so that a circle, reported elsewhere, ends here
    return members_[m] = of_definition(m);
}

bounds bounds_of(program::program const& p, program::expression const& e, place const& at) { return estimator(p).of(e, at); }

}  // namespace barem::analysis
