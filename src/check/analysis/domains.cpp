// Whether the arguments that tables and bands are given lie within what these declare: B1310, B1311.
//
// Bounds rule out. Where they do not, what is known at the call and what definitions say is asked; where that does not either, a record has to
// show it, since bounds lose what the parts of an argument share: `x - min(x, y)` is never below zero.

#include "check/analysis/asked.hpp"
#include "check/analysis/axis.hpp"
#include "check/analysis/describe.hpp"
#include "check/analysis/findings.hpp"
#include "check/analysis/search.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace barem::analysis {

using program::expression;
using program::expression_kind;

namespace {

constexpr std::size_t steps_of_a_call = 20'000;

class calls {
public:
    calls(program::program const& p, compile_limits const& limits, findings& found)
        : p_(p), estimate_(p), most_steps_(std::min(steps_of_a_call, limits.max_proof_steps)), found_(found) {}

    void call(expression const& e, site const& where) {
        auto const& arguments = p_.tables[e.target].arguments;
        for (std::size_t i = 0; i != arguments.size() && i != e.operands.size(); ++i) {
            auto const& range = arguments[i].range;
            auto const its = estimate_.of(e.operands[i], where.at);
            if ((its.high && range.low && *its.high < *range.low) || (its.low && range.high && *its.low > *range.high)) {
                if (can_happen(where, nullptr)) report_always(e, i, its);
                continue;
            }
            bool const may_be_above = its.high && range.high && *its.high > *range.high;
            bool const may_be_below = its.low && range.low && *its.low < *range.low;
            if (may_be_above) beyond(e, i, its, where, true);
            if (may_be_below) beyond(e, i, its, where, false);
        }
    }

private:
    void beyond(expression const& e, std::size_t i, bounds const& its, site const& where, bool above) {
        auto const& t = p_.tables[e.target];
        auto const& a = t.arguments[i];
        auto const end = above ? *a.range.high : *a.range.low;
        axis const line(p_, a.name, a.type, {}, {});
        expression outside;
        outside.kind = above ? expression_kind::greater : expression_kind::less;
        outside.type.kind = program::type_kind::truth;
        outside.operands = {e.operands[i], expression{}};
        outside.operands[1].type = a.type;
        outside.operands[1].literal = line.at(end);
        if (!can_happen(where, &outside)) return;

        auto const what = fmt::format("{} {}", above ? "above" : "below", write_end(p_, end, a.type));
        auto const takes = describe_bounds(p_, bounds{a.range.low, a.range.high}, a.type);
        diagnostic d{"B1310", severity::warning, fmt::format("this can be {}, but `{}` of `{}` must be {}", what, a.name, t.name, takes), {}, {}, {}, {}};
        d.labels.push_back({e.operands[i].where, "can be " + what});
        d.labels.push_back({a.where, takes});
        d.help = fmt::format("limit the argument with `{}`, or widen the range that is declared", above ? "min" : "max");
        diagnostic undecided = d;
        undecided.code = "B1312";
        undecided.severity = severity::hint;
        undecided.message = fmt::format("not decided whether this can be {}: `{}` of `{}` must be {}", what, a.name, t.name, takes);
        undecided.labels[0].text = fmt::format("{}, unless its parts depend on one another", describe_bounds(p_, its, a.type));

        std::vector<wanted_argument> wanted(t.arguments.size());
        wanted[i] = {above ? extent{end, {}, false, false} : extent{{}, end, false, false}, {}, true};
        auto& made = found_.emplace_back(std::move(d), goal::of_call(e.target, std::move(wanted)));
        made.to_show.only = &e;
        made.unless_shown = std::make_shared<diagnostic>(std::move(undecided));
    }

    void report_always(expression const& e, std::size_t i, bounds const& its) {
        auto const& t = p_.tables[e.target];
        auto const& a = t.arguments[i];
        auto const is = describe_bounds(p_, its, a.type);
        auto const takes = describe_bounds(p_, bounds{a.range.low, a.range.high}, a.type);
        auto& d = found_.emplace_back(diagnostic{"B1311", severity::error, fmt::format("`{}` never takes this: it is {}, and `{}` must be {}", t.name, is, a.name, takes), {}, {}, {}, {}});
        d.labels.push_back({e.operands[i].where, is});
        d.labels.push_back({a.where, takes});
        d.help = "correct the argument, or widen the range that is declared";
        d.witness = a.name + " = " + write_end(p_, its.low ? *its.low : *its.high, a.type);
        d.to_show = goal::every_call(e.target);
        d.to_show.only = &e;
    }

    /// Whether anything says that the call is not made while `condition`, which stands beside it, holds. Null: that it is not made at all.
    bool can_happen(site const& where, expression const* condition) {
        formulas all(p_, where.at, estimate_);
        std::vector<formulas::id> parts;
        if (condition) parts.push_back(all.add(*condition));
        for (auto const& k : where.known) {
            auto const holds = all.add(*k.condition);
            parts.push_back(k.holds ? holds : all.negation(holds));
        }
        all.add_definitions();
        all.finish();
        budget steps(most_steps_);
        return find_consistent_case(all, all.all_of(std::move(parts)), steps).has_value() || steps.used_up();
    }

    program::program const& p_;
    estimator estimate_;
    std::size_t most_steps_;
    findings& found_;
};

}  // namespace

void check_domains(program::program const& p, compile_limits const& limits, findings& found) {
    calls all(p, limits, found);
    site_visitor each;
    each.reference = [&](expression const& e, site const& where) {
        if (e.kind == expression_kind::look_up) all.call(e, where);
    };
    visit_sites(p, each);
}

}  // namespace barem::analysis
