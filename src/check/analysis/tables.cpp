// One table after the other: what is asked of it depends on its hit policy.

#include "check/analysis/describe.hpp"
#include "check/analysis/table_analysis.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace barem::analysis {

using program::hit_policy;

row_conditions::row_conditions(program::program const& p, program::index table, estimator& estimate)
    : formulas_(p, place::in_table(table), estimate) {
    auto const& t = p.tables[table];
    for (program::index i = 0; i != t.arguments.size(); ++i) {
        program::expression e;
        e.kind = program::expression_kind::argument;
        e.type = t.arguments[i].type;
        e.target = i;
        arguments_.push_back(std::move(e));
    }
    for (auto const& row : t.rows) {
        std::vector<formulas::id> parts;
        for (std::size_t i = 0; i != row.tests.size(); ++i) {
            bool const is_condition = i >= arguments_.size();
            bool const is_any = row.tests[i].form == program::test::kind::any;
            if (!is_any) parts.push_back(is_condition ? formulas_.add(row.tests[i].members.front()) : formulas_.add_test(row.tests[i], arguments_[i]));
        }
        rows_.push_back(formulas_.all_of(std::move(parts)));
    }
    formulas_.finish();
}

finding& table_analysis::add(severity how, std::string code, std::string message) {
    found.push_back(diagnostic{std::move(code), how, std::move(message), {}, {}, {}, {}});
    return found.back();
}

std::string table_analysis::where(box const& b) const {
    if (!one_argument()) return describe(p, model.axes, b);
    auto const& axis = model.axes[0];
    auto const words = describe(p, axis, b[0]);
    if (!axis.is_line()) return "for " + words;
    auto const e = axis.extent_of(b[0]);
    bool const half_closed = (!e.low && e.high_closed) || (!e.high && e.low_closed) || (!e.low && !e.high);
    return e.is_point() || half_closed ? "at " + words : words;
}

goal table_analysis::call_in(box const& b, std::vector<program::index> rows) const {
    std::vector<wanted_argument> wanted;
    for (std::size_t i = 0; i != model.axes.size(); ++i) {
        auto const& axis = model.axes[i];
        auto const its = axis.extent_of(b[i]);
        if (b[i] == axis.all()) wanted.emplace_back();
        else if (axis.is_line()) wanted.push_back({its, {}, true});
        else wanted.push_back({{}, axis.at(*its.low), false});
    }
    return goal::of_call(index, std::move(wanted), std::move(rows));
}

std::string table_analysis::example(box const& b) const { return witness(p, model.axes, b); }

void table_analysis::undecided(std::string message, std::string help) {
    auto& d = add(severity::hint, "B1312", std::move(message));
    d.labels.push_back({t.where, "too many cases to look at all of them"});
    d.to_show = goal::nothing(not_decided);
    d.help = help.empty() ? "divide it into smaller ones, or allow more proof steps" : std::move(help);
}

namespace {

bool needs_a_row_for_every_case(program::table const& t) {
    bool const collects = t.policy == hit_policy::collect_sum || t.policy == hit_policy::collect_min || t.policy == hit_policy::collect_max ||
                          t.policy == hit_policy::collect_count;
    return t.otherwise.empty() && !collects;
}

bool takes_first(program::table const& t) { return t.overlaps_take_first || t.policy == hit_policy::first; }

/// Gaps beside the intervals that hold nothing; where these are wrong, there is no telling what overlaps.
void prove_gaps_only(table_analysis& a) {
    if (needs_a_row_for_every_case(a.t)) report_gaps(a, cover(a.model.space(), a.model.boxes, a.t.rows.size(), false, a.steps));
}

/// Beside the first interval that holds nothing.
void say_what_waits(program::table const& t, findings& of_model) {
    auto const empty = std::ranges::find(of_model, std::string("B1305"), &finding::code);
    if (empty == of_model.end()) return;
    bool const finds_gaps = needs_a_row_for_every_case(t);
    empty->notes.push_back(fmt::format("what overlaps in `{}`, and what is never hit, is looked for when this is mended{}", t.name, finds_gaps ? "; gaps are those that are left then" : ""));
}

void prove(table_analysis& a) {
    bool const first = takes_first(a.t);
    if (first || needs_a_row_for_every_case(a.t)) {
        auto const covered = cover(a.model.space(), a.model.boxes, a.t.rows.size(), first, a.steps);
        if (needs_a_row_for_every_case(a.t)) report_gaps(a, covered);
        if (first) report_rows_never_hit(a, covered);
    }
    if (a.conditions) report_conditional_rows_never_hit(a);
    if (a.t.policy == hit_policy::priority) report_rows_never_best(a);
    if (a.t.policy == hit_policy::any || a.t.overlaps_take_first || (a.t.policy == hit_policy::unique && !first)) report_overlaps(a);
}

}  // namespace

void analyse_table(program::program const& p, program::index index, estimator& estimate, compile_limits const& limits, findings& found) {
    auto const& t = p.tables[index];
    auto model = model_of(p, t, limits.max_proof_steps / 8);
    if (model.has_empty_interval) say_what_waits(t, model.findings);
    std::ranges::move(model.findings, std::back_inserter(found));
    bool const empty = std::any_of(model.axes.begin(), model.axes.end(), [](axis const& a) { return a.cells().empty(); });
    if (empty) return;

    budget steps(limits.max_proof_steps);
    bool const conditional = std::any_of(model.certain.begin(), model.certain.end(), [](bool certain) { return !certain; });
    auto conditions = conditional ? std::make_unique<row_conditions>(p, index, estimate) : nullptr;
    table_analysis a{p, index, t, model, conditions.get(), steps, found};
    if (model.too_many_boxes) a.undecided(fmt::format("not decided whether `{}` has gaps or overlaps", t.name), "");
    else if (model.has_empty_interval) prove_gaps_only(a);
    else prove(a);
}

}  // namespace barem::analysis
