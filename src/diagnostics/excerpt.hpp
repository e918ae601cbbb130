#pragma once
// The lines of source that a diagnostic points at, with its labels drawn under them.

#include "source/line_index.hpp"

#include <barem/report.hpp>

#include <string>
#include <vector>

namespace barem::inline BAREM_VERSION_NAMESPACE {

/// What an excerpt needs to know of its finding.
struct excerpt_form {
    barem::severity severity = severity::error;
    bool has_primary = true;                ///< the first label is the primary one
    std::size_t number_width = 1;           ///< of the line numbers
};

/// Lines of source and marks, each row with a frame on its left:
///      |
///   42 | let x = y
///      |         ^ not defined
/// Empty when there is no label.
[[nodiscard]] std::string excerpt(line_index const& lines, std::vector<diagnostic_label> const& labels, excerpt_form const& form,
                                  render_options options);

/// How wide the greatest line number of such an excerpt is.
[[nodiscard]] std::size_t excerpt_number_width(line_index const& lines, std::vector<diagnostic_label> const& labels);

}  // namespace barem
