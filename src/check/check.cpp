#include "check/check.hpp"

#include "check/expressions.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace barem::check {
namespace {

void check_parameters(context& c) {
    for (auto const& p : c.tree.parameters) {
        if (auto const [known, fresh] = c.parameters.emplace(p.id.text, static_cast<index>(c.out.parameters.size())); !fresh) {
            c.error("B1104", p.id.where, fmt::format("the parameter `{}` is declared twice", p.id.text), "declared again here").labels.push_back(
                {c.out.parameters[known->second].where, "first declared here"});
            continue;
        }
        auto const resolved = resolve_type(c, p.declared, false);
        program::parameter made{p.id.text, to_label(c, p.shown), resolved.type, resolved.range, resolved.decimals, {}, to_notes(c, p.notes), p.id.where};
        if (resolved.type.optional) c.error("B1201", p.declared.where, "a parameter always has a value").help = "remove the `?`";
        if (auto v = literal_value(c, p.value, resolved.type)) {
            check_range(c, *v, resolved.type, resolved.range, resolved.decimals, p.value.where);
            made.initial = std::move(*v);
        }
        c.out.parameters.push_back(std::move(made));
    }
}

void put_in_order(std::vector<diagnostic>& findings, unsigned most) {
    std::ranges::stable_sort(findings, {}, [](diagnostic const& d) { return d.labels.empty() ? 0 : d.labels[0].where.begin; });
    if (findings.size() <= most) return;
    auto const left = findings.size() - most;
    // Errors are kept before warnings when there are too many.
    std::ranges::stable_sort(findings, {}, [](diagnostic const& d) { return d.severity; });
    findings.resize(most);
    std::ranges::stable_sort(findings, {}, [](diagnostic const& d) { return d.labels.empty() ? 0 : d.labels[0].where.begin; });
    findings.back().notes.push_back(fmt::format("{} more findings are not shown", left));
}

}  // namespace

checked check(ast::rule_set const& tree, std::string_view source, compile_limits const& limits) {
    context c(tree, limits, source);
    declare(c);
    check_calendars(c);
    check_parameters(c);
    check_table_headings(c);
    check_tables(c);
    check_records(c);
    check_cohorts(c);
    check_dependencies(c);
    if (c.nesting_sound) check_examples(c);
    checked made;
    bool const failed = std::ranges::any_of(c.findings, [](diagnostic const& d) { return d.severity == severity::error; });
    if (!failed) made.program = std::make_shared<program::program const>(std::move(c.out));
    put_in_order(c.findings, limits.max_findings);
    made.findings = std::move(c.findings);
    return made;
}

}  // namespace barem::check
