#include "check/check.hpp"

#include "check/expressions.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace barem::check {
namespace {

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
    check_dating(c);
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
