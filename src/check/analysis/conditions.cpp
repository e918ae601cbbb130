// Conditions that turn out the same in every case in which they are asked: B1404, and B1405 where a threshold lies outside of what can be.

#include "check/analysis/asked.hpp"
#include "check/analysis/constant.hpp"
#include "check/analysis/describe.hpp"
#include "check/analysis/findings.hpp"
#include "check/analysis/search.hpp"
#include "check/analysis/thresholds.hpp"
#include "check/print.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace barem::analysis {

using program::expression;
using program::expression_kind;

namespace {

constexpr std::size_t steps_of_one = 20'000; // of a condition with its parts: most take some dozens

bool asks_record(expression const& e) {
    switch (e.kind) {
        case expression_kind::constant:
        case expression_kind::parameter: return false;
        case expression_kind::field:
        case expression_kind::argument:
        case expression_kind::parent:
        case expression_kind::aggregate:
        case expression_kind::group_value: return true;
        default: break;
    }
    auto const bounds_ask = [](program::interval const& i) { return std::ranges::any_of(i.low, asks_record) || std::ranges::any_of(i.high, asks_record); };
    return std::ranges::any_of(e.operands, asks_record) || std::ranges::any_of(e.in, bounds_ask);
}

bool joins(expression const& e) { return e.kind == expression_kind::logical_and || e.kind == expression_kind::logical_or; }

/// `[90% .. 80%)`, which is reported as such.
bool has_empty_interval(program::program const& p, expression const& e) {
    auto const is_empty = [&](program::interval const& i) {
        auto const asked = constant_extent(p, i);
        return asked && !tightened(*asked, std::nullopt);
    };
    return std::ranges::any_of(e.in, is_empty) || std::ranges::any_of(e.operands, [&](expression const& o) { return has_empty_interval(p, o); });
}

class examiner {
public:
    examiner(program::program const& p, site const& asked, estimator& estimate, budget& steps, findings& found)
        : p_(p), asked_(asked), estimate_(estimate), formulas_(p, asked.at, estimate), steps_(steps), found_(found), names_{asked.at.records, asked.at.table} {}

    /// `strict`: with what definitions say. Returns whether that could tell more.
    bool examine(expression const& condition, asked_by by, bool strict) {
        strict_ = strict;
        add(condition, {});
        std::vector<formulas::id> around, before;
        for (auto const& k : asked_.known) {
            auto const its = formulas_.add(*k.condition);
            known_formulas_.push_back(its);
            (k.holds ? around : before).push_back(k.holds ? its : formulas_.negation(its));
        }
        auto const told = found_.size();
        if (strict) formulas_.add_definitions();
        formulas_.finish();
        around_ = formulas_.all_of(std::move(around));
        before.push_back(around_);
        anywhere_ = formulas_.all_of(std::move(before));
        if (!possible({anywhere_})) return false;                      // nobody gets here: said where it is decided
        bool const is_level = by == asked_by::level;
        if (is_level && !possible({anywhere_, parts_[0].formula})) return false;     // that is B1403
        look_at(0, is_level);
        return found_.size() == told && !steps_.used_up();
    }

private:
    struct part {
        expression const* what;
        formulas::id formula;
        std::vector<known_condition> left;   // parts before it, which turned out so
        std::vector<std::size_t> operands;   // parts
    };

    std::size_t add(expression const& e, std::vector<known_condition> left) {
        auto const at = parts_.size();
        parts_.push_back({&e, formulas_.add(e), left, {}});
        auto const* joined = &e;
        while (joined->kind == expression_kind::logical_not) joined = &joined->operands[0];
        if (joined != &e) {
            auto const its = add(*joined, left);
            parts_[at].operands.push_back(its);
        } else if (joins(e)) {
            for (auto const& o : e.operands) {
                auto const its = add(o, left);
                parts_[at].operands.push_back(its);
                left.push_back({&o, e.kind == expression_kind::logical_and});
            }
        }
        return at;
    }

    bool possible(std::vector<formulas::id> all) {
        auto const goal = formulas_.all_of(std::move(all));
        bool const found = (strict_ ? find_consistent_case(formulas_, goal, steps_) : find_case(formulas_, goal, certainty::possible, steps_)).has_value();
        return found || steps_.used_up();
    }

    /// What is known where a part is asked, by its neighbours on the left; `certain_only`: without those that did not hold.
    std::vector<formulas::id> context(part const& its, bool certain_only) {
        std::vector<formulas::id> all{certain_only ? around_ : anywhere_};
        for (auto const& l : its.left)
            if (auto const f = formula_of(*l.condition); l.holds) all.push_back(f);
            else if (!certain_only) all.push_back(formulas_.negation(f));
        return all;
    }

    formulas::id formula_of(expression const& e) const {
        return std::ranges::find_if(parts_, [&](part const& x) { return x.what == &e; })->formula;
    }

    /// `whole_may_hold`: that the condition always holds is no finding, for instance of a last level that takes what is left. `negated`: it is
    /// asked for the contrary, so that `not praised`, where nobody is praised any more, is no finding either.
    void look_at(std::size_t i, bool whole_may_hold, bool negated = false) {
        auto const& its = parts_[i];
        bool const negates = its.what->kind == expression_kind::logical_not;
        if (!negates && asks_record(*its.what) && !is_known_definition(its)) {
            auto const not_its = formulas_.negation(its.formula);
            auto all = context(its, false);
            if (!possible(all)) return;
            all.push_back(negated ? not_its : its.formula);
            if (!possible(all)) return report(its, negated);
            auto sure = context(its, true);
            sure.push_back(negated ? its.formula : not_its);
            if (!whole_may_hold && !possible(sure)) return report(its, !negated);
        }
        auto const operands = its.operands;
        for (auto const o : operands) look_at(o, false, negated != negates);
    }

