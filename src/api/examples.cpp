// The examples of a rule set, as findings where they are not met.
#include <barem/export.hpp>

#include "check/print.hpp"
#include "examples/run.hpp"
#include "plan/lower.hpp"

#include <fmt/format.h>

namespace barem::inline BAREM_VERSION_NAMESPACE {
namespace {

/// B1650: another value; B1651: no value.
diagnostic finding_of(program::program const& p, examples::failure const& f) {
    diagnostic d;
    d.code = f.found ? "B1650" : "B1651";
    d.message = f.why;
    if (f.found) {
        auto const expected = plan::constant_value(p, f.expected->expected);
        d.message = fmt::format("`{}` is {}, expected {}", f.what, check::print(p, *f.found, f.type), expected ? check::print(p, *expected, f.type) : "a value");
    }
    d.labels.push_back({f.where, {}});
    auto const name = check::text_of(f.of->shown, p.language);
    if (!name.empty()) d.notes.push_back(fmt::format("in the example \"{}\"", name));
    return d;
}

}  // namespace

example_results ruleset::run_examples() const {
    auto const made = examples::run(*inner_, inner_->rules().examples);
    example_results results;
    results.passed = made.passed;
    results.failures.name = inner_->findings->name;
    results.failures.text = inner_->findings->text;
    results.failures.imported = inner_->findings->imported;
    for (auto const& f : made.failures) results.failures.findings.push_back(finding_of(inner_->rules(), f));
    return results;
}

}  // namespace barem
