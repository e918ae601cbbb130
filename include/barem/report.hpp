#pragma once
// Findings of a rule set together with its text, ready to be shown.

#include <barem/diagnostic.hpp>

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace barem {

struct render_options {
    bool colour = false;        ///< ANSI colours
};

/// The text of a file that a rule set imports.
struct imported_source {
    std::string name;                        ///< shown before line and column
    std::string text;
};

/// The findings of one rule set.
class report {
public:
    std::string name;                        ///< of the source, shown before line and column
    std::string text;                        ///< of the source
    /// What it imports. Spans count the bytes of all texts in one row: `text`, a line end, the first of these, a line end, the next ...
    std::vector<imported_source> imported;
    std::vector<diagnostic> findings;        ///< in the order of their place

    [[nodiscard]] bool has_errors() const;
    /// Like a good compiler's report: code, message, line with carets, secondary labels, notes, help. Empty when there is no finding.
    [[nodiscard]] std::string to_text(render_options options = {}) const;
    /// A JSON array of objects: code, severity, message, file, line, column, end_line, end_column, labels, notes, help, witness.
    /// Places count from the begin of their file; a label in another file than its finding has a `file` of its own.
    [[nodiscard]] std::string to_json() const;
};

/// report::to_text() without colours.
[[nodiscard]] std::string to_text(report const& findings);
std::ostream& operator<<(std::ostream& out, report const& findings);

}  // namespace barem
