// Caps, min() and max() that never decide: B1316.

#include "check/analysis/constant.hpp"
#include "check/analysis/describe.hpp"
#include "check/analysis/findings.hpp"
#include "check/analysis/interval_arithmetic.hpp"
#include "check/print.hpp"

#include <fmt/format.h>

#include <set>

namespace barem::analysis {

using program::expression;
using program::expression_kind;

namespace {

class caps {
public:
    caps(program::program const& p, findings& found) : p_(p), estimate_(p, parameter_values::initial), found_(found) {}

    void member(member_place m) {
        owner_ = m;
        walk_definition(p_, m, [&](expression const& e, place const& at) {
            bool const is_choice = e.kind == expression_kind::minimum || e.kind == expression_kind::maximum;
            if (is_choice && e.type.kind == program::type_kind::number && seen_.insert(&e).second) choice(e, at);
        });
        auto const at = place::in_record(m.record);
        for (auto const& table : p_.records[m.record].members[m.member].deductions) deductions(table, at);
    }

    void table(index t) {
        owner_ = {};
        auto const at = place::in_table(t);
        for (auto const& row : p_.tables[t].rows)
            for (auto const& r : row.result)
                walk(p_, r, at, [&](expression const& e, place const& where) {
                    if ((e.kind == expression_kind::minimum || e.kind == expression_kind::maximum) && e.type.kind == program::type_kind::number) choice(e, where);
                });
    }

private:
    std::string print(expression const& e, place const& at) const { return check::print(p_, e, {at.records, at.table}); }

    /// An operand of min() that is never below another one decides nothing.
    void choice(expression const& e, place const& at) {
        bool const least = e.kind == expression_kind::minimum;
        for (auto const& never : e.operands)
            for (auto const& other : e.operands) {
                if (&never == &other) continue;
                auto const its = estimate_.of(never, at), others = estimate_.of(other, at);
                auto const& end = least ? its.low : its.high;          // nearest to deciding
                auto const& reach = least ? others.high : others.low;
                if (!end || !reach || (least ? *end <= *reach : *end >= *reach)) continue;
                bool const is_told_by_other = !constant_value(p_, other);
                auto const& told = is_told_by_other ? other : never;
                auto& d = add(fmt::format("`{}` never decides: `{}` is {}", print(never, at), print(told, at), describe_bounds(p_, is_told_by_other ? others : its, told.type)));
                d.labels.push_back({never.where, least ? "never the smaller one" : "never the greater one"});
                d.labels.push_back({other.where, describe_bounds(p_, others, other.type)});
                d.help = fmt::format("remove `{}`, or correct it", least ? "min" : "max");
                show(d, other, least, at);
                return;
            }
    }

    void deductions(program::deduction_table const& t, place const& at) {
        for (auto const& row : t.rows)
            for (auto const& cap : row.cap) {
                auto its = estimate_.of(row.amount, at);
                if (row.each) its = product(within(estimate_.of(row.condition, at), {number(0), std::nullopt}), its);
                deduction_cap(cap, its, row.amount, row.each ? &row.condition : &row.amount, "this row", at);
            }
        for (auto const& cap : t.cap) deduction_cap(cap, estimate_.of_rows(t, at), cap, nullptr, "the sum of all rows", at);
    }

    void deduction_cap(expression const& cap, bounds const& reach, expression const& amount, expression const* grows, std::string_view what, place const& at) {
        auto const its = estimate_.of(cap, at);
        if (!its.low || !reach.high || *reach.high >= *its.low) return;
        auto& d = add(fmt::format("the cap `{}` never binds: {} is {}", print(cap, at), what, describe_bounds(p_, reach, amount.type)));
        d.labels.push_back({cap.where, "never reached"});
        if (&amount != &cap) d.labels.push_back({amount.where, describe_bounds(p_, reach, amount.type)});
        d.help = "remove the cap, or correct it";
        if (grows) show(d, *grows, true, at);
        else d.to_show = goal::of_extreme(owner_, nullptr, true);
    }

    finding& add(std::string message) {
        found_.emplace_back(diagnostic{"B1316", severity::warning, std::move(message), {}, {}, {}, {}});
        return found_.back();
    }

    void show(finding& d, expression const& value, bool greatest, place const& at) {
        if (at.table != program::none) d.to_show = goal::every_call(at.table);
        else d.to_show = at.records.size() == 1 ? goal::of_extreme(owner_, &value, greatest) : goal::every_record();
    }

    program::program const& p_;
    estimator estimate_;
    findings& found_;
    member_place owner_;
    std::set<expression const*> seen_;       // an aggregate over a group stands in several definitions
};

}  // namespace

void analyse_caps(program::program const& p, findings& found) {
    caps all(p, found);
    for (index r = 0; r != p.records.size(); ++r)
        for (index m = 0; m != p.records[r].members.size(); ++m) all.member({r, m});
    for (index t = 0; t != p.tables.size(); ++t) all.table(t);
}

}  // namespace barem::analysis
