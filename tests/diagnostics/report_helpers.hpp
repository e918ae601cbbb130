#pragma once
// Findings about a text, placed by quoting it.

#include <barem/report.hpp>

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace barem {

/// Where `words` first stand in the text of a report.
inline source_span find(report const& r, std::string_view words) {
    auto const at = r.text.find(words);
    EXPECT_NE(at, std::string::npos) << words;
    return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + words.size())};
}

/// A finding that has no label yet.
inline diagnostic finding(std::string code, severity level, std::string message) {
    diagnostic d;
    d.code = std::move(code);
    d.severity = level;
    d.message = std::move(message);
    return d;
}

/// A report with one error that has no label yet.
inline report one_error(std::string text) {
    report r;
    r.name = "a.barem";
    r.text = std::move(text);
    r.findings.push_back(finding("B1", severity::error, "wrong"));
    return r;
}

/// Adds a label to the last finding.
inline void label(report& r, source_span where, std::string text) {
    r.findings.back().labels.push_back({where, std::move(text)});
}

/// The text of a report without its headline and summary: place, excerpt and footers.
inline std::string excerpt_of(report const& r) {
    auto const text = r.to_text();
    auto const begin = text.find('\n') + 1, end = text.rfind("\n\n");
    return "\n" + text.substr(begin, end + 1 - begin);
}

}  // namespace barem
