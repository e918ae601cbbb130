#pragma once
// Findings for code hosts.

#include <barem/export.hpp>
#include <barem/report.hpp>

#include <string>
#include <vector>

namespace barem::inline BAREM_VERSION_NAMESPACE {

/// The findings of several rule sets as one run in SARIF 2.1.0 (Static Analysis Results Interchange Format). Each code that occurs is a rule
/// with its page of the catalog; acknowledged findings are results that are suppressed in the source, with the reason. Columns are counted in
/// UTF-16 code units, as editors do; names of files that are relative stay so.
[[nodiscard]] BAREM_API std::string to_sarif(std::vector<report> const& reports);

}  // namespace barem