    /// The name of a truth that is the same wherever it is asked: said once, where it is defined.
    bool is_known_definition(part const& its) {
        if (its.what->kind != expression_kind::field) return false;
        return !possible({its.formula}) || !possible({formulas_.negation(its.formula)});
    }

    std::string print(expression const& e) const { return check::print(p_, e, names_); }

    void report(part const& its, bool holds) {
        bool const alone = !possible({holds ? formulas_.negation(its.formula) : its.formula});
        auto const asked = alone ? threshold_of(p_, *its.what, asked_.at, estimate_) : std::nullopt;
        if (asked) report_threshold(its, *asked, holds);
        else report_condition(its, holds, alone);
        auto& made = found_.back();
        auto all = context(its, false);
        all.push_back(holds ? its.formula : formulas_.negation(its.formula));
        show(made, its, holds);
        if (!holds && !alone) {              // it would hold of others, which something before it takes
            if (asked_.at.table == program::none) made.to_show.conditions = {{its.what, true}};
            all = {its.formula};
        }
        if (auto const example = find_case(formulas_, formulas_.all_of(std::move(all)), certainty::possible, steps_)) made.witness = witness(p_, formulas_, *example);
    }

    void show(finding& made, part const& its, bool holds) const {
        std::vector<wanted_condition> wanted{{its.what, holds}};
        for (auto const& k : asked_.known) wanted.push_back({k.condition, k.holds});
        for (auto const& l : its.left) wanted.push_back({l.condition, l.holds});
        if (asked_.at.table == program::none) {
            made.to_show = goal::of_conditions(asked_.owner, wanted);
            wanted.front().holds = !holds;
            made.refuted_by = goal::of_conditions(asked_.owner, std::move(wanted));
            made.to_show.within = made.refuted_by.within = asked_.within;
        } else {
            made.to_show = goal::every_call(asked_.at.table);
        }
    }

    void report_threshold(part const& its, threshold const& asked, bool holds) {
        auto const& value = *asked.value;
        auto const range = describe_bounds(p_, asked.reach, value.type);
        auto& d = found_.emplace_back(diagnostic{"B1405", severity::warning,
            fmt::format("`{}` is always {}: `{}` is {}", print(*its.what), holds ? "true" : "false", print(value), range), {}, {}, {}, {}});
        d.labels.push_back({its.what->where, holds ? "always true" : "never true"});
        if (value.kind == expression_kind::field) {
            auto const m = member_of(p_, asked_.at, value);
            if (m.record != program::none) d.labels.push_back({p_.records[m.record].members[m.member].where, range});
        }
        d.help = holds ? "remove it, or correct the threshold" : "correct the threshold, or what is declared";
    }

    void report_condition(part const& its, bool holds, bool alone) {
        auto& d = found_.emplace_back(diagnostic{"B1404", severity::warning, {}, {}, {}, {}, {}});
        d.message = fmt::format("`{}` is always {}{}", print(*its.what), holds ? "true" : "false", alone ? "" : " here");
        d.labels.push_back({its.what->where, holds ? "always true" : "always false"});
        if (!alone) label_reason(d, its, holds);
        d.help = holds ? "remove it, or correct it" : "correct it, or remove what depends on it";
    }

    /// One condition around it that is enough.
    void label_reason(finding& d, part const& its, bool holds) {
        auto const goal = holds ? formulas_.negation(its.formula) : its.formula;
        auto reasons = its.left;
        reasons.insert(reasons.end(), asked_.known.rbegin(), asked_.known.rend());
        for (auto const& r : reasons) {
            auto const known = formulas_of_known(*r.condition);
            if (!known || possible({r.holds ? *known : formulas_.negation(*known), goal})) continue;
            d.labels.push_back({r.condition->where, r.holds ? "where this holds" : "this was asked before, and did not hold"});
            return;
        }
    }

    std::optional<formulas::id> formulas_of_known(expression const& e) const {
        for (auto const& x : parts_)
            if (x.what == &e) return x.formula;
        auto const k = std::ranges::find_if(asked_.known, [&](known_condition const& x) { return x.condition == &e; });
        return k == asked_.known.end() ? std::nullopt : std::optional(known_formulas_[static_cast<std::size_t>(k - asked_.known.begin())]);
    }

    program::program const& p_;
    site const& asked_;
    estimator& estimate_;
    formulas formulas_;
    budget& steps_;
    findings& found_;
    check::printing_scope names_;
    std::vector<part> parts_;                // the first is the condition
    std::vector<formulas::id> known_formulas_;
    formulas::id around_ = 0, anywhere_ = 0;
    bool strict_ = false;
};

}  // namespace

void analyse_conditions(program::program const& p, estimator& estimate, compile_limits const& limits, findings& found) {
    budget all(limits.max_proof_steps);
    site_visitor each;
    each.condition = [&](expression const& condition, asked_by by, site const& at) {
        if (all.used_up() || !asks_record(condition) || has_empty_interval(p, condition)) return;
        budget steps(std::min(steps_of_one, limits.max_proof_steps));
        all.spend(1 + at.known.size());
        if (examiner(p, at, estimate, steps, found).examine(condition, by, false)) examiner(p, at, estimate, steps, found).examine(condition, by, true);
        if (steps.used_up()) all.spend(steps_of_one);
    };
    visit_sites(p, each);
}

}  // namespace barem::analysis
