#pragma once
// Findings of a rule set together with its text, ready to be shown.

#include <barem/diagnostic.hpp>
#include <barem/export.hpp>

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace barem::inline BAREM_VERSION_NAMESPACE {

struct BAREM_API render_options {
    bool colour = false;        ///< ANSI colours
    bool acknowledged = false;  ///< findings that the rule set acknowledges as well
};

/// The text of a file that a rule set imports.
struct BAREM_API imported_source {
    std::string name;                        ///< shown before line and column
    std::string text;
};

/// A finding that the rule set says it knows of: `acknowledge B1403 "reason"`.
struct BAREM_API acknowledged_finding {
    diagnostic finding;
    std::string reason;                      ///< in English where the rule set says it so, else in its own language
    source_span where;                       ///< of the clause
};

/// The findings of one rule set.
class BAREM_API report {
public:
    std::string name;                        ///< of the source, shown before line and column
    std::string text;                        ///< of the source
    /// What it imports. Spans count the bytes of all texts in one row: `text`, a line end, the first of these, a line end, the next ...
    std::vector<imported_source> imported;
    std::vector<diagnostic> findings;        ///< in the order of their place
    std::vector<acknowledged_finding> acknowledged;     ///< none of `findings`; in the order of their place

    [[nodiscard]] bool has_errors() const;
    /// Like a good compiler's report: code, message, line with carets, secondary labels, notes, help, fixes as lines before and after.
    /// Empty when there is no finding.
    [[nodiscard]] std::string to_text(render_options options = {}) const;
    /// A JSON array of objects: code, severity, message, file, line, column, end_line, end_column, begin, end, labels, notes, help, witness,
    /// witness_record (a text), fixes, acknowledged (the reason, or null; these stand last).
    /// Places count from the begin of their file; a label or an edit in another file than its finding has a `file` of its own.
    [[nodiscard]] std::string to_json() const;
};

/// report::to_text() without colours.
[[nodiscard]] BAREM_API std::string to_text(report const& findings);
BAREM_API std::ostream& operator<<(std::ostream& out, report const& findings);

}  // namespace barem
