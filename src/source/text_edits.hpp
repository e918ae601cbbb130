#pragma once
// Edits of a text, and which lines they change.

#include <barem/diagnostic.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace barem::inline BAREM_VERSION_NAMESPACE {

/// Lines of a text that edits change: `removed` of them from line `first` (from 1) on give way to `added`.
struct changed_lines {
    std::uint32_t first = 1;
    std::vector<std::string> removed, added;         ///< without their line ends
};

/// Whether they can be made at once: each lies in the text, none begins before another ends, and no two insert at one place.
[[nodiscard]] bool fit_together(std::vector<text_edit> const& edits, std::size_t text_size);

/// What the edits change, from top to bottom. They must fit together. A line of which a removal leaves only blanks goes altogether.
[[nodiscard]] std::vector<changed_lines> lines_changed_by(std::vector<text_edit> edits, std::string_view text);

}  // namespace barem
