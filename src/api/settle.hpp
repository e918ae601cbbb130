#pragma once
// What becomes of findings: some are acknowledged by the rule set, some get another severity.

#include "api/imports.hpp"

namespace barem::api {

/// Findings B0009 for choices of severities that cannot be made.
[[nodiscard]] std::vector<diagnostic> wrong_severities(compile_options const& options);

/// Gives the findings the severities that are chosen; those of codes that are off go.
void set_severities(std::vector<diagnostic>& findings, compile_options const& options);

/// Takes the findings that are acknowledged out of the report, adds what is wrong with acknowledgements (B2001 to B2003), and sets
/// severities. Fixes that would lose a comment are no longer safe. `complete`: every analysis was made, so that an acknowledgement
/// of nothing is known to be stale.
void settle(report& findings, loaded const& rules, compile_options const& options, bool complete);

}  // namespace barem::api
