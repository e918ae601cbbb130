#pragma once
// The lines of source that a diagnostic points at, with its labels drawn under them.

#include "source/line_index.hpp"

#include <barem/report.hpp>

#include <string>

namespace barem {

/// Lines of source and marks, each row with a frame on its left:
///      |
///   42 | let x = y
///      |         ^ not defined
/// `frame_width` receives the width of the line numbers, for the rows that follow. Empty when there is no label.
[[nodiscard]] std::string excerpt(line_index const& lines, diagnostic const& finding, render_options options,
                                  std::size_t& frame_width);

}  // namespace barem
