#pragma once
// A text that is edited again and again, and how it differs from what it was.

#include <barem/export.hpp>

#include "source/text_edits.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace barem::inline BAREM_VERSION_NAMESPACE {

class edited_text {
public:
    explicit edited_text(std::string_view original);

    [[nodiscard]] std::string text() const;
    /// The edits must fit together in text().
    void apply(std::vector<text_edit> const& edits);
    /// From the original, as `diff -u` shows it; empty when nothing changed.
    [[nodiscard]] std::string difference(std::string_view name) const;

private:
    struct line {
        std::string text;
        std::optional<std::size_t> origin;      ///< line of the original, from 0; none: it was written since
    };
    std::vector<std::string> original_;
    std::vector<line> lines_;
};

}  // namespace barem
